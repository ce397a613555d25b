"""What a ledger teaches without labels: a planted record comes back, each round fits better."""

from dataclasses import replace

import numpy as np
import pytest

from sayso.estimation.chain import filtered
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.learning import (
    Parameters,
    Speaker,
    Voice,
    believed,
    expected,
    heard_in,
    in_shards,
)
from sayso.estimation.priors import shipped
from sayso.estimation.teaching import Lesson, learned, taught
from sayso.estimation.windows import Table
from sayso.model import SourceClass

SPEAKERS = (
    Speaker(SourceClass.BELLIGERENT_OFFICIAL, 0),
    Speaker(SourceClass.BELLIGERENT_OFFICIAL, 1),
    Speaker(SourceClass.MONITOR, NOBODY),
    Speaker(SourceClass.AGENCY_DESK, NOBODY),
)
PLANTED = np.array(
    [
        [[0.80, 0.05, 0.15], [0.50, 0.20, 0.30], [0.45, 0.05, 0.50]],
        [[0.20, 0.50, 0.30], [0.05, 0.80, 0.15], [0.05, 0.45, 0.50]],
        [[0.90, 0.03, 0.07], [0.03, 0.90, 0.07], [0.05, 0.05, 0.90]],
        [[0.70, 0.20, 0.10], [0.20, 0.70, 0.10], [0.20, 0.20, 0.60]],
    ]
)
"""[S, K, K]: what each source says in each observable state; the second side's voices mirror the first's."""
EVEN = np.full((1, 3), 1 / 3)


