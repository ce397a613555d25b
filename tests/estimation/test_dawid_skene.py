"""The numeric core: arrays in, arrays out."""

import numpy as np
import pytest

from sayso.estimation.dawid_skene import REFIT_DAYS, fit, hindsight_curves, online_curves, prior
from sayso.estimation.windows import WINDOW, Table, carried, has_word, over_days


def table(rows, *, places=1, days=30, sources=3):
    """Rows of (place, day, source, state)."""
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return Table(
        place=columns[:, 0],
        day=columns[:, 1],
        source=columns[:, 2],
        shares=np.eye(3)[columns[:, 3]],
        places=places,
        days=days,
        sources=sources,
    )


def test_a_word_ends_after_the_window_or_with_the_next_of_its_source():
    made = table([(0, 3, 0, 1), (0, 0, 0, 0), (0, 1, 1, 0), (0, 28, 0, 1)])
    assert made.ends().tolist() == [3 + WINDOW, 3, 1 + WINDOW, 30]


def test_sums_and_silence():
    made = table([(0, 2, 0, 1)], days=12)
    sums = over_days(made, made.shares, made.ends())
    assert sums[0, :, 1].tolist() == [0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0]
    spoken = has_word(made, made.ends())
    held = carried(sums, spoken)
    assert held[0, 0].tolist() == [1 / 3] * 3
    assert held[0, 11].tolist() == [0, 1, 0]


def simulated(seed=0, places=60, days=120):
    """Two good sources, and one that always says 0."""
    random = np.random.default_rng(seed)
    outcome = np.repeat(random.integers(0, 3, (places, days // 20)), 20, axis=1)
    rows = []
    for place, day in np.argwhere(random.random((places, days)) < 0.4):
        source = int(random.integers(3))
        right = random.random() < 0.9
        state = 0 if source == 2 else outcome[place, day] if right else random.integers(3)
        rows.append((place, day, source, state))
    return table(rows, places=places, days=days), outcome


def test_the_record_of_a_source_is_learned_without_labels():
    made, outcome = simulated()
    record = fit(made).record
    assert record[:2].diagonal(axis1=1, axis2=2).min() > 0.75
    assert record[2, :, 0].min() > 0.9
    (found,) = online_curves(made, [made])
    settled = found.argmax(axis=2)[:, 60:] == outcome[:, 60:]
    assert settled.mean() > 0.75


def test_the_parameters_of_a_day_were_fixed_before_it():
    made, _ = simulated()
    cut = 2 * REFIT_DAYS + 5
    (whole,), (known,) = online_curves(made, [made]), online_curves(made.until(cut), [made.until(cut)])
    assert (whole[:, :cut] == known).all()


def test_before_anything_is_known_all_sources_are_believed_alike():
    empty = table([])
    assert (fit(empty).record == prior(3, 3).record).all()
    assert prior(3, 3).record.sum(axis=2) == pytest.approx(1)
    (found,) = hindsight_curves(empty, [empty])
    assert found == pytest.approx(1 / 3)
