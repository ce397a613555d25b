"""Which bearer of a name a report means, and when it is better to say none."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.model import HandKeptPlace, Place
from sayso.places import Candidate, Gazetteer, NameKind, ResolutionContext, explain, resolve

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


def test_a_world_city_is_not_given_up_for_a_village_of_the_theatre():
    city = _candidate("Great Harbour", "US", 40.7, -74.0, 8_000_000)
    village = _candidate("Great Harbour", "UA", 48.3, 37.8, 9_000, NameKind.HAND_KEPT)
    neighbour = Place(name="Toretsk", id="n", latitude=48.4, longitude=37.8, country="UA")
    assert resolve((city, village), ResolutionContext(countries=UKRAINE)) == city.place
    assert resolve((city, village), ResolutionContext(countries=UKRAINE, near=(neighbour,))) == village.place


def test_of_many_villages_none_is_meant_without_a_neighbour():
    villages = tuple(
        _candidate("Vesele", "UA", 46 + at, 33 + at, people) for at, people in ((0, 3000), (1, 900), (2, 700))
    )
    neighbour = Place(name="Novyi", id="n", latitude=48.1, longitude=35.0, country="UA")
    assert resolve(villages, ResolutionContext(countries=UKRAINE)) is None
    assert resolve(villages, ResolutionContext(countries=UKRAINE, near=(neighbour,))) == villages[2].place


def test_what_a_city_was_once_called_goes_behind_those_called_so_today():
    city = _candidate("Donetsk", "UA", 48.0, 37.8, 900_000, NameKind.ALTERNATE)
    village = _candidate("Oleksandrivka", "UA", 47.9, 37.6, 4_000)
    neighbour = Place(name="Marinka", id="n", latitude=47.94, longitude=37.5, country="UA")
    context = ResolutionContext(countries=UKRAINE, near=(neighbour,))
    assert resolve((city, village), context) == village.place


def test_a_report_of_no_theatre_is_taken_to_speak_of_the_wars_covered():
    here = _candidate("Hamra", "SY", 35.3, 37.0, 2_000)
    abroad = _candidate("Hamra", "PE", -15.0, -71.0, 3_000)
    covered = frozenset({"SY"})
    assert resolve((here, abroad), ResolutionContext(covered=covered)) == here.place
    assert resolve((abroad,), ResolutionContext(covered=covered)) is None
    assert resolve((abroad,), ResolutionContext(covered=covered, named=frozenset({"PE"}))) == abroad.place


def test_a_name_of_common_nouns_needs_its_town_beside_it():
    quarter = _candidate("Old City", "PS", 31.78, 35.23, 36_000)
    town = Place(name="Jerusalem", id="j", latitude=31.77, longitude=35.22, country="IL")
    common = {"countries": frozenset({"PS"}), "is_common": True}
    assert resolve((quarter,), ResolutionContext(**common)) is None
    assert resolve((quarter,), ResolutionContext(**common, near=(town,))) == quarter.place


def test_a_former_name_weighs_as_the_name_until_its_day():
    old = Candidate(place=Place(name="Bakhmut", id="b"), name_kind=NameKind.FORMER, until=date(2016, 2, 4))
    assert old.kind_on(date(2014, 6, 1)) is NameKind.HAND_KEPT
    assert old.kind_on(date(2022, 6, 1)) is NameKind.FORMER
    assert old.kind_on(None) is NameKind.FORMER


def test_every_answer_has_its_reason(gazetteer):
    answer = explain(gazetteer.find("Palmyra"), ResolutionContext(countries=SYRIA))
    assert answer.place.id == "geonames:20"
    won, lost = answer.weighed
    assert [sign.what for sign in won.signs] == ["people", "alternate name"]
    assert lost.refused == "a place of this name lies in the countries of the report"


def _candidate(name, country, latitude, longitude, population, kind=NameKind.PRIMARY):
    place = Place(
        name=name, id=f"t:{country}:{latitude}", latitude=latitude, longitude=longitude, country=country
    )
    return Candidate(place=place, name_kind=kind, population=population)


def test_no_candidate_no_place():
    assert resolve((), ResolutionContext(countries=UKRAINE)) is None
