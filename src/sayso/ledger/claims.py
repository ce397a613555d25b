"""Claims out of the record, in the order in which the world could know them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

from sqlalchemy import Connection

from sayso.ledger import schema
from sayso.ledger.filters import ClaimFilter, conditions
from sayso.ledger.judgements import told
from sayso.ledger.moments import Recorded, beginning_of, by_then
from sayso.ledger.portions import in_portions
from sayso.ledger.speaking import counts, known_by
from sayso.ledger.touched import keys_of
from sayso.ledger.whole_claims import fetched, whole_claims
from sayso.model import Claim, Kind, RecordedClaim

_document, _claim, _place, _source = schema.document, schema.claim, schema.place, schema.source


def stream_claims(connection: Connection, chosen: ClaimFilter) -> Iterator[RecordedClaim]:
    """The claims that a filter keeps, by when they could be known, then document and place in it.

    Raises what `conditions` raises, before the first claim.
    """
    query = whole_claims().where(*conditions(connection, chosen))
    query = query.order_by(_document.c.known_from, _document.c.id, _claim.c.position)
    return told(connection, fetched(connection, query), chosen.as_recorded)


def claims_in(connection: Connection, ids: Collection[str]) -> dict[str, tuple[Claim, ...]]:
    """The claims that were read in the documents of these ids, by id, in order, whichever version speaks."""
    found: dict[str, list[Claim]] = {}
    for some in in_portions(ids):
        query = whole_claims().where(_document.c.id.in_(some), _claim.c.judgement.is_(None))
        query = query.order_by(_document.c.number, _claim.c.position)
        for each in fetched(connection, query):
            found.setdefault(each.document_id, []).append(each.claim)
    return {name: tuple(claims) for name, claims in found.items()}


def claims_about(
    connection: Connection,
    place: str,
    *,
    kinds: Collection[Kind] | None = None,
    as_known: date | datetime | None = None,
    as_recorded: Recorded | None = None,
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


def claim_of(connection: Connection, claim_id: str) -> RecordedClaim | None:
    """One claim, whether or not it still speaks."""
    return next(fetched(connection, whole_claims().where(_claim.c.id == claim_id)), None)


def claims_of(connection: Connection, ids: Collection[str]) -> dict[str, RecordedClaim]:
    """The claims of these ids, by id, whether or not they still speak."""
    found: dict[str, RecordedClaim] = {}
    for some in in_portions(ids):
        claims = fetched(connection, whole_claims().where(_claim.c.id.in_(some)))
        found.update((each.id, each) for each in told(connection, claims, None))
    return found


def claims_of_places(
    connection: Connection,
    places: Collection[tuple[str | None, str]],
    *,
    as_known: date | datetime | None = None,
    as_recorded: Recorded | None = None,
) -> list[RecordedClaim]:
    """All that counts of what was said of these places, in the order in which the world could know it; the
    views as a `ClaimFilter` has them."""
    places_of = _claim.c.place.in_(keys_of(connection, places))
    query = whole_claims().where(places_of, counts(as_known, as_recorded))
    if as_known is not None:
        query = query.where(known_by(_document, as_known))
    if as_recorded is not None:
        query = query.where(by_then(_document.c.recorded_at, as_recorded))
    query = query.order_by(_document.c.known_from, _document.c.id, _claim.c.position)
    return list(told(connection, fetched(connection, query), as_recorded))


def control_claims(
    connection: Connection,
    first: date | None = None,
    last: date | None = None,
    *,
    places: Collection[tuple[str | None, str]] | None = None,
    as_recorded: Recorded | None = None,
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
        chosen.append(known_by(_document, last))
    if as_recorded is not None:
        chosen.append(by_then(_document.c.recorded_at, as_recorded))
    if places is not None:
        # By the keys that claims have: asked together with them, a database looks through all claims.
        chosen.append(_claim.c.place.in_(keys_of(connection, places)))
    query = whole_claims().where(*chosen).order_by(_document.c.known_from, _document.c.id, _claim.c.position)
    return list(told(connection, fetched(connection, query), as_recorded))


def claims_recorded(connection: Connection, since: datetime, until: datetime) -> list[RecordedClaim]:
    """The claims that the ledger learned after `since` and by `until` and that count as recorded then."""
    recorded = _document.c.recorded_at
    query = (
        whole_claims()
        .where(recorded > since, recorded <= until, counts(None, until))
        .order_by(_document.c.known_from, _document.c.id, _claim.c.position)
    )
    return list(told(connection, fetched(connection, query), until))
