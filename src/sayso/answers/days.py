"""The days of one place from a ledger: an estimate for each, and what to tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sayso.answers.origins import under_their_origins
from sayso.answers.place import View, claims_of, place_of, sides_for, standing
from sayso.errors import LedgerError
from sayso.estimation import Method, Verdict, estimate, explain, verdict
from sayso.ledger import Ledger
from sayso.model import Estimate, RecordedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """One estimate and one verdict for each day, in order, and the claims that they rest on by their ids."""

    estimates: tuple[Estimate, ...]
    verdicts: tuple[Verdict, ...]
    claims: Mapping[str, RecordedClaim]


def days_of(
    ledger: Ledger,
    name: str,
    first: date,
    last: date,
    *,
    method: str | Method,
    hindsight: bool = False,
    reasons: int = 0,
) -> Days:
    """The days of a place from a ledger; each told by what was known on it unless with hindsight.

    With `reasons` the last day also tells what would turn it.

    Raises `UnknownPlaceError` for a place without claims, `LedgerError` where they name no side.
    """
    claims = claims_of(ledger, name, View(as_known=None if hindsight else last))
    sides = sides_for(claims, first)
    if not sides:
        raise LedgerError(ledger.name, f"no claim about {name} by {last} names a side of a war")
    weighed = under_their_origins(ledger, claims)
    found = estimate(
        place_of(claims, name).full_name,
        weighed,
        sides=sides,
        first=first,
        last=last,
        method=method,
        hindsight=hindsight,
        reasons=reasons,
    )
    if reasons:
        turned = explain(
            found[-1].place, weighed, sides=sides, day=last, method=method, hindsight=hindsight, turns=True
        )
        found[-1] = replace(found[-1], turns=turned.turns)
    dated = standing(weighed) if hindsight else weighed
    return Days(
        estimates=tuple(found),
        verdicts=tuple(verdict(day, dated) for day in found),
        claims={each.id: each for each in claims},
    )