def simulated(seed=0, places=80, days=150):
    """Claims of four sources about places that change hands at random."""
    random = np.random.default_rng(seed)
    outcome = np.repeat(random.integers(0, 3, (places, days // 30)), 30, axis=1)
    rows = [
        (place, day, source, random.choice(3, p=PLANTED[source, outcome[place, day]]))
        for source in range(len(SPEAKERS))
        for place, day in np.argwhere(random.random((places, days)) < 0.15)
    ]
    place, day, source, said = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    return Table(
        place=place,
        day=day,
        source=source,
        shares=np.eye(3)[said],
        places=places,
        days=days,
        sources=len(SPEAKERS),
    )


def log_likelihood(table, parameters, exponent):
    """Of all that was said, with the scales of the forward pass written out."""
    states = hidden_states(table.states)
    transition, heard = parameters.transition(states), heard_in(table, parameters, exponent)
    start = states.settled(np.repeat(EVEN, table.places, axis=0)) * parameters.silence(states)
    whole, belief = 0.0, start
    for day in range(table.days):
        belief = belief @ transition if day else belief
        rows = heard.day == day
        most = np.zeros(table.places)
        most[heard.place[rows]] = heard.evidence[rows].max(axis=1)
        scaled = np.ones_like(belief)
        scaled[heard.place[rows]] = np.exp(heard.evidence[rows] - most[heard.place[rows], None])
        belief = belief * scaled
        sums = belief.sum(axis=1)
        whole += float((np.log(sums) + most).sum())
        belief = belief / sums[:, None]
    return whole


def without_weight(priors):
    """The same beliefs, worth next to nothing against what is heard, and all evidence taken whole."""
    return replace(
        priors,
        exponent=1.0,
        places={**priors.places, "worth": 1e-3},
        classes={name: replace(told, worth=1e-3) for name, told in priors.classes.items()},
    )


def test_each_round_makes_what_was_said_likelier():
    """The number of claims tells by a tempered share, which is no likelihood, and is left out here."""
    table, priors = simulated(places=20), without_weight(shipped())
    start = np.repeat(EVEN, table.places, axis=0)
    now, told = believed(priors, SPEAKERS, 3), []
    for _ in range(8):
        told.append(log_likelihood(table, now, priors.exponent))
        found = expected(table, now, start, priors.exponent)
        record = found.said / found.said.sum(axis=2, keepdims=True)
        moves = found.moves / found.moves.sum(axis=1, keepdims=True)
        # A fresh change has a chance of its own to settle, so these are the best moves only in the main.
        np.fill_diagonal(moves, 0.0)
        now = Parameters(record=record, moves=moves)
    assert (np.diff(told) > 0).all()


def test_a_planted_record_comes_back():
    table = simulated()
    start = np.repeat(EVEN, table.places, axis=0)
    found = learned(table, shipped(), SPEAKERS, start)
    assert found.record.sum(axis=2) == pytest.approx(1)
    assert np.abs(found.record[:, :3] - PLANTED).max() < 0.12
    before = believed(shipped(), SPEAKERS, 3).record[:, :3]
    assert np.abs(found.record[:, :3] - PLANTED).mean() < np.abs(before - PLANTED).mean() / 2


def test_a_source_with_few_claims_speaks_as_its_class_in_the_frame_of_its_side():
    table = simulated()
    few = table.source != 1
    first = np.flatnonzero(table.source == 1)[:3]
    few[first] = True
    table = replace(
        table, place=table.place[few], day=table.day[few], source=table.source[few], shares=table.shares[few]
    )
    found = learned(table, shipped(), SPEAKERS, np.repeat(EVEN, table.places, axis=0)).record
    mirror = found[0][[1, 0, 2]][:, [1, 0, 2]]
    assert np.abs(found[1, :3] - mirror).max() < 0.1


def test_nothing_heard_teaches_nothing():
    table = simulated(places=2, days=30)
    empty = replace(
        table, place=table.place[:0], day=table.day[:0], source=table.source[:0], shares=table.shares[:0]
    )
    found = learned(empty, shipped(), SPEAKERS, np.repeat(EVEN, 2, axis=0))
    assert (found.record == believed(shipped(), SPEAKERS, 3).record).all()
    assert found.volume is None


def test_places_in_parts_are_the_same_places():
    table = simulated(places=7, days=30)
    parts = list(in_shards(table, size=3))
    assert [first for _, first in parts] == [0, 3, 6]
    assert sum(len(part.day) for part, _ in parts) == len(table.day)
    parameters = believed(shipped(), SPEAKERS, 3)
    states = hidden_states(3)

    def belief(part):
        start = states.settled(np.repeat(EVEN, part.places, axis=0))
        return filtered(heard_in(part, parameters, 1.0), start, parameters.transition(states), part.days)

    assert np.concatenate([belief(part) for part, _ in parts]) == pytest.approx(belief(table))


def test_what_is_learned_where_two_fight_tells_how_a_voice_speaks_where_three_do():
    """A ministry that claims what it does not have, in its own war, is heard so in any."""
    table = simulated()
    speakers = [
        replace(each, voice=Voice(f"voice {n}", each.source_class, None)) for n, each in enumerate(SPEAKERS)
    ]
    start = np.repeat(EVEN, table.places, axis=0)
    found, rounds = taught([Lesson(table, speakers, start)], shipped(), rounds=5)
    assert rounds == 5
    elsewhere = replace(speakers[0], side=2)
    row = found.record(elsewhere, 4)
    before = shipped().record(SourceClass.BELLIGERENT_OFFICIAL, 4, 2)
    assert row.sum(axis=1) == pytest.approx(1)
    # Of ground that the first side has, the third's ministry is now believed to boast more.
    assert row[0, 2] > before[0, 2] + 0.1
    assert found.moves(4)[:3, 3] == pytest.approx(found.moves(3)[0, 2])


def test_two_sides_that_change_places_change_all_that_is_learned():
    table = simulated(places=20)
    exchanged = replace(table, shares=table.shares[:, [1, 0, 2]])
    start = np.repeat(EVEN, table.places, axis=0)
    one = learned(table, shipped(), SPEAKERS, start, rounds=4)
    sides = {0: 1, 1: 0, NOBODY: NOBODY}
    mirrored = [replace(each, side=sides[each.side]) for each in SPEAKERS]
    other = learned(exchanged, shipped(), mirrored, start, rounds=4)
    assert other.record[:, [1, 0, 2]][:, :, [1, 0, 2]] == pytest.approx(one.record[:, :3], abs=1e-9)
    assert other.moves[[1, 0, 2]][:, [1, 0, 2]] == pytest.approx(one.moves, abs=1e-12)


def test_a_place_begins_when_it_is_first_spoken_of():
    """Days before it tell nothing: neither of the moves of places nor of how much is said."""
    table = simulated(places=3, days=60)
    later = replace(table, day=table.day + 40, days=100)
    parameters, start = believed(shipped(), SPEAKERS, 3), np.repeat(EVEN, 3, axis=0)
    one = expected(table, parameters, start, 0.8)
    other = expected(later, parameters, start, 0.8, begins=np.full(3, 40))
    assert other.moves == pytest.approx(one.moves)
    assert other.days == pytest.approx(one.days)
    assert other.said == pytest.approx(one.said)
