"""Fewer points, the same borders."""

import numpy as np
import pytest


def bent(height):
    """A line of five points with one bend, of so many degrees, in the middle."""
    return np.array([(0, 0), (1, 0), (2, height), (3, 0), (4, 0)], dtype=float)


def test_the_ends_stay_and_the_largest_bend_goes_last():
    from basemap.generalise import weights

    weight = weights(bent(1))
    assert np.isinf(weight[[0, -1]]).all()
    assert weight.argsort()[2] == 2


def test_weights_are_the_area_lost_in_km2():
    from basemap.generalise import weights

    (weight,) = weights(np.array([(0, 0), (0.01, 0.01), (0.02, 0)]))[1:2]
    assert weight == pytest.approx(1.112**2, rel=0.001)


def test_a_line_walked_backwards_keeps_the_same_points():
    from basemap.generalise import everywhere, thinned, weights

    line = np.random.default_rng(7).random((60, 2))
    kept = thinned(line, weights(line), everywhere(200.0))
    back = thinned(line[::-1], weights(line[::-1]), everywhere(200.0))
    assert 2 < len(kept) < 60
    assert kept.tolist() == back[::-1].tolist()


def test_an_island_keeps_its_shape():
    from basemap.generalise import everywhere, thinned, weights

    circle = np.linspace(0, 2 * np.pi, 40)
    island = np.column_stack([np.cos(circle), np.sin(circle)])
    island[-1] = island[0]
    kept = thinned(island, weights(island), everywhere(1e9))
    assert len(kept) >= 4
    assert kept[0].tolist() == kept[-1].tolist()


def test_inside_the_box_all_is_kept_and_far_away_little():
    from basemap.generalise import around

    near, beside, far = around((0, 0, 10, 10), 0.0, 500.0)(np.array([(5, 5), (11, 5), (80, 5)], dtype=float))
    assert (near, beside, far) == (0, 2, 500)
