"""Questions to the record. Two clocks are kept apart: what was published by then, and what our
ledger held by then.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, text

from sayso.errors import LedgerError, UnknownPlaceError
from sayso.ledger import schema
from sayso.ledger.rows import folded, publication, recorded_claim
from sayso.model import Document, Kind, Place, Publication, RecordedClaim

_document, _claim = schema.document, schema.claim


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    """A place that the record speaks of, and how much it says."""

    name: str
    id: str | None
    claims: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A document that holds the words; in `snippet` they stand in square brackets."""

    document_id: str
    published: Publication | None
    outlet: str | None
    url: str | None
    language: str | None
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedDocument:
    """What the ledger keeps of a document beside its text."""

    id: str
    published: Publication | None
    outlet: str | None
    url: str | None
    language: str | None
    author: str | None
    text_sha256: str
    raw_sha256: str | None
    theatre: str | None
    pipeline: str
    sayso: str
    recorded_at: datetime
    claims: int


def claims_about(
    connection: Connection,
    place: str,
    *,
    kinds: Collection[Kind] | None = None,
    as_known: date | datetime | None = None,
    as_recorded: date | datetime | None = None,
    about_from: date | None = None,
    about_to: date | None = None,
) -> list[RecordedClaim]:
    """The claims about one place, in the order in which the world could know them.

    `place` is a name in any case, or an id. `as_known` leaves out what was published later, and
    `as_recorded` what the ledger learned later; a day stands for its end in UTC. A document whose
    publication is unknown counts as known from when it was recorded. `about_from` and `about_to`
    keep claims whose own time meets that interval; a claim without a time of its own is about the
    day it was said, else published. Raises `UnknownPlaceError` with names that come near.
    """
    chosen = [_is_about(connection, place)]
    if kinds is not None:
        chosen.append(_claim.c.kind.in_([kind.value for kind in kinds]))
    if as_known is not None:
        chosen.append(_known_by(as_known))
    if as_recorded is not None:
        chosen.append(_recorded_by(as_recorded))
    if about_from is not None:
        # An open end goes on.
        chosen.append(or_(_open_ended(), _about_last() >= about_from))
    if about_to is not None:
        chosen.append(_about_first() <= about_to)
    query = (
        select(
            _claim,
            _document.c.published_day,
            _document.c.published_at,
            _document.c.outlet,
            _document.c.url,
            _document.c.recorded_at,
        )
        .join(_document, _document.c.id == _claim.c.document_id)
        .where(*chosen)
        .order_by(_document.c.known_from, _document.c.id, _claim.c.position)
    )
    return [recorded_claim(row) for row in connection.execute(query).mappings()]


def places(connection: Connection) -> list[PlaceCount]:
    """Every place with a claim, the most spoken of first."""
    query = (
        select(
            _claim.c.place,
            _claim.c.place_within,
            _claim.c.place_id,
            func.count().label("claims"),
            func.count(_claim.c.document_id.distinct()).label("documents"),
        )
        .where(_claim.c.place.is_not(None))
        .group_by(_claim.c.place, _claim.c.place_within, _claim.c.place_id)
        .order_by(func.count().desc(), _claim.c.place)
    )
    return [
        PlaceCount(
            name=Place(name=row["place"], within=row["place_within"]).full_name,
            id=row["place_id"],
            claims=row["claims"],
            documents=row["documents"],
        )
        for row in connection.execute(query).mappings()
    ]


def documents(connection: Connection) -> list[RecordedDocument]:
    """Every document in the order of recording."""
    counted = (
        select(func.count()).where(_claim.c.document_id == _document.c.id).scalar_subquery().label("claims")
    )
    kept = [column for column in _document.c if column.name != "text"]
    return [
        RecordedDocument(
            id=row["id"],
            published=publication(row),
            outlet=row["outlet"],
            url=row["url"],
            language=row["language"],
            author=row["author"],
            text_sha256=row["text_sha256"],
            raw_sha256=row["raw_sha256"],
            theatre=row["theatre"],
            pipeline=row["pipeline"],
            sayso=row["sayso"],
            recorded_at=row["recorded_at"],
            claims=row["claims"],
        )
        for row in connection.execute(select(*kept, counted).order_by(_document.c.number)).mappings()
    ]


