"""What the user named, cut into pieces of work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sayso.errors import SaysoError
from sayso.ingest import Description, Unread, documents_and_places, holds_many
from sayso.recording.reading import Task


def tasks_in(path: Path, about: Description, *, today: date) -> Iterator[Task]:
    """A file as pieces of work, in its order: itself, or every report of a file of many.

    Nothing is held but the piece in hand, so a file may be larger than memory. What cannot be read is a
    piece too, with the problem for its find.
    """
    named = str(path)
    try:
        if not holds_many(path):
            yield Task(named=named, size=path.stat().st_size, path=path, about=about)
            return
    except SaysoError as problem:
        yield Task(named=named, size=_size(path), found=problem_found(problem, named), about=about)
        return
    yield from _pieces(path, named, about, today)


def problem_found(problem: SaysoError, named: str) -> Unread:
    """An error about what the user named, as a value among the reports."""
    said = str(problem)
    return Unread(named, said.removeprefix(f"{named}: "))


def _pieces(path: Path, named: str, about: Description, today: date) -> Iterator[Task]:
    size, done = _size(path), 0
    pending: Task | None = None
    pieces = documents_and_places(path, today=today, about=about)
    while True:
        try:
            piece = next(pieces, None)
        except SaysoError as problem:
            piece = (problem_found(problem, named), size)
            pieces = iter(())
        if piece is None:
            break
        if pending is not None:
            yield pending
        found, place = piece
        pending = Task(named=named, size=max(place - done, 0), found=found, about=about, is_last=False)
        done = max(place, done)
    if pending is not None:
        yield Task(named=named, size=pending.size + max(size - done, 0), found=pending.found, about=about)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
