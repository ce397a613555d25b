"""Reports in one array of JSON: `[{"text": ..., "published": ...}, ...]`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from sayso.ingest.jsonstream import JsonStream
from sayso.ingest.page import Page
from sayso.ingest.rows import known_columns, no_text_column, page_of
from sayso.ingest.unread import Unread


def read_array(stream: BinaryIO, where: str, *, today: date) -> Iterator[Page | Unread]:
    """Each object of the array as a report, with names of its values as forgiving as a table's columns."""
    export = JsonStream(stream, where)
    for number in export.elements():
        place = f"{where}: item {number + 1}"
        value = export.value()
        if not isinstance(value, dict):
            yield Unread(place, "is no report but a bare value")
            continue
        if number == 0 and "text" not in known_columns(value):
            raise no_text_column(where, value)
        yield page_of(value, place, today=today)
