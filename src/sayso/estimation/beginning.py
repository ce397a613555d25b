"""What is believed of a place when it is first spoken of, before anything is heard.

Mostly that it is contested; the rest leans to whoever is on record as the holder before.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from sayso.estimation.priors import Priors
from sayso.estimation.question import Question
from sayso.estimation.windows import Floats
from sayso.model import Holder

SETTLED = timedelta(days=30)
"""A change of the last weeks is what the first reports are about, so it is no knowledge from before them."""
_DAY = timedelta(days=1)


def prior_holder(question: Question, first: date) -> Holder | None:
    """The entry that tells who held the place before it was first spoken of, on the day `first`.

    None where none does, or where it names nobody of the sides. What counts is the day before: "held until
    10 November" was not known on the 10th. Where two entries begin together and name two holders, neither
    counts.
    """
    before = first - _DAY
    valid = [each for each in question.holders if each.basis.start and each.basis.holds_on(before)]
    latest = max((each.basis.start for each in valid if each.basis.start), default=None)
    if latest is None or latest > before - SETTLED:
        return None
    named = [each for each in valid if each.basis.start == latest]
    if len({each.party for each in named}) > 1 or named[0].party not in question.sides:
        return None
    return named[0]


def at_first(priors: Priors, observable: int) -> Floats:
    """What is believed [K] of a place of which nothing is known from before."""
    contested = priors.places["contested_at_first"]
    found = np.full(observable, (1.0 - contested) / (observable - 1))
    found[-1] = contested
    return found


def beginning(priors: Priors, question: Question, first: date) -> Floats:
    """What is believed [K] of the place of a question on the day on which it is first spoken of, before
    anything is heard."""
    found = at_first(priors, len(question.states))
    holder = prior_holder(question, first)
    if holder is None or holder.basis.start is None:
        return found
    share = lean(priors, (first - holder.basis.start).days)
    side = question.sides.index(holder.party)
    held = 1.0 - priors.places["contested_at_first"]
    found[:-1] *= 1.0 - share
    found[side] += held * share
    return found


def lean(priors: Priors, age: int) -> float:
    """The share of what is not contested that goes to a holder whose entry begins so many days before."""
    return float(priors.places["prior_holder"] * 0.5 ** (age / priors.places["prior_holder_half_life"]))
