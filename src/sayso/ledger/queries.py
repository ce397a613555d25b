"""Questions to the record. Two clocks are kept apart: what was published by then, and what our
ledger held by then.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Label, Select, Text, cast, func, or_, select, text

from sayso.ledger import rows, schema
from sayso.ledger.carriers import Carrier
from sayso.ledger.portions import in_portions
from sayso.ledger.speaking import counts
from sayso.ledger.stories import Held
from sayso.ledger.touched import PlaceKey, keys_of
from sayso.model import Document, Kind, Mark, RecordedDocument, Source

_document, _claim, _carrier, _attempt = schema.document, schema.claim, schema.carrier, schema.attempt
_place, _source, _run = schema.place, schema.source, schema.run


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterances:
    """The claims of one kind that a voice made on one day, on a page of its own or through others.

    `place` and `place_key` (its id and folded name, as `control_claims` takes them) are None where they were
    not parted by place, or name none. `first` and `last` are the instants
    from which the first and the last of them could be known.
    """

    voice: str
    day: date
    kind: Kind
    is_own_page: bool
    place: str | None
    place_key: tuple[str | None, str] | None
    claims: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An input that failed when it was last tried, with what the user had said of it."""

    named: str
    description: Mapping[str, str]
    problem: str
    tried_at: datetime


def documents_named(connection: Connection, ids: Collection[str]) -> dict[str, RecordedDocument]:
    """The documents of these ids, by id; an id that the ledger has not is left out."""
    found: dict[str, RecordedDocument] = {}
    for some in in_portions(ids):
        of_these = _without_text().where(_document.c.id.in_(some))
        found.update((each.id, each) for each in _recorded(connection, of_these))
    return found


def texts_of(connection: Connection, document_ids: Collection[str]) -> dict[str, str]:
    """The words of these documents by id."""
    found: dict[str, str] = {}
    for some in in_portions(sorted(document_ids)):
        query = select(_document.c.id, _document.c.text).where(_document.c.id.in_(some))
        found.update((row.id, row.text) for row in connection.execute(query))
    return found


def carriers_of(connection: Connection, document_ids: Collection[str]) -> dict[str, list[Carrier]]:
    """Every form in which each of these documents came, the first first."""
    found: dict[str, list[Carrier]] = {}
    for some in in_portions(sorted(document_ids)):
        query = (
            select(_carrier, _document.c.id.label("document_id"))
            .join(_document, _document.c.number == _carrier.c.document)
            .where(_document.c.id.in_(some))
            .order_by(_carrier.c.document, _carrier.c.position)
        )
        for row in connection.execute(query).mappings():
            found.setdefault(row["document_id"], []).append(rows.carrier(row))
    return found


def utterances(
    connection: Connection, name: str | None = None, *, by_place: bool = False
) -> list[Utterances]:
    """How many claims of each kind every voice made on every day, or the voice of one name.

    `by_place` also parts them by place. Undated reports count on the day on which the ledger learned them.
    """
    # The first ten letters of an instant in UTC are its day, in every database.
    day = func.substr(cast(_document.c.known_from, Text), 1, 10)
    parts: list[ColumnElement[Any]] = [
        _source.c.name.label("voice"),
        func.coalesce(cast(_document.c.published_day, Text), day).label("heard"),
        _claim.c.kind.label("said"),
        func.coalesce(_document.c.outlet == _source.c.name, False).label("is_own"),
    ]
    if by_place:
        parts += [_place.c.folded.label("scene"), _place.c.id.label("place_id")]
    # By the names of the columns: a database need not see that two expressions with values are one.
    grouped = [text(part.name) for part in parts if isinstance(part, Label)]
    query = (
        select(
            *parts,
            func.count().label("claims"),
            func.min(_document.c.known_from).label("first"),
            func.max(_document.c.known_from).label("last"),
            func.min(_place.c.name).label("place"),
        )
        .select_from(_claim)
        .join(_document, _document.c.number == _claim.c.document)
        .join(_source, _source.c.key == _claim.c.source)
        .outerjoin(_place, _place.c.key == _claim.c.place)
        .where(counts(None, None))
        .group_by(*grouped)
        .order_by(text("voice"), text("heard"), text("said"))
    )
    if name is not None:
        query = query.where(_source.c.name == name)
    return [
        Utterances(
            voice=row["voice"],
            day=date.fromisoformat(row["heard"]),
            kind=Kind(row["said"]),
            is_own_page=bool(row["is_own"]),
            place=row["place"] if by_place else None,
            place_key=(row["place_id"], row["scene"]) if by_place and row["scene"] is not None else None,
            claims=row["claims"],
            first=row["first"],
            last=row["last"],
        )
        for row in connection.execute(query).mappings()
    ]


def days_heard(
    connection: Connection,
    first: date,
    last: date,
    *,
    places: Collection[PlaceKey] | None = None,
    voices: Collection[str] | None = None,
) -> dict[str, list[date]]:
    """The days of publication, from `first` to `last`, on which each voice was heard, of some places or all.

    Whether a report still counts is not asked: its voice spoke.
    """
    day = _document.c.published_day
    query = (
        select(_source.c.name, day)
        .select_from(_document)
        .join(_claim, _claim.c.document == _document.c.number)
        .join(_source, _source.c.key == _claim.c.source)
        .where(day >= first, day <= last)
        .distinct()
    )
    if places is not None:
        query = query.where(_claim.c.place.in_(keys_of(connection, places)))
    if voices is not None:
        query = query.where(_source.c.name.in_(voices))
    found: dict[str, list[date]] = {}
    for name, heard in connection.execute(query):
        found.setdefault(name, []).append(heard)
    return found


