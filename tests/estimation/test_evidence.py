"""What each kind of claim says about who holds the place."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sayso.estimation import RULES, votes
from sayso.estimation.evidence import Extent, extent_of
from sayso.model import CONTESTED, UNSPECIFIED, Certainty, Kind, Polarity, Precision, When

from .conftest import SIDES, day, said

V, M, C = "Vale", "Moor", CONTESTED
CASES = [
    # claim, weights
    (said(0, "A", V), {V: 1.0}),
    (said(0, "A", V, extent="full"), {V: 1.0}),
    (said(0, "A", V, extent="30 percent"), {C: 0.75, V: 0.15, M: 0.1}),
    (said(0, "A", V, extent="three neighborhoods"), {C: 0.75, V: 0.25}),
    (said(0, "A", V, extent="city center"), {C: 0.75, V: 0.25}),
    (said(0, "A", V, denied=True), {M: 0.2, C: 0.2}),
    (said(0, "A", V, certainty=Certainty.PROBABLE), {V: 0.5}),
    (said(0, "A", V, kind=Kind.FIGHTING), {C: 0.1}),
    (said(0, "A", None, kind=Kind.FIGHTING), {C: 0.1}),
    (said(0, "A", V, kind=Kind.FIGHTING, extent="its outskirts"), {C: 0.05}),
    (said(0, "A", V, extent="outskirts"), {C: 0.25}),
    (said(0, "A", V, kind=Kind.FIGHTING, denied=True), {}),
    (said(0, "A", V, kind=Kind.WITHDRAWAL), {M: 0.8}),
    (said(0, "A", V, kind=Kind.WITHDRAWAL, extent="city center"), {C: 0.5}),
    (said(0, "A", V, kind=Kind.WITHDRAWAL, denied=True), {V: 0.5}),
    (said(0, "A", V, kind=Kind.ADVANCE), {C: 0.15}),
    (said(0, "A", V, kind=Kind.ENCIRCLEMENT), {C: 0.15}),
    (said(0, "A", V, kind=Kind.CASUALTIES), {}),
    (said(0, "A", V, kind=Kind.PREDICTION), {}),
    (said(0, "A", V, certainty=Certainty.POSSIBLE), {}),
    (said(0, "A", V, certainty=Certainty.CONDITIONAL), {}),
    (said(0, "A", V, certainty=Certainty.PREDICTED), {}),
    (said(0, "A", V, background=True), {}),
    (said(0, "A", "Some other army"), {}),
    (said(0, "A", None), {}),
    # Asserted of a day that had not come.
    (said(0, "A", V, about=5), {}),
]


@pytest.mark.parametrize(("claim", "weights"), CASES)
def test_what_a_claim_weighs(claim, weights):
    given = votes([claim], SIDES)
    assert {vote.state: vote.weight for vote in given} == pytest.approx(weights)


def test_with_three_sides_what_is_not_said_is_spread():
    sides = ("Vale", "Moor", "Fell")
    denied = votes([said(0, "A", V, denied=True)], sides)
    assert {vote.state: vote.weight for vote in denied} == pytest.approx(
        {M: 0.4 / 3, "Fell": 0.4 / 3, C: 0.4 / 3}
    )
    left = votes([said(0, "A", V, kind=Kind.WITHDRAWAL)], sides)
    assert {vote.state: vote.weight for vote in left} == pytest.approx({M: 0.4, "Fell": 0.4})


def test_the_party_stands_for_a_side_that_is_named_like_it():
    claim = said(0, "A", V)
    by_party = replace(claim, claim=replace(claim.claim, side=None))
    assert votes([by_party], SIDES)[0].state == V


@pytest.mark.parametrize(
    ("extent", "expected"),
    [
        (None, Extent.WHOLE),
        ("full", Extent.ALL),
        ("the whole city", Extent.ALL),
        ("all urban areas", Extent.ALL),
        ("100 %", Extent.ALL),
        ("partial", Extent.PART),
        ("70 %", Extent.PART),
        ("most of the town", Extent.PART),
        ("three neighborhoods", Extent.PART),
        ("the northern outskirts", Extent.OUTSIDE),
    ],
)
def test_extent(extent, expected):
    assert extent_of(said(0, "A", V, extent=extent).claim) is expected


def test_days_known_and_about():
    (vote,) = votes([said(5, "A", V, about=3)], SIDES)
    assert (vote.day_known, vote.day_about) == (day(5), day(3))
    (vote,) = votes([said(5, "A", V)], SIDES)
    assert (vote.day_known, vote.day_about) == (day(5), day(5))
    claim = said(5, "A", V)
    since = replace(
        claim, claim=replace(claim.claim, when=When(first=day(1), last=None, precision=Precision.DAY))
    )
    assert votes([since], SIDES)[0].day_about == day(5)


def test_a_claim_without_a_publication_is_known_from_its_recording_and_without_either_never():
    claim = replace(said(5, "A", V), published=None)
    assert votes([claim], SIDES) == []
    recorded = replace(claim, recorded_at=datetime(2023, 1, 9, 1, tzinfo=UTC))
    assert votes([recorded], SIDES)[0].day_known == day(8)


def test_withheld_voices_of_two_outlets_are_two():
    claims = [said(0, UNSPECIFIED, V, page=page) for page in ("One", "Two", "One")]
    assert len({vote.origin for vote in votes(claims, SIDES)}) == 2


def test_every_rule_is_reached_by_some_kind_and_has_its_sentence():
    assert len({(rule.kind, rule.polarity, rule.extent) for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.because.endswith((".", "?"))
        assert sum(weight for _, weight in rule.gives) <= 1
        assert rule.polarity in Polarity


def test_to_deny_the_whole_is_to_leave_a_part():
    """ "The army does not hold all of the town" says that it holds some of it."""
    from sayso.estimation.evidence import RULES, Towards
    from sayso.model import Kind, Polarity

    (rule,) = [
        r for r in RULES if (r.kind, r.polarity, r.extent) == (Kind.CONTROL, Polarity.DENIED, Extent.ALL)
    ]
    assert [towards for towards, _ in rule.gives] == [Towards.CONTESTED]
