"""Tables of reports: CSV and TSV with a header, auto-archiver's among them."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import BinaryIO

from sayso.errors import UnreadableInputError
from sayso.ingest.page import LARGEST_INPUT, Page
from sayso.ingest.rows import known_columns, no_text_column, page_of
from sayso.ingest.unread import Unread

_SEPARATORS = (",", "\t", ";", "|")
_LONGEST_HEADER = 1 << 16
_FEWEST_KNOWN = 3
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_table(stream: BinaryIO, where: str, *, today: date) -> Iterator[Page | Unread]:
    """Each row as a report, in order; unknown columns are passed over.

    A row with more values than there are columns is told and left out: an unquoted comma would have cut
    its text short. So is the last row where the file breaks off within it.
    """
    head = stream.read(2)
    stream.seek(0)
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8-sig")
    # Values may be as long as a report may be; the module's own limit is for spreadsheets.
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_INPUT))
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield from _rows(_Lines(text, where), where, today)
    except UnicodeDecodeError:
        raise UnreadableInputError(where, "is not UTF-8", "save it as CSV in UTF-8") from None
    finally:
        text.detach()


def looks_like_a_table(first_line: str) -> bool:
    """Whether a file's first line is a header that names a text and two other things of a report."""
    names = _split(first_line, _separator(first_line))
    known = known_columns(names)
    return "text" in known and len(known) >= _FEWEST_KNOWN and all(len(name) <= 40 for name in names)


class _Lines:
    """A table's lines, one at a time, and whether the last one ended as a line does."""

    def __init__(self, text: io.TextIOWrapper, where: str) -> None:
        self._text, self._where, self.is_whole = text, where, False

    def header(self) -> str:
        return self._text.readline(_LONGEST_HEADER)

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(LARGEST_INPUT + 1):
            if len(line) > LARGEST_INPUT:
                raise UnreadableInputError(
                    self._where, f"has a line longer than {LARGEST_INPUT // 1024**2} MB"
                )
            if "\0" in line:
                raise UnreadableInputError(self._where, "is binary, not text", "save it as CSV in UTF-8")
            self.is_whole = line.endswith(("\n", "\r"))
            yield line


def _rows(lines: _Lines, where: str, today: date) -> Iterator[Page | Unread]:
    header = lines.header()
    separator = _separator(header)
    names = _split(header, separator)
    if "text" not in known_columns(names):
        raise no_text_column(where, names)
    # Strict: a quotation mark that is never closed would otherwise swallow the rest of the table.
    rows = csv.reader(lines, delimiter=separator, strict=True)
    number = 1
    is_short = False
    pending: Page | Unread | None = None
    while True:
        number += 1
        place = f"{where}: row {number}"
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as problem:
            if pending is not None:
                yield pending
            pending = Unread(place, f"is no row of a table ({problem})", "check its quotation marks")
            continue
        if not any(value.strip() for value in row):
            continue
        if pending is not None:
            yield pending
        pending = _report(names, row, place, today)
        is_short = len(row) < len(names)
    if pending is None:
        return
    if isinstance(pending, Page) and is_short and not lines.is_whole:
        pending = Unread(f"{where}: the last row", "breaks off", "save the table again")
    yield pending


def _report(names: Sequence[str], row: Sequence[str], place: str, today: date) -> Page | Unread:
    if len(row) > len(names):
        return Unread(
            place, f"has {len(row)} values under {len(names)} columns", "put its text in quotation marks"
        )
    return page_of(dict(zip(names, row, strict=False)), place, today=today)


def _separator(header: str) -> str:
    """The mark that makes the most known columns of a header; a comma where none does."""
    return max(_SEPARATORS, key=lambda mark: len(known_columns(_split(header, mark))))


def _split(header: str, separator: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([header], delimiter=separator), [])]
    except csv.Error:
        return []
