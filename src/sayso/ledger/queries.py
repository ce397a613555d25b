"""Questions to the record. Two clocks are kept apart: what was published by then, and what our
ledger held by then.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Label,
    Select,
    Text,
    and_,
    cast,
    exists,
    func,
    or_,
    select,
    text,
)

from sayso.errors import LedgerError, UnknownPlaceError
from sayso.ledger import judgements, rows, schema
from sayso.ledger.carriers import Carrier
from sayso.ledger.judgements import is_held, is_withdrawn
from sayso.ledger.moments import beginning_of, by_then, end_of
from sayso.ledger.stories import Held
from sayso.model import Document, Kind, Mark, Place, Publication, RecordedClaim, Source

_document, _claim, _carrier, _attempt = schema.document, schema.claim, schema.carrier, schema.attempt
_OF_PLACE = ("id", "name", "within", "lat", "lon", "country", "kind", "zone", "population", "basis")
_OF_SOURCE = ("name", "org", "party", "side", "class", "basis")
_BATCH = 500
_place, _source, _run = schema.place, schema.source, schema.run


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    """A place that the record speaks of, and how much it says."""

    name: str
    id: str | None
    claims: int
    documents: int


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
    story: str
    known_from: datetime
    title: str | None
    marks: tuple[Mark, ...]


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
    publication is unknown counts as known from when it was recorded. Of several versions of one report
    only the last that could be known and was recorded by then speaks. `about_from` and `about_to`
    keep claims whose own time meets that interval; a claim without a time of its own is about the
    day it was said, else published. Raises `UnknownPlaceError` with names that come near.
    """
    chosen = [
        _is_about(connection, place),
        counts(as_known, as_recorded),
    ]
    if kinds is not None:
        chosen.append(_claim.c.kind.in_([kind.value for kind in kinds]))
    if as_known is not None:
        chosen.append(_known_by(_document, as_known))
    if as_recorded is not None:
        chosen.append(by_then(_document.c.recorded_at, as_recorded))
    if about_from is not None:
        # An open end goes on.
        chosen.append(or_(_open_ended(), _about_last() >= about_from))
    if about_to is not None:
        chosen.append(_about_first() <= about_to)
    query = whole_claims().where(*chosen).order_by(_document.c.known_from, _document.c.id, _claim.c.position)
    found = [rows.recorded_claim(row) for row in connection.execute(query).mappings()]
    return judgements.told(connection, found, as_recorded)


def claim(connection: Connection, claim_id: str) -> RecordedClaim | None:
    """One claim, whether or not it still speaks."""
    row = connection.execute(whole_claims().where(_claim.c.id == claim_id)).mappings().first()
    return rows.recorded_claim(row) if row is not None else None


def control_claims(
    connection: Connection,
    first: date | None = None,
    last: date | None = None,
    *,
    places: Collection[tuple[str | None, str]] | None = None,
    as_recorded: date | datetime | None = None,
) -> list[RecordedClaim]:
    """What was said of who holds which place, or has left it, over all places in one query.

    `first` and `last` are days of knowing; `places` narrow it to these ids, or names where there is no id.
    Background is left out. In the order in which the world could know it.
    """
    kinds = (Kind.CONTROL.value, Kind.WITHDRAWAL.value)
    chosen = [
        _claim.c.kind.in_(kinds),
        _claim.c.background.is_(False),
        _claim.c.place.is_not(None),
        counts(last, as_recorded),
    ]
    if first is not None:
        chosen.append(_document.c.known_from >= beginning_of(first))
    if last is not None:
        chosen.append(_known_by(_document, last))
    if as_recorded is not None:
        chosen.append(by_then(_document.c.recorded_at, as_recorded))
    if places is not None:
        ids = [id for id, _ in places if id is not None]
        names = [rows.folded(name) for id, name in places if id is None]
        chosen.append(or_(_place.c.id.in_(ids), and_(_place.c.id.is_(None), _place.c.folded.in_(names))))
    query = whole_claims().where(*chosen).order_by(_document.c.known_from, _document.c.id, _claim.c.position)
    found = [rows.recorded_claim(row) for row in connection.execute(query).mappings()]
    return judgements.told(connection, found, as_recorded)


def claims_recorded(connection: Connection, since: datetime, until: datetime) -> list[RecordedClaim]:
    """The claims that the ledger learned after `since` and by `until` and that count as recorded then."""
    recorded = _document.c.recorded_at
    query = (
        whole_claims()
        .where(recorded > since, recorded <= until, counts(None, until))
        .order_by(_document.c.known_from, _document.c.id, _claim.c.position)
    )
    found = [rows.recorded_claim(row) for row in connection.execute(query).mappings()]
    return judgements.told(connection, found, until)


def texts_of(connection: Connection, document_ids: Collection[str]) -> dict[str, str]:
    """The words of these documents by id."""
    found: dict[str, str] = {}
    for some in _batches(document_ids):
        query = select(_document.c.id, _document.c.text).where(_document.c.id.in_(some))
        found.update((row.id, row.text) for row in connection.execute(query))
    return found


def carriers_of(connection: Connection, document_ids: Collection[str]) -> dict[str, list[Carrier]]:
    """Every form in which each of these documents came, the first first."""
    found: dict[str, list[Carrier]] = {}
    for some in _batches(document_ids):
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


