"""Claims of the whole ledger, chosen by what is claimed, by whom, where and when."""

from datetime import date

import pytest

from sayso.errors import LedgerError, UnknownPlaceError
from sayso.ledger import Box, ClaimFilter, whole_claims
from sayso.model import Certainty, Kind, Place, Polarity, Source, When

from .conftest import ARDEN, at, claim, reading

BERG = Place(name="Berg", id="geonames:2", latitude=-10.0, longitude=179.5, country="FJ")
MINISTRY = Source(name="Ministry of Ost", org="Ost", party="Ost", side="Ost")
DENIED = Polarity.DENIED


@pytest.fixture
def filled(ledger):
    early = claim(when=When.on(date(2023, 1, 10)))
    fight = claim(place=BERG, kind=Kind.FIGHTING, party="Ost", side="Ost", source=MINISTRY)
    ledger.add(reading("one", early, fight, published=date(2023, 1, 12), outlet="Post"), at(20))
    denial = claim(source=MINISTRY, polarity=DENIED)
    guess = claim(place=None, certainty=Certainty.POSSIBLE)
    ledger.add(reading("two", denial, guess, published=date(2023, 1, 14), outlet="Échos"), at(21))
    return ledger


CASES = [
    # what is chosen, and which claims of which document are left
    ({}, ["one/0", "one/1", "two/0", "two/1"]),
    ({"place": "arden"}, ["one/0", "two/0"]),
    ({"place": "geonames:2"}, ["one/1"]),
    ({"party": "ost"}, ["one/1"]),
    ({"side": "Vale"}, ["one/0", "two/0", "two/1"]),
    ({"source": "ministry of ost"}, ["one/1", "two/0"]),
    ({"outlet": "Échos"}, ["two/0", "two/1"]),
    ({"kinds": (Kind.FIGHTING,)}, ["one/1"]),
    ({"kinds": ()}, []),
    ({"polarity": DENIED}, ["two/0"]),
    ({"certainties": (Certainty.POSSIBLE, Certainty.PROBABLE)}, ["two/1"]),
    ({"country": "fj"}, ["one/1"]),
    ({"theatre": "vale"}, ["one/0", "one/1", "two/0", "two/1"]),
    ({"theatre": "ost"}, []),
    ({"language": "en"}, ["one/0", "one/1", "two/0", "two/1"]),
    ({"about_to": date(2023, 1, 11)}, ["one/0"]),
    ({"about_from": date(2023, 1, 13)}, ["two/0", "two/1"]),
    ({"published_from": date(2023, 1, 13)}, ["two/0", "two/1"]),
    ({"published_to": date(2023, 1, 13)}, ["one/0", "one/1"]),
    ({"as_known": date(2023, 1, 13)}, ["one/0", "one/1"]),
    ({"as_recorded": date(2023, 1, 20)}, ["one/0", "one/1"]),
    ({"box": Box(37.0, 48.0, 39.0, 49.0)}, ["one/0", "two/0"]),
    ({"box": Box(170.0, -20.0, -170.0, 0.0)}, ["one/1"]),
    ({"contested": True}, ["one/0", "two/0"]),
    ({"contested": True, "published_from": date(2023, 1, 13)}, []),
    ({"contested": True, "kinds": (Kind.FIGHTING,)}, []),
]


@pytest.mark.parametrize(("chosen", "left"), CASES)
def test_a_filter_keeps_what_meets_all_of_it(filled, chosen, left):
    assert names(filled.claims(ClaimFilter(**chosen))) == left


def names(found):
    """`document/position`, by the order in which the claims of a document come."""
    seen = {("one", Kind.CONTROL): "one/0", ("one", Kind.FIGHTING): "one/1"}
    return [
        seen.get((each.document_id, each.claim.kind)) or f"two/{int(each.claim.place is None)}"
        for each in found
    ]


def test_claims_come_in_the_order_in_which_they_could_be_known(ledger):
    for name, day in (("b", 13), ("c", 12), ("a", 13)):
        ledger.add(reading(name, claim(), claim(kind=Kind.FORCE), published=date(2023, 1, day)), at(20))
    found = [(each.document_id, each.claim.kind.value) for each in ledger.claims()]
    assert found == [(name, kind) for name in "cab" for kind in ("control", "force")]


