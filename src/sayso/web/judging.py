"""A judgement as it comes over the web, checked field by field before it is put to the record."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from sayso.answers.judging import Correction, JudgementError, Put, judge
from sayso.ingest import parse_publication
from sayso.model import Certainty, Judgement, JudgementKind, Kind, Polarity, Withdrawn
from sayso.web.asking import LONGEST_NAME
from sayso.web.desk import Desk

LONGEST_WORDS = 4_000
_Name = Annotated[str, StringConstraints(max_length=LONGEST_NAME, strip_whitespace=True, min_length=1)]
_Words = Annotated[str, StringConstraints(max_length=LONGEST_WORDS, strip_whitespace=True, min_length=1)]
_MOST_EVIDENCE = 20


class Corrected(BaseModel):
    """What should stand instead; what is left out stays as it was read."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind | None = None
    party: _Name | None = None
    side: _Name | None = None
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    source: _Name | None = None
    when: Annotated[_Name | None, Field(description="The day that it is about.")] = None


class Judged(BaseModel):
    """What a person decides: about a claim (`reject`, `correct`, `verified`, `refuted`), about a document
    (`deleted`, `retracted`: its source took it back), or about a judgement, by its number (`take back`)."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["reject", "correct", "verified", "refuted", "take back", "deleted", "retracted"]
    subject: _Name
    author: _Name
    reason: _Words
    evidence: Annotated[list[_Words], Field(max_length=_MOST_EVIDENCE)] = []
    correction: Corrected = Corrected()


def judged_in_form(**fields: object) -> Judged:
    """What the fields of a form decide. Raises `JudgementError` for what is no decision."""
    try:
        return Judged.model_validate(fields)
    except ValidationError as problem:
        wrong = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in problem.errors())
        raise JudgementError(wrong) from None


def decide(desk: Desk, judged: Judged) -> Put:
    """Put it on record. Raises `JudgementError` and `LedgerError` as `answers.judging` does."""
    now = desk.settings.clock()
    if judged.kind in set(Withdrawn):
        # The record of a withdrawal has no name of its own: who saw it is told with the reason.
        reason = f"{judged.reason} ({judged.author})"
        desk.ledger.withdraw(judged.subject, Withdrawn(judged.kind), now, reason=reason)
        return Put(0)
    put = judged.correction
    judgement = Judgement(
        kind=JudgementKind(judged.kind),
        subject=judged.subject,
        author=judged.author,
        reason=judged.reason,
        evidence=tuple(judged.evidence),
    )
    day = parse_publication(put.when, today=now.date()).day if put.when else None
    correction = Correction(
        kind=put.kind,
        party=put.party,
        side=put.side,
        polarity=put.polarity,
        certainty=put.certainty,
        source=put.source,
        when=day,
    )
    return judge(desk.ledger, judgement, now, correction=correction)
