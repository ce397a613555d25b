"""What people decide changes what the record answers, from then on and until it is taken back."""

from dataclasses import replace
from datetime import date

import pytest

from sayso.errors import LedgerError
from sayso.ledger import ClaimFilter
from sayso.model import Judgement, JudgementKind, Place, Source, SourceClass, Span, Withdrawn

from .conftest import SOURCE, TEXT, at, claim, reading

REJECT, CORRECT, ADD = JudgementKind.REJECT, JudgementKind.CORRECT, JudgementKind.ADD


def judged(kind, subject, **more):
    return Judgement(kind=kind, subject=subject, author="A. Editor", reason="the text says otherwise", **more)


@pytest.fixture
def filled(ledger):
    ledger.add(reading("doc-1"), at(15))
    ledger.add(reading("doc-2", text=TEXT + " More."), at(15))
    return ledger


def ids(ledger, **moment):
    return [each.id for each in ledger.claims_about("Arden", **moment)]


def test_a_rejected_claim_speaks_no_more_and_again_when_that_is_taken_back(filled):
    first, second = ids(filled)
    number = filled.judge(judged(REJECT, first), at(16))
    assert ids(filled) == [second]
    assert ids(filled, as_recorded=at(15)) == [first, second]
    assert filled.claim(first) is not None
    filled.judge(judged(JudgementKind.TAKE_BACK, str(number)), at(17))
    assert ids(filled) == [first, second]
    assert ids(filled, as_recorded=at(16)) == [second]
    assert [stands for _, stands in filled.judgements()] == [False, True]


def test_a_list_of_claims_leaves_out_what_was_set_aside_or_taken_back(filled):
    first, second = ids(filled)

    def listed(**chosen):
        return [each.id for each in filled.claims(ClaimFilter(**chosen))]

    filled.judge(judged(REJECT, first), at(16))
    assert listed() == listed(place="Arden") == [second]
    filled.withdraw("doc-2", Withdrawn.RETRACTED, at(17))
    assert listed() == []
    assert listed(as_recorded=at(16)) == [second]
    assert listed(as_recorded=at(15)) == [first, second]
    assert filled.places() == []


def test_a_list_of_claims_has_what_people_judged(filled):
    first, _ = ids(filled)
    filled.judge(judged(JudgementKind.MERGE, "Gen. Bo", value={"into": "General Bo"}), at(16))
    filled.judge(judged(JudgementKind.VERIFIED, first, evidence=("https://example.org/x",)), at(16))
    found = list(filled.claims(ClaimFilter(source="general bo")))
    assert {each.origin for each in found} == {"General Bo"}
    assert [each.findings for each in found] == [(JudgementKind.VERIFIED,), ()]


def test_a_correction_speaks_in_place_of_what_was_read(filled):
    first, second = ids(filled)
    corrected = replace(filled.claim(first).claim, party="Brook", side="Brook")
    number = filled.judge(judged(CORRECT, first, value={"party": "Brook"}), at(16), claim=corrected)
    now = filled.claims_about("Arden")
    assert [each.claim.party for each in now] == ["Brook", "Vale"]
    assert [each.claim.party for each in filled.claims_about("Arden", as_recorded=at(15))] == ["Vale", "Vale"]
    filled.judge(judged(JudgementKind.TAKE_BACK, str(number)), at(17))
    assert ids(filled) == [first, second]


def test_a_claim_that_reading_missed_is_added_by_hand(filled):
    mine = Place(name="Mine", within="Arden")
    start = TEXT.index("its mine")
    missed = claim(place=mine, evidence=Span(start, start + 8))
    filled.judge(judged(ADD, "doc-1"), at(16), claim=missed)
    (found,) = filled.claims_about("Mine, Arden")
    assert (found.claim.statement, found.sentence[:7]) == ("h1", "Gen. Bo")
    assert list(filled.verify()) == []


