"""Since when a place has been held: a state that goes on has no end, an event has."""

from datetime import date

import pytest

from sayso.export.record import claim_record

ON = (
    ("Russia has held Soledar since Tuesday, the ministry said.", date(2023, 1, 10)),
    ("Soledar has been under Russian control since 10 January, the ministry said.", date(2023, 1, 10)),
    ("Russia has controlled Soledar since 2014.", date(2014, 1, 1)),
)
OVER = (
    ("Russian troops captured Soledar in January.", date(2023, 1, 31)),
    ("Russian troops have captured Soledar since Tuesday.", date(2023, 1, 10)),
    ("Russia held Soledar from Monday to Wednesday, the ministry said.", date(2023, 1, 11)),
    ("Russia had held Soledar since Tuesday.", date(2023, 1, 10)),
)


@pytest.mark.parametrize(("text", "first"), ON, ids=[text for text, _ in ON])
def test_what_has_been_held_since_is_held_still(claims, text, first):
    (claim,) = claims(text)
    assert (claim.when.first, claim.when.last, claim.background) == (first, None, False)


@pytest.mark.parametrize(("text", "last"), OVER, ids=[text for text, _ in OVER])
def test_what_happened_or_is_over_has_an_end(claims, text, last):
    (claim,) = claims(text)
    assert claim.when.last == last


def test_who_has_held_it_for_long_is_told_in_passing_as_history(claims):
    found = claims("Ukrainian troops entered Izium, which Russian forces had held since April.")
    (held,) = (claim for claim in found if claim.kind == "control")
    assert held.background
    assert held.when.last == date(2022, 4, 30)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (
            "On Thursday the ministry said that Russia has held Soledar since Tuesday.",
            "2023-01-10/2023-01-12",
        ),
        ("Russia has held Soledar since Tuesday.", "2023-01-10"),
    ],
)
def test_the_record_tells_it_up_to_the_day_of_saying(claims, text, when):
    (claim,) = claims(text)
    assert claim_record(claim, text).when == when
