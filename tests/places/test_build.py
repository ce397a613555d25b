"""The tables: same towns, same bytes; only names that someone writes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.places.build import Town, is_name, keys, write_gazetteer

from .conftest import COUNTRIES, TOWNS


def test_order_of_the_towns_does_not_change_a_byte(data_dir, tmp_path):
    shuffled = random.Random(7).sample(TOWNS, len(TOWNS))
    sizes = write_gazetteer(shuffled, COUNTRIES[::-1], tmp_path)
    for file, size in sizes.items():
        assert (tmp_path / file).read_bytes() == (data_dir / file).read_bytes()
        assert (tmp_path / file).stat().st_size == size


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Al-Bab", True),
        ("Соледар", True),
        ("ULAN-UDE", True),
        ("alrqt", False),
        ("ba li", False),
        ("PAR", False),
        ("LGAV", False),
        ("Eickendorf (Landkreis Schoenebeck)", False),
        ("Ryasno, Рясно", False),
    ],
)
def test_is_name(name, expected):
    assert is_name(name) is expected


def test_keys_of_a_town():
    town = Town(
        number=1,
        name="Avdiyivka",
        latitude=48.1,
        longitude=37.7,
        country="UA",
        alternates=("Авдіївка", "Авдеевка", "Avdiyivka", "Avdíyivka", "AVD", "אבדייבקה", "A", "25"),
    )
    assert keys(town) == {
        "avdiyivka": "p",
        "avdiivka": "p",
        "авдіівка": "a",
        "авдеевка": "a",
    }


@given(st.text(), st.lists(st.text()))
def test_keys_hold_no_tab_no_line_break_and_nothing_short(name, alternates):
    town = Town(number=1, name=name, latitude=0, longitude=0, country="UA", alternates=tuple(alternates))
    for key in keys(town):
        assert len(key) > 1
        assert not set(key) & set("\t\n\r")


def test_countries_without_towns_are_left_out_and_usual_zones_left_blank(data_dir):
    countries = (data_dir / "countries.tsv").read_text(encoding="utf-8")
    assert [line[:2] for line in countries.splitlines()] == ["RU", "SY", "UA", "US"]
    places = (data_dir / "places.tsv").read_text(encoding="utf-8")
    assert "1\tBakhmut\t48.5942\t37.9989\tUA\t05\t80500\t\n" in places
    assert "6\tSimferopol\t44.9572\t34.1108\tUA\t11\t342054\tEurope/Simferopol\n" in places
