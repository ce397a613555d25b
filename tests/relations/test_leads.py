"""How far ahead of the outcome a voice was, told alike whoever is on which side."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.model import Kind, Place
from sayso.relations.courses import courses
from sayso.relations.leads import leads, outcome_of
from sayso.relations.positions import Position, Stand

LATER = datetime(2024, 1, 1, tzinfo=UTC)


def settled(claim, place=None):
    """Vale's general claims on the 1st, a watcher bears it out on the 5th, Moor's own admits on the 9th."""
    more = {"place": place} if place else {}
    name = place.name if place else ""
    return [
        claim(1, "Gen. Bo", "Vale", speaks_for="Vale", document=f"{name}bo", **more),
        claim(2, "Brig. Ash", "Vale", speaks_for="Moor", denied=True, document=f"{name}ash", **more),
        claim(2, "Brig. Ash", "Moor", speaks_for="Moor", document=f"{name}ash2", **more),
        claim(5, "Watch", "Vale", document=f"{name}watch", **more),
        claim(6, "Second Watch", "Vale", document=f"{name}second", **more),
        claim(9, "Col. Elm", "Vale", speaks_for="Moor", document=f"{name}elm", **more),
    ]


def test_a_voice_is_measured_against_the_first_independent_origin(claim):
    found = leads(settled(claim), now=LATER)
    bo, ash, elm = found["Gen. Bo"], found["Brig. Ash"], found["Col. Elm"]
    assert (bo.outcomes, bo.spoke_for, bo.before, bo.after, bo.spoke_otherwise) == (1, 1, 1, 0, 0)
    assert bo.days == [4.0]
    assert (ash.outcomes, ash.spoke_for, ash.spoke_otherwise, ash.days) == (1, 0, 1, [])
    assert (elm.before, elm.after, elm.days) == (0, 1, [-4.0])


def test_an_independent_origin_is_measured_against_the_others(claim):
    found = leads(settled(claim), now=LATER)
    assert found["Watch"].days == [1.0]
    assert found["Second Watch"].days == [-1.0]


def test_without_an_independent_origin_the_end_is_the_mark(claim):
    claims = [each for each in settled(claim) if "Watch" not in each.claim.source.name]
    found = leads(claims, now=LATER)
    assert found["Gen. Bo"].days == [8.0]
    assert (found["Col. Elm"].before, found["Col. Elm"].after, found["Col. Elm"].days) == (0, 0, [0.0])


def test_a_word_after_the_end_comes_late(claim):
    claims = [*settled(claim), claim(12, "Gen. Yew", "Vale", speaks_for="Vale")]
    assert leads(claims, now=LATER)["Gen. Yew"].days == [-7.0]
    assert "Gen. Yew" not in leads([*claims[:-1], claim(60, "Gen. Yew", "Vale")], now=LATER)


def test_a_side_that_says_it_has_left_speaks_for_the_other(claim):
    left = claim(9, "Col. Elm", "Moor", speaks_for="Moor", kind=Kind.WITHDRAWAL)
    found = leads([*settled(claim)[:-1], left], now=LATER)
    assert (found["Col. Elm"].spoke_for, found["Col. Elm"].spoke_otherwise) == (1, 0)


def test_nothing_is_told_of_a_dispute_that_is_open(claim):
    claims = settled(claim)[:-1]
    assert leads(claims, now=datetime(2023, 1, 8, tzinfo=UTC)) == {}


def test_what_falls_silent_has_an_outcome(claim):
    claims = settled(claim)[:-1] + [claim(day, "Watch", "Vale", document=f"w{day}") for day in (20, 40)]
    (course,) = courses(claims, now=LATER)
    assert outcome_of(course) == Position(Stand.HELD, "Vale")
    assert leads(claims, now=LATER)["Brig. Ash"].spoke_otherwise == 1


def test_credit_between_allies_has_no_outcome(claim):
    allies = [
        claim(1, "A", "Vale", speaks_for="Vale"),
        claim(1, "B", "Vale Guard", side="Vale", speaks_for="Vale", source_party="Vale Guard"),
    ]
    assert leads(allies, now=LATER) == {}


@pytest.mark.parametrize(("places", "median"), [(2, None), (3, 4.0)])
def test_a_median_is_told_from_three_outcomes_on(claim, places, median):
    claims = [each for n in range(places) for each in settled(claim, Place(name=f"Town {n}", id=f"test:{n}"))]
    found = leads(claims, now=LATER)
    assert found["Gen. Bo"].outcomes == places
    assert found["Gen. Bo"].median_days == median
    assert found["Brig. Ash"].median_days is None


DRAWN = st.lists(
    st.tuples(
        st.integers(1, 60),
        st.sampled_from([("Gen. Bo", "Vale"), ("Brig. Ash", "Moor"), ("Watch", None), ("Other", None)]),
        st.sampled_from(["Vale", "Moor"]),
        st.booleans(),
    ),
    max_size=14,
    unique=True,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(DRAWN, st.randoms(use_true_random=False))
def test_exchanged_parties_and_the_order_of_intake_change_nothing(claim, swap, drawn, chance):
    claims = [
        claim(day, name, party, speaks_for=side, denied=denied, document=f"d{number}")
        for number, (day, (name, side), party, denied) in enumerate(drawn)
    ]
    found = leads(claims, now=LATER)
    swapped = [swap(each) for each in claims]
    chance.shuffle(swapped)
    assert leads(swapped, now=LATER) == found
    for each in found.values():
        assert each.before + each.after <= each.spoke_for == len(each.days)
        assert max(each.spoke_for, each.spoke_otherwise) <= each.outcomes


@pytest.mark.parametrize("last", ["Vale", "Moor"])
def test_what_both_sides_only_forget_has_no_outcome(claim, last):
    """Whoever happened to speak last was not borne out by the silence."""
    said = [
        claim(1, "Gen. Bo", "Vale", speaks_for="Vale"),
        claim(2, "Brig. Ash", "Vale", speaks_for="Moor", denied=True),
        claim(
            3, "Gen. Bo" if last == "Vale" else "Brig. Ash", "Vale", speaks_for=last, denied=last == "Moor"
        ),
    ]
    assert courses(said, now=LATER)[0].closing.by == "silence"
    assert leads(said, now=LATER) == {}
