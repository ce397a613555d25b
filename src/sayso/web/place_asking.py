"""What is asked about one place, and its answers, kept until the ledger grows."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Lock
from typing import Annotated

from fastapi import Depends, Path, Query, Request

from sayso.answers.glance import Course, Gathered, Glance, course_of, gather, glance, window_of
from sayso.answers.place import Answer, View, ask
from sayso.errors import InvalidDateError, SaysoError
from sayso.estimation import DEFAULT_METHOD, METHODS
from sayso.ingest import parse_publication
from sayso.ledger.moments import end_of
from sayso.web.asking import LONGEST_NAME, Asked, OnDay, TheDesk, last_day
from sayso.web.desk import Desk

PlaceName = Annotated[
    str, Path(max_length=LONGEST_NAME, description="A name, or an id such as geonames:706757.")
]
LONGEST_WINDOW = 3660
"""Days that one picture or curve may span."""
_LONGEST_DAY = 40
_HELD = 24
_MANY = 2_000
"""Claims of a place up to which a page brings all at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAsked:
    """A day and view of a place, over a window of days, of which some may be chosen.

    `looks_back` is told where the moment of the view was named: then earlier days are told from it.
    """

    name: str
    on: Asked
    first: date
    last: date
    chosen_from: date | None
    chosen_to: date | None
    weeks: int
    looks_back: bool
    method: str

    @property
    def chosen(self) -> tuple[date, date]:
        """The days whose claims are listed: those chosen, else all that are drawn and that the view knows."""
        known = self.on.view.as_known
        end = known.date() if isinstance(known, datetime) else known
        return self.chosen_from or self.first, self.chosen_to or min(self.last, end or self.last)

    def query(self, **changed: str | None) -> dict[str, str]:
        """The query that asks the same again, less or more what is changed."""
        told = self.on.query()
        if self.looks_back and self.on.view.as_known is not None:
            told["as_known"] = self.on.view.as_known.isoformat()
        if self.weeks != _WEEKS:
            told["weeks"] = str(self.weeks)
        if self.chosen_from is not None:
            told["from"] = self.chosen_from.isoformat()
        if self.chosen_to is not None:
            told["to"] = self.chosen_to.isoformat()
        if self.method != DEFAULT_METHOD:
            told["method"] = self.method
        merged: dict[str, str | None] = {**told, **changed}
        return {key: value for key, value in merged.items() if value is not None}


_WEEKS = 4


def place_asked(
    request: Request,
    name: PlaceName,
    on: OnDay,
    desk: TheDesk,
    from_: Annotated[
        str | None, Query(alias="from", max_length=_LONGEST_DAY, description="First of the chosen days.")
    ] = None,
    to: Annotated[str | None, Query(max_length=_LONGEST_DAY, description="Last of the chosen days.")] = None,
    weeks: Annotated[int, Query(ge=1, le=520, description="Weeks that are drawn.")] = _WEEKS,
    method: Annotated[
        str, Query(max_length=_LONGEST_DAY, description="How the estimate is reckoned.")
    ] = DEFAULT_METHOD,
) -> PlaceAsked:
    """Raises `InvalidDateError` for what is no day, `SaysoError` for an unknown method or too many days."""
    if method not in METHODS:
        raise SaysoError(f"no method {method[:_LONGEST_DAY]!r}; there is {', '.join(METHODS)}")
    begins, ends = _day(desk, from_), _day(desk, to)
    if begins and ends and ends < begins:
        begins, ends = ends, begins
    latest = last_day(desk)
    first, last = window_of(on.day, weeks, latest, [day for day in (begins, ends) if day])
    if (last - first).days > LONGEST_WINDOW:
        raise SaysoError(f"more than {LONGEST_WINDOW} days at once: choose fewer")
    return PlaceAsked(
        name=name,
        on=on,
        first=first,
        last=last,
        chosen_from=begins,
        chosen_to=ends,
        weeks=weeks,
        looks_back=bool(request.query_params.get("as_known")),
        method=method,
    )


