"""Reasons in words, and the curve as text."""

from datetime import date, timedelta

import pytest

from sayso.answers.phrases import evidence_words
from sayso.cli.chart import chart
from sayso.cli.explained import turn_words
from sayso.model import CONTESTED, Estimate, Reason, Turn

LIKELY = {"Vale": 0.7, "Moor": 0.05, CONTESTED: 0.25}


def estimate(probabilities, number=0):
    day = date(2023, 1, 1) + timedelta(days=number)
    return Estimate(place="Arden", day=day, probabilities=probabilities, method="m", parameters="")


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (8.0, "×8 for Vale over contested"),
        (7.14, "×7.1 for Vale over contested"),
        (0.04, "×25 for contested over Vale"),
        (1.01, "even between Vale and contested"),
        (None, None),
    ],
)
def test_the_own_evidence_of_a_claim(times, words):
    reason = Reason(claim="c", origin="o", log_odds=1.0, times=times)
    assert evidence_words(reason, estimate(LIKELY)) == words


@pytest.mark.parametrize(
    ("speaks_for", "says", "voices", "words"),
    [
        (None, "Vale", 1, "1 independent desk that says that Vale holds it: Vale 70%"),
        ("Moor", "Vale", 3, "3 officials of Moor that say that Vale holds it: Vale 70%"),
        (None, CONTESTED, None, "not even 5 independent desks that say that it is contested"),
    ],
)
def test_what_would_turn_it(speaks_for, says, voices, words):
    turn = Turn(speaks_for=speaks_for, says=says, voices=voices, tried=5, probabilities=LIKELY)
    assert turn_words(turn) == words


def test_a_line_for_each_state_and_a_mark_for_each_day_from_the_first_that_tells():
    even = dict.fromkeys(LIKELY, 1 / 3)
    sure = {"Vale": 1.0, "Moor": 0.0, CONTESTED: 1 / 3}
    days = [estimate(shares, number) for number, shares in enumerate((even, LIKELY, sure))]
    in_tenths = [line.plain for line in chart(days, blocks=False)]
    assert in_tenths[0] == "2023-01-02 to 2023-01-03, a mark a day, in tenths (9: 90% and more)"
    assert in_tenths[1:] == ["  Vale       79", "  Moor       00", "  contested  23"]
    assert all(line.isascii() for line in in_tenths)
    in_blocks = [line.plain for line in chart(days, blocks=True)]
    assert in_blocks[1:] == ["  Vale       ▆█", "  Moor       ▁▁", "  contested  ▃▃"]


def test_neither_nothing_heard_nor_a_single_day_makes_a_chart():
    assert chart([estimate(dict.fromkeys(LIKELY, 1 / 3), n) for n in range(3)], blocks=False) == []
    assert chart([estimate(LIKELY)], blocks=False) == []
