"""Which claims are meant: one value that every command, export and program states it with."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, func, or_, select

from sayso.errors import LedgerError, UnknownPlaceError
from sayso.ledger import rows, schema
from sayso.ledger.judgements import merged_names
from sayso.ledger.moments import Recorded, by_then
from sayso.ledger.speaking import counts, known_by
from sayso.model import Certainty, Kind, Place, Polarity

_document, _claim, _place, _source = schema.document, schema.claim, schema.place, schema.source


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of the map between two meridians and two parallels, in WGS 84 degrees.

    A west greater than the east crosses the 180th meridian.
    """

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        if not (-180 <= self.west <= 180 and -180 <= self.east <= 180):
            raise ValueError("a longitude lies between -180 and 180")
        if not -90 <= self.south <= self.north <= 90:
            raise ValueError("the south lies below the north, both between -90 and 90")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """The claims that meet all of what is set; None leaves a thing open.

    `place` is a name in any case, or an id; names are compared without regard to case. `about_from` and
    `about_to` keep claims whose own time meets that interval; a claim without a time of its own is about
    the day it was said, else published. `as_known` leaves out what was published later and `as_recorded`
    what the ledger learned later; a day stands for its end in UTC. Of several versions of one report only
    the last that could be known and was recorded by then speaks; what its source took back by then, or a
    person set aside, is left out. `contested` keeps places about which,
    within the same interval, control claims of different sides stand against each other.
    """

    place: str | None = None
    party: str | None = None
    side: str | None = None
    source: str | None = None
    outlet: str | None = None
    kinds: tuple[Kind, ...] | None = None
    polarity: Polarity | None = None
    certainties: tuple[Certainty, ...] | None = None
    country: str | None = None
    theatre: str | None = None
    language: str | None = None
    about_from: date | None = None
    about_to: date | None = None
    published_from: date | None = None
    published_to: date | None = None
    as_known: date | datetime | None = None
    as_recorded: Recorded | None = None
    box: Box | None = None
    contested: bool = False

    def stated(self) -> dict[str, Any]:
        """What is set, in values that JSON can carry."""
        named = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {name: _plain(value) for name, value in named if value is not None and value is not False}


def conditions(connection: Connection, chosen: ClaimFilter) -> list[ColumnElement[bool]]:
    """What must hold of a claim joined to its document, source and place.

    Raises `UnknownPlaceError` with names that come near, and `LedgerError` for the name of several places.
    """
    met = [*_where_and_when(connection, chosen)]
    if chosen.kinds is not None:
        met.append(_claim.c.kind.in_([kind.value for kind in chosen.kinds]))
    if chosen.polarity is not None:
        met.append(_claim.c.polarity == chosen.polarity.value)
    if chosen.certainties is not None:
        met.append(_claim.c.certainty.in_([each.value for each in chosen.certainties]))
    if chosen.source is not None:
        into = merged_names(connection, chosen.as_recorded)
        merged = [name for name, last in into.items() if last.lower() == chosen.source.lower()]
        is_voice = or_(_is_called(_source.c.name, chosen.source), _source.c.name.in_(merged))
        voices = select(_source.c.key).where(is_voice)
        met.append(_claim.c.source.in_(voices))
    named = (
        (_claim.c.party, chosen.party),
        (_claim.c.side, chosen.side),
        (_document.c.outlet, chosen.outlet),
        (_document.c.theatre, chosen.theatre),
        (_document.c.language, chosen.language),
    )
    met += [_is_called(column, name) for column, name in named if name is not None]
    if chosen.contested:
        met.append(_claim.c.place.in_(_contested_places(connection, chosen)))
    return met


def unknown_names(connection: Connection, chosen: ClaimFilter) -> list[str]:
    """A line for each name in a filter that nothing in the ledger bears, with those that come near."""
    asked = (
        ("party", chosen.party, _claim.c.party),
        ("side", chosen.side, _claim.c.side),
        ("source", chosen.source, _source.c.name),
        ("outlet", chosen.outlet, _document.c.outlet),
        ("country", chosen.country, _place.c.country),
        ("theatre", chosen.theatre, _document.c.theatre),
        ("language", chosen.language, _document.c.language),
    )
    return [
        line
        for what, name, column in asked
        if name is not None and (line := _unknown(connection, what, name, column))
    ]


def _unknown(connection: Connection, what: str, name: str, column: Column[Any]) -> str | None:
    if connection.execute(select(column).where(_is_called(column, name)).limit(1)).first():
        return None
    there = select(column).where(column.is_not(None)).distinct().order_by(column)
    by_case = {each.casefold(): each for each in connection.execute(there).scalars()}
    near = difflib.get_close_matches(name.casefold(), list(by_case), n=3, cutoff=0.6)
    known = [by_case[each] for each in near] or (list(by_case.values()) if len(by_case) <= 8 else [])
    hint = f"; there is {', '.join(known)}" if known else ""
    return f"no {what} {name!r} in this ledger{hint}"


