"""Every error that sayso raises on purpose.

Each names what is wrong, where, and the remedy, in one line: the command line prints that line
and exits with status 1. A strange sentence in a report is never an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path


class SaysoError(Exception):
    """Something that a user or a programmer can put right. Its text is one line."""


class UnreadableInputError(SaysoError):
    """A file or stream cannot be taken in: absent, empty, binary, of an unknown kind."""

    def __init__(self, where: str | Path, problem: str, remedy: str | None = None) -> None:
        super().__init__(f"{where}: {problem}" + (f"; {remedy}" if remedy else ""))
        self.where, self.problem, self.remedy = str(where), problem, remedy


class UnwritableOutputError(SaysoError):
    """A file cannot be written, or must not be: it is somebody else's."""

    def __init__(self, where: str | Path, problem: str, remedy: str | None = None) -> None:
        super().__init__(f"{where}: {problem}" + (f"; {remedy}" if remedy else ""))
        self.where, self.problem, self.remedy = str(where), problem, remedy


class InvalidDateError(SaysoError):
    """A value given as a date is none, or cannot be the date it is given for."""

    def __init__(self, value: str, problem: str) -> None:
        super().__init__(f"{value!r} {problem}")
        self.value, self.problem = value, problem


class InvalidDataError(SaysoError):
    """A data file (theatre, lexicon, settings, reports) breaks its schema. Names file and entry."""

    def __init__(self, where: str | Path, entry: str, problem: str) -> None:
        super().__init__(f"{where}: {entry}: {problem}")
        self.where, self.entry, self.problem = str(where), entry, problem


class UnsupportedLanguageError(SaysoError):
    """There is no lexicon for this language. Lists those there are."""

    def __init__(self, language: str, available: Iterable[str]) -> None:
        self.language, self.available = language, tuple(available)
        super().__init__(f"no lexicon for language {language!r}; there is {', '.join(self.available)}")


class AnalysisError(SaysoError):
    """The linguistic analysis cannot run: weights missing or mismatched, pipeline not installed."""


class LedgerError(SaysoError):
    """A ledger cannot be opened or written. Names it and the remedy."""

    def __init__(self, ledger: str | Path, problem: str, remedy: str | None = None) -> None:
        super().__init__(f"{ledger}: {problem}" + (f"; {remedy}" if remedy else ""))
        self.ledger, self.problem, self.remedy = str(ledger), problem, remedy


class ConflictingDocumentError(SaysoError):
    """Two different texts carry one document id."""

    def __init__(self, document_id: str, where: str) -> None:
        super().__init__(
            f"{where}: two different texts have the id {document_id!r}; give each document an id of its own"
        )
        self.document_id, self.where = document_id, where


class UnknownVoiceError(SaysoError):
    """The ledger holds no claim by a voice of this name."""

    def __init__(self, name: str, suggestions: Iterable[str] = ()) -> None:
        self.name, self.suggestions = name, tuple(suggestions)
        hint = f"; did you mean {', '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"no claim by {name!r} in this ledger{hint}")


class UnknownPlaceError(SaysoError):
    """The ledger holds no claim about a place of this name."""

    def __init__(self, name: str, suggestions: Iterable[str] = ()) -> None:
        self.name, self.suggestions = name, tuple(suggestions)
        hint = f"; did you mean {', '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"no claim about {name!r} in this ledger{hint}")


class ForeknowledgeError(SaysoError):
    """Parameters know more than the day that they are to tell. Names both and the remedy."""

    def __init__(self, where: str | Path, known_until: date, day: date) -> None:
        super().__init__(
            f"{where}: was learned from what was known by {known_until}, which nobody knew on {day}; "
            f"ask about days from {known_until + timedelta(days=1)} on, look back with all that is known now "
            f"(--hindsight), or learn with --until {day - timedelta(days=1)} or earlier"
        )
        self.where, self.known_until, self.day = str(where), known_until, day
