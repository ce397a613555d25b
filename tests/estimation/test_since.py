"""What a claim says of the days before the one on which it is said."""

from dataclasses import replace
from datetime import date

import pytest

from sayso.estimation import estimate, votes
from sayso.estimation.evidence import ONSET, since_when
from sayso.estimation.question import Question
from sayso.model import CONTESTED, Kind, Precision, SourceClass, When

from .conftest import SIDES, day, said

V, M = SIDES


def told(claim, first, last=None, precision=Precision.DAY):
    """The same claim with an interval of its own."""
    return replace(claim, claim=replace(claim.claim, when=When(first=first, last=last, precision=precision)))


def neutral(number, holder, **more):
    found = said(number, "Monitor", holder, **more)
    source = replace(found.claim.source, source_class=SourceClass.MONITOR)
    return replace(found, claim=replace(found.claim, source=source))


def curve(claims, *, hindsight, last=20):
    found = estimate("Arden", claims, sides=SIDES, first=day(0), last=day(last), hindsight=hindsight)
    return [each.probabilities for each in found]


BEFORE = neutral(0, M)
SINCE = told(neutral(14, V), day(10))
PLAIN = neutral(14, V)


def test_held_since_speaks_with_hindsight_for_the_days_of_its_interval():
    plain, since = (curve([BEFORE, each], hindsight=True) for each in (PLAIN, SINCE))
    for number in range(10, 15):
        assert since[number][V] > plain[number][V]
    assert since[10][V] > since[9][V]


def test_as_known_it_is_heard_on_the_day_of_its_report_and_not_before():
    plain, since = (curve([BEFORE, each], hindsight=False) for each in (PLAIN, SINCE))
    assert since == plain


def test_captured_between_two_days_is_an_event_and_stands_at_the_last():
    captured = told(neutral(14, V), day(10), day(13))
    at_the_end = told(neutral(14, V), day(13), day(13))
    assert curve([BEFORE, captured], hindsight=True) == curve([BEFORE, at_the_end], hindsight=True)


def test_a_late_report_revises_with_hindsight_alone():
    late = neutral(14, V, about=8)
    known, hindsight = (curve([BEFORE, late], hindsight=each) for each in (False, True))
    assert known[13] == curve([BEFORE], hindsight=False)[13]
    assert hindsight[8][V] > known[8][V]


def test_the_whole_interval_weighs_little_more_than_its_last_day():
    question = Question(claims=(SINCE,), sides=SIDES, first=day(0), last=day(20), hindsight=True)
    dated = question.dated_votes()
    assert [(each, vote.weight) for each, vote in dated] == [(day(14), 1.0), (day(10), ONSET)]


def test_saying_it_every_day_does_not_pile_up_on_the_first():
    """ "Has held it since the 10th", said on ten days, is one voice's word on the 10th."""
    daily = [told(neutral(number, V), day(10)) for number in range(11, 21)]
    question = Question(claims=tuple(daily), sides=SIDES, first=day(0), last=day(20), hindsight=True)
    from sayso.estimation.discounts import MOST, discounted

    dated = question.dated_votes()
    weights = discounted(dated)
    at_first = sum(weight for (_, vote), weight in zip(dated, weights, strict=True) if vote.is_of_onset)
    assert ONSET < at_first <= MOST


@pytest.mark.parametrize(
    ("first", "precision", "sure"),
    [
        (date(2022, 4, 1), Precision.DAY, date(2022, 4, 1)),
        (date(2022, 4, 1), Precision.MONTH, date(2022, 4, 30)),
        (date(2022, 4, 4), Precision.WEEK, date(2022, 4, 10)),
        (date(2014, 1, 1), Precision.YEAR, date(2014, 12, 31)),
        (date(2022, 4, 1), Precision.VAGUE, None),
        # Since this month, said in its midst: of no earlier day is it sure.
        (date(2023, 1, 1), Precision.MONTH, None),
    ],
)
def test_since_when_it_has_surely_been_so(first, precision, sure):
    claim = told(said(14, "A", V), first, precision=precision).claim
    assert since_when(claim, day(14)) == sure


def test_only_who_holds_a_place_is_a_state_that_lasts():
    claim = told(said(14, "A", V, kind=Kind.FIGHTING), day(10)).claim
    assert since_when(claim, day(14)) is None


def test_sides_that_change_places_change_every_day():
    mirror = {V: M, M: V, CONTESTED: CONTESTED}
    one = curve([BEFORE, SINCE], hindsight=True)
    other = curve([neutral(0, V), told(neutral(14, M), day(10))], hindsight=True)
    assert other == [{mirror[name]: p for name, p in each.items()} for each in one]


def test_what_it_says_of_both_days_goes_with_it():
    (vote,) = votes([SINCE], SIDES)
    onset = vote.at_onset()
    assert onset is not None
    assert (onset.claim_id, onset.state, onset.day_known) == (vote.claim_id, vote.state, vote.day_known)
    assert onset.at_onset() is None