def test_what_an_older_version_said_is_left_out(ledger):
    url = "https://example.org/a"
    ledger.add(reading("one", url=url), at(15))
    text = "The war went on. Gen. Bo said that Vale holds Arden and more. Others denied it.\nA salt mine."
    ledger.add(reading("two", text=text, url=url), at(16))
    assert [each.document_id for each in ledger.claims()] == ["two"]
    assert [each.document_id for each in ledger.claims(ClaimFilter(as_recorded=at(15)))] == ["one"]


CONTESTED = [
    ("two sides that each hold it", {"side": "Ost", "party": "Ost"}, True),
    ("one side, denied", {"polarity": DENIED}, True),
    ("allies of one side", {"party": "Militia"}, False),
    ("a part of it", {"side": "Ost", "party": "Ost", "extent": "the port"}, False),
    ("long ago", {"side": "Ost", "party": "Ost", "background": True}, False),
    ("a guess", {"side": "Ost", "party": "Ost", "certainty": Certainty.POSSIBLE}, False),
    ("a fight", {"side": "Ost", "party": "Ost", "kind": Kind.FIGHTING}, False),
    ("moved on the map", {"side": "Ost", "party": "Ost", "place": Place(name="Arden", id=ARDEN.id)}, True),
]


@pytest.mark.parametrize(
    ("other", "is_contested"), [case[1:] for case in CONTESTED], ids=[c[0] for c in CONTESTED]
)
def test_a_place_is_contested_where_claims_of_control_exclude_one_another(ledger, other, is_contested):
    ledger.add(reading("doc", claim(), claim(**other)), at(15))
    assert len(list(ledger.claims(ClaimFilter(contested=True)))) == (2 if is_contested else 0)


def test_an_unknown_place_is_told_before_the_first_claim(filled):
    with pytest.raises(UnknownPlaceError, match="did you mean Arden"):
        next(filled.claims(ClaimFilter(place="Ardan")))
    filled.add(reading("three", claim(place=Place(name="Arden", id="geonames:9"))), at(22))
    with pytest.raises(LedgerError, match="2 places"):
        next(filled.claims(ClaimFilter(place="Arden")))


def test_names_that_nothing_bears_are_told_with_those_that_come_near(filled):
    asked = ClaimFilter(source="Ministry of Oost", party="Osd", country="UA", theatre="nowhere")
    assert filled.unknown_names(asked) == [
        "no party 'Osd' in this ledger; there is Ost",
        "no source 'Ministry of Oost' in this ledger; there is Ministry of Ost",
        "no theatre 'nowhere' in this ledger; there is vale",
    ]


def test_a_filter_states_what_is_set():
    chosen = ClaimFilter(
        kinds=(Kind.CONTROL,), polarity=DENIED, published_from=date(2023, 1, 1), box=Box(1, 2, 3, 4)
    )
    assert chosen.stated() == {
        "kinds": ["control"],
        "polarity": "denied",
        "published_from": "2023-01-01",
        "box": [1, 2, 3, 4],
    }


@pytest.mark.parametrize("edges", [(200, 0, 10, 1), (0, 5, 10, 1), (0, 0, 10, 91)])
def test_a_stretch_that_is_not_on_the_map_is_refused(edges):
    with pytest.raises(ValueError, match="lies"):
        Box(*edges)


def test_few_claims_lie_in_memory_however_many_there_are(ledger, monkeypatch):
    """Whoever stops after the first has not read the rest."""
    monkeypatch.setattr("sayso.ledger.whole_claims._AT_ONCE", 2)
    read = []
    whole = whole_claims._recorded_claim
    monkeypatch.setattr(whole_claims, "_recorded_claim", lambda row: read.append(1) or whole(row))
    ledger.add(reading("doc", *[claim(kind=Kind.FORCE)] * 20), at(15))
    found = ledger.claims()
    next(found)
    assert len(read) <= 2
    found.close()
    ledger.add(reading("after"), at(16))
