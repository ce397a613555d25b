"""What a request asks of the map: the day, the point of view, which claims, which piece of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, HTTPException, Query

from sayso.answers.atlas import Chosen, Shown
from sayso.answers.atlas.telling import Bounds
from sayso.errors import InvalidDateError
from sayso.model import Kind
from sayso.web.asking import LONGEST_NAME, TheDesk
from sayso.web.atlas import Ready

ESTIMATE, MONITORS, SIDE = "estimate", "monitors", "side:"
Name = Annotated[str | None, Query(max_length=LONGEST_NAME)]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapAsked:
    """`view` is "estimate", "monitors" or "side:" with a name; `is_given` whether the query named the day."""

    ready: Ready
    day: date
    view: str
    chosen: Chosen
    is_given: bool

    @property
    def side(self) -> str | None:
        """The side whose point of view is taken."""
        return self.view.removeprefix(SIDE) if self.view.startswith(SIDE) else None

    def shown(self) -> Shown:
        """All places as they were asked for."""
        if self.view == ESTIMATE:
            return self.ready.days.estimated(self.day, self.chosen)
        return self.ready.days.told_by(self.day, self.chosen, self.side)

    def key(self) -> tuple[object, ...]:
        """What tells one question from another."""
        return self.ready.version, self.day, self.view, self.chosen

    def query(self) -> dict[str, str]:
        """The query that asks the same again."""
        told = {"on": self.day.isoformat(), "view": self.view}
        chosen = self.chosen
        for name, value in (("party", chosen.party), ("kind", chosen.kind), ("source", chosen.source)):
            if value is not None:
                told[name] = str(value)
        return told


def asked_of_map(
    desk: TheDesk,
    on: Annotated[str | None, Query(max_length=40, description="The day; by default the last.")] = None,
    view: Annotated[
        str,
        Query(
            max_length=LONGEST_NAME,
            description="estimate; monitors; or side:NAME, what that side's voices last said within 60 days.",
        ),
    ] = ESTIMATE,
    party: Annotated[Name, Query(description="Only claims about this party or side.")] = None,
    kind: Annotated[str | None, Query(max_length=40, description="Only claims of this kind.")] = None,
    source: Annotated[Name, Query(description="Only claims of this voice.")] = None,
) -> MapAsked:
    """The question, with what is ready to answer it. Raises `InvalidDateError` for what is no day; answers
    422 to a view or a kind that there is not."""
    ready = desk.atlas.ready()
    if view not in (ESTIMATE, MONITORS) and not view.startswith(SIDE):
        raise HTTPException(422, f"no view is called {view!r}: take estimate, monitors or side:NAME")
    if kind and kind not in tuple(Kind):
        raise HTTPException(422, f"no kind is called {kind!r}: take one of {', '.join(Kind)}")
    day = _day(on) if on else None
    last = ready.days.whole.last
    return MapAsked(
        ready=ready,
        day=day or (date.fromordinal(last) if last else desk.settings.clock().date()),
        view=view,
        chosen=Chosen(party=party or None, kind=Kind(kind) if kind else None, source=source or None),
        is_given=day is not None,
    )


def bounds_of(
    within: Annotated[
        str | None,
        Query(max_length=120, description="Only places within WEST,SOUTH,EAST,NORTH in degrees."),
    ] = None,
) -> Bounds | None:
    """The piece of the map that is asked for; answers 422 to what is none."""
    if not within:
        return None
    try:
        west, south, east, north = (float(each) for each in within.split(","))
    except ValueError:
        raise HTTPException(422, "within is not WEST,SOUTH,EAST,NORTH in degrees") from None
    return Bounds(west=west, south=south, east=east, north=north)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise InvalidDateError(written, "is no day: write 2023-01-14") from None


OnMap = Annotated[MapAsked, Depends(asked_of_map)]
Within = Annotated[Bounds | None, Depends(bounds_of)]
