"""Going from one day of evidence straight to the next tells what going day by day does."""

import numpy as np
import pytest

from sayso.estimation.chain import filtered, heard_of
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.leaps import Anchors, Powers, anchored, carried_over, filtered_on
from sayso.estimation.priors import shipped

DAYS = 60


def made(seed, sides=2):
    random = np.random.default_rng(seed)
    states = hidden_states(sides + 1)
    transition = states.transition(shipped().moves(sides + 1))
    start = states.settled(random.dirichlet(np.ones(sides + 1)))
    day = np.sort(random.choice(DAYS, size=9, replace=False)).astype(np.int64)
    evidence = random.normal(size=(len(day), states.count))
    return transition, start, day, evidence


@pytest.mark.parametrize(("seed", "sides"), [(0, 2), (1, 3), (2, 4)])
def test_every_day_is_that_of_the_chain(seed, sides):
    transition, start, day, evidence = made(seed, sides)
    heard = heard_of(np.zeros(len(day), dtype=np.int64), day, evidence)
    daily = filtered(heard, start[None, :], transition, DAYS)[0]
    powers = Powers(transition)
    before = Anchors(np.zeros(1, dtype=np.int64), start[None, :])
    found = filtered_on(anchored(heard, before, powers), powers, np.arange(DAYS))
    assert found == pytest.approx(daily)


def test_what_is_heard_in_two_parts_is_the_same_to_the_last_bit():
    transition, start, day, evidence = made(3)
    powers, place = Powers(transition), np.zeros(len(day), dtype=np.int64)
    before = Anchors(np.zeros(1, dtype=np.int64), start[None, :])
    whole = anchored(heard_of(place, day, evidence), before, powers)
    first = anchored(heard_of(place[:4], day[:4], evidence[:4]), before, powers)
    both = anchored(heard_of(place[4:], day[4:], evidence[4:]), first, powers)
    assert (both.belief == whole.belief).all()
    assert (both.day == whole.day).all()


def test_a_silence_of_years_forgets_all():
    transition, start, _, _ = made(4)
    powers = Powers(transition)
    left = carried_over(np.array([start, start[::-1]]), np.array([10_000, 10_000]), powers)
    assert left[0] == pytest.approx(left[1])
