"""Claims as they are asked for: with their place, their source and what is needed of their document.

A busy place has thousands, so a row is taken apart by position, and equal places and voices are one value.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, select

from sayso.ledger import schema
from sayso.ledger.rows import OF_PLACE, OF_SOURCE
from sayso.model import (
    Certainty,
    Channel,
    Claim,
    Kind,
    Place,
    Polarity,
    Precision,
    Publication,
    Quantity,
    Quote,
    RecordedClaim,
    Source,
    SourceClass,
    Span,
    Spans,
    When,
)

_document, _claim, _place, _source = schema.document, schema.claim, schema.place, schema.source

_AT_ONCE = 500
"""Claims that are fetched together; however many there are, no more lie in memory."""

OF_WHEN = ("first", "last", "precision", "starts_at", "ends_at")
_OF_CLAIM = (
    "id",
    "kind",
    "party",
    "side",
    "source_spans",
    "statement",
    "relayed_by",
    "channel",
    "quote",
    "polarity",
    "certainty",
    "extent",
    "quantity_low",
    "quantity_high",
    "quantity_counts",
    "background",
    "start",
    "end",
    "evidence",
    "sentence",
)
_OF_DOCUMENT = ("id", "published_day", "published_at", "outlet", "url", "recorded_at", "known_from")
_WHEN = tuple(_claim.c[f"when_{name}"] for name in OF_WHEN)
_SAID_ON = tuple(_claim.c[f"said_on_{name}"] for name in OF_WHEN)
_PARTS = (_OF_CLAIM, _OF_DOCUMENT, _WHEN, _SAID_ON, OF_PLACE, OF_SOURCE)
_OWN, _DOCUMENT, _ABOUT, _SAID, _PLACED, _VOICED = (
    slice(end - len(part), end) for part, end in zip(_PARTS, accumulate(map(len, _PARTS)), strict=True)
)


@cache
def whole_claims() -> Select[Any]:
    """Claims with their place and source and what is needed of their document, as `recorded_claim` takes
    them; to be narrowed and ordered by the tables' columns."""
    return (
        select(
            *(_claim.c[name] for name in _OF_CLAIM),
            *(_document.c[name].label(f"document_{name}") for name in _OF_DOCUMENT),
            *_WHEN,
            *_SAID_ON,
            *(_place.c[name].label(f"place_{name}") for name in OF_PLACE),
            *(_source.c[name].label(f"source_{name}") for name in OF_SOURCE),
        )
        .select_from(_claim)
        .join(_document, _document.c.number == _claim.c.document)
        .join(_source, _source.c.key == _claim.c.source)
        .outerjoin(_place, _place.c.key == _claim.c.place)
    )


def fetched(connection: Connection, query: Select[Any]) -> Iterator[RecordedClaim]:
    """The claims of a narrowed `whole_claims`, a few hundred at a time."""
    # Closed also when nobody reads on: a server keeps what it has found until then.
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as found:
        for row in found:
            yield _recorded_claim(tuple(row))


def _recorded_claim(row: tuple[Any, ...]) -> RecordedClaim:
    document, published_day, published_at, outlet, url, recorded_at, known_from = row[_DOCUMENT]
    (
        id,
        kind,
        party,
        side,
        source_spans,
        statement,
        relayed_by,
        channel,
        quote,
        polarity,
        certainty,
        extent,
        low,
        high,
        counts,
        background,
        start,
        end,
        evidence,
        sentence,
    ) = row[_OWN]
    claim = Claim(
        kind=_KINDS[kind],
        place=_place_of(row[_PLACED]),
        party=party,
        side=side,
        source=_source_of(source_spans, row[_VOICED]),
        statement=statement,
        evidence=Span(start, end),
        polarity=_POLARITIES[polarity],
        certainty=_CERTAINTIES[certainty],
        relayed_by=tuple(relayed_by),
        channel=None if channel is None else _CHANNELS[channel],
        quote=_QUOTES[quote],
        when=when_of(row[_ABOUT]),
        said_on=when_of(row[_SAID]),
        extent=extent,
        quantity=None if counts is None else Quantity(low=low, high=high, counts=counts),
        background=background,
    )
    return RecordedClaim(
        id=id,
        claim=claim,
        document_id=document,
        published=None if published_day is None else Publication(published_day, published_at),
        outlet=outlet,
        url=url,
        sentence=sentence,
        recorded_at=recorded_at,
        known_from=known_from,
        evidence=evidence,
    )


@lru_cache(maxsize=20_000)
def _place_of(known: tuple[Any, ...]) -> Place | None:
    told = dict(zip(OF_PLACE, known, strict=True))
    if told["name"] is None:
        return None
    latitude, longitude = told.pop("lat"), told.pop("lon")
    return Place(latitude=latitude, longitude=longitude, **told)


@lru_cache(maxsize=20_000)
def _source_of(spans: Spans, known: tuple[Any, ...]) -> Source:
    told = dict(zip(OF_SOURCE, known, strict=True))
    return Source(source_class=SourceClass(told.pop("class")), spans=spans, **told)


def when_of(known: tuple[Any, ...]) -> When | None:
    """A day or time from its columns: first, last, precision and the two instants."""
    first, last, precision, starts_at, ends_at = known
    if precision is None:
        return None
    if starts_at is None and ends_at is None:
        return _days(first, last, precision)
    # Instants of two zones may be equal, so these are no keys of a cache.
    return When(first=first, last=last, precision=Precision(precision), starts_at=starts_at, ends_at=ends_at)


@lru_cache(maxsize=5_000)
def _days(first: date | None, last: date | None, precision: str) -> When:
    return When(first=first, last=last, precision=Precision(precision))


Word = TypeVar("Word", bound=StrEnum)


def _by_word(words: type[Word]) -> dict[str, Word]:
    return {each.value: each for each in words}


_KINDS, _POLARITIES, _CERTAINTIES = _by_word(Kind), _by_word(Polarity), _by_word(Certainty)
_CHANNELS, _QUOTES = _by_word(Channel), _by_word(Quote)
