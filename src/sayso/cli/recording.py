"""File by file into the ledger, with the fate of every report."""

from __future__ import annotations

import json
import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

import click

from sayso.cli.intake import lines_in
from sayso.errors import ConflictingDocumentError, SaysoError
from sayso.ingest import Description, Unread, documents_in_file
from sayso.ledger import Ledger
from sayso.model import Document, Reading, Stage

log = logging.getLogger(__name__)
# Without a handler of the user's own the trace would go to the terminal; the failure is listed there.
log.addHandler(logging.NullHandler())


class Fate(StrEnum):
    """What became of a report.

    One whose language is not read, or that is about no armed conflict, is on record, and adds nothing.
    """

    ADDED = "added"
    KNOWN = "already there"
    NOT_READ = "not read"
    OFF_SUBJECT = "not about a conflict"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The fate of one report of a file; `document` is None where there was no getting at one."""

    file: str
    fate: Fate
    document: str | None = None
    claims: int = 0
    language: str | None = None
    problem: str | None = None

    def json_line(self) -> str:
        """The outcome for another program."""
        names = ("file", "document", "fate", "claims", "language", "problem")
        return json.dumps({name: getattr(self, name) for name in names}, ensure_ascii=False)


@dataclass(slots=True)
class Summary:
    """How many reports met which fate."""

    fates: Counter[Fate] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    failures: list[Outcome] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """Take one outcome into the sums."""
        self.fates[outcome.fate] += 1
        self.claims += outcome.claims
        if outcome.fate is Fate.NOT_READ:
            self.languages[outcome.language or "unknown"] += 1
        if outcome.fate is Fate.FAILED:
            self.failures.append(outcome)


class Recorder:
    """Reads and records. `clock` gives the instant of recording, with its zone."""

    def __init__(
        self,
        ledger: Ledger,
        read: Callable[[Document], Reading],
        *,
        today: date,
        clock: Callable[[], datetime],
    ) -> None:
        self._ledger, self._read, self._today, self._clock = ledger, read, today, clock

    def take(self, file: Path, about: Description) -> Iterator[Outcome]:
        """Every report of a file. JSON Lines are all checked before the first goes in.

        Of other files of many reports each goes in as it comes: they may be too large to read twice.
        """
        yield from self.take_all(self._documents(file, about), str(file))

    def take_all(self, documents: Iterator[Document | Unread], where: str) -> Iterator[Outcome]:
        """Every report as it comes, and every fault among them; `where` is what the user named."""
        while True:
            try:
                found = next(documents, None)
            except SaysoError as problem:
                yield Outcome(file=where, fate=Fate.FAILED, problem=str(problem))
                return
            if found is None:
                return
            if isinstance(found, Unread):
                yield Outcome(file=where, fate=Fate.FAILED, problem=str(found))
            else:
                yield self.record(found, where)

    def record(self, document: Document, where: str) -> Outcome:
        """One report; what is in the ledger is not read again.

        A fault of ours in reading one report is told like any failure: it must not cost a night's batch.
        """
        try:
            known = self._ledger.document(document.id)
            if known is not None:
                if known.text_sha256 != document.text_sha256:
                    raise ConflictingDocumentError(document.id, where)
                return Outcome(file=where, fate=Fate.KNOWN, document=document.id)
            reading = self._read(document)
            fresh = self._ledger.add(reading, self._clock())
        except SaysoError as told:
            return Outcome(file=where, fate=Fate.FAILED, document=document.id, problem=str(told))
        except Exception as fault:
            log.exception("reading %s", where)
            problem = f"{where}: sayso broke on it ({type(fault).__name__}: {fault}); please report that"
            return Outcome(file=where, fate=Fate.FAILED, document=document.id, problem=problem)
        return Outcome(
            file=where,
            fate=_fate(reading) if fresh else Fate.KNOWN,
            document=document.id,
            claims=len(reading.claims),
            language=reading.language,
        )

    def _documents(self, file: Path, about: Description) -> Iterator[Document | Unread]:
        if file.suffix.lower() == ".jsonl":
            yield from lines_in(str(file), today=self._today)
        else:
            yield from documents_in_file(file, today=self._today, about=about)


def _fate(reading: Reading) -> Fate:
    if reading.passed_over is None:
        return Fate.ADDED
    return Fate.NOT_READ if reading.passed_over.stage is Stage.LANGUAGE else Fate.OFF_SUBJECT


@contextmanager
def recorder_into(ledger: str, pipeline: str | None) -> Iterator[Recorder]:
    """A recorder into a ledger, which is made where there is none; reports of no conflict are passed over."""
    from sayso.cli.options import own_gazetteer
    from sayso.pipeline import Reader

    with Ledger.open(ledger, created_at=datetime.now(UTC)) as opened:
        read = Reader(pipeline, own_gazetteer(), conflicts_only=True).read
        yield Recorder(opened, read, today=date.today(), clock=lambda: datetime.now(UTC))


def tell_all(outcomes: Iterable[Outcome], ledger: str, *, as_json: bool) -> None:
    """Count outcomes as they come; tell them as lines, or their sums; end with status 1 where one failed."""
    from sayso.cli.tables import summary_view
    from sayso.cli.terminal import console, show

    summary = Summary()
    for outcome in outcomes:
        summary.count(outcome)
        if as_json:
            click.echo(outcome.json_line())
    if not as_json:
        show(console(), summary_view(summary, ledger))
    for failure in summary.failures:
        click.echo(f"sayso: {failure.problem}", err=True)
    if summary.failures:
        sys.exit(1)
