"""Two clocks over documents: what could be known by an instant, and what the ledger held by then.

Of several versions of one report only the last that could be known and was recorded by then speaks.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import ColumnElement, FromClause, and_, case, exists, or_

from sayso.ledger import schema
from sayso.ledger.judgements import is_held, is_withdrawn
from sayso.ledger.moments import Recorded, by_then, end_of

_document, _claim = schema.document, schema.claim


class Standing(StrEnum):
    """Whether a document counts now, or why not."""

    COUNTS = "counts"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


def standing_of_document() -> ColumnElement[str]:
    """The `Standing` of a document, as a value."""
    return case(
        (is_withdrawn(_document, None, None), Standing.WITHDRAWN.value),
        (~speaks(None, None), Standing.SUPERSEDED.value),
        else_=Standing.COUNTS.value,
    )


# Built once for a view: to put an expression together takes longer than to answer it for one place.
@lru_cache(maxsize=256)
def counts(as_known: date | datetime | None, as_recorded: Recorded | None) -> ColumnElement[bool]:
    """That a claim counts, of what was known and recorded by then: its document is the version that speaks,
    its source had not taken that back, and no person had set the claim aside."""
    return and_(
        speaks(as_known, as_recorded),
        is_held(_claim, as_recorded),
        ~is_withdrawn(_document, as_known, as_recorded),
    )


def speaks(as_known: date | datetime | None, as_recorded: Recorded | None) -> ColumnElement[bool]:
    """That the document is the version of its story that speaks, of those known and recorded by then."""
    other = schema.document.alias("other")
    conditions = [
        other.c.story == _document.c.story,
        other.c.number != _document.c.number,
        _goes_before(other, _document, as_known),
    ]
    if as_known is not None:
        conditions.append(known_by(other, as_known))
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


def known_by(document: FromClause, moment: date | datetime) -> ColumnElement[bool]:
    if isinstance(moment, datetime):
        return document.c.known_from <= moment
    # A document known by its day alone is known at that day's end, the midnight after, and belongs to the
    # day; one that is stamped with that midnight belongs to the next.
    at_end = and_(_is_of_a_day(document), document.c.known_from <= end_of(moment))
    return or_(at_end, document.c.known_from < end_of(moment))


def _is_of_a_day(document: FromClause) -> ColumnElement[bool]:
    return and_(document.c.published_at.is_(None), document.c.published_day.is_not(None))
