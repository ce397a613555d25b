"""Other Latin letters for the same Arabic name; never a name that is merely alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import HandKeptPlace, Place
from sayso.places import Gazetteer, fold
from sayso.places.spellings import other_spellings

SAME = [
    ("Khan Shaykhoun", "Khān Shaykhūn"),
    ("Bayda", "Al Bayda"),
    ("al-Dumayr", "Ad Dumayr"),
    ("Beit Hanoun", "Bayt Hanun"),
    ("Hamouriyeh", "Hamuriyah"),
    ("Sheikh Zuweid", "Ash Shaykh Zuwayd"),
    ("Ain Issa", "‘Ayn ‘Īsá"),
    ("Al-Fasher", "El Fasher"),
]
OTHERS = [("Mambasa", "Mombasa"), ("Kherson", "Kerman"), ("Bagram", "Bahram"), ("Hit", "Al Hit")]


@pytest.mark.parametrize(("written", "listed"), SAME)
def test_one_name_in_other_letters(written, listed):
    assert fold(listed) in set(other_spellings(fold(written)))


@pytest.mark.parametrize(("written", "listed"), OTHERS)
def test_two_names_stay_two(written, listed):
    assert fold(listed) not in set(other_spellings(fold(written)))


@given(st.text(alphabet="aeiouhjklq n", max_size=30))
def test_there_are_few_and_none_is_the_name_itself(name):
    found = list(other_spellings(fold(name)))
    assert fold(name) not in found
    assert len(found) <= 200


def test_an_airfield_may_be_listed_by_another_noun(data_dir):
    kept = Place(name="Kut Air Base", id="sayso:test/kut-air-base", country="IQ", kind="base")
    gazetteer = Gazetteer(data_dir, [HandKeptPlace(place=kept)])
    for name in ("Kut airbase", "Kut airfield", "Kut military airport"):
        assert [found.place.id for found in gazetteer.find(name)] == [kept.id]
    assert gazetteer.find("Kut dam") == ()


def test_a_spelling_ranks_behind_a_name(world):
    found = world.find_spelt_otherwise("Khan Shaykhoun")
    assert [(each.name_kind, each.place.country) for each in found] == [("otherwise spelt", "SY")]
