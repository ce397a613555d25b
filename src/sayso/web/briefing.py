"""The brief that a request asks for: since when, until when, for which day, of which places."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from fastapi import Depends, Query

from sayso.answers.brief import DAYS, Brief, brief
from sayso.answers.disputes import PlaceDispute
from sayso.answers.hours import hour_of
from sayso.answers.kept_disputes import disputes_of_all_places
from sayso.errors import InvalidDateError
from sayso.ledger import PlaceKey
from sayso.model import day_over_by
from sayso.web.asking import LONGEST_NAME, TheDesk
from sayso.web.desk import Desk
from sayso.web.watched import MOST, place_name

DEFAULT = "24h"
MOST_PLACES = 12
"""Places that are told of where none is watched; the rest are counted."""
_OLD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when, and the day whose verdicts are told. `words` are those asked with; `is_old` where
    nothing came in of late, so that hours count back from the last that did, `is_archive` where its reports
    are so old that the verdicts are those of their last day."""

    words: str
    since: datetime
    until: datetime
    day: date
    is_old: bool
    is_archive: bool


def asked_hours(
    desk: TheDesk,
    since: Annotated[
        str, Query(max_length=40, description="A day, an instant, or as in “24h”, “yesterday 18:00” (UTC).")
    ] = DEFAULT,
) -> Hours | None:
    """The hours of a request; None where the ledger holds nothing. Raises `InvalidDateError`."""
    head, last = desk.ledger.head(), desk.ledger.last_known()
    if last is None or head.recorded_at is None:
        return None
    now = desk.settings.clock().astimezone(UTC)
    is_old = now - head.recorded_at > _OLD
    # To the minute, so that a page that is opened again need not be reckoned anew.
    until = head.recorded_at if is_old else max(now.replace(second=0, microsecond=0), head.recorded_at)
    words = since.strip() or DEFAULT
    began = _instant(words, until)
    if began >= until:
        raise InvalidDateError(words, f"lies not before {until:%Y-%m-%d %H:%M} UTC, up to which is told")
    last_day = day_over_by(last)
    is_archive = until.date() - last_day >= timedelta(days=DAYS)
    day = last_day if is_archive else until.date()
    return Hours(words, began, until, day, is_old, is_archive)


def _instant(words: str, until: datetime) -> datetime:
    """The instant meant; as from a field of a form, without a zone, in UTC."""
    if len(words) == 16 and words[10:11] == "T":
        return hour_of(f"{words}:00Z", until, UTC)
    return hour_of(words, until, UTC)


def asked_places(
    place: Annotated[
        list[str] | None, Query(max_length=MOST, description="A name or an id; repeatable. By default all.")
    ] = None,
) -> tuple[str, ...]:
    """The places of a request, each once. Names that can be none are left out."""
    names = (place_name(each) for each in place or () if len(each) <= LONGEST_NAME)
    return tuple(dict.fromkeys(each for each in names if each))


def brief_of(desk: Desk, hours: Hours, places: tuple[str, ...]) -> Brief:
    """The brief about some places, or where none are named about those of which most came in."""
    return desk.kept(_key(hours, places), lambda: _reckoned(desk, hours, places))


def brief_soon(desk: Desk, hours: Hours, places: tuple[str, ...]) -> Brief | None:
    """The same; None where it takes longer than a reader waits."""
    return desk.soon(_key(hours, places), lambda: _reckoned(desk, hours, places))[0]


def _key(hours: Hours, places: tuple[str, ...]) -> tuple[object, ...]:
    return ("brief", hours.since, hours.until, hours.day, places)


def _reckoned(desk: Desk, hours: Hours, places: tuple[str, ...]) -> Brief:
    day = hours.day if hours.is_archive else None

    def disputed(keys: Collection[PlaceKey]) -> Sequence[PlaceDispute]:
        names = {id or name for id, name in keys}
        with desk.keeping_up:
            return disputes_of_all_places(desk.ledger, places=names).shown

    return brief(
        desk.ledger,
        hours.since,
        hours.until,
        places or None,
        day=day,
        most=MOST_PLACES,
        disputed=disputed,
    )


AskedHours = Annotated[Hours | None, Depends(asked_hours)]
AskedPlaces = Annotated[tuple[str, ...], Depends(asked_places)]