def voices(connection: Connection) -> dict[str, list[Source]]:
    """Every label that each voice with a claim was given, by its name; the last recorded comes last."""
    last = func.max(_claim.c.number)
    query = (
        select(_source, last.label("last"))
        .join(_claim, _claim.c.source == _source.c.key)
        .group_by(*_source.c)
        .order_by(last)
    )
    found: dict[str, list[Source]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["name"], []).append(rows.source(row))
    return found


def last_known(connection: Connection) -> datetime | None:
    """The latest instant from which any document could be known."""
    found: datetime | None = connection.execute(select(func.max(_document.c.known_from))).scalar_one()
    return found


def last_published(connection: Connection) -> date | None:
    """The latest day on which any document was published; None where none is dated."""
    found: date | None = connection.execute(select(func.max(_document.c.published_day))).scalar_one()
    return found


def documents(connection: Connection) -> list[RecordedDocument]:
    """Every document in the order of recording."""
    return _recorded(connection, _without_text().order_by(_document.c.number))


def versions(connection: Connection, document_id: str) -> list[RecordedDocument]:
    """Every version of a document's story, in the order of time."""
    story = connection.execute(select(_document.c.story).where(_document.c.id == document_id)).scalar()
    return of_story(connection, story) if story is not None else []


def of_story(connection: Connection, story: str) -> list[RecordedDocument]:
    """Every version of a story, in the order of time."""
    versions_of_it = _without_text().where(_document.c.story == story)
    return _recorded(connection, versions_of_it.order_by(_document.c.version_at, _document.c.number))


def document(connection: Connection, document_id: str) -> Document | None:
    """One document as it was taken in."""
    row = connection.execute(select(_document).where(_document.c.id == document_id)).mappings().first()
    if row is None:
        return None
    first = select(_carrier).where(_carrier.c.document == row["number"], _carrier.c.position == 0)
    return rows.document(row, connection.execute(first).mappings().one())


def number_of(connection: Connection, document_id: str) -> int:
    """The number under which other rows refer to a document that is there."""
    return int(
        connection.execute(select(_document.c.number).where(_document.c.id == document_id)).scalar_one()
    )


def carriers(connection: Connection, document_id: str) -> list[Carrier]:
    """Every form in which a document came, the first first."""
    query = (
        select(_carrier)
        .join(_document, _document.c.number == _carrier.c.document)
        .where(_document.c.id == document_id)
        .order_by(_carrier.c.position)
    )
    return [rows.carrier(row) for row in connection.execute(query).mappings()]


def held(connection: Connection, document: Document, story: str) -> list[Held]:
    """The documents that share the id, the text, the bytes or the story of one, in order of recording."""
    shares = [
        _document.c.id == document.id,
        _document.c.text_sha256 == document.text_sha256,
        _document.c.story == story,
    ]
    if document.raw_sha256 is not None:
        shares.append(_document.c.raw_sha256 == document.raw_sha256)
    query = select(_document).where(or_(*shares)).order_by(_document.c.number)
    return [rows.held(row) for row in connection.execute(query).mappings()]


def failed(connection: Connection) -> list[Failed]:
    """The inputs whose last attempt failed, in the order of those attempts."""
    last = select(func.max(_attempt.c.number)).group_by(_attempt.c.input)
    query = (
        select(_attempt)
        .where(_attempt.c.number.in_(last), _attempt.c.problem.is_not(None))
        .order_by(_attempt.c.number)
    )
    return [
        Failed(
            named=row["input"],
            description=row["description"],
            problem=row["problem"],
            tried_at=row["tried_at"],
        )
        for row in connection.execute(query).mappings()
    ]


def _without_text() -> Select[Any]:
    counted = (
        select(func.count()).where(_claim.c.document == _document.c.number).scalar_subquery().label("claims")
    )
    kept = (column for column in _document.c if column.name != "text")
    joined = _document.join(_run, _run.c.key == _document.c.run)
    return select(*kept, _run.c.sayso, _run.c.pipeline, counted).select_from(joined)


def _recorded(connection: Connection, query: Select[Any]) -> list[RecordedDocument]:
    return [
        RecordedDocument(
            id=row["id"],
            published=rows.publication(row),
            outlet=row["outlet"],
            url=row["url"],
            language=row["language"],
            author=row["author"],
            text_sha256=row["text_sha256"],
            raw_sha256=row["raw_sha256"],
            theatre=row["theatre"],
            run=row["run"],
            pipeline=row["pipeline"],
            sayso=row["sayso"],
            recorded_at=row["recorded_at"],
            claims=row["claims"],
            story=row["story"],
            known_from=row["known_from"],
            title=row["title"],
            marks=tuple(Mark(word) for word in row["marks"]),
        )
        for row in connection.execute(query).mappings()
    ]
