"""A report that somebody brings to be read: pasted, dropped, or sent by a program. Nothing is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from sayso.errors import SaysoError, UnreadableInputError
from sayso.ingest import parse_publication, take_in
from sayso.model import Document, Reading
from sayso.recording import Outcome, Recorder, Settings
from sayso.recording.outcomes import Fate
from sayso.web.desk import Desk
from sayso.web.wording import say

LONGEST_READ = 300_000
"""Characters of a text that are read while somebody waits."""


class NothingBroughtError(SaysoError):
    """Neither a text nor a file was given, or both were."""


class StoringError(SaysoError):
    """A report was read and could not be put on record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A text, or the bytes of a file with its name; and what is known of it, in the words of whoever brings
    it. Empty is not known."""

    text: str = ""
    data: bytes = b""
    name: str = ""
    published: str = ""
    outlet: str = ""
    url: str = ""
    language: str = ""

    def document(self, today: date) -> Document:
        """The report. Raises `UnreadableInputError`, `InvalidDateError` and `NothingBroughtError`."""
        text = self.text.strip("\ufeff")
        if bool(text.strip()) == bool(self.data):
            raise NothingBroughtError(say("read.nothing"))
        where = PurePath(self.name).name[:100] if self.data else say("read.pasted")
        document = take_in(
            self.data or text.encode("utf-8", "surrogatepass"),
            where or say("read.file"),
            suffix=PurePath(self.name).suffix if self.data else ".txt",
            today=today,
            published=parse_publication(self.published.strip(), today=today)
            if self.published.strip()
            else None,
            outlet=self.outlet.strip() or None,
            url=self.url.strip() or None,
            language=self.language.strip() or None,
        )
        if len(document.text) > LONGEST_READ:
            raise UnreadableInputError(
                where, say("read.too_long", most=f"{LONGEST_READ:,}"), say("read.use_command")
            )
        return document


def read_now(desk: Desk, brought: Brought) -> Reading:
    """Read it when its turn comes. Raises what `Brought.document` raises, and `BusyError`."""
    today = desk.settings.clock().date()
    return desk.in_turn(lambda reader: reader.read(brought.document(today)))


def store(desk: Desk, reading: Reading) -> Outcome:
    """Put what was read on record as `sayso add` does: one about no conflict adds its words and no claim.

    Raises `StoringError`.
    """
    now = desk.settings.clock
    recorder = Recorder(
        desk.ledger, Settings(today=now().date()), lambda document: _for_record(desk, document), clock=now
    )
    outcome = recorder.record(reading.document, "the desk")
    if outcome.fate is Fate.FAILED:
        raise StoringError(outcome.problem or "it could not be put on record")
    return outcome


def _for_record(desk: Desk, document: Document) -> Reading:
    return desk.in_turn(lambda reader: reader.for_record().read(document))
