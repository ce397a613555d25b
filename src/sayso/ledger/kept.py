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

from sayso.ledger.chain import Head, chain_head, head_after
from sayso.ledger.columns import Json, Moment, Text
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
    # The links of the chain that it rests on, and the hash of the last: that of another chain is not used.
    Col("entries", Integer, nullable=False),
    Col("head", Text, nullable=False),
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

_belief = Table(
    "kept_belief",
    _tables,
    Col("place", Text, primary_key=True),
    Col("name", Text, nullable=False),
    Col("place_id", Text),
    # Those between whom it is reckoned.
    Col("sides", Json, nullable=False),
    # The last day of evidence, and what is believed at its end; null where nothing tells who holds it.
    Col("day", Date),
    Col("hidden", Json),
    # The last day on which anything about it became known.
    Col("last_heard", Date, nullable=False),
    Index("kept_belief_by_day", "last_heard"),
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBelief:
    """What is believed of a place since `day`, the last on which something told who of `sides` holds it;
    `day` and `hidden` are None where nothing did."""

    place: PlaceKey
    name: str
    sides: tuple[str, ...]
    day: date | None
    hidden: tuple[float, ...] | None
    last_heard: date


class _Kept:
    """Rows about places as they were last reckoned, and the places of which they are out of date."""

    what: str
    table: Table

    def __init__(self, engine: Engine, name: str, method: str) -> None:
        self._engine, self._name, self._method = engine, name, method

    def ended(self, connection: Connection, now: datetime) -> set[str]:
        """The places of which time alone has made what is kept wrong."""
        return set()

    def outdated(self, now: datetime) -> Outdated | None:
        """What is to be reckoned anew, where `now` is the last instant that the ledger knows of; None where
        all is right. What was reckoned in another way is forgotten."""
        with reading_from(self._engine, self._name) as connection:
            head = self._head(connection)
            if head is not None:
                return self._touched(connection, head.entries, now)
            everything = Outdated(tuple(places_spoken_of(connection)), chain_head(connection).entries)
        with writing_to(self._engine, self._name) as connection:
            if not _has_heads(connection):
                # An earlier sayso kept none.
                _upto.drop(connection, checkfirst=True)
            _tables.create_all(connection)
            connection.execute(delete(_upto).where(_upto.c.what == self.what))
            connection.execute(delete(self.table))
        return everything

    def _touched(self, connection: Connection, entries: int, now: datetime) -> Outdated | None:
        touched = touched_since(connection, entries)
        if touched.places is None:
            return Outdated(tuple(places_spoken_of(connection)), touched.entries)
        ended = self.ended(connection, now)
        ends = [each for each in places_spoken_of(connection) if _name(each) in ended] if ended else []
        if touched.entries == entries and not ends:
            return None
        return Outdated(tuple({*touched.places, *ends}), touched.entries)

    def _replace(self, places: Collection[PlaceKey], rows: Sequence[dict[str, Any]]) -> None:
        """Keep these as all the rows about these places."""
        with writing_to(self._engine, self._name) as connection:
            for some in in_portions(map(_name, places)):
                connection.execute(delete(self.table).where(self.table.c.place.in_(some)))
            if rows:
                connection.execute(insert(self.table), list(rows))

    def finish(self, entries: int) -> None:
        """Say that all is right after so many links of the chain."""
        with writing_to(self._engine, self._name) as connection:
            connection.execute(delete(_upto).where(_upto.c.what == self.what))
            head = head_after(connection, entries)
            row = {"what": self.what, "method": self._method, "entries": entries, "head": head}
            connection.execute(insert(_upto), row)

    def head(self) -> Head | None:
        """The link of the chain after which all that is kept is right; None where nothing is kept."""
        with reading_from(self._engine, self._name) as connection:
            return self._head(connection)

    def _head(self, connection: Connection) -> Head | None:
        if not _has_heads(connection):
            return None
        query = select(_upto.c.entries, _upto.c.head)
        row = connection.execute(
            query.where(_upto.c.what == self.what, _upto.c.method == self._method)
        ).first()
        # A ledger that was put back from a copy may have gone on otherwise.
        if row is None or head_after(connection, row.entries) != row.head:
            return None
        return Head(row.entries, row.head, None)


class KeptDisputes(_Kept):
    """The disputes of all places."""

    what = "disputes"
    table = _dispute

    def ended(self, connection: Connection, now: datetime) -> set[str]:
        over = select(_dispute.c.place).where(_dispute.c.stands_until < now)
        return set(connection.execute(over).scalars())

    def replace(self, places: Collection[PlaceKey], found: Sequence[KeptDispute]) -> None:
        """Keep these as all the disputes of these places."""
        self._replace(places, [_row(each) for each in found])

    def chosen(
        self,
        since: date | None,
        until: date | None,
        *,
        is_open: bool | None,
        limit: int | None,
        first: int = 0,
        places: Collection[str] | None = None,
        begins: str = "",
    ) -> tuple[list[str], int]:
        """The disputes that were open at some time of an interval, as JSON, the latest turn first; and how
        many there are in all. `places` are ids, or folded names where there is none; `begins` is what the
        JSON of those that are wanted begins with."""
        conditions: list[ColumnElement[bool]] = []
        if since is not None:
            conditions.append(or_(_dispute.c.ended_day.is_(None), _dispute.c.ended_day >= since))
        if until is not None:
            conditions.append(_dispute.c.opened_day <= until)
        if is_open is not None:
            conditions.append(
                _dispute.c.ended_day.is_(None) if is_open else _dispute.c.ended_day.is_not(None)
            )
        if places is not None:
            conditions.append(_dispute.c.place.in_(sorted(places)))
        if begins:
            conditions.append(_dispute.c.told.startswith(begins, autoescape=True))
        shown = select(_dispute.c.told).where(*conditions)
        shown = shown.order_by(_dispute.c.latest.desc(), _dispute.c.number)
        count = select(func.count()).select_from(_dispute).where(*conditions)
        with reading_from(self._engine, self._name) as connection:
            total = int(connection.execute(count).scalar_one())
            return list(connection.execute(shown.limit(limit).offset(first)).scalars()), total


class KeptBeliefs(_Kept):
    """What is believed of all places."""

    what = "beliefs"
    table = _belief

    def replace(self, places: Collection[PlaceKey], found: Sequence[KeptBelief]) -> None:
        """Keep these as all that is believed of these places."""
        self._replace(places, [_belief_row(each) for each in found])

    def all(self) -> list[KeptBelief]:
        """Everything, the place last heard of first."""
        query = select(_belief).order_by(_belief.c.last_heard.desc(), _belief.c.place)
        with reading_from(self._engine, self._name) as connection:
            return [
                KeptBelief(
                    place=(row["place_id"], row["place"]),
                    name=row["name"],
                    sides=tuple(row["sides"]),
                    day=row["day"],
                    hidden=None if row["hidden"] is None else tuple(row["hidden"]),
                    last_heard=row["last_heard"],
                )
                for row in connection.execute(query).mappings()
            ]


def _has_heads(connection: Connection) -> bool:
    there = inspect(connection)
    return there.has_table(_upto.name) and any(
        each["name"] == _upto.c.head.name for each in there.get_columns(_upto.name)
    )


def _belief_row(kept: KeptBelief) -> dict[str, Any]:
    return {
        "place": _name(kept.place),
        "name": kept.name,
        "place_id": kept.place[0],
        "sides": list(kept.sides),
        "day": kept.day,
        "hidden": None if kept.hidden is None else list(kept.hidden),
        "last_heard": kept.last_heard,
    }


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
