"""What the user names on the command line, as documents."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

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


def inputs_in(paths: Iterable[str], about: Description, *, apart_from: str) -> list[tuple[str, Description]]:
    """Every file and address that the paths lead to, with what is known of it: the feeds of a list of feeds
    bring what that says of them.

    Raises `UnreadableInputError` where a path leads nowhere, and what `read_feeds` raises.
    """
    from sayso.cli.addresses import is_address

    named = list(paths)
    lists = [path for path in named if path.lower().endswith(".toml") and Path(path).is_file()]
    addresses = [path for path in named if is_address(path)]
    others = [path for path in named if path not in lists and path not in addresses]
    files = files_in(others, apart_from=apart_from) if others else []
    feeds = [each for path in lists for each in _feeds_of(path, about)]
    return [*((str(file), about) for file in files), *((each, about) for each in addresses), *feeds]


def _feeds_of(path: str, about: Description) -> Iterator[tuple[str, Description]]:
    """The feeds of a list. Channels are left to `sayso watch`, which knows where it stopped in them."""
    from sayso.fetching import Feed, read_feeds

    for each in read_feeds(Path(path)):
        if isinstance(each, Feed):
            outlet, language = about.outlet or each.outlet, about.language or each.language
            yield each.url, replace(about, outlet=outlet, language=language)
        else:
            click.echo(f"sayso: {path}: the channel {each.name} is for `sayso watch`", err=True)


def files_in(paths: Iterable[str], *, apart_from: str) -> list[Path]:
    """Every file that the paths lead to; the files of the ledger itself are not among them.

    Raises `UnreadableInputError` where a path leads nowhere or none holds a file.
    """
    own = {Path(apart_from + end).absolute() for end in ("", "-wal", "-shm", "-journal")}
    found = [file for file in walk(map(Path, paths)) if file.absolute() not in own]
    if not found:
        raise UnreadableInputError(", ".join(paths), "holds no file")
    return found
