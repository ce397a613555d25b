"""The part of the work that many do at once: from a file to readings. Nothing is written here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sayso.errors import SaysoError
from sayso.ingest import Description, Unread, documents_in_file
from sayso.ledger import Ledger
from sayso.model import Document, Reading

log = logging.getLogger(__name__)
# Without a handler of the user's own the trace would go to the terminal; the failure is listed there.
log.addHandler(logging.NullHandler())


Read = Callable[[Document], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How reports are read: by which pipeline and gazetteer, and up to which day they can be dated."""

    today: date
    pipeline: str | None = None
    gazetteer: Path | None = None


def reader_of(settings: Settings) -> Read:
    """What reads a report for the record. One about no conflict is passed over: it can hold no claim."""
    from sayso.pipeline import Reader

    return Reader(settings.pipeline, settings.gazetteer, conflicts_only=True).read


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One piece of the work: a file that holds one report, or a report found in a file of many.

    `size` is what it adds to the bytes done, `named` what the user named, and `is_last` is set on the last
    piece of that.
    """

    named: str
    size: int
    path: Path | None = None
    found: Document | Unread | None = None
    about: Description = field(default_factory=Description)
    is_last: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was made of one report: its reading; the document alone where it needs none; or the problem."""

    reading: Reading | None = None
    document: Document | None = None
    problem: str | None = None


class Bench:
    """Where reports are read. `ledger` is asked only whether a report is there already."""

    def __init__(self, ledger: Ledger, read: Read, today: date) -> None:
        self._ledger, self._read, self._today = ledger, read, today

    def work(self, task: Task) -> list[Done]:
        """Every report of a task. A fault of ours in reading one is told like any failure: it must not
        cost a night's batch."""
        done: list[Done] = []
        documents = self._documents(task)
        while True:
            try:
                found = next(documents, None)
            except SaysoError as problem:
                return [*done, Done(problem=str(problem))]
            except Exception as fault:
                return [*done, Done(problem=broke_on(task.named, fault))]
            if found is None:
                return done
            done.append(self._one(found, task.named))

    def _documents(self, task: Task) -> Iterator[Document | Unread]:
        if task.found is not None:
            yield task.found
        elif task.path is not None:
            yield from documents_in_file(task.path, today=self._today, about=task.about)

    def _one(self, found: Document | Unread, named: str) -> Done:
        if isinstance(found, Unread):
            return Done(problem=str(found))
        try:
            if self._ledger.holds(found):
                return Done(document=found)
            return Done(reading=self._read(found), document=found)
        except SaysoError as problem:
            return Done(document=found, problem=str(problem))
        except Exception as fault:
            return Done(document=found, problem=broke_on(named, fault))


def broke_on(named: str, fault: Exception) -> str:
    """A fault of ours, in one line; the trace goes to the log."""
    log.exception("reading %s", named)
    return f"{named}: sayso broke on it ({type(fault).__name__}: {fault}); please report that"
