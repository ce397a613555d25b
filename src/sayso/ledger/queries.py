"""Questions to the record. Two clocks are kept apart: what was published by then, and what our
ledger held by then.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select, text

from sayso.ledger import rows, schema
from sayso.ledger.carriers import Carrier
from sayso.ledger.claims import claims_about as claims_about
from sayso.ledger.claims import whole_claims as whole_claims
from sayso.ledger.portions import in_portions
from sayso.ledger.speaking import speaks
from sayso.ledger.stories import Held
from sayso.model import Document, Mark, Place, Publication, RecordedDocument

_document, _claim, _carrier, _attempt = schema.document, schema.claim, schema.carrier, schema.attempt
_place, _run = schema.place, schema.run


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
class Failed:
    """An input that failed when it was last tried, with what the user had said of it."""

    named: str
    description: Mapping[str, str]
    problem: str
    tried_at: datetime


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
        .where(speaks(None, None))
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


def documents_named(connection: Connection, ids: Collection[str]) -> dict[str, RecordedDocument]:
    """The documents of these ids, by id; an id that the ledger has not is left out."""
    found: dict[str, RecordedDocument] = {}
    for some in in_portions(ids):
        of_these = _without_text().where(_document.c.id.in_(some))
        found.update((each.id, each) for each in _recorded(connection, of_these))
    return found


def texts_named(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The texts of the documents of these ids, by id."""
    found: dict[str, str] = {}
    for some in in_portions(ids):
        query = select(_document.c.id, _document.c.text).where(_document.c.id.in_(some))
        found.update((row.id, row.text) for row in connection.execute(query))
    return found


def versions(connection: Connection, document_id: str) -> list[RecordedDocument]:
    """Every version of a document's story, in the order of time."""
    story = select(_document.c.story).where(_document.c.id == document_id).scalar_subquery()
    of_story = _without_text().where(_document.c.story == story)
    return _recorded(connection, of_story.order_by(_document.c.version_at, _document.c.number))


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


def search(connection: Connection, words: str, *, limit: int = 20) -> list[SearchHit]:
    """Documents that hold all the words, best first. What is typed is words, never a query language."""
    wanted = _quoted(words)
    if not wanted:
        return []
    found = connection.execute(
        text(
            "SELECT rowid AS number, snippet(document_text, 0, '[', ']', '…', 24) AS snippet "
            "FROM document_text WHERE document_text MATCH :wanted ORDER BY rank, rowid LIMIT :limit"
        ),
        {"wanted": wanted, "limit": limit},
    ).all()
    numbers = [row.number for row in found]
    query = select(_document).where(_document.c.number.in_(numbers))
    by_number = {row["number"]: row for row in connection.execute(query).mappings()}
    return [_hit(by_number[row.number], row.snippet) for row in found]


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


def _hit(row: Any, snippet: str) -> SearchHit:
    return SearchHit(
        document_id=row["id"],
        published=rows.publication(row),
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
