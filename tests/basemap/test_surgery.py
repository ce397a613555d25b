"""Land changes hands and borders stay whole. Two invented countries, West and East, share a border.

(0,2) +-----a-----+-----b-----+ (4,2)
      |   West    |   East    |
(0,0) +-----------+-----------+ (4,0)
                (2,0)
"""

import numpy as np
import pytest


def array(*points):
    return np.array(points, dtype=float)


@pytest.fixture
def land():
    from basemap.topology import Topology

    west = array((2, 0), (1, 0), (0, 0), (0, 2), (1, 2), (2, 2))
    border = array((2, 2), (2, 1), (2, 0))
    east = array((2, 2), (3, 2), (4, 2), (4, 0), (3, 0), (2, 0))
    # As in the source, outer rings run clockwise.
    return Topology([west, border, east], {"West": [[[0, 1]]], "East": [[[2, ~1]]]})


def area(land, key):
    from basemap.topology import signed_area

    return sum(-signed_area(land.outline(ring)) for polygon in land.areas[key] for ring in polygon)


def test_both_countries_use_the_one_border(land):
    assert land.sides()[1] == ["West", "East"]
    assert (land.at((1, 1)), land.at((3, 1)), land.at((5, 1))) == (["West"], ["East"], [])


def test_an_arc_cut_is_cut_for_both(land):
    land.dashed[1] = ("e", "Line")
    new = land.cut(1, 1)
    assert land.areas == {"West": [[[0, 1, new]]], "East": [[[2, ~new, ~1]]]}
    assert land.dashed[new] == ("e", "Line")
    assert (area(land, "West"), area(land, "East")) == (4, 4)


def test_an_end_is_no_place_to_cut(land):
    with pytest.raises(ValueError, match="no inner point"):
        land.cut(1, 2)


def test_the_part_that_holds_the_point_goes_over_and_nothing_is_lost(land):
    from basemap.surgery import move, split

    # The ends are drawn to the nearest points of the outline: (3, 2) and (3, 0).
    line, number = split(land, "East", array((3.1, 2.1), (3.2, 1), (3.05, -0.1)), (2.5, 1))
    divided = move(land, "East", number, "West")
    assert land.at((2.5, 1)) == ["West"]
    assert land.at((3.5, 1)) == ["East"]
    assert sorted(land.sides()[line]) == ["East", "West"]
    assert land.outline([line]).tolist() == [[3, 2], [3.2, 1], [3, 0]]
    assert divided == {1}
    assert area(land, "West") + area(land, "East") == pytest.approx(8)
    assert len(land.areas["West"]) == 1


def test_the_old_border_is_inside_after_a_merger(land):
    from basemap.surgery import move

    assert move(land, "East", 0, "West") == {1}
    assert list(land.areas) == ["West"]
    assert 1 not in land.sides()
    assert area(land, "West") == 8


def test_a_hole_is_kept_when_the_land_around_grows():
    from basemap.surgery import move
    from basemap.topology import Topology

    # A ring of land round a lake, parted in two by x = 2.
    arcs = [
        array((2, 0), (0, 0), (0, 4), (2, 4)),
        array((2, 4), (2, 3)),
        array((2, 3), (1, 3), (1, 1), (2, 1)),
        array((2, 1), (2, 0)),
        array((2, 4), (4, 4), (4, 0), (2, 0)),
        array((2, 1), (3, 1), (3, 3), (2, 3)),
    ]
    land = Topology(arcs, {"West": [[[0, 1, 2, 3]]], "East": [[[4, ~3, 5, ~1]]]})
    move(land, "East", 0, "West")
    (polygon,) = land.areas["West"]
    assert len(polygon) == 2
    assert land.at((2, 2)) == []
    assert land.at((2, 0.5)) == ["West"]


def test_a_border_is_dashed_within_a_box_only(land):
    from basemap.edits import Edit, _dash

    edit = Edit(
        id="e", name="n", how="dash", what="w", basis="b", at=(2, 1), checks=(), border="Line",
        moves={"between": [["West", "East"]], "within": [1, 1, 3, 3]},
    )  # fmt: skip
    _dash(land, edit)
    assert [land.arcs[arc].tolist() for arc in land.dashed] == [[[2, 2], [2, 1]]]
    assert (area(land, "West"), area(land, "East")) == (4, 4)
