"""How values of the hall lie in a column: instants, spans, nested values."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from sayso.model import Span, Spans


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
        return None if value is None else json.dumps([[span.start, span.end] for span in value])

    def process_result_value(self, value: str | None, dialect: Dialect) -> Spans | None:
        return None if value is None else tuple(Span(start, end) for start, end in json.loads(value))


class Json(TypeDecorator[Any]):
    """A list or object as JSON text, readable in any browser of the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)
