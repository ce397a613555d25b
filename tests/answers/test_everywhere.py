"""Every place on one day: what is kept is what a fresh reckoning tells, to the last bit."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.answers.days import days_of
from sayso.answers.everywhere import estimates_everywhere
from sayso.errors import LedgerError
from sayso.estimation import DEFAULT_METHOD
from sayso.ledger import MEMORY, Ledger
from sayso.model import Document, JudgementKind, Publication, Reading

from .test_kept_disputes import EVENTS, FIRST, PLACES, apply, at, judge, reading

LAST = FIRST + timedelta(days=91)


def told(ledger, day=LAST):
    """The last report is about another place, so that the ledger ends on one day whatever happened."""
    return {each.place: each for each in estimates_everywhere(ledger, day)}


@settings(deadline=None, max_examples=40)
@given(EVENTS, st.sets(st.integers(0, 12)))
def test_what_is_kept_is_what_is_reckoned_anew(events, asked):
    with Ledger.open(MEMORY) as ledger:
        reports = []
        for number, event in enumerate(events):
            apply(ledger, number, event, reports)
            if number in asked:
                told(ledger)
        # After all that befell the record: a report that is deleted later still counts on the day before.
        day = at(24 * 30).date()
        for place, each in told(ledger, day).items():
            if each.estimate is not None:
                fresh = days_of(ledger, place, day, day, method=DEFAULT_METHOD).estimates[0]
                assert each.estimate.probabilities == fresh.probabilities


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "sayso.db") as opened:
        opened.add(reading("a", 1, PLACES[0], "Gen. Bo", "Vale"), at(1))
        opened.add(reading("b", 85, PLACES[1], "Town Watch", "Moor"), at(2))
        yield opened


def test_only_places_of_which_something_changed_are_reckoned_anew(ledger, monkeypatch):
    told(ledger)
    asked = []
    whole = Ledger.claims_of_places
    monkeypatch.setattr(
        Ledger,
        "claims_of_places",
        lambda self, some, **more: asked.append(some) or whole(self, some, **more),
    )
    told(ledger)
    assert asked == []
    ledger.add(reading("c", 86, PLACES[1], "Gen. Bo", "Vale"), at(3))
    before = told(ledger)
    ((place,),) = asked
    assert place[1] == "colm"
    judge(ledger, JudgementKind.REJECT, next(ledger.claims()).id, 4)
    assert "Arden" in before
    assert "Arden" not in told(ledger)


def test_a_later_day_is_told_from_what_is_kept(ledger):
    today, later = told(ledger), told(ledger, LAST + timedelta(days=400))
    assert later["Arden"].estimate.probabilities != today["Arden"].estimate.probabilities
    assert today["Colm"].verdict.label.startswith("unknown (")
    assert later["Colm"].verdict is None


def test_an_earlier_day_is_refused_with_what_to_do(ledger):
    with pytest.raises(LedgerError, match="name a place for an earlier day"):
        told(ledger, FIRST)


def test_an_empty_ledger_has_no_places():
    with Ledger.open(MEMORY) as ledger:
        assert estimates_everywhere(ledger, LAST) == []
        ledger.add(
            Reading(
                document=Document(id="x", text="Nothing.", published=Publication(FIRST)),
                language="en",
                pipeline="t",
                theatre=None,
                statements=(),
                claims=(),
            ),
            at(1),
        )
        assert estimates_everywhere(ledger, at(1).date()) == []
