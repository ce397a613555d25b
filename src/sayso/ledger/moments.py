"""What was so by a day or an instant, as a condition on a column of instants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_


@dataclass(frozen=True, slots=True, kw_only=True)
class Upto:
    """The record as it was after some link of its chain: the numbers of its last document, withdrawal and
    judgement. No instant tells that, where several links share one or a clock was set back. `by` is an
    instant or day beside it."""

    document: int
    withdrawal: int
    judgement: int
    by: date | datetime | None = None


Recorded = date | datetime | Upto
"""Until when something was recorded."""


def beginning_of(day: date) -> datetime:
    """The midnight before, UTC."""
    return datetime.combine(day, time.min, UTC)


def end_of(day: date) -> datetime:
    """The midnight after, UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, UTC)


def by_then(column: ColumnElement[Any], moment: Recorded) -> ColumnElement[bool]:
    """That an instant is not after `moment`; a day stands for its end in UTC. For a link of the chain
    `column` is one of the documents, withdrawals or judgements that it counts."""
    if isinstance(moment, Upto):
        table: Any = column.table
        is_in: ColumnElement[bool] = table.c.number <= getattr(moment, getattr(table, "element", table).name)
        return is_in if moment.by is None else and_(is_in, by_then(column, moment.by))
    if isinstance(moment, datetime):
        return column <= moment
    return column < end_of(moment)
