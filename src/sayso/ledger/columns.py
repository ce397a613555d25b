"""How values of the hall lie in a column: instants, spans, nested values."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy
from sqlalchemy import Boolean, Column, Dialect, Float
from sqlalchemy.types import TypeDecorator

from sayso.model import Span, Spans

Text = sqlalchemy.Text().with_variant(sqlalchemy.Text(collation="C"), "postgresql")
"""A text that sorts by its code points in either database, whatever the language of a server."""


class Moment(TypeDecorator[datetime]):
    """An instant as UTC text of fixed width, so that the order of the text is the order of time."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant in the ledger needs a zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class ZonedMoment(TypeDecorator[datetime]):
    """An instant as text with the offset that it was written with; not for sorting."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class SpanList(TypeDecorator[Spans]):
    """Spans as the record writes them: `[[start, end], ...]`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Spans | None, dialect: Dialect) -> str | None:
        # As `json.dumps` writes it, at a tenth of the cost: every claim and statement has several.
        if value is None:
            return None
        return f"[{', '.join([f'[{span.start}, {span.end}]' for span in value])}]"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Spans | None:
        if value is None or value == "[]":
            return None if value is None else ()
        return tuple(Span(start, end) for start, end in json.loads(value))


_written = json.JSONEncoder(ensure_ascii=False).encode


class Json(TypeDecorator[Any]):
    """A list or object as JSON text, readable in any browser of the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value == []:
            # As most are, of every claim and statement.
            return "[]"
        return None if value is None else _written(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        if value == "[]":
            return []
        return None if value is None else json.loads(value)


def stored(column: Column[Any], value: Any, dialect: Dialect) -> Any:
    """A value as the database gives it back when it is asked without types: a text, a number or None."""
    if value is None:
        return None
    if isinstance(column.type, TypeDecorator):
        value = column.type.process_bind_param(value, dialect)
    elif isinstance(column.type, Float):
        value = float(value)
    elif isinstance(column.type, Boolean):
        value = bool(value)
    return as_given_back(value)


def as_given_back(value: Any) -> Any:
    """The same whichever database gave it: one keeps days and truths as such, one as text and number."""
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value
