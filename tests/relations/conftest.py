"""Claims made by hand about one town, from three lines of a table."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sayso.model import (
    Claim,
    Kind,
    Place,
    Polarity,
    Publication,
    RecordedClaim,
    Source,
    SourceClass,
    Span,
)

TOWN = Place(name="Midtown", id="test:1")
SWAPPED = {"Vale": "Moor", "Moor": "Vale"}


def made(day, source, party, *, speaks_for=None, denied=False, at=None, **more):
    """A claim of control; `day` counts from 1 January 2023, `at` is an hour of it."""
    on = date(2023, 1, 1) + timedelta(days=day - 1)
    instant = None if at is None else datetime(on.year, on.month, on.day, at, tzinfo=UTC)
    document = more.pop("document", f"{source}-{day}-{at}")
    outlet = more.pop("outlet", "Desk")
    sentence = more.pop("sentence", "")
    claim = Claim(
        kind=more.pop("kind", Kind.CONTROL),
        place=more.pop("place", TOWN),
        party=party,
        side=more.pop("side", party),
        source=Source(
            name=source,
            side=speaks_for,
            party=more.pop("source_party", speaks_for),
            source_class=SourceClass.MONITOR if speaks_for is None else SourceClass.UNKNOWN,
        ),
        statement="s1",
        evidence=Span(0, 1),
        polarity=Polarity.DENIED if denied else Polarity.AFFIRMED,
        **more,
    )
    return RecordedClaim(
        id=f"{document}/{source}/{day}/{len(repr(claim))}",
        claim=claim,
        document_id=document,
        published=Publication(on, instant),
        outlet=outlet,
        url=f"https://example.org/{document}",
        sentence=sentence,
    )


@pytest.fixture
def claim():
    return made


@pytest.fixture
def swap():
    """The same claims with the names of the two parties exchanged everywhere, ids kept."""

    def swap(recorded):
        said = recorded.claim
        source = replace(
            said.source,
            side=SWAPPED.get(said.source.side, said.source.side),
            party=SWAPPED.get(said.source.party, said.source.party),
        )
        party, side = SWAPPED.get(said.party, said.party), SWAPPED.get(said.side, said.side)
        return replace(recorded, claim=replace(said, party=party, side=side, source=source))

    return swap
