"""The states of a place, and how they follow each other."""

import numpy as np
import pytest

from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.priors import shipped

each_number = pytest.mark.parametrize("observable", [2, 3, 4, 5])


@each_number
def test_a_settled_state_for_each_and_a_fresh_one_for_each_ordered_pair(observable):
    states = hidden_states(observable)
    assert states.count == observable + observable * (observable - 1)
    assert states.holder[:observable].tolist() == states.before[:observable].tolist() == [*range(observable)]
    fresh = list(zip(states.before[observable:], states.holder[observable:], strict=True))
    assert len(set(fresh)) == observable * (observable - 1)
    assert all(before != holder for before, holder in fresh)


@each_number
def test_something_follows_every_state(observable):
    moves = shipped().moves(observable)
    found = hidden_states(observable).transition(moves)
    assert found.sum(axis=1) == pytest.approx(1)
    assert (found >= 0).all()


@each_number
def test_whatever_is_fresh_a_holder_leaves_as_often(observable):
    """The chance to go from one observable state to another hangs on nothing but these."""
    states, moves = hidden_states(observable), shipped().moves(observable)
    found = states.transition(moves)
    for h in range(states.count):
        shown = states.shown(found[h][None, :])[0]
        others = np.arange(observable) != states.holder[h]
        assert shown[others] == pytest.approx(moves[states.holder[h]][others])


@each_number
def test_a_change_is_fresh_before_it_is_settled(observable):
    states = hidden_states(observable)
    found = states.transition(shipped().moves(observable))
    for h, to in np.argwhere(found > 0):
        if states.holder[to] != states.holder[h]:
            assert to >= observable
            assert states.before[to] == states.holder[h]


def test_what_is_shown_and_what_has_moved_keep_their_sums():
    states = hidden_states(3)
    hidden = np.random.default_rng(0).random((4, states.count))
    assert states.shown(hidden).sum(axis=1) == pytest.approx(hidden.sum(axis=1))
    moved = np.random.default_rng(1).random((states.count, states.count))
    assert states.moved(moved).sum() == pytest.approx(moved.sum())
    assert (states.shown(states.settled(np.eye(3))) == np.eye(3)).all()


def test_what_befalls_a_place_has_five_kinds_whichever_sides_it_is_between():
    states = hidden_states(4)
    assert states.kinds[:4].tolist() == [0, 0, 0, 1]
    kinds = {
        (int(before), int(holder)): kind
        for before, holder, kind in zip(states.before[4:], states.holder[4:], states.kinds[4:], strict=True)
    }
    assert {kinds[side, 3] for side in range(3)} == {2}
    assert {kinds[3, side] for side in range(3)} == {3}
    assert {kinds[a, b] for a in range(3) for b in range(3) if a != b} == {4}
