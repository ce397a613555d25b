"""Which side a party's name means, and under which name a claim is told."""

from datetime import date

import pytest

from sayso.answers.sides import Renaming, parties_meant, sides_on, theatre_with
from sayso.parties import load_theatres

THEATRES = {theatre.id: theatre for theatre in load_theatres()}

CASES = [
    # country, names, theatre, sides
    ("UA", ["Ukraine", "Russia"], "ukraine", ["Ukraine", "Russia"]),
    ("UA", ["Ukraine", "Russian-backed separatists"], "ukraine", ["Ukraine", "Russia"]),
    ("SY", ["Syria government", "Islamic State"], "syria", ["Syrian government", "Islamic State"]),
    ("SY", ["SDF", "HTS-led rebels"], "syria", ["Syrian Democratic Forces", "Syrian rebels"]),
    ("IQ", ["Iraqi government", "ISIS"], "iraq", ["Iraq", "Islamic State"]),
    ("SD", ["Sudanese army", "RSF"], "sudan", ["Sudan army", "Rapid Support Forces"]),
    ("CD", ["Congolese army", "M23"], "drcongo", ["DR Congo", "M23"]),
    ("ET", ["Ethiopian government", "TPLF"], "ethiopia", ["Ethiopia", "Tigray forces"]),
    ("LY", ["LNA", "GNA"], "libya", ["Libyan National Army", "Government of National Accord"]),
    ("YE", ["Houthis", "Yemeni government coalition"], "yemen", ["Houthis", "Yemeni government"]),
    (None, ["Azerbaijan", "Armenia"], "karabakh", ["Azerbaijan", "Armenia"]),
]


@pytest.mark.parametrize(
    ("country", "names", "theatre", "sides"), CASES, ids=lambda v: v if isinstance(v, str) else ""
)
def test_names_lead_to_their_theatre_and_sides(country, names, theatre, sides):
    day = max(THEATRES[theatre].basis.start, date(2016, 1, 1))
    found = theatre_with(names, country, day)
    assert found.id == theatre
    assert [party.side for party in parties_meant(names, found, day).values()] == sides


def test_nobody_knows_who_is_at_war_nowhere():
    assert theatre_with(["Vale", "Moor"], None, date(2023, 1, 1)) is None


def test_the_sides_of_a_day_are_those_at_war_then():
    assert sides_on(THEATRES["ukraine"], date(2023, 1, 1)) == ("Ukraine", "Russia")


def test_claims_go_to_the_name_of_their_party_then_of_their_side():
    names = Renaming(["Kurdish forces", "Iraq", "ISIS"], THEATRES["iraq"], date(2016, 1, 1))
    assert names.of("Kurdish forces", "Iraq") == "Kurdish forces"
    assert names.of("Iraq", "Iraq") == "Iraq"
    assert names.of("Some militia", "Iraq") == "Iraq"
    assert names.of("Islamic State", "Islamic State") == "ISIS"
    assert names.of("Turkey", None) is None


def test_without_a_theatre_names_stand_for_themselves():
    names = Renaming(["Vale", "Moor"], None, date(2023, 1, 1))
    assert (names.of("Vale", None), names.of(None, "Moor")) == ("Vale", None)