def _where_and_when(connection: Connection, chosen: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    """The conditions of place and time, which also bound what is contested."""
    if chosen.place is not None:
        yield is_about(connection, chosen.place)
    if chosen.country is not None or chosen.box is not None:
        inside = select(_place.c.key)
        if chosen.country is not None:
            inside = inside.where(_is_called(_place.c.country, chosen.country))
        if chosen.box is not None:
            inside = inside.where(_lies_in(chosen.box))
        yield _claim.c.place.in_(inside)
    yield counts(chosen.as_known, chosen.as_recorded)
    if chosen.as_known is not None:
        yield known_by(_document, chosen.as_known)
    if chosen.as_recorded is not None:
        yield by_then(_document.c.recorded_at, chosen.as_recorded)
    if chosen.published_from is not None:
        yield _document.c.published_day >= chosen.published_from
    if chosen.published_to is not None:
        yield _document.c.published_day <= chosen.published_to
    if chosen.about_from is not None:
        # An open end goes on.
        yield or_(_open_ended(), _about_last() >= chosen.about_from)
    if chosen.about_to is not None:
        yield _about_first() <= chosen.about_to


def _contested_places(connection: Connection, chosen: ClaimFilter) -> Select[Any]:
    """The keys of places where two sides are said to hold the whole, or one both to hold and not to hold it.

    As among the disputes of `sayso place`: background, guesses and parts of a place contradict nobody. A
    place that was renamed or moved on the map has several keys and is one place.
    """
    holder = func.coalesce(_claim.c.side, _claim.c.party)
    is_whole = or_(_claim.c.extent.is_(None), _claim.c.extent == "full")
    contradicts = and_(
        _claim.c.kind == Kind.CONTROL.value,
        ~_claim.c.background,
        _claim.c.certainty.in_([Certainty.ASSERTED.value, Certainty.PROBABLE.value]),
        holder.is_not(None),
        or_(_claim.c.polarity == Polarity.DENIED.value, is_whole),
        *_where_and_when(connection, chosen),
    )
    claimed = (
        select(_same_place(_place).label("same"), holder.label("holder"), _claim.c.polarity.label("polarity"))
        .select_from(_claim)
        .join(_document, _document.c.number == _claim.c.document)
        .join(_place, _place.c.key == _claim.c.place)
        .where(contradicts)
        .distinct()
        .subquery()
    )
    affirmed = select(claimed.c.same).where(claimed.c.polarity == Polarity.AFFIRMED.value)
    held_by_two = affirmed.group_by(claimed.c.same).having(func.count() > 1)
    denied = select(claimed.c.same).group_by(claimed.c.same, claimed.c.holder).having(func.count() > 1)
    other = _place.alias("other_place")
    same = _same_place(other)
    return select(other.c.key).where(or_(same.in_(held_by_two), same.in_(denied)))


def _same_place(place: Any) -> ColumnElement[Any]:
    return func.coalesce(place.c.id, place.c.folded)


def _is_called(column: Column[Any], name: str) -> ColumnElement[bool]:
    # Databases fold the case of letters beyond ASCII each in its own way.
    return or_(column == name, func.lower(column) == name.lower())


def _lies_in(box: Box) -> ColumnElement[bool]:
    lon, lat = _place.c.lon, _place.c.lat
    crosses = box.west > box.east
    between = or_(lon >= box.west, lon <= box.east) if crosses else and_(lon >= box.west, lon <= box.east)
    return and_(between, lat >= box.south, lat <= box.north)


def is_about(connection: Connection, place: str) -> ColumnElement[bool]:
    """The condition on claims that a place's id or name makes."""
    by_id = _place.c.id == place
    if connection.execute(select(_place.c.key).where(by_id).limit(1)).first():
        return _claim.c.place.in_(select(_place.c.key).where(by_id))
    by_name = _place.c.folded == rows.folded(place)
    ids = connection.execute(select(_place.c.id).where(by_name).distinct()).scalars().all()
    if not ids:
        raise UnknownPlaceError(place, _near(connection, place))
    known = sorted(each for each in ids if each is not None)
    if len(known) > 1:
        raise LedgerError(place, f"is the name of {len(known)} places here", f"ask for {' or '.join(known)}")
    # Under the names, too, that it had in another gazetteer.
    return _claim.c.place.in_(select(_place.c.key).where(or_(by_name, _place.c.id.in_(known))))


def _near(connection: Connection, place: str) -> list[str]:
    names: dict[str, str] = {}
    for row in connection.execute(
        select(_place.c.name, _place.c.within, _place.c.folded).order_by(_place.c.name)
    ):
        names.setdefault(row.folded, Place(name=row.name, within=row.within).full_name)
    return [
        names[near] for near in difflib.get_close_matches(rows.folded(place), list(names), n=3, cutoff=0.7)
    ]


def _open_ended() -> ColumnElement[bool]:
    return and_(_claim.c.when_first.is_not(None), _claim.c.when_last.is_(None))


def _about_first() -> ColumnElement[Any]:
    return func.coalesce(
        _claim.c.when_first, _claim.c.when_last, _claim.c.said_on_first, _document.c.published_day
    )


def _about_last() -> ColumnElement[Any]:
    return func.coalesce(
        _claim.c.when_last, _claim.c.when_first, _claim.c.said_on_last, _document.c.published_day
    )


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Box):
        return [value.west, value.south, value.east, value.north]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
