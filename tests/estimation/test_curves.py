"""Curves of many places: what is known when, and what one origin may add."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from sayso.estimation.chain import next_day
from sayso.estimation.curves import curves, online_curves
from sayso.estimation.discounts import ADMITTED_AGAIN, CARRIED, MOST, REPEATED, Words, discounted
from sayso.estimation.evidence import Vote
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.learning import Speaker, believed, heard_in, in_shards
from sayso.estimation.priors import shipped
from sayso.estimation.windows import REFIT_DAYS, Table
from sayso.model import SourceClass

SPEAKERS = (
    Speaker(SourceClass.BELLIGERENT_OFFICIAL, 0),
    Speaker(SourceClass.BELLIGERENT_OFFICIAL, 1),
    Speaker(SourceClass.MONITOR, NOBODY),
)


def heard(places=30, days=80, seed=4):
    """Three sources on places that one side holds, and the other from the middle on, mostly right."""
    random = np.random.default_rng(seed)
    outcome = np.where(np.arange(days) < days // 2, 0, 1)
    place, day = np.argwhere(random.random((places, days)) < 0.3).T
    said = np.where(random.random(len(day)) < 0.9, outcome[day], random.integers(0, 3, len(day)))
    table = Table(
        place=place,
        day=day,
        source=random.integers(0, len(SPEAKERS), len(day)),
        shares=np.eye(3)[said],
        places=places,
        days=days,
        sources=len(SPEAKERS),
    )
    return table, outcome


def even(places):
    return np.full((places, 3), 1 / 3)


def test_an_online_curve_follows_what_is_so():
    table, outcome = heard()
    found = online_curves(table, shipped(), SPEAKERS, even(table.places))
    assert found.sum(axis=2) == pytest.approx(1, abs=1e-6)
    settled = [*range(10, 40), *range(60, 80)]
    assert (found.argmax(axis=2) == outcome)[:, settled].mean() > 0.9


def test_nothing_that_comes_later_tells():
    table, _ = heard()
    cut = REFIT_DAYS + 7
    whole = online_curves(table, shipped(), SPEAKERS, even(table.places))
    known = online_curves(table.until(cut), shipped(), SPEAKERS, even(table.places))
    assert (whole[:, :cut] == known).all()


def test_before_the_first_refit_the_priors_hold():
    table, _ = heard()
    priors, start = shipped(), even(table.places)
    online = online_curves(table, priors, SPEAKERS, start)
    plain = curves(table, believed(priors, SPEAKERS, 3), start, priors.exponent)
    assert online[:, :REFIT_DAYS] == pytest.approx(plain[:, :REFIT_DAYS], abs=1e-6)
    assert online[:, REFIT_DAYS:] != pytest.approx(plain[:, REFIT_DAYS:], abs=1e-3)


def test_hindsight_sees_a_change_sooner():
    table, outcome = heard()
    parameters, start = believed(shipped(), SPEAKERS, 3), even(table.places)
    later = curves(table, parameters, start, shipped().exponent, hindsight=True)
    online = curves(table, parameters, start, shipped().exponent)
    assert later[:, -1] == pytest.approx(online[:, -1], abs=1e-6)
    turn = slice(table.days // 2, table.days // 2 + 10)
    assert later[:, turn, 1].mean() > online[:, turn, 1].mean() + 0.1
    assert (later.argmax(axis=2) == outcome).mean() > (online.argmax(axis=2) == outcome).mean()


def test_a_day_more_is_the_same_day_reckoned_with_the_others():
    table, _ = heard()
    states, priors = hidden_states(3), shipped()
    parameters = believed(priors, SPEAKERS, 3)
    whole = curves(table, parameters, even(table.places), priors.exponent)
    belief = states.settled(even(table.places))
    for day in range(table.days):
        today = table.day == day
        rows = replace(
            table,
            place=table.place[today],
            day=table.day[today],
            source=table.source[today],
            shares=table.shares[today],
        )
        told = heard_in(rows, parameters, priors.exponent)
        transition = parameters.transition(states) if day else np.eye(states.count)
        belief = next_day(belief, told, transition)
        assert states.shown(belief) == pytest.approx(whole[:, day], abs=1e-6)


def test_shards_tell_what_the_whole_tells():
    table, _ = heard(places=7)
    parts = list(in_shards(table, size=3))
    assert [(part.places, first) for part, first in parts] == [(3, 0), (3, 3), (1, 6)]
    parameters, exponent = believed(shipped(), SPEAKERS, 3), shipped().exponent
    apart = [curves(part, parameters, even(part.places), exponent) for part, _ in parts]
    whole = curves(table, parameters, even(7), exponent)
    assert np.concatenate(apart) == pytest.approx(whole, abs=1e-6)


SAID = [
    # day, weight, is relayed, is an admission, what it still weighs
    (0, 1.0, False, False, 1.0),
    (1, 1.0, False, False, REPEATED),
    (1, 1.0, True, False, CARRIED),
    (2, 1.0, False, True, MOST - 1.0 - REPEATED - CARRIED),
    (3, 1.0, True, False, 0.0),
    (20, 0.6, True, False, 0.6),
    (21, 0.6, False, True, 0.6 * ADMITTED_AGAIN),
]


def test_one_origin_adds_ever_less_and_never_more_than_the_most():
    day, weight, is_relayed, is_admission, expected = (np.array(column) for column in zip(*SAID, strict=True))
    same = np.zeros(len(SAID), dtype=np.int64)
    words = Words(
        place=same,
        day=day,
        origin=same,
        said=same,
        weight=weight,
        is_relayed=is_relayed,
        is_admission=is_admission,
    )
    assert words.discounted() == pytest.approx(expected)
    assert replace(words, place=np.arange(len(SAID))).discounted() == pytest.approx(weight)


def test_rows_and_votes_are_discounted_alike():
    votes = [
        (
            date(2023, 1, 1) + timedelta(days=day),
            Vote(
                day_known=date(2023, 1, 1),
                day_about=date(2023, 1, 1),
                origin="Ministry",
                side_of_source="Vale",
                state="Moor",
                weight=weight,
                claim_id=str(number),
                is_relayed=is_relayed,
                is_admission=is_admission,
            ),
        )
        for number, (day, weight, is_relayed, is_admission, _) in enumerate(SAID)
    ]
    assert discounted(votes) == pytest.approx([expected for *_, expected in SAID])
