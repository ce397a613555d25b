"""The table twin of the map as CSV, with its provenance in every row."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.answers.atlas.telling import Row
from sayso.export.columns import Column, Type
from sayso.export.delimited import DelimitedFile


@dataclass(frozen=True, slots=True)
class _Line:
    day: str
    view: str
    row: Row


_COLUMNS: tuple[Column[_Line], ...] = (
    Column(name="place", of=lambda each: each.row.place, about="The place."),
    Column(name="place_id", of=lambda each: each.row.place_id, about="Its id.", null="not resolved"),
    Column(name="day", of=lambda each: each.day, about="The day."),
    Column(name="view", of=lambda each: each.view, about="Whose point of view."),
    Column(name="told", of=lambda each: each.row.words, about="What is told of it."),
    Column(name="top_state", of=lambda each: each.row.state, about="The likeliest state, or what was said."),
    Column(
        name="probability",
        of=lambda each: None if each.row.probability is None else round(each.row.probability, 4),
        about="Of the top state.",
        type=Type.NUMBER,
        null="somebody's word, no estimate",
    ),
    Column(name="unknown", of=lambda each: each.row.is_unknown, about="Shown as unknown.", type=Type.TRUTH),
    Column(name="disputed", of=lambda each: each.row.is_disputed, about="On the day.", type=Type.TRUTH),
    Column(name="claims", of=lambda each: each.row.claims, about="Of the last 14 days.", type=Type.INTEGER),
    Column(name="last_day", of=lambda each: each.row.last_day.isoformat(), about="Last told of."),
)


def as_csv(day: str, view: str, rows: Sequence[Row]) -> bytes:
    """The rows of a day from a point of view."""
    stream = io.BytesIO()
    table = DelimitedFile(stream, _COLUMNS)
    for row in rows:
        table.write(_Line(day, view, row))
    table.close()
    return stream.getvalue()
