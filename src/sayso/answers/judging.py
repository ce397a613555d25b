"""What a person decides about the record, checked before it becomes a row of it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from sayso.answers.sides import theatre_with
from sayso.errors import LedgerError, SaysoError
from sayso.ledger import Ledger
from sayso.model import (
    Certainty,
    Claim,
    Judgement,
    JudgementKind,
    Kind,
    Polarity,
    RecordedClaim,
    When,
)
from sayso.parties import Registry, load_world

_FINDINGS = (JudgementKind.VERIFIED, JudgementKind.REFUTED)


class JudgementError(SaysoError):
    """A judgement that lacks what others need to follow it, or that changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What should stand instead of what was read; None leaves it as it is."""

    kind: Kind | None = None
    party: str | None = None
    side: str | None = None
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    source: str | None = None
    when: date | None = None

    def value(self) -> dict[str, object]:
        """What is put right, in values that JSON can carry."""
        told = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in told
            if value is not None
        }


@dataclass(frozen=True, slots=True)
class Put:
    """The number of a judgement on record, and the id of the claim that it put there, if any."""

    number: int
    claim: str | None = None


def judge(ledger: Ledger, judgement: Judgement, at: datetime, *, correction: Correction | None = None) -> Put:
    """Put a judgement on record, at an instant with its zone.

    Raises `JudgementError` where name, reason, evidence or the correction is missing, or what is taken back
    was taken back before; `LedgerError` where its subject is not in the ledger.
    """
    _check(ledger, judgement)
    if judgement.kind is not JudgementKind.CORRECT:
        return Put(ledger.judge(judgement, at))
    if correction is None or not correction.value():
        raise JudgementError("a correction says what it should be: kind, party, polarity, source, when ...")
    found = ledger.claim(judgement.subject)
    if found is None:
        raise LedgerError(
            ledger.name, f"holds no claim {judgement.subject!r}", "`sayso place --json` shows their ids"
        )
    claim = corrected(found, correction, author=judgement.author)
    if claim == found.claim:
        raise JudgementError("that is what was read; a correction says something else")
    number = ledger.judge(replace(judgement, value=correction.value()), at, claim=claim)
    put = ledger.claim_put_by(number, judgement.subject)
    return Put(number, put.id if put is not None else None)


def corrected(recorded: RecordedClaim, correction: Correction, *, author: str) -> Claim:
    """The claim as it should be. A party brings the side that it fights for, where a theatre knows it; a
    source that is put in place of another has the one who says so for its basis."""
    claim = recorded.claim
    changes: dict[str, Any] = {
        name: value
        for name in ("kind", "side", "polarity", "certainty")
        if (value := getattr(correction, name)) is not None
    }
    if correction.party is not None:
        side = correction.side or _side_of(correction.party, recorded) or correction.party
        changes |= {"party": correction.party, "side": side}
    if correction.source is not None and correction.source != claim.source.name:
        changes["source"] = replace(claim.source, name=correction.source, basis=f"corrected by {author}")
    if correction.when is not None:
        changes["when"] = When.on(correction.when)
    return replace(claim, **changes)


def judgement_value(judgement: Judgement, stands: bool) -> dict[str, Any]:
    """A judgement with whether it still stands."""
    return {
        "number": judgement.number,
        "kind": judgement.kind.value,
        "subject": judgement.subject,
        "value": dict(judgement.value),
        "author": judgement.author,
        "reason": judgement.reason,
        "evidence": list(judgement.evidence),
        "recorded_at": judgement.recorded_at.isoformat() if judgement.recorded_at else None,
        "stands": stands,
    }


def _check(ledger: Ledger, judgement: Judgement) -> None:
    for what in ("author", "reason"):
        if not getattr(judgement, what).strip():
            raise JudgementError(f"a judgement has its {what}: others must be able to ask")
    if judgement.kind in _FINDINGS and not any(each.strip() for each in judgement.evidence):
        raise JudgementError("name the evidence that others can check")
    if judgement.kind is JudgementKind.TAKE_BACK:
        made = {str(each.number): (each, stands) for each, stands in ledger.judgements()}
        found = made.get(judgement.subject)
        if found is not None and found[0].kind is JudgementKind.TAKE_BACK:
            raise JudgementError(
                f"judgement {judgement.subject} itself takes one back; judge the claim anew instead"
            )
        if found is not None and not found[1]:
            raise JudgementError(f"judgement {judgement.subject} was taken back already")


def _side_of(party: str, recorded: RecordedClaim) -> str | None:
    """The side that a party fights for, where a theatre knows it.

    One party may fight in several wars ("Wagner Group"): it is that of the claim, by its place and its sides.
    """
    claim, published = recorded.claim, recorded.published
    day = published.day if published is not None else date.today()
    names = [name for name in (party, claim.party, claim.side, claim.source.side) if name is not None]
    theatre = theatre_with(names, claim.place.country if claim.place is not None else None, day)
    if theatre is None:
        return None
    found = Registry(theatre, load_world(), day).party_of(party)
    return found.side if found is not None else None
