"""Files of coded claims: tables and lines of JSON, row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.errors import InvalidDataError, UnreadableInputError
from sayso.export.delimited import uncelled
from sayso.recording.coded import RowError, check_columns

_DELIMITERS = ",;\t"
_LONGEST_CELL = 10_000_000


def coded_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row with the line it begins on. Raises `SaysoError` for a file that is no table of claims."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableInputError(path, "is not UTF-8", "save it as CSV in UTF-8") from None
    except OSError as problem:
        raise UnreadableInputError(path, (problem.strerror or "cannot be read").lower()) from None
    try:
        yield from _lines(path, text) if path.suffix == ".jsonl" else _table(path, text)
    except RowError as problem:
        raise UnreadableInputError(path, str(problem)) from None


def _table(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    csv.field_size_limit(_LONGEST_CELL)
    head = text.partition("\n")[0]
    # Spreadsheets of half of Europe part cells by semicolons.
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip() for name in next(reader, [])]
        if not names:
            raise UnreadableInputError(path, "is empty", "its first line names the columns")
        check_columns(names)
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) > len(names):
                raise InvalidDataError(
                    path, f"line {line}", f"has {len(cells)} cells for {len(names)} columns"
                )
            if any(cells):
                yield line, dict(zip(names, map(uncelled, cells), strict=False))
            line = reader.line_num + 1
    except csv.Error as problem:
        raise InvalidDataError(path, f"line {reader.line_num}", f"is no CSV ({problem})") from None


def _lines(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, words in enumerate(text.split("\n"), start=1):
        if not words.strip():
            continue
        try:
            row = json.loads(words)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise InvalidDataError(path, f"line {number}", "is no JSON object")
        try:
            check_columns([*row, "party"] if "side" in row else row)
        except RowError as problem:
            raise InvalidDataError(path, f"line {number}", str(problem)) from None
        yield number, row
