"""How much each claim still tells beside those of the same origin that came before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from sayso.estimation.evidence import Vote
from sayso.estimation.windows import WINDOW

REPEATED = 0.35
"""What the same source adds by saying the same again within a week: it has learned little since."""
ADMITTED_AGAIN = 0.7
"""The same for what it says against its own side, which costs it something every time."""
CARRIED = 0.1
"""What a further page adds that carries the word of a known origin."""
MOST = 1.5
"""All that one origin adds for one state within a week, so that neither twelve carriers nor a source that
repeats itself every hour outshouts an admission."""


Weighed = tuple[date, Vote, float]
"""A vote, its day, and the weight that the discounts leave it."""


def discounted(dated: Sequence[tuple[date, Vote]], before: Sequence[Weighed] = ()) -> list[float]:
    """The weight of each vote, in the order given, each beside those of its origin for its state before it.

    Of one day the weightiest goes first, so that no order of arrival tells. `before` are votes of earlier
    days that were weighed already, in the order of their days.
    """
    order = sorted(range(len(dated)), key=lambda n: (dated[n][0], -dated[n][1].weight, dated[n][1].claim_id))
    weights = [0.0] * len(dated)
    of_origin: dict[tuple[str, str], list[tuple[date, float]]] = {}
    for day, vote, weight in before:
        of_origin.setdefault((vote.origin, vote.state), []).append((day, weight))
    for n in order:
        day, vote = dated[n]
        own = of_origin.setdefault((vote.origin, vote.state), [])
        lately = _lately(own, day)
        weight = vote.weight
        if lately:
            weight *= CARRIED if vote.is_relayed else ADMITTED_AGAIN if vote.is_admission else REPEATED
        weight = max(0.0, min(weight, MOST - sum(lately)))
        weights[n] = weight
        own.append((day, weight))
    return weights


def _lately(given: Sequence[tuple[date, float]], day: date) -> list[float]:
    """The weights of the window before a day, in order; `given` is in the order of its days."""
    recent = takewhile(lambda each: (day - each[0]).days < WINDOW, reversed(given))
    return [weight for _, weight in recent][::-1]
