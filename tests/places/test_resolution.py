"""Which bearer of a name a report means, and when it is better to say none."""

from __future__ import annotations

import pytest

from sayso.model import HandKeptPlace, Place
from sayso.places import Candidate, Gazetteer, NameKind, ResolutionContext, resolve

UKRAINE = frozenset({"UA"})
SYRIA = frozenset({"SY"})


def _resolve(gazetteer, name, **context):
    place = resolve(gazetteer.find(name), ResolutionContext(**context))
    return place and place.id


def test_theatre_decides_between_countries(gazetteer):
    assert _resolve(gazetteer, "Palmyra", countries=SYRIA) == "geonames:20"
    assert _resolve(gazetteer, "Palmyra", countries=frozenset({"US"})) == "geonames:10"


def test_far_place_is_refused_rather_than_linked(gazetteer):
    assert _resolve(gazetteer, "Palmyra", countries=UKRAINE) is None
    assert _resolve(gazetteer, "Bakhmut", countries=SYRIA) is None


def test_well_known_place_abroad_is_taken_by_its_first_name_only(gazetteer):
    assert _resolve(gazetteer, "Moscow", countries=SYRIA) == "geonames:30"
    assert _resolve(gazetteer, "Moskva", countries=SYRIA) is None
    assert _resolve(gazetteer, "Russia", countries=SYRIA) == "geonames:2017370"


def test_neighbours_tell_two_villages_of_one_name_apart(gazetteer):
    near_bakhmut = (gazetteer.place("geonames:1"),)
    near_avdiivka = (gazetteer.place("geonames:2"),)
    assert _resolve(gazetteer, "Opytne", countries=UKRAINE, anchors=near_bakhmut) == "geonames:3"
    assert _resolve(gazetteer, "Opytne", countries=UKRAINE, anchors=near_avdiivka) == "geonames:4"


def test_without_a_sign_two_equal_villages_are_not_guessed(gazetteer):
    assert _resolve(gazetteer, "Opytne", countries=UKRAINE) is None


def test_region_named_beside_the_place_decides(data_dir):
    kept = Place(name="Opytne", id="sayso:test/opytne", latitude=46.6, longitude=32.6, country="UA")
    plain = Gazetteer(data_dir)
    assert _resolve(plain, "Ivanivka", countries=UKRAINE, hint_region="UA.08") == "geonames:5"
    far = Candidate(place=kept, name_kind=NameKind.PRIMARY, population=1_000, admin1="UA.08")
    found = (*plain.find("Opytne"), far)
    assert resolve(found, ResolutionContext(countries=UKRAINE, hint_region="UA.08")) == kept


def test_hand_kept_place_outweighs_a_namesake_in_its_theatre(gazetteer):
    assert _resolve(gazetteer, "Ivanivka", countries=UKRAINE) == "sayso:test/ivanivka"


def test_hand_kept_place_of_another_war_is_refused(gazetteer):
    assert _resolve(gazetteer, "Sukkari", countries=UKRAINE) is None


@pytest.mark.parametrize(("name", "expected"), [("Moscow", "geonames:30"), ("Aleppo", "geonames:22")])
def test_without_a_theatre_size_decides(gazetteer, name, expected):
    assert _resolve(gazetteer, name) == expected


def test_alternate_name_of_a_great_city_beats_a_small_namesake():
    town = Candidate(place=Place(name="Odessa", id="t"), name_kind=NameKind.PRIMARY, population=118_000)
    city = Candidate(place=Place(name="Odesa", id="c"), name_kind=NameKind.ALTERNATE, population=1_010_000)
    assert resolve((town, city), ResolutionContext()).id == "c"


def test_two_records_of_one_spot_are_no_doubt(data_dir):
    spot = {"latitude": 48.5942, "longitude": 37.9989, "country": "UA"}
    twins = [HandKeptPlace(place=Place(name="Stadion", id=f"sayso:test/{n}", **spot)) for n in "ab"]
    assert _resolve(Gazetteer(data_dir, twins), "Stadion", countries=UKRAINE) == "sayso:test/a"


def test_no_candidate_no_place():
    assert resolve((), ResolutionContext(countries=UKRAINE)) is None
