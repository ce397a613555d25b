"""What the user names on the command line, as documents."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

from sayso.errors import UnreadableInputError
from sayso.ingest import LARGEST_INPUT, load_document, read_reports, take_in, walk
from sayso.model import Document, Publication

_STANDARD_INPUT = Path("/dev/stdin")


def documents_in(
    file: str,
    *,
    today: date,
    published: Publication | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> list[Document]:
    """The document of one file or of standard input (`-`). Raises what `load_document` raises."""
    if file != "-":
        return [
            load_document(
                Path(file), today=today, published=published, outlet=outlet, url=url, language=language
            )
        ]
    data = sys.stdin.buffer.read(LARGEST_INPUT + 1)
    return [
        take_in(
            data,
            "standard input",
            today=today,
            published=published,
            outlet=outlet,
            url=url,
            language=language,
        )
    ]


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
