"""The days on which what was known of a place began to count otherwise: a report was taken back, or another
version of it speaks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, exists, select

from sayso.ledger import schema
from sayso.ledger.filters import is_about
from sayso.ledger.judgements import is_withdrawn
from sayso.ledger.moments import Recorded, by_then
from sayso.ledger.portions import in_portions
from sayso.ledger.speaking import known_by, speaks
from sayso.model import day_over_by

_document, _claim, _withdrawal = schema.document, schema.claim, schema.withdrawal


def recounted_days(
    connection: Connection,
    place: str,
    first: date,
    last: date,
    as_recorded: Recorded | None = None,
) -> list[date]:
    """The days after `first` up to `last` on which a report about a place that was known the day before
    counts for the first time or no more, in order.

    On a usual place there are none. What people judged counts by when it was recorded, on all days alike.
    Raises what `ClaimFilter.place` raises.
    """
    documents, moments = _that_may_change(connection, place)
    days = {day for each in moments for day in (each.astimezone(UTC).date(), day_over_by(each))}
    return [
        day
        for day in sorted(days)
        if first < day <= last and _is_recounted(connection, documents, day, as_recorded)
    ]


def _that_may_change(connection: Connection, place: str) -> tuple[set[int], set[datetime]]:
    """The reports about a place that have other versions or were withdrawn, and the instants that tell from
    when on they count, or no more."""
    of_place = select(_claim.c.document).where(is_about(connection, place))
    other = _document.alias("other_version")
    versions = select(_document.c.number, _document.c.known_from, _document.c.version_at).where(
        _document.c.story.in_(select(_document.c.story).where(_document.c.number.in_(of_place))),
        exists().where(other.c.story == _document.c.story, other.c.number != _document.c.number),
    )
    withdrawals = select(_withdrawal.c.document, _withdrawal.c.seen_at)
    documents: set[int] = set()
    moments: set[datetime] = set()
    for number, *instants in (
        *connection.execute(versions),
        *connection.execute(withdrawals.where(_withdrawal.c.document.in_(of_place))),
    ):
        documents.add(number)
        moments.update(instants)
    return documents, moments


def _is_recounted(
    connection: Connection, documents: Collection[int], day: date, as_recorded: Recorded | None
) -> bool:
    before = day - timedelta(days=1)
    query = select(_document.c.number).where(known_by(_document, before))
    if as_recorded is not None:
        query = query.where(by_then(_document.c.recorded_at, as_recorded))
    then, now = (
        query.where(speaks(each, as_recorded), ~is_withdrawn(_document, each, as_recorded))
        for each in (before, day)
    )
    return any(
        set(connection.execute(then.where(_document.c.number.in_(some))).scalars())
        != set(connection.execute(now.where(_document.c.number.in_(some))).scalars())
        for some in in_portions(sorted(documents))
    )