def document(connection: Connection, document_id: str) -> Document | None:
    """One document as it was taken in."""
    row = connection.execute(select(_document).where(_document.c.id == document_id)).mappings().first()
    if row is None:
        return None
    return Document(
        id=row["id"],
        text=row["text"],
        published=publication(row),
        outlet=row["outlet"],
        url=row["url"],
        language=row["language"],
        author=row["author"],
        raw_sha256=row["raw_sha256"],
    )


def search(connection: Connection, words: str, *, limit: int = 20) -> list[SearchHit]:
    """Documents that hold all the words, best first. What is typed is words, never a query language."""
    wanted = _quoted(words)
    if not wanted:
        return []
    found = connection.execute(
        text(
            "SELECT number, snippet(document_text, 0, '[', ']', '…', 24) AS snippet FROM document_text "
            "JOIN document ON document.number = document_text.rowid "
            "WHERE document_text MATCH :wanted ORDER BY document_text.rank, number LIMIT :limit"
        ),
        {"wanted": wanted, "limit": limit},
    ).all()
    numbers = [row.number for row in found]
    query = select(_document).where(_document.c.number.in_(numbers))
    by_number = {row["number"]: row for row in connection.execute(query).mappings()}
    return [_hit(by_number[row.number], row.snippet) for row in found]


def _hit(row: Any, snippet: str) -> SearchHit:
    return SearchHit(
        document_id=row["id"],
        published=publication(row),
        outlet=row["outlet"],
        url=row["url"],
        language=row["language"],
        snippet=" ".join(snippet.split()),
    )


def _quoted(words: str) -> str:
    """Every word or quoted phrase as an FTS5 string, so that `AND`, `*` or `"` in it mean nothing."""
    pieces = words.replace("\0", " ").replace("“", '"').replace("”", '"').split('"')
    outside = [word for piece in pieces[::2] for word in piece.split()]
    phrases = [*outside, *pieces[1::2]]
    return " ".join(f'"{phrase}"' for phrase in phrases if any(mark.isalnum() for mark in phrase))


def _is_about(connection: Connection, place: str) -> ColumnElement[bool]:
    """The condition on claims that a place's id or name makes."""
    by_id = _claim.c.place_id == place
    if connection.execute(select(_claim.c.id).where(by_id).limit(1)).first():
        return by_id
    by_name = _claim.c.place_folded == folded(place)
    ids = connection.execute(select(_claim.c.place_id).where(by_name).distinct()).scalars().all()
    if not ids:
        raise UnknownPlaceError(place, _near(connection, place))
    known = sorted(each for each in ids if each is not None)
    if len(known) > 1:
        raise LedgerError(place, f"is the name of {len(known)} places here", f"ask for {' or '.join(known)}")
    return by_name


def _near(connection: Connection, place: str) -> list[str]:
    names: dict[str, str] = {}
    query = select(_claim.c.place, _claim.c.place_within, _claim.c.place_folded).distinct()
    for row in connection.execute(query.where(_claim.c.place.is_not(None)).order_by(_claim.c.place)):
        names.setdefault(row.place_folded, Place(name=row.place, within=row.place_within).full_name)
    return [names[near] for near in difflib.get_close_matches(folded(place), list(names), n=3, cutoff=0.7)]


def _known_by(moment: date | datetime) -> ColumnElement[bool]:
    if isinstance(moment, datetime):
        return _document.c.known_from <= moment
    # A document known by its day alone is known at that day's end and belongs to the day; one that
    # is stamped with the midnight after belongs to the next.
    of_the_day = and_(_document.c.published_at.is_(None), _document.c.published_day <= moment)
    return or_(of_the_day, and_(_has_instant(), _document.c.known_from < _end_of(moment)))


def _has_instant() -> ColumnElement[bool]:
    return or_(_document.c.published_at.is_not(None), _document.c.published_day.is_(None))


def _recorded_by(moment: date | datetime) -> ColumnElement[bool]:
    if isinstance(moment, datetime):
        return _document.c.recorded_at <= moment
    return _document.c.recorded_at < _end_of(moment)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, UTC)


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
