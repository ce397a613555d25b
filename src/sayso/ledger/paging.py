"""Claims page by page, however many there are: each page goes on where the last one ended.

To order a million claims by when they could be known takes half a minute, and a page shows fifty of them. So
documents are walked in that order, by an index, and only the claims of some hundred are looked at together. A
filter that names a place, a voice or a stretch of the map is put to all claims at once: it leaves few.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from sayso.ledger import schema
from sayso.ledger.filters import ClaimFilter, conditions
from sayso.ledger.judgements import told
from sayso.ledger.whole_claims import fetched, whole_claims
from sayso.model import RecordedClaim

_document, _claim = schema.document, schema.claim

_AT_ONCE = 400
"""Documents whose claims are looked at together."""
_MOST_DOCUMENTS = 20_000
"""Documents that are looked through for one page; a page that finds nothing in them says where to go on."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The claim that a page ended with: the place of its document in time, and its own in the document;
    `position` is None for all of the document."""

    known_from: datetime
    document: str
    position: int | None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Some claims in the order in which the world could know them. `following` is None after the last."""

    claims: tuple[RecordedClaim, ...]
    following: Bookmark | None


def claim_page(connection: Connection, chosen: ClaimFilter, after: Bookmark | None, limit: int) -> ClaimPage:
    """The next claims that a filter keeps, `limit` at most. A page may hold fewer, or none, and still be
    followed by others.

    Raises what `conditions` raises.
    """
    met = conditions(connection, chosen)
    if chosen.place or chosen.source or chosen.box or chosen.contested:
        return _page(connection, chosen, met, after, limit, None)
    found: list[RecordedClaim] = []
    for _ in range(_MOST_DOCUMENTS // _AT_ONCE):
        documents = _documents_after(connection, after)
        if not documents:
            return ClaimPage(tuple(found), None)
        numbers = [number for number, _ in documents]
        page = _page(connection, chosen, met, after, limit - len(found), numbers)
        found += page.claims
        if page.following is not None:
            return ClaimPage(tuple(found), page.following)
        after = documents[-1][1]
        if len(found) == limit:
            break
    return ClaimPage(tuple(found), after)


def _page(
    connection: Connection,
    chosen: ClaimFilter,
    met: list[ColumnElement[bool]],
    after: Bookmark | None,
    limit: int,
    numbers: list[int] | None,
) -> ClaimPage:
    query = whole_claims().where(*met)
    if numbers is not None:
        query = query.where(_claim.c.document.in_(numbers))
    if after is not None:
        query = query.where(_is_after(after))
    query = query.order_by(_document.c.known_from, _document.c.id, _claim.c.position).limit(limit + 1)
    found = list(told(connection, fetched(connection, query), chosen.as_recorded))
    if len(found) <= limit:
        return ClaimPage(tuple(found), None)
    return ClaimPage(tuple(found[:limit]), _mark_of(connection, found[limit - 1]))


def _mark_of(connection: Connection, last: RecordedClaim) -> Bookmark:
    query = (
        select(_document.c.known_from, _document.c.id, _claim.c.position)
        .join(_claim, _claim.c.document == _document.c.number)
        .where(_claim.c.id == last.id)
    )
    row = connection.execute(query).one()
    return Bookmark(row.known_from, row.id, row.position)


def _documents_after(connection: Connection, after: Bookmark | None) -> list[tuple[int, Bookmark]]:
    query = select(_document.c.number, _document.c.known_from, _document.c.id)
    if after is not None:
        later: Any = _document.c.id > after.document
        if after.position is not None:
            later = _document.c.id >= after.document
        same = and_(_document.c.known_from == after.known_from, later)
        query = query.where(
            _document.c.known_from >= after.known_from, or_(_document.c.known_from > after.known_from, same)
        )
    query = query.order_by(_document.c.known_from, _document.c.id).limit(_AT_ONCE)
    return [(row.number, Bookmark(row.known_from, row.id, None)) for row in connection.execute(query)]


def _is_after(mark: Bookmark) -> ColumnElement[bool]:
    later: list[ColumnElement[bool]] = [
        _document.c.known_from > mark.known_from,
        and_(_document.c.known_from == mark.known_from, _document.c.id > mark.document),
    ]
    if mark.position is not None:
        later.append(
            and_(
                _document.c.known_from == mark.known_from,
                _document.c.id == mark.document,
                _claim.c.position > mark.position,
            )
        )
    return or_(*later)
