"""What of a place's parts counts in a request where every report is about one place."""

from dataclasses import replace

import pytest

from sayso.answers.episodes import Scene
from sayso.estimation.extents import Extent, extent_of
from sayso.model import Claim, Kind, Place, RecordedClaim, Source, Span


class NoNames:
    def find(self, name):
        return []


SCENE = Scene(Place(name="Exampleton"), NoNames())


@pytest.mark.parametrize(
    ("place", "extent"),
    [
        (Place(name="Exampleton"), Extent.WHOLE),
        (Place(name="airport", within="Exampleton"), Extent.SITE),
        (Place(name="National Hospital", within="Exampleton"), Extent.SITE),
        (Place(name="Old City", within="Exampleton"), Extent.WHOLE),
    ],
)
def test_a_site_within_the_place_is_weighed_as_a_site_of_it(place, extent):
    told = _claim(place)
    assert SCENE.has(told)
    assert extent_of(SCENE.of_the_whole(told).claim) is extent


def test_a_site_elsewhere_is_not_of_the_place():
    assert not SCENE.has(_claim(Place(name="airport", within="Otherton")))


def test_all_of_a_site_is_not_all_of_the_place():
    told = _claim(Place(name="port", within="Exampleton"))
    told = replace(told, claim=replace(told.claim, extent="full"))
    assert extent_of(SCENE.of_the_whole(told).claim) is Extent.SITE


def _claim(place):
    claim = Claim(
        kind=Kind.CONTROL,
        place=place,
        party="Vale",
        side="Vale",
        source=Source(name="A"),
        statement="s1",
        evidence=Span(0, 1),
    )
    return RecordedClaim(
        id="c1", claim=claim, document_id="d", published=None, outlet="A", url=None, sentence=""
    )
