"""What is taken back, corrected or found out moves the estimate once it was known, and no earlier view."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sayso.answers.days import days_of
from sayso.estimation import DEFAULT_METHOD
from sayso.ledger import Ledger
from sayso.model import Judgement, JudgementKind, Place, Withdrawn

from .test_kept_disputes import FIRST, reading

TOWN = Place(name="Bakhm", id="geonames:7")
WEEK = FIRST + timedelta(days=6)
RECORDED = datetime.combine(FIRST + timedelta(days=1), datetime.min.time(), UTC)


@pytest.fixture
def ledger(address):
    with Ledger.open(address) as opened:
        opened.add(reading("a", 1, TOWN, "Brig. Ash", "Moor"), RECORDED)
        # so that Vale is a side whatever becomes of "b"
        opened.add(reading("z", 2, TOWN, "Gen. Bo", "Vale"), RECORDED + timedelta(days=2))
        opened.add(reading("b", 3, TOWN, "Town Watch", "Vale"), RECORDED + timedelta(days=3))
        yield opened


def held_by_vale(ledger, last=WEEK, *, hindsight=False, first=FIRST):
    """The chance on each day, by what was known on `last`."""
    found = days_of(ledger, "Bakhm", first, last, method=DEFAULT_METHOD, hindsight=hindsight)
    return [each.probabilities.get("Vale", 0.0) for each in found.estimates]


def claim_of(ledger, document):
    return next(each for each in ledger.claims_about("Bakhm") if each.document_id == document)


def judge(ledger, kind, subject, **more):
    claim = more.pop("claim", None)
    judgement = Judgement(kind=kind, subject=subject, author="A. Reader", reason="read again", **more)
    return ledger.judge(judgement, RECORDED + timedelta(days=9), claim=claim)


@pytest.mark.parametrize("hindsight", [False, True])
def test_a_rejected_claim_is_no_evidence(ledger, hindsight):
    before = held_by_vale(ledger, hindsight=hindsight)
    number = judge(ledger, JudgementKind.REJECT, claim_of(ledger, "b").id)
    without = held_by_vale(ledger, hindsight=hindsight)
    assert without[3] < before[3]
    judge(ledger, JudgementKind.TAKE_BACK, str(number))
    assert held_by_vale(ledger, hindsight=hindsight) == before


def test_a_corrected_claim_speaks_as_corrected(ledger):
    before = held_by_vale(ledger)
    wrong = claim_of(ledger, "b")
    right = replace(wrong.claim, party="Moor", side="Moor")
    judge(ledger, JudgementKind.CORRECT, wrong.id, value={"party": "Moor"}, claim=right)
    after = held_by_vale(ledger)
    assert after[:3] == before[:3]
    assert after[3] < before[3]


@pytest.mark.parametrize("finding", [JudgementKind.VERIFIED, JudgementKind.REFUTED])
@pytest.mark.parametrize("hindsight", [False, True])
def test_what_a_person_found_out_is_shown_and_no_evidence(ledger, finding, hindsight):
    before = held_by_vale(ledger, hindsight=hindsight)
    judge(ledger, finding, claim_of(ledger, "b").id, evidence=("https://example.org/photo",))
    assert claim_of(ledger, "b").findings == (finding,)
    assert held_by_vale(ledger, hindsight=hindsight) == before


@pytest.mark.parametrize("kind", list(Withdrawn))
def test_a_withdrawn_report_counts_until_it_was_withdrawn(ledger, kind):
    before = held_by_vale(ledger)
    seen = datetime.combine(FIRST + timedelta(days=5), datetime.min.time(), UTC) + timedelta(hours=12)
    ledger.withdraw("b", kind, RECORDED + timedelta(days=9), seen_at=seen)
    assert held_by_vale(ledger, FIRST + timedelta(days=4)) == before[:5]
    assert held_by_vale(ledger)[-1] < before[-1]
    # Looking back from then on it is no evidence for any day.
    assert held_by_vale(ledger, hindsight=True)[3] < before[3]


def test_a_version_speaks_from_its_change_and_the_one_before_until_then(address):
    with Ledger.open(address) as ledger:
        ledger.add(reading("a", 1, TOWN, "Brig. Ash", "Moor"), RECORDED)
        ledger.add(reading("b", 3, TOWN, "Town Watch", "Vale", story="s"), RECORDED + timedelta(days=3))
        before = held_by_vale(ledger)
        changed = reading("c", 5, TOWN, "Town Watch", "Moor", story="s", text="Moor holds Bakhm.")
        ledger.add(changed, RECORDED + timedelta(days=5))
        assert held_by_vale(ledger, FIRST + timedelta(days=4)) == before[:5]
        assert held_by_vale(ledger)[-1] < before[-1]


def test_a_voice_that_denies_what_it_said_turns_the_estimate_from_then_on(ledger):
    before = held_by_vale(ledger)
    ledger.add(reading("d", 5, TOWN, "Town Watch", "Vale", denied=True), RECORDED + timedelta(days=5))
    after = held_by_vale(ledger)
    assert after[:5] == before[:5]
    assert after[5] < before[5]
    assert held_by_vale(ledger, hindsight=True)[4] < before[4]
