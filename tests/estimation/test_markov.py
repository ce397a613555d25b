"""What must hold of the chain of one place, parameters fixed, whatever is claimed."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.estimation import METHODS, estimate, explain, votes
from sayso.estimation.discounts import MOST, discounted
from sayso.estimation.question import Question
from sayso.estimation.windows import WINDOW
from sayso.model import CONTESTED, Certainty, Kind, SourceClass

from .conftest import SIDES, day, said

THREE = (*SIDES, "Fell")
LAST = 25
either_view = pytest.mark.parametrize("hindsight", [False, True])
PARTISAN = (
    SourceClass.BELLIGERENT_OFFICIAL,
    SourceClass.IRREGULAR,
    SourceClass.LOCAL_OFFICIAL,
    SourceClass.STATE_MEDIA,
    SourceClass.UNKNOWN,
)


def of_class(claim, source_class):
    source = replace(claim.claim.source, source_class=source_class)
    return replace(claim, claim=replace(claim.claim, source=source))


claims_of_three = st.lists(
    st.builds(
        of_class,
        st.builds(
            said,
            st.integers(0, LAST),
            st.sampled_from(["Ministry", "Staff", "Monitor"]),
            st.sampled_from(THREE),
            kind=st.sampled_from([Kind.CONTROL, Kind.CONTROL, Kind.FIGHTING, Kind.WITHDRAWAL]),
            denied=st.booleans(),
            speaks_for=st.none() | st.sampled_from(THREE),
        ),
        st.sampled_from(SourceClass),
    ),
    max_size=10,
    unique_by=lambda claim: claim.id,
)


def curve(claims, *, sides=SIDES, last=LAST, hindsight=False):
    found = estimate("Arden", claims, sides=sides, first=day(0), last=day(last), hindsight=hindsight)
    return np.array([list(each.probabilities.values()) for each in found])


def renamed(claim, to):
    fields = claim.claim
    source = replace(fields.source, side=to.get(fields.source.side))
    return replace(claim, claim=replace(fields, party=to[fields.party], side=to[fields.side], source=source))


@either_view
@given(claims=claims_of_three)
def test_three_sides_in_any_order_are_mirrored_exactly(hindsight, claims):
    here = curve(claims, sides=THREE, hindsight=hindsight)
    for order in permutations(range(3)):
        to = {THREE[n]: THREE[order[n]] for n in range(3)}
        there = curve([renamed(claim, to) for claim in claims], sides=THREE, hindsight=hindsight)
        assert (here == there[:, [*order, 3]]).all()
        asked = curve(claims, sides=[THREE[n] for n in order], hindsight=hindsight)
        assert (here[:, [*order, 3]] == asked).all()


def by_day(claims):
    return [(vote.day_known, vote) for vote in votes(claims, SIDES)]


@given(
    days=st.lists(st.integers(0, 30), min_size=1, max_size=40),
    relayed=st.booleans(),
    admits=st.booleans(),
)
def test_what_one_origin_adds_for_one_state_in_any_week_is_bounded(days, relayed, admits):
    relays = ("Agency",) if relayed else ()
    claims = [
        said(
            number,
            "Ministry",
            "Vale",
            speaks_for="Moor" if admits else "Vale",
            page=str(n),
            relayed_by=relays,
        )
        for n, number in enumerate(days)
    ]
    dated = by_day(claims)
    weights = discounted(dated)
    for start in range(31):
        week = [w for (at, _), w in zip(dated, weights, strict=True) if 0 <= (at - day(start)).days < WINDOW]
        assert sum(week) <= MOST + 1e-9
    assert min(weights) >= 0


def evidence(claims):
    """The log-likelihood of all that the claims say together, for each state."""
    asked = Question(claims=tuple(claims), sides=SIDES, first=day(0), last=day(LAST))
    return sum(METHODS["party-frame-chain"].evidence(asked).values())


@given(
    days=st.lists(st.integers(3, 9), min_size=100, max_size=100),
    speaks_for=st.sampled_from([None, *SIDES]),
    source_class=st.sampled_from(SourceClass),
)
def test_a_hundred_carriers_of_one_origin_have_the_evidence_of_one_and_a_half_claims(
    days, speaks_for, source_class
):
    carried = [
        of_class(said(number, "Ministry", "Vale", speaks_for=speaks_for, page=str(n)), source_class)
        for n, number in enumerate(days)
    ]
    assert evidence(carried) == pytest.approx(MOST * evidence(carried[:1]))


@pytest.mark.parametrize("source_class", PARTISAN)
@pytest.mark.parametrize("admits_on", [3, 6, 9])
@pytest.mark.parametrize("each_day", [1, 20])
def test_one_admission_outweighs_any_number_of_claims_for_the_own_side(source_class, admits_on, each_day):
    boasts = [
        of_class(said(number, "Ministry", "Vale", speaks_for="Vale", page=f"{number}-{n}"), source_class)
        for number in range(3, 10)
        for n in range(each_day)
    ]
    admission = of_class(said(admits_on, "Governor", "Moor", speaks_for="Vale"), source_class)
    vale, moor, _ = curve([*boasts, admission], last=9)[9]
    assert moor > vale


@either_view
@given(claims=claims_of_three, data=st.data())
def test_leaving_a_claim_out_changes_a_day_by_what_is_shown_for_it(hindsight, claims, data):
    # A claim that tells only that the place is spoken of, so that no other is the first to do so.
    first = said(0, "Desk", "Vale", kind=Kind.FORCE)
    options = {"sides": THREE, "day": day(LAST), "hindsight": hindsight}
    whole = explain("Arden", [first, *claims], **options, reasons=99)
    shown = {reason.claim: reason.log_odds for reason in whole.because}
    top, second = sorted(whole.probabilities, key=lambda state: -whole.probabilities[state])[:2]
    for claim in claims:
        rest = [each for each in [first, *claims] if each is not claim]
        without = explain("Arden", rest, **options).probabilities
        moved = log_odds(whole.probabilities, top, second) - log_odds(without, top, second)
        assert shown.get(claim.id, 0.0) == pytest.approx(moved, abs=1e-8)


@either_view
@given(claims=claims_of_three, data=st.data())
def test_what_is_left_out_beside_a_claim_changes_nothing(hindsight, claims, data):
    """Days before anything is missed are reckoned once for all; each curve is the one reckoned alone."""
    options = {"sides": THREE, "first": day(LAST), "last": day(LAST), "hindsight": hindsight}
    question = Question(claims=tuple(claims), **options)
    method = METHODS["party-frame-chain"]
    muted = [(), *((claim.id,) for claim in claims)]
    for mute, together in zip(muted, method.curves(question, muted), strict=True):
        (alone,) = method.curves(question, [mute])
        assert alone == pytest.approx(together, abs=1e-12)


def log_odds(probabilities, one, other):
    return np.log(probabilities[one] / probabilities[other])


def test_what_is_foreseen_and_what_is_told_of_another_day_move_nothing():
    known = [said(3, "Monitor", "Vale"), said(4, "Staff", "Moor", speaks_for="Moor")]
    later = [
        said(6, "Monitor", "Moor", certainty=Certainty.PREDICTED),
        said(7, "Monitor", "Moor", kind=Kind.PREDICTION),
        said(7, "Desk", "Moor", about=20),
    ]
    assert (curve(known) == curve(known + later)).all()


def test_a_place_that_is_spoken_of_is_taken_for_contested_until_more_is_known():
    found = curve([said(5, "Desk", "Vale", kind=Kind.FORCE)])
    assert found[4] == pytest.approx(1 / 3)
    assert found[5] == pytest.approx([0.1, 0.1, 0.8])
    assert (np.diff(found[5:, 2]) < 0).all()


def test_what_came_later_tells_of_a_day_to_those_who_look_back_and_to_no_others():
    earlier = [said(2, "Monitor", "Vale")]
    later = [said(12, "Reporter", "Vale"), said(12, "Staff", "Vale", speaks_for="Moor")]
    assert (curve(earlier)[5] == curve(earlier + later)[5]).all()
    assert curve(earlier + later, hindsight=True)[5, 0] > curve(earlier, hindsight=True)[5, 0] + 0.1


def test_the_states_are_told_by_their_names():
    (found,) = estimate("Arden", [], sides=THREE, first=day(0), last=day(0))
    assert tuple(found.probabilities) == (*THREE, CONTESTED)
