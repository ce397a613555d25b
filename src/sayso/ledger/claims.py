"""Claims out of the record, in the order in which the world could know them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from sayso.ledger import rows, schema
from sayso.ledger.filters import ClaimFilter, conditions
from sayso.ledger.portions import in_portions
from sayso.model import Claim, Kind, RecordedClaim

_document, _claim, _place, _source = schema.document, schema.claim, schema.place, schema.source

_AT_ONCE = 500
"""Claims that are fetched together; however many there are, no more lie in memory."""


def stream_claims(connection: Connection, chosen: ClaimFilter) -> Iterator[RecordedClaim]:
    """The claims that a filter keeps, by when they could be known, then document and place in it.

    Raises what `conditions` raises, before the first claim.
    """
    query = whole_claims().where(*conditions(connection, chosen))
    query = query.order_by(_document.c.known_from, _document.c.id, _claim.c.position)
    found = connection.execute(query, execution_options={"yield_per": _AT_ONCE})
    return (rows.recorded_claim(row) for row in found.mappings())


def claims_in(connection: Connection, ids: Collection[str]) -> dict[str, tuple[Claim, ...]]:
    """The claims of the documents of these ids, by id, in their order, whichever version speaks."""
    found: dict[str, list[Claim]] = {}
    for some in in_portions(ids):
        query = whole_claims().where(_document.c.id.in_(some))
        query = query.order_by(_document.c.number, _claim.c.position)
        for row in connection.execute(query).mappings():
            found.setdefault(row["document_id"], []).append(rows.recorded_claim(row).claim)
    return {name: tuple(claims) for name, claims in found.items()}


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
    """The claims about one place; see `ClaimFilter` for what the rest keeps.

    A document whose publication is unknown counts as known from when it was recorded. Raises
    `UnknownPlaceError` with names that come near.
    """
    chosen = ClaimFilter(
        place=place,
        kinds=None if kinds is None else tuple(kinds),
        as_known=as_known,
        as_recorded=as_recorded,
        about_from=about_from,
        about_to=about_to,
    )
    return list(stream_claims(connection, chosen))


@cache
def whole_claims() -> Select[Any]:
    """Claims with their place and source and what is needed of their document."""
    return (
        select(
            _claim,
            *(_place.c[name].label(f"place_{name}") for name in rows.OF_PLACE),
            *(_source.c[name].label(f"source_{name}") for name in rows.OF_SOURCE),
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
