"""Whose a place is said to be without a verb of holding it."""

from __future__ import annotations

import pytest

OWNED = [
    ("Soledar is with the Russian army.", "Soledar"),
    ("Soledar belongs to the Russian army.", "Soledar"),
    ("Soledar is in the possession of Russian forces.", "Soledar"),
    ("Soledar is under the authority of Russian forces.", "Soledar"),
    ("Russian soldiers are masters of Soledar.", "Soledar"),
    ("Soledar passed to the Russian army on Friday.", "Soledar"),
    ("The Russian defence ministry said that Soledar was theirs.", "Soledar"),
]


@pytest.mark.parametrize(("text", "place"), OWNED, ids=[text for text, _ in OWNED])
def test_who_is_said_to_own_a_place_holds_it(claims, text, place):
    (claim,) = claims(text)
    assert (claim.kind, claim.place.name, claim.party) == ("control", place, "Russia")


@pytest.mark.parametrize(
    "text",
    ["The mayor of Soledar is with the Russian army.", "The Russian army was with the people of Soledar."],
)
def test_who_is_only_beside_somebody_holds_nothing(claims, text):
    assert [claim for claim in claims(text) if claim.kind == "control"] == []


def test_a_nationality_before_a_common_noun_is_no_place(claims):
    (claim,) = claims("Russian troops took control of the strategic Ukrainian port city of Mariupol.")
    assert claim.place.name == "Mariupol"
