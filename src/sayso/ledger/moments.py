"""What was so by a day or an instant, as a condition on a column of instants."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement


def beginning_of(day: date) -> datetime:
    """The midnight before, UTC."""
    return datetime.combine(day, time.min, UTC)


def end_of(day: date) -> datetime:
    """The midnight after, UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, UTC)


def by_then(column: ColumnElement[Any], moment: date | datetime) -> ColumnElement[bool]:
    """That an instant is not after `moment`; a day stands for its end in UTC."""
    if isinstance(moment, datetime):
        return column <= moment
    return column < end_of(moment)
