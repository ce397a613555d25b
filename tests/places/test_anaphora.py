"""What "the town" points back to."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.model import Document, Place, Publication
from sayso.places.anaphora import fits

WAR = "Russian and Ukrainian troops are at war. "
POINTED = [
    # text, words that point back, place
    ("Soledar was shelled. Nobody was left in the town.", "the town", "Soledar"),
    ("They left Lyman and went to Kramatorsk. The city was dark.", "The city", "Kramatorsk"),
    ("Lyman fell. Kramatorsk took in the wounded from the captured town.", "the captured town", "Lyman"),
    ("They shelled Soledar, near Bakhmut. Smoke hung over the town.", "the town", "Soledar"),
    ("The mayor of Kharkiv was freed. The city was dark.", "The city", "Kharkiv"),
    ("The governor of Kharkiv spoke of Soledar. He said that the town stood.", "the town", "Soledar"),
]
NOT_POINTED = [
    "Two men went to the town.",
    "Soledar was shelled. They burned the town hall.",
    "Soledar was shelled. They held a town for a day.",
    "Soledar was shelled. They went to the town of Vesele.",
    "Soledar, the last town before the river, was shelled.",
    "Donetsk was shelled. They left the village.",
]


@pytest.fixture
def pointed(reader):
    def read(text):
        whole = WAR + text
        found = reader.read(Document(id="1", text=whole, published=Publication(date(2023, 1, 14)))).places
        nouns = ("town", "city", "village")
        return {m.span.of(whole): m.place.name for m in found if m.span.of(whole).split()[-1] in nouns}

    return read


@pytest.mark.parametrize(("text", "words", "name"), POINTED)
def test_the_nearest_town_that_fits_is_meant(pointed, text, words, name):
    assert pointed(text) == {words: name}


@pytest.mark.parametrize("text", NOT_POINTED)
def test_no_town_is_made_up(pointed, text):
    assert pointed(text) == {}


@pytest.mark.parametrize(
    ("kind", "population", "noun", "expected"),
    [
        ("settlement", 900_000, "village", False),
        ("settlement", 900_000, "city", True),
        ("settlement", 900, "city", False),
        ("settlement", None, "city", True),
        ("region", None, "town", False),
        ("steelworks", None, "town", False),
    ],
)
def test_size_and_kind_decide_what_may_be_called_so(kind, population, noun, expected):
    assert fits(Place(name="X", kind=kind, population=population), noun) is expected
