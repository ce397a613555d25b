"""Between which sides a place is reckoned, day by day, by what was known on each."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache

from sayso.answers.sides import sides_on
from sayso.estimation.evidence import day_known
from sayso.model import RecordedClaim, Theatre
from sayso.parties import load_theatres

Told = tuple[str | None, str | None]
"""What a claim tells of its war: its side and the country of its place."""


def sides_over_time(claims: Iterable[RecordedClaim]) -> list[tuple[date, tuple[str, ...]]]:
    """The days on which the sides of one place change, each with the sides from then on.

    On any day they are those that `sides_for` finds in the claims known by then: the sides of the theatre
    that most of them speak of, else those that they name.
    """
    by_day: dict[date, Counter[Told]] = {}
    for each in claims:
        known = day_known(each)
        if known is not None:
            place = each.claim.place
            by_day.setdefault(known, Counter())[each.claim.side, place.country if place else None] += 1
    if not by_day:
        return []
    told = {pair for counted in by_day.values() for pair in counted}
    theatres = [each for each in load_theatres() if any(side in each.sides for side, _ in told)]
    first = min(by_day)
    turns = {day for each in theatres for day in _turns(each) if day > first}
    found: list[tuple[date, tuple[str, ...]]] = []
    heard: Counter[Told] = Counter()
    for day in sorted({*by_day, *turns}):
        new = by_day.get(day)
        if new is not None:
            if not turns and new.keys() <= heard.keys() and len(theatres) < 2:
                continue
            heard += new
        sides = _sides(heard, theatres, day)
        if sides != (found[-1][1] if found else ()):
            found.append((day, sides))
    return found


def _sides(heard: Counter[Told], theatres: Sequence[Theatre], day: date) -> tuple[str, ...]:
    best: tuple[tuple[int, int], Theatre] | None = None
    for theatre in theatres:
        spoken = sum(count for (side, _), count in heard.items() if side in theatre.sides)
        if not spoken or not theatre.basis.holds_on(day):
            continue
        within = sum(count for (_, country), count in heard.items() if country in theatre.countries)
        if best is None or (within, spoken) > best[0]:
            best = (within, spoken), theatre
    if best is None:
        return tuple(sorted({side for side, _ in heard if side}))
    return _at_war(best[1].id, bisect_right(_turns(best[1]), day))


@lru_cache(maxsize=1_000)
def _at_war(theatre_id: str, period: int) -> tuple[str, ...]:
    """The sides of a theatre in one of the periods into which its `_turns` part time."""
    theatre = next(each for each in load_theatres() if each.id == theatre_id)
    turns = _turns(theatre)
    before_all = turns[0] - timedelta(days=1) if turns else date.min
    return sides_on(theatre, turns[period - 1] if period else before_all)


@cache
def _turns(theatre: Theatre) -> tuple[date, ...]:
    """The days on which anything may change in who is at war in a theatre."""
    found: set[date] = set()
    for basis in (theatre.basis, *(party.basis for party in theatre.parties)):
        if basis.start is not None:
            found.add(basis.start)
        if basis.end is not None and basis.end < date.max:
            found.add(basis.end + timedelta(days=1))
    return tuple(sorted(found))
