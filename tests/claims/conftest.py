"""Claims of a text on the war in Ukraine, published on Saturday 14 January 2023."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.model import Document, Publication

OUTLET = "The Courier"
WAR = "Russian and Ukrainian troops are at war. "
"""Tells the theatre; makes no claim, because it names no place."""


@pytest.fixture
def reading(reader):
    def read(text: str, published: date = date(2023, 1, 14)):
        return reader.read(Document(id="1", text=text, published=Publication(published), outlet=OUTLET))

    return read


@pytest.fixture
def claims(reading):
    """Read a text after a sentence that tells the theatre; give its claims."""

    def read(text: str):
        found = reading(WAR + text)
        assert found.theatre == "ukraine"
        return found.claims

    return read


@pytest.fixture
def control(claims):
    """List (place, party, polarity, certainty) of the control claims of a text, in its order."""

    def read(text: str) -> list[tuple[str | None, str, str, str]]:
        return [
            (claim.place.name if claim.place else None, claim.party, claim.polarity, claim.certainty)
            for claim in claims(text)
            if claim.kind == "control"
        ]

    return read
