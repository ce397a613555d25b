"""How many, whatever the words for it. All phrases are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.quantities import find_quantity
from sayso.lexicon import load_quantity_words

WORDS = load_quantity_words("en")

COUNTED = [
    ("about 600 soldiers", 600, 600, "soldiers"),
    ("at least 40 enemy soldiers were killed", 40, None, "enemy soldiers"),
    ("no fewer than 30 bodies", 30, None, "bodies"),
    ("more than a hundred civilians", 100, None, "civilians"),
    ("up to 50 gunmen", None, 50, "gunmen"),
    ("nearly 300 rebels", None, 300, "rebels"),
    ("two dozen soldiers", 24, 24, "soldiers"),
    ("a dozen drones", 12, 12, "drones"),
    ("twenty-five people", 25, 25, "people"),
    ("1.2 million people", 1_200_000, 1_200_000, "people"),
    ("3,500 men", 3500, 3500, "men"),
    ("three hundred fighters", 300, 300, "fighters"),
    ("between 15 and 20 fighters", 15, 20, "fighters"),
    ("40 to 50 tanks", 40, 50, "tanks"),
    ("15-20 fighters", 15, 20, "fighters"),
    ("ten or eleven vehicles", 10, 11, "vehicles"),
    ("two to three thousand fighters", 2000, 3000, "fighters"),
    ("hundreds of soldiers", 200, None, "soldiers"),
    ("tens of thousands of people", 20_000, None, "people"),
    ("several dozen militants", 36, None, "militants"),
    ("a few hundred fighters", 300, None, "fighters"),
    ("a fifth of the garrison", 20, 20, "percent of the garrison"),
    ("two thirds of the houses", 66.6, 66.6, "percent of the houses"),
    ("80 percent of the homes", 80, 80, "percent of the homes"),
    ("16 people, including four children", 16, 16, "people"),
    ("in 2023 some 40 prisoners", 40, 40, "prisoners"),
    ("5 km from the town, 12 tanks", 12, 12, "tanks"),
]


@pytest.mark.parametrize(("text", "low", "high", "counts"), COUNTED, ids=[text for text, *_ in COUNTED])
def test_a_count_is_a_range_of_what_is_counted(text, low, high, counts):
    found = find_quantity(text, WORDS)
    assert found is not None
    assert (found.low, found.high, found.counts) == (low, high, counts)


@pytest.mark.parametrize(
    "text", ["5 km away", "a 40-year-old driver", "in 2023", "none of the 40 soldiers", "soldiers", "", "12"]
)
def test_what_counts_nothing(text):
    assert find_quantity(text, WORDS) is None


def test_a_bare_number_counts_what_the_caller_knows(claims):
    found = find_quantity("killing 12", WORDS, unnamed="people")
    assert found is not None
    assert (found.low, found.high, found.counts) == (12, 12, "people")
    assert find_quantity("killing 12 km away", WORDS, unnamed="people") is None
    (claim,) = [c for c in claims("Shelling of Soledar killed 12.") if c.kind == "casualties"]
    assert claim.quantity is not None
    assert claim.quantity.counts == "people"


NUMBERS = ["40", "1,200", "1.5", "2023", *WORDS.units, *WORDS.multipliers, *WORDS.plurals]
OTHERS = [
    "a",
    "of",
    "-",
    "to",
    "and",
    "between",
    "at least",
    "%",
    "half",
    "third",
    "soldiers",
    "km",
    "…",
    "\n",
]
SCRAPS = st.sampled_from([*NUMBERS, *OTHERS])


@given(st.lists(SCRAPS, max_size=12).map(" ".join))
def test_no_words_break_it_and_no_range_is_upside_down(text):
    found = find_quantity(text, WORDS)
    if found is not None and found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.high
