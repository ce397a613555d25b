"""When a dispute opens, and what ends it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.model import Kind, When
from sayso.relations.courses import courses, ended_iso

NOW = datetime(2023, 12, 31, tzinfo=UTC)
LATE_JANUARY = datetime(2023, 1, 31, tzinfo=UTC)


def told(claims, now=NOW):
    return [
        (
            {position.words: len(said) for position, said in each.positions},
            each.opened_by.published.day.day,
            each.closing and (each.closing.by.value, each.closing.who),
        )
        for each in courses(claims, now=now)
    ]


@pytest.fixture
def soledar(claim):
    """A claim, a denial, and fifteen days later the word that the town was left."""
    return [
        claim(7, "Moor staff", "Moor", speaks_for="Moor"),
        claim(10, "Vale Guard", "Vale", speaks_for="Vale"),
        claim(11, "Moor staff", "Vale", speaks_for="Moor", denied=True),
        claim(13, "Vale ministry", "Vale", speaks_for="Vale"),
        claim(25, "Moor officer", "Moor", speaks_for="Moor", kind=Kind.WITHDRAWAL),
    ]


def test_a_dispute_opens_when_positions_meet_and_ends_by_admission(soledar):
    ((positions, opened, closing),) = told(soledar)
    assert positions == {"held by Moor": 1, "held by Vale": 2, "not held by Vale": 1}
    assert (opened, closing) == (10, ("admission", "Moor"))


def test_it_is_open_as_long_as_nobody_gives_it_up(soledar):
    assert told(soledar[:-1], LATE_JANUARY)[0][2] is None
    ((_, _, closing),) = told(soledar[:-1])
    assert closing[0] == "silence"


def test_positions_far_apart_never_meet(claim):
    assert told([claim(1, "A", "Vale", speaks_for="Vale"), claim(16, "B", "Moor", speaks_for="Moor")]) == []


def test_a_denial_withdrawn_is_told_from_another_voice_admitting(claim):
    taken = claim(1, "A", "Vale", speaks_for="Vale")
    denied = claim(2, "B", "Vale", speaks_for="Moor", denied=True)
    for voice, how in (("B", "denial withdrawn"), ("C", "admission")):
        said = [taken, denied, claim(9, voice, "Vale", speaks_for="Moor")]
        assert told(said)[0][2] == (how, "Moor")


def test_whoever_takes_no_side_agrees(claim):
    said = [claim(1, "A", "Vale", speaks_for="Vale"), claim(2, "M", "Moor"), claim(5, "M", "Vale")]
    assert told(said)[0][2] == ("agreement", "M")


def test_a_word_against_ones_own_that_is_taken_back_at_once_ends_nothing(claim):
    said = [
        claim(1, "A", "Vale", speaks_for="Vale"),
        claim(2, "B", "Vale", speaks_for="Moor", denied=True),
        claim(3, "Milblogger", "Vale", speaks_for="Moor"),
        claim(4, "B", "Vale", speaks_for="Moor", denied=True),
    ]
    ((_, opened, closing),) = told(said, LATE_JANUARY)
    assert (opened, closing) == (1 + 1, None)


def test_one_sides_change_of_mind_is_no_dispute(claim):
    said = [claim(1, "B", "Moor", speaks_for="Moor"), claim(3, "C", "Vale", speaks_for="Moor")]
    assert told(said) == []


def test_what_a_bystander_said_before_does_not_outlive_the_admission(claim):
    said = [
        claim(1, "A", "Vale", speaks_for="Vale"),
        claim(2, "B", "Moor", speaks_for="Moor"),
        claim(3, "Officer", "Moor"),
        claim(5, "B", "Vale", speaks_for="Moor"),
    ]
    assert told(said)[0][2] == ("admission", "Moor")


def test_allies_dispute_the_credit_alone(claim):
    said = [
        claim(1, "Guard", "Vale Guard", side="Vale", speaks_for="Vale", source_party="Vale Guard"),
        claim(2, "Ministry", "Vale", speaks_for="Vale"),
        claim(3, "Daily", "Vale"),
    ]
    (course,) = courses(said, now=LATE_JANUARY)
    assert course.is_of_credit
    assert [position.words for position, _ in course.positions] == ["taken by Vale Guard", "taken by Vale"]


def test_history_told_again_opens_nothing(claim):
    old = claim(60, "B", "Moor", speaks_for="Moor", when=When.on(date(2022, 5, 1)))
    assert told([claim(59, "A", "Vale", speaks_for="Vale"), old]) == []


def test_an_end_is_told_to_the_minute_where_it_is_known(claim):
    said = [
        claim(1, "A", "Vale", speaks_for="Vale"),
        claim(2, "B", "Vale", speaks_for="Moor", denied=True, at=9),
        claim(2, "B", "Vale", speaks_for="Moor", at=17),
    ]
    (course,) = courses(said, now=NOW)
    assert ended_iso(course.closing) == "2023-01-02T17:00:00+00:00"


ANY = st.lists(
    st.tuples(
        st.integers(1, 90),
        st.sampled_from([("a", "Vale"), ("b", "Vale"), ("c", "Moor"), ("d", "Moor"), ("e", None)]),
        st.sampled_from(["Vale", "Moor"]),
        st.booleans(),
        st.sampled_from([Kind.CONTROL, Kind.CONTROL, Kind.WITHDRAWAL]),
    ),
    max_size=14,
)
WITH_FIXTURES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def _made(claim, drawn):
    return [
        replace(claim(day, voice, party, speaks_for=side, denied=denied, kind=kind), id=f"c{n:02}")
        for n, (day, (voice, side), party, denied, kind) in enumerate(drawn)
    ]


@WITH_FIXTURES
@given(ANY, st.randoms(use_true_random=False))
def test_the_order_of_intake_does_not_matter(claim, drawn, chance):
    claims = _made(claim, drawn)
    assert courses(chance.sample(claims, len(claims)), now=LATE_JANUARY) == courses(claims, now=LATE_JANUARY)


@WITH_FIXTURES
@given(ANY)
def test_exchanged_parties_exchange_every_course(claim, swap, drawn):
    names = {"Vale": "Moor", "Moor": "Vale"}

    def exchanged(words):
        before, _, party = words.rpartition(" ")
        return f"{before} {names.get(party, party)}".strip()

    def mirrored(course):
        positions, opened, closing = course
        by, who = closing or (None, "")
        who = ", ".join(sorted(names.get(each, each) for each in who.split(", ")))
        return {exchanged(key): n for key, n in positions.items()}, opened, by and (by, who)

    claims = _made(claim, drawn)
    assert told(map(swap, claims)) == [mirrored(each) for each in told(claims)]
