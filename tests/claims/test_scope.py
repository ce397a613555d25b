"""What is told in the words of the conflict and lies outside it."""

from __future__ import annotations


def control_of(reading):
    return [(c.place.name, c.party) for c in reading.claims if c.kind == "control"]


def test_what_was_long_before_the_conflict_is_none_of_it(reading):
    text = "Russian troops shelled Kherson. German forces took Kherson on 19 August 1941."
    found = reading(text)
    assert control_of(found) == []
    assert "it was so before this conflict began" in {d.reason for d in found.declined}


def test_a_country_that_is_no_party_holds_no_place_of_the_conflict(reading):
    text = "Russian and Ukrainian troops fight near Bakhmut. Kenyan forces captured Soledar."
    found = reading(text)
    assert control_of(found) == []
    assert "Kenya is no party to this conflict" in {d.reason for d in found.declined}


def test_a_party_holds_no_place_where_it_does_not_fight(reading):
    text = "Russian and Ukrainian troops fight near Bakhmut. Ukrainian forces captured Omdurman."
    found = reading(text)
    assert control_of(found) == []
    assert "the place lies in no country where the party fights" in {d.reason for d in found.declined}


def test_a_party_of_two_conflicts_may_cross_the_border(reading):
    text = "Islamic State fighters attacked the Syrian army near Raqqa. Islamic State captured Mosul in Iraq."
    assert control_of(reading(text)) == [("Mosul", "Islamic State")]
