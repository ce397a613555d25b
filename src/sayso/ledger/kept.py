"""Answers that are kept beside the record, so that they need not be reckoned anew.

They are no part of it: no hash covers them, and whoever drops their tables loses nothing but time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column as Col
from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Engine,
    Index,
    Integer,
    MetaData,
    Table,
    delete,
    func,
    insert,
    inspect,
    or_,
    select,
)

from sayso.ledger.chain import chain_head
from sayso.ledger.columns import Moment, Text
from sayso.ledger.connection import reading_from, writing_to
from sayso.ledger.portions import in_portions
from sayso.ledger.touched import PlaceKey, places_spoken_of, touched_since

_tables = MetaData()

_upto = Table(
    "kept_upto",
    _tables,
    Col("what", Text, primary_key=True),
    # How it was reckoned; what was reckoned otherwise is not used.
    Col("method", Text, nullable=False),
    # The links of the chain that it rests on.
    Col("entries", Integer, nullable=False),
)

_dispute = Table(
    "kept_dispute",
    _tables,
    Col("number", Integer, primary_key=True),
    Col("place", Text, nullable=False),
    Col("opened_day", Date, nullable=False),
    # Null while it is open.
    Col("ended_day", Date),
    Col("latest", Moment, nullable=False),
    # An open dispute ends of itself when one of its positions is not repeated until then.
    Col("stands_until", Moment),
    Col("told", Text, nullable=False),
    Index("kept_dispute_by_place", "place"),
    Index("kept_dispute_by_latest", "latest", "number", "opened_day", "ended_day"),
    Index("kept_dispute_by_end", "stands_until"),
)

_DISPUTES = "disputes"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDispute:
    """One dispute of a place, `told` in full as JSON; `stands_until` is None once it has ended."""

    place: PlaceKey
    opened_day: date
    ended_day: date | None
    latest: datetime
    stands_until: datetime | None
    told: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """Places to reckon anew, and the links of the chain after which what is kept will then be right."""

    places: tuple[PlaceKey, ...]
    entries: int


class KeptDisputes:
    """The disputes of all places as they were last reckoned, and of which places they are out of date."""

    def __init__(self, engine: Engine, name: str, method: str) -> None:
        self._engine, self._name, self._method = engine, name, method

    def outdated(self, now: datetime) -> Outdated | None:
        """What is to be reckoned anew, where `now` is the last instant that the ledger knows of; None where
        all is right. What was reckoned in another way is forgotten."""
        with reading_from(self._engine, self._name) as connection:
            entries = self._entries(connection)
            if entries is not None:
                return self._touched(connection, entries, now)
            everything = Outdated(tuple(places_spoken_of(connection)), chain_head(connection).entries)
        with writing_to(self._engine, self._name) as connection:
            _tables.create_all(connection)
            connection.execute(delete(_upto).where(_upto.c.what == _DISPUTES))
            connection.execute(delete(_dispute))
        return everything

    def _touched(self, connection: Connection, entries: int, now: datetime) -> Outdated | None:
        touched = touched_since(connection, entries)
        if touched.places is None:
            return Outdated(tuple(places_spoken_of(connection)), touched.entries)
        over = select(_dispute.c.place).where(_dispute.c.stands_until < now)
        ended = set(connection.execute(over).scalars())
        ends = [each for each in places_spoken_of(connection) if _name(each) in ended] if ended else []
        if touched.entries == entries and not ends:
            return None
        return Outdated(tuple({*touched.places, *ends}), touched.entries)

    def replace(self, places: Collection[PlaceKey], found: Sequence[KeptDispute]) -> None:
        """Keep these as all the disputes of these places."""
        with writing_to(self._engine, self._name) as connection:
            for some in in_portions(map(_name, places)):
                connection.execute(delete(_dispute).where(_dispute.c.place.in_(some)))
            if found:
                connection.execute(insert(_dispute), [_row(each) for each in found])

    def finish(self, entries: int) -> None:
        """Say that all is right after so many links of the chain."""
        with writing_to(self._engine, self._name) as connection:
            connection.execute(delete(_upto).where(_upto.c.what == _DISPUTES))
            row = {"what": _DISPUTES, "method": self._method, "entries": entries}
            connection.execute(insert(_upto), row)

    def chosen(
        self, since: date | None, until: date | None, *, is_open: bool | None, limit: int | None
    ) -> tuple[list[str], int]:
        """The disputes that were open at some time of an interval, as JSON, the latest turn first; and how
        many there are in all."""
        conditions: list[ColumnElement[bool]] = []
        if since is not None:
            conditions.append(or_(_dispute.c.ended_day.is_(None), _dispute.c.ended_day >= since))
        if until is not None:
            conditions.append(_dispute.c.opened_day <= until)
        if is_open is not None:
            conditions.append(
                _dispute.c.ended_day.is_(None) if is_open else _dispute.c.ended_day.is_not(None)
            )
        shown = select(_dispute.c.told).where(*conditions)
        shown = shown.order_by(_dispute.c.latest.desc(), _dispute.c.number)
        count = select(func.count()).select_from(_dispute).where(*conditions)
        with reading_from(self._engine, self._name) as connection:
            total = int(connection.execute(count).scalar_one())
            return list(connection.execute(shown.limit(limit)).scalars()), total

    def _entries(self, connection: Connection) -> int | None:
        if not inspect(connection).has_table(_upto.name):
            return None
        query = select(_upto.c.entries).where(_upto.c.what == _DISPUTES, _upto.c.method == self._method)
        return connection.execute(query).scalar()


def _name(place: PlaceKey) -> str:
    """The one word under which a place is kept."""
    id, folded = place
    return id or folded


def _row(kept: KeptDispute) -> dict[str, Any]:
    return {
        "place": _name(kept.place),
        "opened_day": kept.opened_day,
        "ended_day": kept.ended_day,
        "latest": kept.latest,
        "stands_until": kept.stands_until,
        "told": kept.told,
    }
