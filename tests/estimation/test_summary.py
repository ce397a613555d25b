"""A word never without its number, and unknown where only the sides have spoken."""

from datetime import timedelta

import pytest

from sayso.estimation import estimate, likelihood_words, verdict
from sayso.model import CONTESTED, UNSPECIFIED, Certainty, Estimate, Kind

from .conftest import SIDES, day, said

WORDS = [
    (0.0, "almost no chance (1-5 %)"),
    (0.05, "very unlikely (5-20 %)"),
    (0.3, "unlikely (20-45 %)"),
    (0.5, "roughly even chance (45-55 %)"),
    (0.55, "likely (55-80 %)"),
    (0.9, "very likely (80-95 %)"),
    (1.0, "almost certain (95-99 %)"),
]


@pytest.mark.parametrize(("probability", "words"), WORDS)
def test_likelihood_words(probability, words):
    assert likelihood_words(probability) == words


def test_no_probability_no_words():
    with pytest.raises(ValueError, match="no probability"):
        likelihood_words(1.2)


def judged(*claims, on=20, **probabilities):
    shares = probabilities or {"Vale": 0.7, "Moor": 0.1, CONTESTED: 0.2}
    made = Estimate(place="Arden", day=day(on), probabilities=shares, method="m", parameters="")
    return verdict(made, claims)


VALE_SAYS = said(18, "Vale ministry", "Vale", speaks_for="Vale")
MOOR_SAYS = said(18, "Moor ministry", "Moor", speaks_for="Moor")
TWO = (said(15, "Monitor", "Vale"), said(16, "Reporter", "Vale", kind=Kind.FIGHTING))
LABELS = [
    ((), "unknown (nothing heard in the last 14 days)"),
    ((VALE_SAYS,), "unknown (claimed by Vale, no independent origin)"),
    ((VALE_SAYS, MOOR_SAYS), "unknown (claimed by Vale and by Moor, no independent origin)"),
    ((VALE_SAYS, TWO[0]), "unknown (claimed by Vale, one independent origin)"),
    ((TWO[0], said(17, "Monitor", "Vale")), "unknown (one independent origin)"),
    # A voice that is not named may be anybody's.
    ((TWO[0], said(17, UNSPECIFIED, "Vale")), "unknown (one independent origin)"),
    # An independent voice that repeats a ministry is the ministry's; one that foresees says nothing yet.
    ((TWO[0], said(17, "Desk", "Vale", certainty=Certainty.PREDICTED)), "unknown (one independent origin)"),
    (TWO, "held by Vale: likely (55-80 %)"),
]


@pytest.mark.parametrize(("claims", "label"), LABELS)
def test_labels(claims, label):
    found = judged(*claims)
    assert found.label == label
    assert found.is_unknown == label.startswith("unknown")


def test_other_labels():
    assert judged(*TWO, Vale=0.02, Moor=0.01, contested=0.97).label == "contested: almost certain (95-99 %)"
    assert judged(*TWO, Vale=0.4, Moor=0.35, contested=0.25).label == "unclear (Vale 40%, Moor 35%)"


def test_only_the_last_fourteen_days_count_and_nothing_later():
    assert judged(*TWO, on=15).independent_origins == ("Monitor",)
    assert judged(*TWO, on=28).independent_origins == ("Monitor", "Reporter")
    old = judged(*TWO, on=29)
    assert (old.independent_origins, old.is_unknown) == (("Reporter",), True)
    assert old.last_independent == day(16)
    assert judged(*TWO, on=10).last_independent is None


def test_a_claimant_alone_never_gets_beyond_claimed_by():
    claims = [
        said(number, f"Vale spokesman {number}", "Vale", speaks_for="Vale", page=str(number))
        for number in range(20)
    ]
    (found,) = estimate("Arden", claims, sides=SIDES, first=day(20), last=day(20))
    shown = verdict(found, claims)
    assert shown.label == "unknown (claimed by Vale, no independent origin)"
    assert shown.claimed_by == ("Vale",)
    assert day(20) - timedelta(days=14) < day(20)
