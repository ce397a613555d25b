"""What people say of the record: with author and reason, beside what was read and never over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class JudgementKind(StrEnum):
    """What a person decided.

    A claim may be rejected (the text does not say that), corrected (it says something else), added (the
    reading missed it), or found borne out or not by evidence from outside; two names of one voice may be
    merged; a document may be withdrawn by its source. Any of these may be taken back.
    """

    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"
    VERIFIED = "verified"
    REFUTED = "refuted"
    MERGE = "merge"
    TAKE_BACK = "take back"


class Withdrawn(StrEnum):
    """What a source did with a report that it had put out."""

    DELETED = "deleted"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """`subject` is the id of a claim or document, the name of a source, or the number of the judgement that
    is taken back. `value` is what stands instead: the fields of a claim, the other name of a source.
    `evidence` are addresses or words that others can check. `number` is the ledger's."""

    kind: JudgementKind
    subject: str
    author: str
    reason: str
    value: Mapping[str, object] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    number: int | None = None
    recorded_at: datetime | None = None
