"""The frame of a side: what is learned of one side's voices holds for the other's."""

from itertools import product

import numpy as np
import pytest

from sayso.estimation.frames import NOBODY, frame
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.priors import shipped
from sayso.model import SourceClass

SIDES = [2, 3, 4]


def exchanged(observable, one, other):
    """Where each observable and each hidden state goes when two sides change places."""
    to = np.arange(observable)
    to[[one, other]] = other, one
    states = hidden_states(observable)
    pairs = list(zip(states.before.tolist(), states.holder.tolist(), strict=True))
    return to, np.array([pairs.index((int(to[before]), int(to[holder]))) for before, holder in pairs])


def pairs_of_sides(sides):
    return [(one, other) for one, other in product(range(sides), repeat=2) if one < other]


@pytest.mark.parametrize("sides", SIDES)
def test_every_state_and_value_has_a_cell_and_every_cell_some(sides):
    for side in (NOBODY, *range(sides)):
        found = frame(sides + 1, side)
        assert found.cell.shape == found.share.shape == (hidden_states(sides + 1).count, sides + 1)
        assert set(found.cell.ravel().tolist()) == set(range(len(found.names)))
        assert len(set(found.names)) == len(found.names)
        for cells, share in zip(found.cell, found.share, strict=True):
            for cell in set(cells.tolist()):
                assert share[cells == cell].sum() == pytest.approx(1)


@pytest.mark.parametrize("sides", SIDES)
def test_the_cells_of_one_side_are_those_of_any_other(sides):
    names = [frame(sides + 1, side).names for side in range(sides)]
    assert all(set(each) == set(names[0]) for each in names)


@pytest.mark.parametrize("sides", SIDES)
def test_two_sides_that_change_places_change_nothing_else(sides):
    for one, other in pairs_of_sides(sides):
        to, hidden_to = exchanged(sides + 1, one, other)
        for side in (NOBODY, *range(sides)):
            here = frame(sides + 1, side)
            there = frame(sides + 1, side if side == NOBODY else int(to[side]))
            for h, said in np.ndindex(here.cell.shape):
                assert here.names[here.cell[h, said]] == there.names[there.cell[hidden_to[h], to[said]]]
                assert here.share[h, said] == there.share[hidden_to[h], to[said]]


@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.parametrize("source_class", SourceClass)
def test_what_is_believed_of_a_class_changes_places_with_its_side(sides, source_class):
    for one, other in pairs_of_sides(sides):
        to, hidden_to = exchanged(sides + 1, one, other)
        for side in (NOBODY, *range(sides)):
            here = shipped().record(source_class, sides + 1, side)
            there = shipped().record(source_class, sides + 1, side if side == NOBODY else int(to[side]))
            assert (here == there[hidden_to][:, to]).all()


def test_what_is_said_is_told_by_what_it_is_to_the_speaker():
    """Of two sides, Vale's own voice says what it says: own, the enemy holds it, contested."""
    found = frame(3, 0)
    told = [[found.names[cell] for cell in row] for row in found.cell[:3]]
    assert told[0] == [("settled", "own", each) for each in ("own", "other", "contested")]
    assert told[1] == [("settled", "enemy", each) for each in ("own", "holder", "contested")]
    assert told[2] == [("settled", "contested", each) for each in ("own", "other", "contested")]
