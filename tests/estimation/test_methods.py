"""What must hold of every method, whatever the claims."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.estimation import METHODS, estimate, explain
from sayso.model import CONTESTED, Certainty, Kind, Polarity

from .conftest import SIDES, day, said

every_method = pytest.mark.parametrize("method", METHODS)
either_view = pytest.mark.parametrize("hindsight", [False, True])
LAST = 40

claims_made = st.lists(
    st.builds(
        said,
        st.integers(0, LAST + 10),
        st.sampled_from(["Ministry", "Staff", "Monitor", "Reporter"]),
        st.sampled_from(SIDES),
        kind=st.sampled_from([Kind.CONTROL, Kind.CONTROL, Kind.FIGHTING, Kind.WITHDRAWAL]),
        denied=st.booleans(),
        certainty=st.sampled_from([Certainty.ASSERTED, Certainty.PROBABLE]),
        about=st.none() | st.integers(0, LAST),
    ),
    max_size=12,
    unique_by=lambda claim: claim.id,
)


def curve(claims, *, first=0, last=LAST, **options):
    asked = {"sides": SIDES, "first": day(first), "last": day(last), **options}
    found = estimate("Arden", claims, **asked)
    return np.array([list(each.probabilities.values()) for each in found])


def mirrored(claim):
    other = {"Vale": "Moor", "Moor": "Vale"}
    fields = claim.claim
    source = replace(fields.source, side=other.get(fields.source.side))
    return replace(
        claim, claim=replace(fields, party=other[fields.party], side=other[fields.side], source=source)
    )


@every_method
@either_view
@given(claims=claims_made)
def test_probabilities_are_probabilities(method, hindsight, claims):
    found = curve(claims, method=method, hindsight=hindsight)
    assert found.shape == (LAST + 1, 3)
    assert (found >= 0).all()
    assert found.sum(axis=1) == pytest.approx(1)


@every_method
@either_view
@given(claims=claims_made, data=st.data())
def test_the_order_of_arrival_does_not_matter(method, hindsight, claims, data):
    shuffled = data.draw(st.permutations(claims))
    options = {"method": method, "hindsight": hindsight}
    assert (curve(claims, **options) == curve(shuffled, **options)).all()


@every_method
@either_view
@given(claims=claims_made)
def test_exchanging_the_sides_mirrors_the_curve_exactly(method, hindsight, claims):
    options = {"method": method, "hindsight": hindsight}
    there = curve([mirrored(claim) for claim in claims], **options)
    assert (curve(claims, **options) == there[:, [1, 0, 2]]).all()
    assert (curve(claims, **options) == curve(claims, sides=SIDES[::-1], **options)[:, [1, 0, 2]]).all()


@every_method
@given(claims=claims_made, until=st.integers(0, LAST))
def test_as_known_on_a_day_nothing_later_is_used(method, claims, until):
    known = [claim for claim in claims if claim.published.day <= day(until)]
    assert (curve(claims, last=until, method=method) == curve(known, method=method)[: until + 1]).all()


@every_method
@either_view
@given(claims=claims_made, first=st.integers(0, LAST))
def test_a_day_does_not_hang_on_which_days_are_asked_about(method, hindsight, claims, first):
    options = {"method": method, "hindsight": hindsight}
    assert (curve(claims, **options)[first:] == curve(claims, first=first, **options)).all()


@every_method
@given(claims=claims_made)
def test_a_prediction_moves_nothing_today(method, claims):
    foreseen = [
        replace(claim, claim=replace(claim.claim, certainty=Certainty.PREDICTED, polarity=Polarity.AFFIRMED))
        for claim in (said(3, "Staff", "Vale", page="p"), said(9, "Monitor", "Moor", about=12, page="p"))
    ]
    assert (curve(claims, method=method) == curve(claims + foreseen, method=method)).all()


@pytest.mark.parametrize("method", [each for each in METHODS if each != "party-frame-chain"])
@either_view
def test_a_hundred_carriers_of_one_origin_count_as_one(method, hindsight):
    others = [said(3, "Monitor", "Moor"), said(1, "Reporter", "Moor")]
    one = [said(3, "Ministry", "Vale", page="first")]
    hundred = [said(3, "Ministry", "Vale", page=str(number)) for number in range(100)]
    options = {"method": method, "hindsight": hindsight}
    assert (curve(others + one, **options) == curve(others + hundred, **options)).all()


@pytest.mark.parametrize("method", ["majority-7d", "dawid-skene-7d"])
def test_carriers_on_other_days_of_the_week_add_no_vote(method):
    others = [said(6, "Monitor", "Moor"), said(6, "Reporter", "Moor")]
    daily = [said(number, "Ministry", "Vale", page=str(number)) for number in range(7)]
    together = curve(others + daily, last=6, method=method)[6]
    assert together == pytest.approx(curve([*others, daily[6]], last=6, method=method)[6])
    assert together[1] > together[0]


@every_method
def test_no_claim_is_even_odds_and_silence_holds_the_last_word(method):
    assert curve([], method=method) == pytest.approx(1 / 3)
    held = curve([said(5, "Monitor", "Vale"), said(5, "Reporter", "Vale")], method=method)
    assert held[4] == pytest.approx(1 / 3)
    assert held[5].argmax() == held[LAST].argmax() == 0


@every_method
def test_old_news_is_history_online_and_evidence_in_hindsight(method):
    old = [said(38, "Monitor", "Vale", about=2)]
    assert curve(old, method=method) == pytest.approx(1 / 3)
    told = curve(old, method=method, hindsight=True)[2]
    assert told[0] > told[1]


@every_method
@either_view
@given(claims=claims_made)
def test_a_reason_is_what_the_log_odds_lose_without_the_claim(method, hindsight, claims):
    asked = {"method": method, "hindsight": hindsight}
    found = explain("Arden", claims, sides=SIDES, day=day(20), **asked, reasons=99)
    names = {claim.id for claim in claims}
    assert {reason.claim for reason in found.because} <= names
    weights = [abs(reason.log_odds) for reason in found.because]
    assert weights == sorted(weights, reverse=True)
    assert list(found.probabilities.values()) == list(curve(claims, first=20, last=20, **asked)[0])


def test_reasons_speak_for_and_against_the_top_state():
    claims = [said(18, "Monitor", "Vale"), said(19, "Reporter", "Vale"), said(20, "Staff", "Moor")]
    found = explain("Arden", claims, sides=SIDES, day=day(20), method="majority-7d")
    signs = {reason.origin: reason.log_odds > 0 for reason in found.because}
    assert signs == {"Monitor": True, "Reporter": True, "Staff": False}
    without = curve(claims[1:], first=20, last=20, method="majority-7d")[0]
    whole = list(found.probabilities.values())
    part = next(reason for reason in found.because if reason.origin == "Monitor")
    expected = np.log(whole[0] / whole[1]) - np.log(without[0] / without[1])
    assert part.log_odds == pytest.approx(expected)


def test_an_estimate_names_its_method_and_place():
    (found,) = estimate("Arden", [], sides=SIDES, first=day(0), last=day(0), method="majority-7d", reasons=3)
    assert (found.place, found.day, found.method, found.because) == ("Arden", day(0), "majority-7d", ())
    assert tuple(found.probabilities) == (*SIDES, CONTESTED)


WRONG = [
    ({"sides": ()}, "sides"),
    ({"sides": ("Vale", "Vale")}, "sides"),
    ({"sides": ("Vale", CONTESTED)}, "sides"),
    ({"first": 2, "last": 1}, "before the first"),
    ({"method": "guess"}, "no method 'guess'; there is last-claim"),
]


@pytest.mark.parametrize(("options", "problem"), WRONG)
def test_questions_that_cannot_be_asked_are_refused(options, problem):
    with pytest.raises(ValueError, match=problem):
        curve([], **options)


def test_the_voices_of_one_side_for_themselves_are_one_interest() -> None:
    """Ten voices that speak for their own side weigh as two; one that speaks against it weighs whole."""
    from sayso.estimation.baselines import _as_one_interest

    day = date(2023, 1, 10)
    said = {(day, f"voice {n}"): {"North": 1.0} for n in range(10)}
    said[day, "a voice of the North that admits"] = {"South": 1.0}
    sides = {origin: "North" for _, origin in said}
    shared = _as_one_interest(said, sides)
    assert sum(weights.get("North", 0.0) for weights in shared.values()) == pytest.approx(2.0)
    assert shared[day, "a voice of the North that admits"] == {"South": 1.0}
