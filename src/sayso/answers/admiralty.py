"""The Admiralty code: the reliability of a source, A to F, and the credibility of a claim, 1 to 6.

The two are kept apart, as the code wants it: a good source can be wrong of one town, and a boaster right.
What makes a letter is what the source said of everything; what makes a figure is what others say of this.
"""

from __future__ import annotations

from enum import StrEnum

from sayso.estimation.reliability import Reliability

FEWEST = 10.0
"""Claims, repeats discounted, under which a source is not judged."""
_LETTERS = (
    # Thirty claims, the most that an interval rests on, have its lower end at 0.91 where all of them held.
    (0.85, "A"),
    # Five claims of six in the end, and not fewer than seven of ten.
    (0.70, "B"),
    # More often right than wrong, whatever befalls.
    (0.50, "C"),
    # Below, it is not known to be right more often than a coin; under three of ten it misleads.
    (0.30, "D"),
    (0.0, "E"),
)
"""The lower end of the interval that each letter needs. It decides, not the mean: who said little has shown
little."""


class Grade(StrEnum):
    """The reliability of a source, in the words of the code."""

    A = "completely reliable"
    B = "usually reliable"
    C = "fairly reliable"
    D = "not usually reliable"
    E = "unreliable"
    F = "cannot be judged"


class Credit(StrEnum):
    """The credibility of a claim, in the words of the code, from 1 to 6."""

    CONFIRMED = "confirmed by other sources"
    PROBABLE = "probably true"
    POSSIBLE = "possibly true"
    DOUBTFUL = "doubtful"
    IMPROBABLE = "improbable"
    UNJUDGED = "cannot be judged"

    @property
    def number(self) -> int:
        """1 to 6."""
        return list(Credit).index(self) + 1


def grade_of(found: Reliability | None) -> Grade:
    """The letter of a source, of one direction or all; `F` where it said too little that can be judged."""
    if found is None or found.weight < FEWEST:
        return Grade.F
    return next(Grade[letter] for least, letter in _LETTERS if found.low >= least)


def credit_of(borne_out: int, contradicted: int) -> Credit:
    """The figure of a claim that so many disinterested origins other than its own bear out, and so many
    contradict. What nobody else speaks of cannot be judged, whoever says it."""
    if not borne_out and not contradicted:
        return Credit.UNJUDGED
    if not contradicted:
        return Credit.CONFIRMED if borne_out > 1 else Credit.PROBABLE
    if borne_out >= contradicted:
        return Credit.POSSIBLE
    return Credit.IMPROBABLE if not borne_out and contradicted > 1 else Credit.DOUBTFUL
