"""How a voice stands to the others: how often it is contradicted, and how often it speaks against its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sayso.estimation.evidence import origin_of
from sayso.model import RecordedClaim
from sayso.relations.courses import MEETS
from sayso.relations.dependence import known_at
from sayso.relations.positions import Position, is_admission, stance_of


@dataclass(slots=True)
class Standing:
    """Counts of one voice's claims of who holds a place: all, those that another voice contradicts within
    two weeks, and those against the interest of its own side."""

    positions: int = 0
    contradicted: int = 0
    admissions: int = 0


def standings(claims: Iterable[RecordedClaim]) -> dict[str, Standing]:
    """The standing of every voice that takes a position in these claims, by its name."""
    by_place: dict[str, list[tuple[datetime, Position, RecordedClaim]]] = {}
    for each in claims:
        position, moment, place = stance_of(each.claim), known_at(each), each.claim.place
        if position is not None and moment is not None and place is not None:
            by_place.setdefault(place.id or place.full_name.casefold(), []).append((moment, position, each))
    found: dict[str, Standing] = {}
    for taken in by_place.values():
        _count(taken, found)
    return found


def _count(taken: list[tuple[datetime, Position, RecordedClaim]], found: dict[str, Standing]) -> None:
    # Who stated each position last before, and first after, a claim: two of different voices are enough.
    taken.sort(key=lambda item: item[0])
    contradicted = _contradicted_before(taken) | _contradicted_before(taken[::-1])
    for _, _, each in taken:
        standing = found.setdefault(each.claim.source.name, Standing())
        standing.positions += 1
        standing.contradicted += each.id in contradicted
        standing.admissions += is_admission(each.claim)


def _contradicted_before(taken: Iterable[tuple[datetime, Position, RecordedClaim]]) -> set[str]:
    """The claims that a voice other than their own contradicts within two weeks before them, as taken."""
    latest: dict[Position, dict[str, datetime]] = {}
    found: set[str] = set()
    for moment, position, each in taken:
        voice = origin_of(each)
        for other, voices in latest.items():
            if not position.contradicts(other):
                continue
            # The voices of a position in the order in which they last spoke: the nearest two tell.
            nearest = next((name for name in reversed(voices) if name != voice), None)
            if nearest is not None and abs(moment - voices[nearest]) <= MEETS:
                found.add(each.id)
        voices = latest.setdefault(position, {})
        voices.pop(voice, None)
        voices[voice] = moment
    return found
