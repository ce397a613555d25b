"""Which disputes a request asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from fastapi import Depends, Query

from sayso.answers.disputes import DisputeKind
from sayso.answers.kept_disputes import Disputes, disputes_of_all_places
from sayso.ledger import place_key
from sayso.model import Place
from sayso.web.asking import LONGEST_NAME, TheDesk, a_day
from sayso.web.desk import Desk

_MOST_PLACES = 100


class State(StrEnum):
    """Whether a dispute goes on."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list of disputes is narrowed to; None does not narrow it. `places` are ids and folded names."""

    state: State | None
    kind: DisputeKind | None
    since: date | None
    until: date | None
    place: str
    places: frozenset[str] | None


def wanted_disputes(
    desk: TheDesk,
    state: Annotated[State | Literal[""], Query(description="Only those that are open, or that ended.")] = "",
    kind: Annotated[DisputeKind | Literal[""], Query(description="Only those of one kind.")] = "",
    since: Annotated[str | None, Query(max_length=40, description="Open on this day or later.")] = None,
    until: Annotated[str | None, Query(max_length=40, description="Open on this day or before.")] = None,
    place: Annotated[str, Query(max_length=LONGEST_NAME, description="An id, or what the name holds.")] = "",
) -> Wanted:
    """Raises `InvalidDateError` for what is no day. A form sends a choice that is not made as nothing."""
    name = place.strip()
    named = desk.ledger.places_named(name, _MOST_PLACES) if name else []
    keys = {each.id or place_key(Place(name=each.name))[1] for each in named}
    return Wanted(
        state=state or None,
        kind=kind or None,
        since=a_day(desk, since),
        until=a_day(desk, until),
        place=name,
        places=frozenset({name, *keys}) if name else None,
    )


def disputes_wanted(desk: Desk, wanted: Wanted, first: int, limit: int) -> Disputes:
    """Some of the disputes that are wanted, and how many there are."""

    def reckon() -> Disputes:
        # One at a time: two that bring it up to date would stand in each other's way.
        with desk.keeping_up:
            return disputes_of_all_places(
                desk.ledger,
                since=wanted.since,
                until=wanted.until,
                is_open=None if wanted.state is None else wanted.state is State.OPEN,
                kind=wanted.kind,
                places=wanted.places,
                first=first,
                limit=limit,
            )

    return desk.kept(("disputes", wanted, first, limit), reckon)


WantedDisputes = Annotated[Wanted, Depends(wanted_disputes)]
