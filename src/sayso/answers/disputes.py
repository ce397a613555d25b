"""Where the voices of a window cannot all be right about who holds a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sayso.estimation.evidence import WEIGHTS, extent_of, origin_of
from sayso.model import Kind, Polarity, RecordedClaim


class DisputeKind(StrEnum):
    """What is disputed. Allies who name different parties dispute the credit, never the control."""

    DENIED = "denied"
    HOLDERS = "holders"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """`positions` are the voices by what they say: `held by Russia`, `not held by Russia`."""

    kind: DisputeKind
    positions: Mapping[str, tuple[str, ...]]


def disputes_in(claims: Iterable[RecordedClaim]) -> tuple[Dispute, ...]:
    """Disputes of control among claims that their sources commit to."""
    control = [each for each in claims if _counts(each)]
    affirmed = _voices_by_side(control, Polarity.AFFIRMED)
    denied = _voices_by_side(control, Polarity.DENIED)
    found = []
    if len(affirmed) > 1:
        found.append(
            Dispute(
                kind=DisputeKind.HOLDERS,
                positions={f"held by {side}": tuple(names) for side, names in affirmed.items()},
            )
        )
    found += [
        Dispute(
            kind=DisputeKind.DENIED,
            positions={
                f"held by {side}": tuple(affirmed[side]),
                f"not held by {side}": tuple(names),
            },
        )
        for side, names in denied.items()
        if side in affirmed
    ]
    return (*found, *_credit(control))


def _counts(recorded: RecordedClaim) -> bool:
    claim = recorded.claim
    return (
        claim.kind is Kind.CONTROL
        and not claim.background
        and claim.certainty in WEIGHTS
        and bool(claim.side or claim.party)
        # "Holds the northern districts" contradicts nobody who holds the others.
        and (claim.polarity is Polarity.DENIED or extent_of(claim).is_whole)
    )


def _voices_by_side(control: Iterable[RecordedClaim], polarity: Polarity) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for each in control:
        if each.claim.polarity is polarity:
            side = each.claim.side or each.claim.party or ""
            found.setdefault(side, {})[origin_of(each)] = None
    return {side: list(names) for side, names in found.items()}


def _credit(control: Iterable[RecordedClaim]) -> list[Dispute]:
    by_side: dict[str, dict[str, dict[str, None]]] = {}
    for each in control:
        claim = each.claim
        if claim.polarity is Polarity.AFFIRMED and claim.side and claim.party:
            by_side.setdefault(claim.side, {}).setdefault(claim.party, {})[origin_of(each)] = None
    return [
        Dispute(
            kind=DisputeKind.CREDIT,
            positions={f"taken by {party}": tuple(names) for party, names in parties.items()},
        )
        for parties in by_side.values()
        if len(parties) > 1
    ]
