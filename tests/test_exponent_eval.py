"""The exponent is chosen for a place on the other places alone."""

import sys
from pathlib import Path

import pytest

EVALS = Path(__file__).parent.parent / "evals"


@pytest.fixture
def exponent(monkeypatch):
    monkeypatch.syspath_prepend(str(EVALS))
    import exponent

    yield exponent
    for name in ("exponent", "ablation", "timelines", "data"):
        sys.modules.pop(name, None)


def test_a_place_has_no_part_in_its_own_exponent(exponent):
    """Arden alone would have 2, by far; the others say 1."""
    losses = {1.0: {"Arden": 9.0, "Colm": 0.1, "Esk": 0.2}, 2.0: {"Arden": 0.0, "Colm": 0.2, "Esk": 0.3}}
    assert exponent.chosen(losses) == {"Arden": 1.0, "Colm": 2.0, "Esk": 2.0}


def test_of_equals_the_smaller_is_taken(exponent):
    losses = {2.0: {"Arden": 1.0, "Colm": 1.0}, 0.5: {"Arden": 1.0, "Colm": 1.0}}
    assert set(exponent.chosen(losses).values()) == {0.5}


def test_the_interval_is_as_wide_as_places_differ(exponent):
    assert exponent.jackknifed(0.2, [0.2, 0.2, 0.2]) == pytest.approx((0.2, 0.2))
    low, high = exponent.jackknifed(0.2, [0.1, 0.2, 0.3])
    assert 0 <= low < 0.2 < high
