"""Statements of a text, as a journalist would list them."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.model import Document, Publication, Voice

OUTLET = "The Courier"


@pytest.fixture
def statements(reader):
    """Read a text of Saturday 14 January 2023; give its statements."""

    def read(text: str):
        document = Document(id="1", text=text, published=Publication(date(2023, 1, 14)), outlet=OUTLET)
        return reader.read(document).statements

    return read


@pytest.fixture
def said(statements):
    """Read a text; list (source, content) of what it attributes; a withheld source is None."""

    def read(text: str) -> list[tuple[str | None, str]]:
        return [
            (
                statement.source.name if statement.source else None,
                " … ".join(span.of(text).removeprefix("that ") for span in statement.content),
            )
            for statement in statements(text)
            if statement.voice is Voice.ATTRIBUTED
        ]

    return read
