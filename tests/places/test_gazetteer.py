"""Finding places by name, in the small gazetteer and in the shipped one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InvalidDataError, UnreadableInputError
from sayso.model import HandKeptPlace, Place
from sayso.places import Gazetteer, NameKind
from sayso.places.build import keys, write_gazetteer

from .conftest import COUNTRIES, TOWNS


def _ids(candidates):
    return [candidate.place.id for candidate in candidates]


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: f"{town.name}-{town.number}")
def test_every_kept_name_of_every_town_finds_it(gazetteer, town):
    for key in keys(town):
        assert f"geonames:{town.number}" in _ids(gazetteer.find(key))


@given(st.text(alphabet="abkMtuyАв -'"))
def test_what_is_found_bears_the_name_and_nothing_else_does(gazetteer, text):
    found = set(_ids(gazetteer.find(text)))
    assert all(gazetteer.place(id) for id in found)
    assert gazetteer.find(text) == gazetteer.find(text.upper())


def test_primary_names_go_before_alternate_ones(gazetteer):
    missouri, syria = gazetteer.find("Palmyra")
    assert (missouri.place.country, missouri.name_kind) == ("US", NameKind.PRIMARY)
    assert (syria.place.country, syria.name_kind) == ("SY", NameKind.ALTERNATE)


def test_among_equals_the_larger_goes_first(gazetteer):
    assert [found.population for found in gazetteer.find("Moscow")] == [10_381_222, 25_000]


def test_hand_kept_places_go_first_and_remember_former_names(gazetteer):
    kept, listed = gazetteer.find("Ivanivka")
    assert (kept.place.id, kept.name_kind) == ("sayso:test/ivanivka", "hand-kept")
    assert listed.place.id == "geonames:5"
    (former,) = gazetteer.find("Krasnyi Ivan")
    assert former.name_kind == "former"
    assert former.place.zone == "Europe/Kyiv"


def test_hand_kept_name_takes_over_a_listed_town(gazetteer):
    for name in ("Raqqa", "Rakka", "Ar-Raqqah"):
        (found,) = gazetteer.find(name)
        assert found.place == Place(
            name="Raqqa",
            id="geonames:21",
            latitude=35.9528,
            longitude=39.0079,
            country="SY",
            kind="city",
            zone="Asia/Damascus",
            population=531_952,
            basis="GeoNames 21",
        )
        assert found.admin1 == "SY.04"


def test_part_of_a_city_is_found_with_and_without_the_city(gazetteer):
    assert (
        _ids(gazetteer.find("Sukkari, Aleppo")) == _ids(gazetteer.find("Sukkari")) == ["sayso:test/sukkari"]
    )


@pytest.mark.parametrize(
    "name", ["Donetsk region", "Donetsk Oblast", "province of Donetsk", "Донецька область"]
)
def test_regions(gazetteer, name):
    (found,) = gazetteer.find(name)
    assert (found.place.id, found.place.kind) == ("sayso:world/donetsk-region", "region")
    assert found.admin1 == "UA.05"
    assert "mean position of the 4 towns" in found.place.basis


def test_name_of_a_town_is_not_its_region(gazetteer):
    assert gazetteer.find("Donetsk") == ()


def test_countries_are_places_without_a_position(gazetteer):
    (found,) = gazetteer.find("Syria")
    assert (found.place.kind, found.place.country, found.place.latitude) == ("country", "SY", None)


def test_unknown_population_is_none_and_counts_as_nothing(gazetteer):
    syria, pennsylvania = gazetteer.find("Aleppo")
    assert (pennsylvania.place.population, pennsylvania.population) == (None, 0)
    assert syria.population == 2_098_210


@pytest.mark.parametrize("name", ["Bakhmutt", "BHK", "bakhumuto", "tdmr", "township", "", "—", "The"])
def test_misses(gazetteer, name):
    assert gazetteer.find(name) == ()


def test_place_by_id(gazetteer):
    assert gazetteer.place("geonames:2").name == "Avdiivka"
    assert gazetteer.place("sayso:world/raqqa-province").country == "SY"
    assert gazetteer.division("geonames:2") == "UA.05"
    for id in ("geonames:999", "geonames:", "sayso:test/none", "2", ""):
        assert gazetteer.place(id) is None
        assert gazetteer.division(id) is None


def test_suggestions_are_shown_and_never_found(gazetteer):
    assert gazetteer.suggest("Bakhmutt") == ("Bakhmut",)
    assert gazetteer.suggest("Raqa") == ("Raqqa",)
    assert gazetteer.suggest("x") == ()
    assert gazetteer.find("Raqa") == ()


def test_first_theatre_wins_an_id_and_both_keep_their_names(data_dir):
    first = HandKeptPlace(place=Place(name="Tadmur town", id="geonames:20"))
    second = HandKeptPlace(place=Place(name="Palmyra", id="geonames:20"))
    gazetteer = Gazetteer(data_dir, [first, second])
    assert [found.place.name for found in gazetteer.find("Palmyra")] == ["Tadmur town", "Palmyra"]


def test_absent_folder_is_an_error_with_a_remedy(tmp_path):
    with pytest.raises(UnreadableInputError, match="make gazetteer"):
        Gazetteer(tmp_path)


def test_broken_region_names_its_line(tmp_path):
    write_gazetteer(TOWNS, COUNTRIES, tmp_path)
    (tmp_path / "regions.tsv").write_text("UA\t99\tNowhere region\tNowhere\t\n", encoding="utf-8")
    with pytest.raises(InvalidDataError, match="line 1"):
        Gazetteer(tmp_path)
