"""Who held a place before, as the theatres have it, under the names of the sides of an estimate."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from sayso.model import Basis, Holder, Place
from sayso.parties import load_theatres

Named = Callable[[str, str | None], str | None]
"""What a party that fights for a side is called among the sides; None where it is none of them."""


def holders_of(place: Place | None, sides: Sequence[str]) -> tuple[Holder, ...]:
    """The dated entries about a place, each under the side that its party fights for."""
    return holders_of_id(place.id if place is not None else None, sides)


def holders_of_id(place_id: str | None, sides: Sequence[str]) -> tuple[Holder, ...]:
    """The same of a place by its id; a place without one has none."""

    def named(party: str, side: str | None) -> str | None:
        return next((each for each in (side, party) if each in sides), None)

    return holders_among({place_id} if place_id else (), named)


def holders_among(place_ids: Collection[str | None], named: Named) -> tuple[Holder, ...]:
    """The dated entries about any of these ids. A party that is none of the sides keeps its own name: that
    somebody else held the place is known, too."""
    return tuple(
        replace(entry, party=named(entry.party, side) or entry.party)
        for entry, side in _dated()
        if entry.place_id in place_ids
    )


@cache
def _dated() -> tuple[tuple[Holder, str | None], ...]:
    """Every entry that tells since when, and the side that its party fights for."""
    return tuple(_every_dated())


def _every_dated() -> Iterator[tuple[Holder, str | None]]:
    for theatre in load_theatres():
        sides = {party.name: party.side for party in theatre.parties}
        for entry in theatre.holders:
            if entry.place_id is not None and entry.basis.start is not None:
                yield entry, sides.get(entry.party)


@cache
def holders_digest() -> str:
    """A digest of all that this sayso knows of earlier holders."""
    told = "\n".join(repr((side, holder_value(entry), entry.place_id)) for entry, side in _dated())
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def holder_value(holder: Holder) -> dict[str, Any]:
    """An entry for JSON: `place`, `holder`, `from`, `to` and the `basis` that it rests on."""
    start, end = holder.basis.start, holder.basis.end
    return {
        "place": holder.place,
        "holder": holder.party,
        "from": start and start.isoformat(),
        "to": end and end.isoformat(),
        "basis": holder.basis.reference,
    }


def holder_from(value: Any) -> Holder:
    """What `holder_value` wrote."""
    start, end = (date.fromisoformat(value[key]) if value[key] else None for key in ("from", "to"))
    basis = Basis(reference=str(value["basis"]), start=start, end=end)
    return Holder(place=str(value["place"]), party=str(value["holder"]), basis=basis)