def whole_claims() -> Select[Any]:
    """Claims with their place and source and what is needed of their document."""
    return (
        select(
            _claim,
            *(_place.c[name].label(f"place_{name}") for name in _OF_PLACE),
            *(_source.c[name].label(f"source_{name}") for name in _OF_SOURCE),
            _document.c.id.label("document_id"),
            _document.c.published_day,
            _document.c.published_at,
            _document.c.outlet,
            _document.c.url,
            _document.c.recorded_at,
            _document.c.known_from,
        )
        .join(_document, _document.c.number == _claim.c.document)
        .join(_source, _source.c.key == _claim.c.source)
        .outerjoin(_place, _place.c.key == _claim.c.place)
    )


def places(connection: Connection) -> list[PlaceCount]:
    """Every place with a claim, the most spoken of first."""
    query = (
        select(
            _place.c.name,
            _place.c.within,
            _place.c.id,
            func.count().label("claims"),
            func.count(_claim.c.document.distinct()).label("documents"),
        )
        .join(_place, _place.c.key == _claim.c.place)
        .join(_document, _document.c.number == _claim.c.document)
        .where(counts(None, None))
        .group_by(_place.c.name, _place.c.within, _place.c.id)
        .order_by(func.count().desc(), _place.c.name)
    )
    return [
        PlaceCount(
            name=Place(name=row["name"], within=row["within"]).full_name,
            id=row["id"],
            claims=row["claims"],
            documents=row["documents"],
        )
        for row in connection.execute(query).mappings()
    ]


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


def _batches(ids: Collection[str]) -> Iterator[list[str]]:
    """A database takes only so many values in one query."""
    ordered = sorted(ids)
    return (ordered[at : at + _BATCH] for at in range(0, len(ordered), _BATCH))


def _is_about(connection: Connection, place: str) -> ColumnElement[bool]:
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
    return _claim.c.place.in_(select(_place.c.key).where(by_name))


def _near(connection: Connection, place: str) -> list[str]:
    names: dict[str, str] = {}
    for row in connection.execute(
        select(_place.c.name, _place.c.within, _place.c.folded).order_by(_place.c.name)
    ):
        names.setdefault(row.folded, Place(name=row.name, within=row.within).full_name)
    return [
        names[near] for near in difflib.get_close_matches(rows.folded(place), list(names), n=3, cutoff=0.7)
    ]


def counts(as_known: date | datetime | None, as_recorded: date | datetime | None) -> ColumnElement[bool]:
    """That a claim counts, of what was known and recorded by then: its document is the version that speaks,
    its source had not taken that back, and no person had set the claim aside."""
    return and_(
        _speaks(as_known, as_recorded),
        is_held(_claim, as_recorded),
        ~is_withdrawn(_document, as_known, as_recorded),
    )


def _speaks(as_known: date | datetime | None, as_recorded: date | datetime | None) -> ColumnElement[bool]:
    """That the document is the version of its story that speaks, of those known and recorded by then."""
    other = schema.document.alias("other")
    conditions = [
        other.c.story == _document.c.story,
        other.c.number != _document.c.number,
        _goes_before(other, _document, as_known),
    ]
    if as_known is not None:
        conditions.append(_known_by(other, as_known))
    if as_recorded is not None:
        conditions.append(by_then(other.c.recorded_at, as_recorded))
    return ~exists().where(*conditions)


def _goes_before(one: FromClause, other: FromClause, moment: date | datetime | None) -> ColumnElement[bool]:
    """That one version speaks and not the other, where both could be known at `moment`.

    The same words read anew go before their old reading, a whole text before an excerpt. Of two wordings
    the later one that the report had by then; where it had neither for certain, the earlier.
    """
    by_number = one.c.number > other.c.number
    is_later = or_(
        one.c.version_at > other.c.version_at, and_(one.c.version_at == other.c.version_at, by_number)
    )
    if moment is None:
        by_version = is_later
    else:
        then = moment if isinstance(moment, datetime) else end_of(moment)
        by_version = or_(
            and_(one.c.version_at <= then, or_(other.c.version_at > then, is_later)),
            and_(one.c.version_at > then, other.c.version_at > then, ~is_later),
        )
    is_same_text = one.c.text_sha256 == other.c.text_sha256
    return or_(
        and_(is_same_text, by_number),
        and_(~is_same_text, other.c.is_excerpt, ~one.c.is_excerpt),
        and_(~is_same_text, one.c.is_excerpt == other.c.is_excerpt, by_version),
    )


def _known_by(document: FromClause, moment: date | datetime) -> ColumnElement[bool]:
    if isinstance(moment, datetime):
        return document.c.known_from <= moment
    # A document known by its day alone is known at that day's end, the midnight after, and belongs to the
    # day; one that is stamped with that midnight belongs to the next.
    at_end = and_(_is_of_a_day(document), document.c.known_from <= end_of(moment))
    return or_(at_end, document.c.known_from < end_of(moment))


def _is_of_a_day(document: FromClause) -> ColumnElement[bool]:
    return and_(document.c.published_at.is_(None), document.c.published_day.is_not(None))


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
