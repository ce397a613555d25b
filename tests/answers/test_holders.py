"""Entries about earlier holders, under the names of the sides of an estimate."""

from datetime import date
from itertools import pairwise

import pytest

from sayso.answers.holders import holder_from, holder_value, holders_among, holders_of, holders_of_id
from sayso.model import Place, Theatre
from sayso.parties import load_theatres

KHERSON = "geonames:706448"


def test_a_place_has_its_dated_entries_under_the_sides():
    found = holders_of(Place(name="Kherson", id=KHERSON), ("Ukraine", "Russia"))
    assert [(each.party, each.basis.start) for each in found] == [
        ("Russia", date(2022, 3, 2)),
        ("Ukraine", date(2022, 11, 11)),
    ]
    assert all(each.basis.reference for each in found)


def test_a_party_counts_for_the_side_that_it_fights_for():
    (found,) = holders_of_id("geonames:709717", ("Ukraine", "Russia"))
    assert found.party == "Russia"


def test_who_is_none_of_the_sides_keeps_its_name():
    (found,) = holders_among({"geonames:709717"}, lambda party, side: None)
    assert found.party == "Donetsk People's Republic"


@pytest.mark.parametrize("place", [None, Place(name="Kherson"), Place(name="Nowhere", id="geonames:1")])
def test_a_place_that_is_not_on_record_has_none(place):
    assert holders_of(place, ("Ukraine", "Russia")) == ()


def test_an_entry_is_read_as_it_was_written():
    for entry in holders_of_id(KHERSON, ("Ukraine", "Russia")):
        assert holder_value(holder_from(holder_value(entry))) == holder_value(entry)


@pytest.mark.parametrize("theatre", load_theatres(), ids=lambda t: t.id)
def test_every_entry_tells_which_place_it_is_about_and_no_two_overlap(theatre: Theatre) -> None:
    assert all(each.place_id for each in theatre.holders)
    dated = [each for each in theatre.holders if each.basis.start is not None]
    ordered = sorted(dated, key=lambda each: (each.place_id or "", each.basis.start or date.min))
    for one, after in pairwise(ordered):
        if one.place_id == after.place_id and one.basis.end is not None:
            assert after.basis.start is not None
            assert one.basis.end < after.basis.start, (one.place, one.party, after.party)
