"""The part of the work that only one does: rows into the ledger, in the order of the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from sayso.errors import SaysoError
from sayso.ingest import Description, Unread
from sayso.ledger import Added, Addition, Ledger
from sayso.model import Document, Reading, Stage
from sayso.recording.crew import work_through
from sayso.recording.knowledge import run_of
from sayso.recording.outcomes import Fate, Outcome
from sayso.recording.reading import Bench, Done, Read, Settings, Task, broke_on

_FATES = {Addition.VERSION: Fate.VERSION, Addition.CARRIER: Fate.CARRIER, Addition.KNOWN: Fate.KNOWN}


class Recorder:
    """Records what is read. `read` is for what is read in this process, `clock` gives the instant of
    recording, with its zone."""

    def __init__(
        self, ledger: Ledger, settings: Settings, read: Read, *, clock: Callable[[], datetime]
    ) -> None:
        self._ledger, self._settings, self._read, self._clock = ledger, settings, read, clock
        self._failed = {each.named for each in ledger.failed()}
        self._bench = Bench(ledger, read, settings.today)

    def take(self, tasks: Iterable[Task], workers: int = 1) -> Iterator[tuple[Task, list[Outcome]]]:
        """Every task with the fate of each of its reports, in order and on record when it is given.

        What failed of an input is noted in the ledger when its last task is done, so that it can be tried
        again; so is that one which had failed went well.
        """
        problems: list[str] = []
        worked = work_through(tasks, self._bench, self._ledger.address, self._settings, workers)
        for task, made in worked:
            outcomes = [self._write(done, task.named) for done in made]
            problems += [each.problem for each in outcomes if each.problem is not None]
            if task.is_last:
                self.note(task.named, task.about, problems)
                problems = []
            yield task, outcomes

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
            yield self._write_at_once(found, where)

    def record(self, document: Document, where: str) -> Outcome:
        """One report; what is in the ledger is not read again."""
        return self._write_at_once(document, where)

    def note(self, named: str, about: Description, problems: list[str]) -> None:
        """Keep how it went with what the user named, as far as that matters for trying it again."""
        problem = problems[0] if problems else None
        if len(problems) > 1:
            problem = f"{problem} (and {len(problems) - 1} more)"
        where = named if "://" in named else str(Path(named).absolute())
        if problem is None and where not in self._failed:
            return
        self._ledger.note_attempt(where, about.as_words(), problem, self._clock())

    def _write_at_once(self, found: Document | Unread, named: str) -> Outcome:
        (done,) = self._bench.work(Task(named=named, size=0, found=found))
        return self._write(done, named)

    def _write(self, done: Done, named: str) -> Outcome:
        document = done.document
        if done.problem is not None or document is None:
            name = document.id if document is not None else None
            return Outcome(file=named, fate=Fate.FAILED, document=name, problem=done.problem)
        try:
            reading = done.reading
            added = None
            if reading is None:
                added = self._ledger.add_form(document, self._clock(), named=named)
            if added is None:
                # Where there is no reading, the document was there when it was looked for, and then not.
                reading = reading or self._read(document)
                run = run_of(self._settings, reading.pipeline)
                added = self._ledger.add(reading, self._clock(), named=named, run=run)
        except SaysoError as problem:
            return Outcome(file=named, fate=Fate.FAILED, document=document.id, problem=str(problem))
        except Exception as fault:
            told = broke_on(named, fault)
            return Outcome(file=named, fate=Fate.FAILED, document=document.id, problem=told)
        return _outcome(named, added, document, reading)


def _outcome(named: str, added: Added, document: Document, reading: Reading | None) -> Outcome:
    is_fresh = reading is not None and added.addition in (Addition.NEW, Addition.VERSION)
    if reading is None or not is_fresh:
        return Outcome(file=named, fate=_FATES[added.addition], document=added.document)
    fate = _FATES.get(added.addition, Fate.ADDED)
    if reading.passed_over is not None:
        fate = Fate.NOT_READ if reading.passed_over.stage is Stage.LANGUAGE else Fate.OFF_SUBJECT
    return Outcome(
        file=named,
        fate=fate,
        document=added.document,
        claims=len(reading.claims),
        language=reading.language,
        is_undated=document.published is None,
    )
