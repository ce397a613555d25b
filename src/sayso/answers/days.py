"""The days of one place from a ledger: an estimate for each, and what to tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sayso.answers.holders import holders_of
from sayso.answers.place import View, found_about, place_of, sides_for, standing
from sayso.answers.reckoning import Reckoning, by_this_sayso
from sayso.answers.stretches import claims_in, curve_of
from sayso.errors import LedgerError
from sayso.estimation import Method, Verdict, verdicts
from sayso.ledger import Ledger
from sayso.model import Estimate, RecordedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """One estimate and one verdict for each day, in order, the claims that they rest on by their ids,
    and what they were reckoned by, which makes no two answers different."""

    estimates: tuple[Estimate, ...]
    verdicts: tuple[Verdict, ...]
    claims: Mapping[str, RecordedClaim]
    reckoning: Reckoning = field(compare=False, repr=False)


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

    The sides are those that anything names that counts on one of the days, so that all days have the same
    states. With `reasons` the last day also tells what would turn it.

    Raises `UnknownPlaceError` for a place without claims, `LedgerError` where they name no side.
    """
    as_known = None if hindsight else last
    about = found_about(ledger, name, View(as_known=as_known, hindsight=hindsight), first, last)
    claims = claims_in(about.stretches)
    sides = sides_for(claims, first)
    if not sides:
        raise LedgerError(ledger.name, f"no claim about {name} by {last} names a side of a war")
    place = place_of(claims, name)
    holders = holders_of(place, sides)
    found = curve_of(
        place.full_name,
        about.stretches,
        sides=sides,
        method=method,
        hindsight=hindsight,
        reasons=reasons,
        turns=reasons > 0,
        holders=holders,
    )
    labels: list[Verdict] = []
    for each in about.stretches:
        dated = standing(each.weighed) if hindsight else each.weighed
        labels += verdicts([day for day in found if each.first <= day.day <= each.last], dated)
    return Days(
        estimates=tuple(found),
        verdicts=tuple(labels),
        claims={each.id: each for each in claims},
        reckoning=by_this_sayso(
            method,
            sides=sides,
            first=first,
            last=last,
            hindsight=hindsight,
            as_known=as_known,
            asked=about.asked,
            head=about.head,
            holders=holders,
        ),
    )
