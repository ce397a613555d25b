"""What became of the reports that were to be recorded."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Fate(StrEnum):
    """What became of a report.

    One whose language is not read, or that is about no armed conflict, is on record, and adds nothing.
    """

    ADDED = "added"
    VERSION = "new version"
    CARRIER = "another form"
    KNOWN = "already there"
    NOT_READ = "not read"
    OFF_SUBJECT = "not about a conflict"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The fate of one report of what the user named; `document` is None where there was no getting at one.

    `is_undated` is set for a report that went in without a day of publication.
    """

    file: str
    fate: Fate
    document: str | None = None
    claims: int = 0
    language: str | None = None
    problem: str | None = None
    is_undated: bool = False

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
    undated: int = 0
    failures: list[Outcome] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """Take one outcome into the sums."""
        self.fates[outcome.fate] += 1
        self.claims += outcome.claims
        self.undated += outcome.is_undated
        if outcome.fate is Fate.NOT_READ:
            self.languages[outcome.language or "unknown"] += 1
        if outcome.fate is Fate.FAILED:
            self.failures.append(outcome)
