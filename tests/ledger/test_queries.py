"""Questions to the record: by place, by the two clocks, by the time a claim is about, by words."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import LedgerError, UnknownPlaceError
from sayso.ledger import Ledger, Standing
from sayso.model import Kind, Place, Precision, Publication, When, Withdrawn

from .conftest import ARDEN, TEXT, at, claim, reading


def documents_of(found):
    return [each.document_id for each in found]


def test_a_place_is_found_by_name_in_any_case_and_by_id(ledger):
    ledger.add(reading("doc-1", claim(place=Place(name="Bakhçe", id="geonames:2"))), at(15))
    for asked in ("Bakhçe", "bakhce", " BAKHCE ", "geonames:2"):
        assert documents_of(ledger.claims_about(asked)) == ["doc-1"]


def test_a_part_of_a_place_is_a_place_of_its_own(ledger):
    part = Place(name="Station", within="Arden")
    ledger.add(reading("doc-1", claim(), claim(place=part)), at(15))
    assert [each.claim.place for each in ledger.claims_about("Arden")] == [ARDEN]
    assert [each.claim.place for each in ledger.claims_about("station, arden")] == [part]


def test_an_unknown_place_gets_names_that_come_near(ledger):
    ledger.add(reading(), at(15))
    with pytest.raises(UnknownPlaceError, match="did you mean Arden"):
        ledger.claims_about("Ardan")
    with pytest.raises(UnknownPlaceError):
        ledger.claims_about("")


def test_a_name_of_two_places_is_not_chosen_between(ledger):
    other = Place(name="Arden", id="geonames:9")
    ledger.add(reading("doc-1", claim(), claim(place=other)), at(15))
    with pytest.raises(LedgerError, match="ask for geonames:1 or geonames:9"):
        ledger.claims_about("Arden")
    assert len(ledger.claims_about("geonames:9")) == 1


def instant(day, hour, minute=0):
    moment = datetime(2023, 1, day, hour, minute, tzinfo=UTC)
    return Publication(moment.date(), moment)


@pytest.fixture
def dated(ledger):
    for name, published, recorded in (
        ("day-14", date(2023, 1, 14), at(20)),
        ("late-14", instant(14, 23, 59), at(16)),
        ("midnight-15", instant(15, 0), at(17)),
        ("unknown", None, at(16)),
    ):
        ledger.add(reading(name, published=published), recorded)
    return ledger


AS_KNOWN = [
    (date(2023, 1, 13), []),
    (date(2023, 1, 14), ["late-14", "day-14"]),
    (date(2023, 1, 15), ["late-14", "day-14", "midnight-15"]),
    # What bears no date is known only from when the ledger learned it.
    (date(2023, 1, 16), ["late-14", "day-14", "midnight-15", "unknown"]),
    (datetime(2023, 1, 14, 23, 59, 30, tzinfo=UTC), ["late-14"]),
    (datetime(2023, 1, 16, 11, tzinfo=UTC), ["late-14", "day-14", "midnight-15"]),
]


@pytest.mark.parametrize(("moment", "found"), AS_KNOWN)
def test_as_known_leaves_out_what_was_published_later(dated, moment, found):
    assert documents_of(dated.claims_about("Arden", as_known=moment)) == found


def test_as_recorded_leaves_out_what_the_ledger_learned_later(dated):
    assert documents_of(dated.claims_about("Arden", as_recorded=date(2023, 1, 16))) == ["late-14", "unknown"]
    assert documents_of(dated.claims_about("Arden", as_recorded=at(17))) == [
        "late-14",
        "midnight-15",
        "unknown",
    ]
    both = dated.claims_about("Arden", as_recorded=at(17), as_known=date(2023, 1, 14))
    assert documents_of(both) == ["late-14"]


def test_claims_are_chosen_by_kind_and_by_the_time_they_are_about(ledger):
    since = When(first=date(2023, 1, 10), last=None, precision=Precision.DAY)
    ledger.add(reading("undated"), at(15))
    ledger.add(reading("on-12", claim(when=When.on(date(2023, 1, 12)))), at(15))
    ledger.add(reading("since-10", claim(when=since)), at(15))
    ledger.add(reading("fight", claim(kind=Kind.FIGHTING, when=When.on(date(2023, 1, 1)))), at(15))

    def about(**chosen):
        return set(documents_of(ledger.claims_about("Arden", **chosen)))

    assert about(kinds=[Kind.FIGHTING]) == {"fight"}
    assert about(kinds=[]) == set()
    assert about(about_from=date(2023, 1, 13)) == {"undated", "since-10"}
    assert about(about_to=date(2023, 1, 12)) == {"on-12", "since-10", "fight"}
    assert about(about_from=date(2023, 1, 12), about_to=date(2023, 1, 12)) == {"on-12", "since-10"}


def test_places_are_counted(ledger):
    ledger.add(reading("doc-1", claim(), claim(), claim(place=None)), at(15))
    ledger.add(reading("doc-2", claim(), claim(place=Place(name="Station", within="Arden"))), at(15))
    assert [(each.name, each.id, each.claims, each.documents) for each in ledger.places()] == [
        ("Arden", "geonames:1", 3, 2),
        ("Station, Arden", None, 1, 1),
    ]


def test_search_finds_words_and_phrases_and_shows_where(ledger):
    ledger.add(reading("doc-1", outlet="The Valley Post"), at(15))
    ledger.add(
        reading("doc-2", text="A mine of salt, said Gen. Bo in Ården on Saturday with others."), at(15)
    )
    assert {hit.document_id for hit in ledger.search("salt mine")} == {"doc-1", "doc-2"}
    (hit,) = ledger.search('"salt mine"')
    assert (hit.document_id, hit.outlet) == ("doc-1", "The Valley Post")
    assert "[salt mine]" in hit.snippet
    assert [hit.document_id for hit in ledger.search("arden saturday")] == ["doc-2"]
    assert ledger.search("nothing of the kind") == []


EXACT = [
    ("Mine", ["upper"]),
    ("mine", ["lower", "folded"]),
    ("Ården", ["lower"]),
    ("A\u030arden", ["lower"]),
    ("Arden", ["upper", "folded"]),
    ('"salt mine"', ["folded"]),
    ('"Salt Mine"', ["upper"]),
    ("MINE", []),
    ("КИЇВ", []),
    ("Київ", ["lower"]),
]


@pytest.mark.parametrize(("typed", "found"), EXACT)
def test_an_exact_search_keeps_case_and_accents(ledger, typed, found):
    ledger.add(reading("upper", text="Gen. Bo said on TV that Vale holds Arden. The Salt Mine, too."), at(15))
    ledger.add(reading("lower", text="Gen. Bo said on TV that Vale holds Ården: a mine. Київ."), at(15))
    ledger.add(reading("folded", text="Gen. Bo said on TV that Vale holds Arden. A salt mine."), at(15))
    hits = ledger.search(typed, exact=True)
    assert sorted(hit.document_id for hit in hits) == sorted(found)
    assert all("[" in hit.snippet for hit in hits)
    assert len(ledger.search(typed, exact=True, limit=1)) == min(len(found), 1)


def test_an_exact_search_marks_only_what_is_written_so(ledger):
    ledger.add(reading("doc-1", text="Gen. Bo said on TV that Vale holds Arden, arden and ARDEN."), at(15))
    (hit,) = ledger.search("Arden", exact=True)
    assert hit.snippet.endswith("holds [Arden], arden and ARDEN.")


def test_hits_tell_whether_their_report_still_counts(ledger):
    ledger.add(reading("first", text=TEXT + " One.", story="telegram:7/1"), at(15))
    ledger.add(reading("second", text=TEXT + " One, two.", story="telegram:7/1"), at(16))
    ledger.add(reading("deleted", text=TEXT + " Three."), at(16))
    ledger.withdraw("deleted", Withdrawn.DELETED, at(17))
    assert {hit.document_id: hit.standing for hit in ledger.search("arden")} == {
        "first": Standing.SUPERSEDED,
        "second": Standing.COUNTS,
        "deleted": Standing.WITHDRAWN,
    }


@pytest.fixture(scope="module")
def with_one():
    with Ledger.open(":memory:") as opened:
        opened.add(reading(), at(15))
        yield opened


@given(typed=st.text(alphabet="ab\"'*:()^-+{}.,“” ANDORNEAR\0%;\n", max_size=30))
def test_whatever_is_typed_is_words(with_one, typed):
    assert isinstance(with_one.search(typed), list)
    exactly = {hit.document_id for hit in with_one.search(typed, exact=True)}
    assert exactly <= {hit.document_id for hit in with_one.search(typed)}