def test_two_names_of_one_voice_are_merged_and_the_merge_is_undone(filled):
    other = Source(name="General Bo", org="Vale army", source_class=SourceClass.BELLIGERENT_OFFICIAL)
    filled.add(reading("doc-3", claim(source=other), text=TEXT + " Third."), at(15))

    def voices(**moment):
        return {each.origin for each in filled.claims_about("Arden", **moment)}

    assert voices() == {"Gen. Bo", "General Bo"}
    merge = judged(JudgementKind.MERGE, "Gen. Bo", value={"into": "General Bo"})
    number = filled.judge(merge, at(16))
    assert voices() == {"General Bo"}
    assert voices(as_recorded=at(15)) == {"Gen. Bo", "General Bo"}
    filled.judge(judged(JudgementKind.TAKE_BACK, str(number)), at(17))
    assert voices() == {"Gen. Bo", "General Bo"}
    assert SOURCE.name == "Gen. Bo"


def test_merges_in_a_circle_end(filled):
    filled.add(reading("doc-3", claim(source=replace(SOURCE, name="General Bo"))), at(15))
    for name, into in (("Gen. Bo", "General Bo"), ("General Bo", "Gen. Bo")):
        filled.judge(judged(JudgementKind.MERGE, name, value={"into": into}), at(16))
    assert len(filled.claims_about("Arden")) == 3


def test_what_people_found_out_is_told_beside_the_claim(filled):
    first, _ = ids(filled)
    filled.judge(judged(JudgementKind.REFUTED, first, evidence=("https://example.org/picture",)), at(16))
    assert [each.findings for each in filled.claims_about("Arden")] == [(JudgementKind.REFUTED,), ()]


def test_a_report_that_its_source_took_back_speaks_until_then(filled):
    first, second = ids(filled)
    assert filled.withdraw("doc-1", Withdrawn.RETRACTED, at(20), reason="an error", seen_at=at(18))
    assert not filled.withdraw("doc-1", Withdrawn.RETRACTED, at(21))
    assert ids(filled) == [second]
    assert ids(filled, as_known=date(2023, 1, 17)) == [first, second]
    assert ids(filled, as_known=date(2023, 1, 18)) == [second]
    assert ids(filled, as_recorded=at(19)) == [first, second]
    assert [(each.name, each.claims) for each in filled.places()] == [("Arden", 1)]
    assert list(filled.verify()) == []


def test_a_post_that_was_deleted_takes_all_its_versions_with_it(ledger):
    first = reading("telegram:7/1", story="telegram:7/1")
    second = reading("telegram:7/1@1", text=TEXT + " More.", story="telegram:7/1")
    for each in (first, second):
        ledger.add(each, at(15))
    assert ledger.withdraw_story("telegram:7/1", Withdrawn.DELETED, at(17), seen_at=at(16)) == 2
    assert ledger.withdraw_story("telegram:7/1", Withdrawn.DELETED, at(18), seen_at=at(18)) == 0
    assert ids(ledger) == []
    assert len(ids(ledger, as_known=at(15, 13))) == 1


WRONG = [
    (judged(REJECT, "claim:none"), "holds no claim"),
    (judged(ADD, "doc-9"), "holds no document"),
    (judged(JudgementKind.MERGE, "Nobody", value={"into": "Gen. Bo"}), "knows no source"),
    (judged(JudgementKind.TAKE_BACK, "7"), "holds no judgement"),
    (judged(JudgementKind.TAKE_BACK, "x"), "holds no judgement"),
]


@pytest.mark.parametrize(("judgement", "problem"), WRONG)
def test_a_judgement_about_what_is_not_there_is_refused(filled, judgement, problem):
    with pytest.raises(LedgerError, match=problem):
        filled.judge(judgement, at(16), claim=claim() if judgement.kind is ADD else None)
    assert filled.judgements() == []


def test_withdrawing_what_is_not_there_is_refused(filled):
    with pytest.raises(LedgerError, match="holds no document"):
        filled.withdraw("doc-9", Withdrawn.DELETED, at(16))
