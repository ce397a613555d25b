"""The Admiralty code: what makes a letter, what makes a figure, and that neither knows of the other."""

import pytest

from sayso.answers.admiralty import Credit, Grade, credit_of, grade_of
from sayso.estimation.reliability import Reliability


def said(claims, held, low):
    return Reliability(claims=claims, weight=float(claims), held=held, low=low, high=min(1.0, held + 0.1))


@pytest.mark.parametrize(
    ("found", "letter"),
    [
        (None, "F"),
        (said(9, 1.0, 0.86), "F"),
        (said(40, 0.98, 0.9), "A"),
        # The lower end decides: as good on the mean, and less of it.
        (said(12, 0.98, 0.75), "B"),
        (said(40, 0.7, 0.55), "C"),
        (said(40, 0.55, 0.4), "D"),
        (said(40, 0.3, 0.2), "E"),
    ],
)
def test_the_lower_end_of_the_interval_makes_the_letter(found, letter):
    assert grade_of(found).name == letter


@pytest.mark.parametrize(
    ("borne_out", "contradicted", "figure"),
    [(0, 0, 6), (2, 0, 1), (1, 0, 2), (2, 1, 3), (1, 1, 3), (1, 2, 4), (0, 1, 4), (0, 2, 5)],
)
def test_disinterested_origins_make_the_figure(borne_out, contradicted, figure):
    assert credit_of(borne_out, contradicted).number == figure


def test_every_letter_and_figure_has_the_words_of_the_code():
    assert [each.name for each in Grade] == list("ABCDEF")
    assert [each.number for each in Credit] == [1, 2, 3, 4, 5, 6]
    assert Grade.F.value == Credit.UNJUDGED.value == "cannot be judged"