def course(desk: Desk, asked: PlaceAsked, *, with_now: bool = True) -> Course:
    """The place over the window; `with_now` also as today's record has it, which takes twice as long."""
    key = ("course", asked.name, asked.on.day, asked.on.view, asked.first, asked.last, asked.looks_back)
    return desk.kept((*key, asked.method, with_now), lambda: _course(desk, asked, with_now=with_now))


def course_and_glance(desk: Desk, asked: PlaceAsked, *, with_now: bool) -> tuple[Course, Glance]:
    """The same with the answer about the day. Of a place with very many claims, today's record is left out
    unless `with_now` wants it all the same."""

    def reckon() -> tuple[Course, Glance]:
        is_small = len(gathered(desk, asked.name, View()).claims) <= _MANY
        found, on = course(desk, asked, with_now=with_now or is_small), asked.on
        seen = gathered(desk, asked.name, on.view)
        return found, glance(
            desk.ledger, seen, day=on.day, days=on.days, method=asked.method, told=found.asked
        )

    key = ("course and glance", replace(asked, chosen_from=None, chosen_to=None), with_now)
    return desk.kept(key, reckon)


def brief_answer(desk: Desk, name: str, on: Asked) -> Glance:
    """The answer about a day alone, without its reasons."""

    def reckon() -> Glance:
        seen = gathered(desk, name, on.view)
        return glance(desk.ledger, seen, day=on.day, days=on.days, method=DEFAULT_METHOD)

    return desk.kept(("glance", name, on), reckon)


def whole_answer(desk: Desk, name: str, on: Asked, method: str = DEFAULT_METHOD) -> Answer:
    """The answer with its reasons and turns, which takes many times as long."""
    return desk.kept(
        ("whole", name, on, method),
        lambda: ask(desk.ledger, name, day=on.day, view=on.view, days=on.days, method=method),
    )


def gathered(desk: Desk, name: str, view: View) -> Gathered:
    """What a view holds of a place; the last few are kept, since a page asks for several things of one."""
    if view.as_recorded is None and _knows_all(desk, view):
        # Nothing on record came later, so that the view is that of today and need not be read again.
        return replace(_shelved(desk, name, View()), view=view)
    return _shelved(desk, name, view)


def _shelved(desk: Desk, name: str, view: View) -> Gathered:
    shelf = desk.kept("shelf", Shelf)
    key = (name, view.as_known, view.as_recorded)
    found = shelf.get(key)
    if found is None:
        found = gather(desk.ledger, name, view)
        shelf.put(key, found)
    return replace(found, view=view)


class Shelf:
    """The places that were read last; few, since one place may have thousands of claims."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, Gathered] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Gathered | None:
        """What was put there, if it is there still."""
        with self._lock:
            return self._held.get(key)

    def put(self, key: Hashable, found: Gathered) -> None:
        """Put something there; what was put first makes room."""
        with self._lock:
            self._held[key] = found
            while len(self._held) > _HELD:
                self._held.popitem(last=False)


def _knows_all(desk: Desk, view: View) -> bool:
    if view.as_known is None:
        return True
    last = desk.kept("last known", desk.ledger.last_known)
    moment = view.as_known if isinstance(view.as_known, datetime) else end_of(view.as_known)
    return last is not None and last <= moment


def _course(desk: Desk, asked: PlaceAsked, *, with_now: bool) -> Course:
    return course_of(
        gathered(desk, asked.name, asked.on.view),
        gathered(desk, asked.name, View()),
        day=asked.on.day,
        first=asked.first,
        last=asked.last,
        looks_back=asked.looks_back,
        method=asked.method,
        with_now=with_now,
    )


def _day(desk: Desk, words: str | None) -> date | None:
    if not words:
        return None
    try:
        return parse_publication(words.strip(), today=desk.settings.clock().date()).day
    except OverflowError:
        raise InvalidDateError(words, "is no day") from None


ThePlace = Annotated[PlaceAsked, Depends(place_asked)]
