"""Great-circle distance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Place
from sayso.places.distance import distance_km


def _at(latitude, longitude):
    return Place(name="P", latitude=latitude, longitude=longitude)


def test_bakhmut_to_soledar_is_about_twelve_kilometres():
    assert distance_km(_at(48.5942, 37.9989), _at(48.6921, 38.071)) == pytest.approx(12.1, abs=0.2)


def test_half_way_round_the_earth():
    assert distance_km(_at(0, 0), _at(0, 180)) == pytest.approx(20015.1, abs=0.1)


def test_unknown_position_has_no_distance():
    assert distance_km(_at(48.6, 38.0), Place(name="Syria")) is None


positions = st.builds(_at, st.floats(-90, 90), st.floats(-180, 180))


@given(positions, positions)
def test_symmetric_and_never_longer_than_half_a_great_circle(a, b):
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))
    assert 0 <= distance_km(a, b) <= 20016
    assert distance_km(a, a) == pytest.approx(0)
