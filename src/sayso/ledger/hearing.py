"""How much is heard of a place, told without its claims: a busy place has thousands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from sayso.ledger import schema
from sayso.ledger.filters import ClaimFilter, conditions
from sayso.ledger.touched import PlaceKey, keys_of
from sayso.ledger.whole_claims import fetched, whole_claims
from sayso.model import Kind, Place

_document, _claim = schema.document, schema.claim
_CLAIMS_IN_DOCUMENTS = _claim.join(_document, _document.c.number == _claim.c.document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One place as the ledger last learned it, the last day of publication on which it was heard of, None
    where no report is dated, and when the ledger learned the last of it."""

    place: Place
    last_day: date | None
    recorded_at: datetime


def heard_of(connection: Connection, chosen: ClaimFilter) -> Heard | None:
    """How much is heard of the one place that a filter is about, by the claims that it keeps; None where it
    keeps none. Raises what `filters.conditions` raises."""
    kept = conditions(connection, chosen)
    recorded = func.max(_document.c.recorded_at)
    query = select(_claim.c.place, func.max(_document.c.published_day), recorded).where(*kept)
    groups = connection.execute(query.select_from(_CLAIMS_IN_DOCUMENTS).group_by(_claim.c.place)).all()
    if not groups:
        return None
    last = max(each[2] for each in groups)
    latest = [each[0] for each in groups if each[2] == last]
    named = whole_claims().where(_claim.c.place.in_(latest))
    if len(latest) > 1:
        # Renamed or moved on the map: of what was recorded last, the first claim tells.
        named = named.where(_document.c.recorded_at == last, *kept)
        named = named.order_by(_document.c.known_from, _document.c.id, _claim.c.position)
    place = next(fetched(connection, named.limit(1))).claim.place
    assert place is not None  # a filter of one place keeps only claims about it
    days = [each[1] for each in groups if each[1] is not None]
    return Heard(place=place, last_day=max(days, default=None), recorded_at=last)


def spoken_of_between(
    connection: Connection, places: Collection[PlaceKey], after: datetime, until: datetime
) -> set[PlaceKey]:
    """The places of which anything was said of who holds them that could first be known in between, `until`
    included. Whether that still counts is not asked."""
    kinds = (Kind.CONTROL.value, Kind.WITHDRAWAL.value)
    between = (_claim.c.kind.in_(kinds), _document.c.known_from > after, _document.c.known_from <= until)
    query = select(_claim.c.number).select_from(_CLAIMS_IN_DOCUMENTS).where(*between).limit(1)
    return {
        each
        for each in places
        if connection.execute(query.where(_claim.c.place.in_(keys_of(connection, [each])))).first()
    }
