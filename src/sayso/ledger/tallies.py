"""How often the record speaks: counts over all of it, or over what came in of late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CTE, Connection, Text, case, cast, func, select, text

from sayso.ledger import schema
from sayso.ledger.judgements import is_held, is_withdrawn
from sayso.ledger.rows import folded
from sayso.ledger.speaking import counts, speaks
from sayso.model import Place

_document, _claim, _place, _source = schema.document, schema.claim, schema.place, schema.source
_ESCAPE = "\\"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    """A place that the record speaks of, and how much it says; `last_heard` is the last day of publication,
    None where no report is dated."""

    name: str
    id: str | None
    claims: int
    documents: int
    last_heard: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceTally:
    """A voice: its claims, those of them on pages of its own, and the days on which it was heard."""

    name: str
    claims: int
    own: int
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A place or a voice by its name; `id` is the place's, where the gazetteer has one."""

    name: str
    id: str | None = None


def places(connection: Connection) -> list[PlaceCount]:
    """Every place with a claim, the most spoken of first."""
    document = _that_count()
    query = (
        select(
            _place.c.name,
            _place.c.within,
            _place.c.id,
            func.count().label("claims"),
            func.count(_claim.c.document.distinct()).label("documents"),
            func.max(document.c.published_day).label("last_heard"),
        )
        .select_from(_claim)
        .join(document, document.c.number == _claim.c.document)
        .join(_place, _place.c.key == _claim.c.place)
        .where(is_held(_claim, None))
        .group_by(_place.c.name, _place.c.within, _place.c.id)
        .order_by(func.count().desc(), _place.c.name)
    )
    return [
        PlaceCount(
            name=Place(name=row["name"], within=row["within"]).full_name,
            id=row["id"],
            claims=row["claims"],
            documents=row["documents"],
            last_heard=row["last_heard"],
        )
        for row in connection.execute(query).mappings()
    ]


def voice_tallies(connection: Connection) -> list[VoiceTally]:
    """Every voice with a claim that counts. Undated reports count on the day on which they could be known."""
    document = _that_count()
    known = func.substr(cast(document.c.known_from, Text), 1, 10)
    day = func.coalesce(cast(document.c.published_day, Text), known).label("heard")
    is_own = case((document.c.outlet == _source.c.name, 1), else_=0)
    query = (
        select(_claim.c.source, _source.c.name, day, func.count(), func.sum(is_own))
        .select_from(_claim)
        .join(document, document.c.number == _claim.c.document)
        .join(_source, _source.c.key == _claim.c.source)
        .where(is_held(_claim, None))
        .group_by(_claim.c.source, _source.c.name, text("heard"))
    )
    numbers: dict[str, list[int]] = {}
    days: dict[str, set[str]] = {}
    for _, name, heard, claims, own in connection.execute(query):
        counted = numbers.setdefault(name, [0, 0])
        counted[0] += claims
        counted[1] += own
        days.setdefault(name, set()).add(heard)
    return [
        VoiceTally(name=name, claims=claims, own=own, days=tuple(map(date.fromisoformat, sorted(days[name]))))
        for name, (claims, own) in numbers.items()
    ]


def _that_count() -> CTE:
    """The documents that speak and were not taken back, asked once of each and not once of each claim."""
    chosen = select(
        _document.c.number, _document.c.published_day, _document.c.known_from, _document.c.outlet
    ).where(speaks(None, None), ~is_withdrawn(_document, None, None))
    return chosen.cte("counting").prefix_with("MATERIALIZED")


def places_of_news(
    connection: Connection, since: datetime, until: datetime, limit: int | None
) -> tuple[list[str], int]:
    """The names of the places of which most claims were recorded after `since` and by `until`, and how many
    places there are in all; one that was renamed is told once, by its id."""
    recorded = _document.c.recorded_at
    key = func.coalesce(_place.c.id, _place.c.folded).label("known_as")
    said = func.count().label("said")
    query = (
        select(key, _place.c.id, func.min(_place.c.name), func.min(_place.c.within), said)
        .select_from(_claim)
        .join(_document, _document.c.number == _claim.c.document)
        .join(_place, _place.c.key == _claim.c.place)
        .where(recorded > since, recorded <= until, counts(None, until))
        .group_by(text("known_as"), _place.c.id)
        .order_by(text("said DESC"), text("known_as"))
    )
    found = connection.execute(query).all()
    names = [id or Place(name=name, within=within).full_name for _, id, name, within, _ in found[:limit]]
    return names, len(found)


def places_named(connection: Connection, words: str, limit: int) -> list[Named]:
    """Places whose name holds some words, whatever their case and accents; those that begin so come first."""
    wanted = folded(words)
    if not wanted:
        return []
    pattern = (
        f"%{wanted.replace(_ESCAPE, _ESCAPE * 2).replace('%', _ESCAPE + '%').replace('_', _ESCAPE + '_')}%"
    )
    begins = case((func.substr(_place.c.folded, 1, len(wanted)) == wanted, 0), else_=1)
    query = (
        select(_place.c.name, _place.c.within, _place.c.id)
        .where(_place.c.folded.like(pattern, escape=_ESCAPE))
        .where(_place.c.key.in_(select(_claim.c.place).where(_claim.c.place == _place.c.key)))
        .order_by(begins, func.length(_place.c.folded), _place.c.folded, _place.c.key)
        .limit(2 * limit)
    )
    found = {
        row.id or folded(full): Named(full, row.id)
        for row in connection.execute(query)
        if (full := Place(name=row.name, within=row.within).full_name)
    }
    return list(found.values())[:limit]


def voices_named(connection: Connection, words: str, limit: int) -> list[Named]:
    """Voices whose name holds some words, in the same order."""
    wanted = folded(words)
    if not wanted:
        return []
    names = connection.execute(select(_source.c.name).distinct()).scalars()
    near = {name: key for name in names if wanted in (key := folded(name))}
    order = sorted(near, key=lambda name: (not near[name].startswith(wanted), len(name), name))
    return [Named(name) for name in order[:limit]]
