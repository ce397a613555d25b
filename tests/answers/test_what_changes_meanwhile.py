"""Nothing is lost or told otherwise when the world around the record changes: a place is renamed, a clock is
set back, a merge is undone, another lexicon reads."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from sayso.answers.brief import brief
from sayso.answers.days import days_of
from sayso.answers.disputes import disputes_of
from sayso.answers.everywhere import estimates_everywhere
from sayso.answers.exports import export_claims
from sayso.answers.kept_disputes import disputes_of_all_places
from sayso.answers.place import View, ask
from sayso.answers.reckoned_again import reckoned_again
from sayso.answers.values import answer_value, estimate_value
from sayso.estimation import DEFAULT_METHOD
from sayso.ledger import Addition, ClaimFilter, Ledger, schema
from sayso.ledger.connection import reading_from
from sayso.model import Judgement, JudgementKind, Place, Run, Withdrawn

from .test_kept_disputes import FIRST, is_up_to_date, reading

OLD = Place(name="Artem", id="geonames:7", latitude=48.59, longitude=38.0)
NEW = Place(name="Bakhm", id="geonames:7", latitude=48.6, longitude=38.01)
OTHER = Place(name="Colm", id="geonames:8")
DAY = FIRST + timedelta(days=6)


def at(hours):
    return datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours)


def judge(ledger, kind, subject, when, **more):
    ledger.judge(Judgement(kind=kind, subject=subject, author="A. Reader", reason="known", **more), when)


def fill(ledger, after):
    """Two voices against each other about one place, the second after the gazetteer changed."""
    ledger.add(reading("a", 1, OLD, "Gen. Bo", "Vale"), at(1))
    ledger.add(reading("b", 3, after, "Brig. Ash", "Vale", denied=True), at(2))
    ledger.add(reading("c", 5, after, "Town Watch", "Vale"), at(3))
    ledger.add(reading("d", 5, OTHER, "Town Watch", "Moor"), at(4))


@pytest.fixture
def ledger(address):
    with Ledger.open(address) as opened:
        yield opened


@pytest.fixture
def renamed(ledger):
    fill(ledger, NEW)
    return ledger


@pytest.fixture
def as_ever():
    """The same reports with the gazetteer as it was."""
    with Ledger.open(":memory:") as opened:
        fill(opened, OLD)
        yield opened


def dossier(ledger, name):
    return ask(ledger, name, day=DAY, view=View(as_known=DAY), days=14, method=DEFAULT_METHOD)


@pytest.mark.parametrize("name", ["Artem", "artem", "Bakhm", "geonames:7"])
def test_a_renamed_place_is_one_place_under_either_name(renamed, as_ever, name):
    now, before = dossier(renamed, name), dossier(as_ever, "Artem")
    assert sorted(now.claims) == sorted(before.claims)
    assert len(now.claims) == 3
    assert [each.origin for each in now.said] == [each.origin for each in before.said]
    assert [each.positions for each in now.disputes] == [each.positions for each in before.disputes]
    assert now.verdict == before.verdict
    assert now.place == NEW


def test_its_days_are_told_under_either_name(renamed, as_ever):
    def days(ledger, name):
        return days_of(ledger, name, first=FIRST, last=DAY, method=DEFAULT_METHOD)

    assert days(renamed, "Artem") == days(renamed, "Bakhm")
    assert [each.label for each in days(renamed, "Bakhm").verdicts] == [
        each.label for each in days(as_ever, "Artem").verdicts
    ]


def test_a_brief_tells_it_once(renamed):
    (now, _) = brief(renamed, at(0), at(9)).news
    assert (now.place, len(now.claims)) == ("Bakhm", 3)


def test_its_dispute_is_one(renamed, as_ever):
    (found,) = disputes_of(renamed)
    (before,) = disputes_of(as_ever)
    assert [each.claim_count for each in found.positions] == [each.claim_count for each in before.positions]
    kept = disputes_of_all_places(renamed)
    assert kept.total == 1
    renamed.add(reading("e", 6, NEW, "Gen. Bo", "Vale"), at(5))
    assert disputes_of_all_places(renamed).total == 1
    assert list(renamed.claims(ClaimFilter(contested=True, place="Artem"))) != []


def test_an_export_keeps_each_name_as_it_was_read(renamed, tmp_path):
    export_claims(renamed, tmp_path / "all", "csv", ClaimFilter(place="Bakhm"))
    lines = (tmp_path / "all" / "claims.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    assert ["Artem" in line for line in lines[1:]] == [True, False, False]
    assert list(renamed.verify()) == []


def test_a_name_that_two_places_had_is_asked_back(renamed):
    renamed.add(reading("e", 6, replace(OTHER, name="Artem"), "Gen. Bo", "Moor"), at(5))
    with pytest.raises(Exception, match="ask for geonames:7 or geonames:8"):
        renamed.claims_about("Artem")
    assert len(renamed.claims_about("Bakhm")) == 3


def told(ledger, folder):
    export_claims(ledger, folder, "csv", ClaimFilter())
    names = ("claims.csv", "documents.csv", "sources.csv")
    return [
        list(ledger.claims()),
        ledger.utterances(),
        ledger.voices(),
        ledger.places(),
        ledger.control_claims(),
        repr(list(disputes_of(ledger))),
        repr(disputes_of_all_places(ledger)),
        repr(dossier(ledger, "Artem")),
        [(folder / name).read_bytes() for name in names if (folder / name).exists()],
    ]


def test_a_merge_that_is_undone_leaves_every_answer_as_it_was(renamed, tmp_path):
    before = told(renamed, tmp_path / "before")
    judge(renamed, JudgementKind.MERGE, "Gen. Bo", at(6), value={"into": "Brig. Ash"})
    merged = told(renamed, tmp_path / "merged")
    assert merged[0] != before[0]
    assert merged[6] != before[6]
    judge(renamed, JudgementKind.TAKE_BACK, "1", at(7))
    assert told(renamed, tmp_path / "after") == before
    assert renamed.head().entries == 6
    assert list(renamed.verify()) == []


def test_a_clock_that_was_set_back_breaks_no_chain_and_hides_nothing(ledger):
    fill(ledger, OLD)
    ledger.add(reading("late", 7, OLD, "Gen. Bo", "Vale"), at(-5))
    assert list(ledger.verify()) == []
    assert [each.number for each in ledger.log(9)] == [1, 2, 3, 4, 5]
    assert ledger.log(1)[0].recorded_at == at(-5)

    def recorded(moment):
        return sorted(each.document_id for each in ledger.claims_about("Artem", as_recorded=moment))

    # What is asked is what the clock said; whoever asks for now gets all.
    assert recorded(at(-5)) == ["late"]
    assert recorded(at(1)) == ["a", "late"]
    assert recorded(at(9)) == recorded(None) == ["a", "b", "c", "late"]
    assert [each.document_id for each in ledger.claims_recorded(at(-6), at(0))] == ["late"]
    is_up_to_date(ledger)


def test_a_version_that_a_clock_set_back_recorded_earlier_speaks_then_and_now(ledger):
    ledger.add(reading("a", 1, OLD, "Gen. Bo", "Vale", story="telegram:7/1"), at(10))
    ledger.add(reading("a2", 1, OLD, "Gen. Bo", "Moor", story="telegram:7/1", text="Somebody else."), at(2))
    speaking = {
        hour: [each.document_id for each in ledger.claims_about("Artem", as_recorded=at(hour))]
        for hour in (1, 2, 10)
    }
    assert [len(speaking[hour]) for hour in (1, 2, 10)] == [0, 1, 1]
    assert speaking[2] == ["a2"]
    assert speaking[10] == [each.document_id for each in ledger.claims_about("Artem")] == ["a2"]
    assert list(ledger.verify()) == []


def test_a_page_that_a_clock_set_back_saved_earlier_speaks_in_its_last_words(ledger):
    def page(name, party):
        words = "The town is held as it was, a man of the council said on the square, and the road is open."
        read = reading(name, 1, OLD, "Gen. Bo", party, text=words)
        return replace(read, document=replace(read.document, url="https://example.org/artem"))

    ledger.add(page("a", "Vale"), at(30))
    assert ledger.add(page("a2", "Moor"), at(20)).addition is Addition.VERSION
    assert [each.document_id for each in ledger.claims_about("Artem")] == ["a2"]
    assert list(ledger.verify()) == []


def test_citations_come_in_the_order_of_recording_whatever_the_clock_said(ledger):
    for name, hour in (("first", 30), ("second", 20)):
        ledger.keep_citation(name, "Artem", DAY, {"cited": name}, at(hour))
    assert [each["cited"] for each in ledger.citations()] == ["first", "second"]


def test_a_merge_taken_back_under_a_clock_set_back_is_undone(renamed):
    judge(renamed, JudgementKind.MERGE, "Gen. Bo", at(6), value={"into": "Brig. Ash"})
    judge(renamed, JudgementKind.TAKE_BACK, "1", at(5))
    for moment in (at(5), at(6), None):
        assert "Gen. Bo" in {each.origin for each in renamed.claims_about("Artem", as_recorded=moment)}


ONE = Run(sayso="0.1", pipeline="t", knowledge={"lexicon": "aaaa"})
TWO = Run(sayso="0.1", pipeline="t", knowledge={"lexicon": "bbbb"}, settings={"theatre": "vale"})


def test_what_is_there_is_not_read_anew_by_another_lexicon(ledger):
    first = reading("a", 1, OLD, "Gen. Bo", "Vale")
    assert ledger.add(first, at(1), run=ONE).addition is Addition.NEW
    anew = replace(first, claims=(replace(first.claims[0], party="Moor"),))
    assert ledger.add(anew, at(2), run=TWO).addition is Addition.KNOWN
    assert [each.claim.party for each in ledger.claims_about("Artem")] == ["Vale"]
    assert [each.run for each in ledger.documents()] == [ONE.key]


def test_words_that_are_read_anew_speak_as_they_were_read_last_and_each_reading_tells_its_run(ledger):
    first = reading("sha256:1", 1, OLD, "Gen. Bo", "Vale")
    nameless = replace(first, document=replace(first.document, outlet=None))
    ledger.add(nameless, at(1), run=ONE)
    # The outlet becomes known, so the words are read again, by then with another lexicon.
    anew = replace(first, claims=(replace(first.claims[0], party="Moor"),))
    assert ledger.add(anew, at(2), run=TWO).addition is Addition.VERSION
    assert [each.claim.party for each in ledger.claims_about("Artem")] == ["Moor"]
    assert [each.claim.party for each in ledger.claims_about("Artem", as_recorded=at(1))] == ["Vale"]
    assert [each.run for each in ledger.documents()] == [ONE.key, TWO.key]
    assert ONE.key != TWO.key
    assert list(ledger.verify()) == []


def test_reports_of_two_runs_stand_beside_each_other(ledger):
    ledger.add(reading("a", 1, OLD, "Gen. Bo", "Vale"), at(1), run=ONE)
    ledger.add(reading("b", 2, OLD, "Brig. Ash", "Moor"), at(2), run=TWO)
    assert {each.id: each.run for each in ledger.documents()} == {"a": ONE.key, "b": TWO.key}
    with reading_from(ledger._engine, ledger.name) as connection:
        kept = {row.key: (row.knowledge, row.settings) for row in connection.execute(select(schema.run))}
    assert kept == {
        ONE.key: ({"lexicon": "aaaa"}, {}),
        TWO.key: ({"lexicon": "bbbb"}, {"theatre": "vale"}),
    }
    assert len(ledger.claims_about("Artem", as_known=date(2023, 2, 1))) == 2


def test_what_was_reckoned_comes_out_the_same_however_the_record_goes_on(renamed):
    told = dossier(renamed, "Bakhm")
    everywhere = [each for each in estimates_everywhere(renamed, DAY) if each.estimate]
    lines = [estimate_value(each.estimate, explain=False, reckoning=each.reckoning) for each in everywhere]
    assert len(lines) == 2
    # A clock that was set back records before what is there; two links share the instant of the last.
    renamed.add(reading("e", 4, NEW, "Brig. Ash", "Moor"), at(0))
    renamed.add(reading("f", 5, NEW, "Town Watch", "Moor"), at(4))
    judge(renamed, JudgementKind.MERGE, "Town Watch", at(0), value={"into": "Gen. Bo"})
    renamed.withdraw("c", Withdrawn.RETRACTED, at(0), seen_at=at(-9000))
    outcomes = list(reckoned_again(renamed, [answer_value(told), *lines]))
    assert len(outcomes) == 28 + 1 + 2
    assert {each.problem for each in outcomes} == {None}
    assert dossier(renamed, "Bakhm").estimate.probabilities != told.estimate.probabilities
