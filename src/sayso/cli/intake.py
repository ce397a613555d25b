"""What the user names on the command line, as documents."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from sayso.errors import UnreadableInputError
from sayso.ingest import (
    LARGEST_INPUT,
    Description,
    Unread,
    documents_in_bytes,
    documents_in_file,
    holds_many,
    read_reports,
    take_in,
    walk,
)
from sayso.model import Document, Provenance

_STANDARD_INPUT = Path("/dev/stdin")


def pasted_post(about: Description, forwarded_from: str | None, today: date) -> Document:
    """One post of a channel from standard input. Raises `UnreadableInputError` where nothing was pasted."""
    data = sys.stdin.buffer.read(LARGEST_INPUT + 1)
    document = take_in(
        data,
        "the pasted post",
        today=today,
        suffix=".txt",
        published=about.published,
        outlet=about.outlet,
        url=about.url,
        language=about.language,
    )
    if forwarded_from is None:
        return document
    return replace(document, provenance=Provenance(forwarded_from=forwarded_from))


class NamedReports:
    """The reports of one file or of standard input (`-`), and what in it could not be read.

    A file of many is read twice, first to count, then to give them one by one: it may be larger than
    memory. Raises what `documents_in_file` raises.
    """

    def __init__(self, file: str, about: Description, today: date) -> None:
        self._file, self._about, self._today = file, about, today
        found = self._found()
        if file == "-" or not holds_many(Path(file)):
            found = list(found)
        self._kept = found if isinstance(found, list) else None
        self.problems: list[Unread] = []
        self._count = 0
        for each in found:
            if isinstance(each, Unread):
                self.problems.append(each)
            else:
                self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Document]:
        found = self._found() if self._kept is None else self._kept
        return (each for each in found if not isinstance(each, Unread))

    def _found(self) -> Iterable[Document | Unread]:
        if self._file != "-":
            return documents_in_file(Path(self._file), today=self._today, about=self._about)
        data = sys.stdin.buffer.read(LARGEST_INPUT + 1)
        return documents_in_bytes(data, "standard input", today=self._today, about=self._about)


class CheckedLines:
    """The reports of a file of JSON Lines, read twice: first all are checked, then given one by one."""

    def __init__(self, path: Path, today: date) -> None:
        self._path, self._today = path, today
        self._count = sum(1 for _ in read_reports(path, today=today))

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Document]:
        return read_reports(self._path, today=self._today)


def lines_in(file: str, *, today: date) -> Collection[Document] | CheckedLines:
    """The reports of a file of JSON Lines, or of standard input (`-`), all of them checked."""
    path = _STANDARD_INPUT if file == "-" else Path(file)
    if path.is_file():
        return CheckedLines(path, today)
    return list(read_reports(path, today=today))


def files_in(paths: Iterable[str], *, apart_from: str) -> list[Path]:
    """Every file that the paths lead to; the files of the ledger itself are not among them.

    Raises `UnreadableInputError` where a path leads nowhere or none holds a file.
    """
    own = {Path(apart_from + end).absolute() for end in ("", "-wal", "-shm", "-journal")}
    found = [file for file in walk(map(Path, paths)) if file.absolute() not in own]
    if not found:
        raise UnreadableInputError(", ".join(paths), "holds no file")
    return found
