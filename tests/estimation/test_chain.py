"""Forward and backward passes against every path written out."""

from itertools import pairwise, product

import numpy as np
import pytest

from sayso.estimation.chain import filtered, heard_of, in_any_order, plainly, smoothed

DAYS = 4
steps = pytest.mark.parametrize("step", [plainly, in_any_order])


def made(seed, places=2, count=3):
    """A start, a transition and some rows of evidence; of one place nothing is heard on most days."""
    random = np.random.default_rng(seed)
    start = random.dirichlet(np.ones(count), size=places)
    transition = random.dirichlet(np.ones(count), size=count)
    rows = [(0, 0), (0, 2), (0, 2), (1, 3), (1, 1), (0, 1)]
    place, day = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    return start, transition, place, day, random.normal(size=(len(rows), count))


def by_enumeration(start, transition, place, day, evidence, which, until):
    """The probability of every path of one place, by what was heard of it up to a day."""
    count = len(transition)
    weights = {}
    for path in product(range(count), repeat=DAYS):
        weight = start[which, path[0]]
        for today, tomorrow in pairwise(path):
            weight *= transition[today, tomorrow]
        for n in range(len(place)):
            if place[n] == which and day[n] <= until:
                weight *= np.exp(evidence[n, path[day[n]]])
        weights[path] = weight
    whole = sum(weights.values())
    return {path: weight / whole for path, weight in weights.items()}


def on_day(paths, day, count=3):
    found = np.zeros(count)
    for path, weight in paths.items():
        found[path[day]] += weight
    return found


@steps
@pytest.mark.parametrize("seed", range(3))
def test_the_filter_is_the_sum_over_all_paths_by_what_was_heard_until_the_day(seed, step):
    start, transition, place, day, evidence = made(seed)
    found = filtered(heard_of(place, day, evidence), start, transition, DAYS, step)
    assert found.shape == (2, DAYS, 3)
    for which, at in product(range(2), range(DAYS)):
        paths = by_enumeration(start, transition, place, day, evidence, which, until=at)
        assert found[which, at] == pytest.approx(on_day(paths, at))


@steps
@pytest.mark.parametrize("seed", range(3))
def test_the_smoother_is_the_sum_by_all_that_was_heard_and_so_are_the_moves(seed, step):
    start, transition, place, day, evidence = made(seed)
    heard = heard_of(place, day, evidence)
    found, moves = smoothed(heard, filtered(heard, start, transition, DAYS, step), transition, step)
    expected = np.zeros((3, 3))
    for which in range(2):
        paths = by_enumeration(start, transition, place, day, evidence, which, until=DAYS)
        for at in range(DAYS):
            assert found[which, at] == pytest.approx(on_day(paths, at))
        for path, weight in paths.items():
            for today, tomorrow in pairwise(path):
                expected[today, tomorrow] += weight
    assert moves == pytest.approx(expected)
    assert moves.sum() == pytest.approx(2 * (DAYS - 1))


def test_rows_of_one_place_and_day_are_put_together_whatever_their_order():
    _, _, place, day, evidence = made(0)
    heard = heard_of(place, day, evidence)
    assert list(zip(heard.place, heard.day, strict=True)) == [(0, 0), (0, 1), (1, 1), (0, 2), (1, 3)]
    assert heard.evidence[3] == pytest.approx(evidence[1] + evidence[2])
    order = np.random.default_rng(0).permutation(len(place))
    again = heard_of(place[order], day[order], evidence[order])
    assert (again.evidence == heard.evidence).all()


def test_evidence_of_any_size_leaves_probabilities():
    start, transition, place, day, evidence = made(1)
    heard = heard_of(place, day, evidence * 5000)
    found = filtered(heard, start, transition, DAYS)
    assert np.isfinite(found).all()
    assert found.sum(axis=2) == pytest.approx(1)
