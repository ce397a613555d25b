"""Estimates for the days of one place, and the claims that made them what they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from sayso.estimation.baselines import DawidSkene, LastClaim, Majority
from sayso.estimation.markov import shipped_markov
from sayso.estimation.question import Method, Question
from sayso.estimation.windows import WINDOW, Floats
from sayso.model import Estimate, Reason, RecordedClaim

METHODS: dict[str, Method] = {
    "last-claim": LastClaim(),
    "majority-7d": Majority(),
    "dawid-skene-7d": DawidSkene(),
    "party-frame-chain": shipped_markov(),
}
DEFAULT_METHOD = "party-frame-chain"

_LEAST = 1e-9


def estimate(
    place: str,
    claims: Sequence[RecordedClaim],
    *,
    sides: Sequence[str],
    first: date,
    last: date,
    method: str = DEFAULT_METHOD,
    hindsight: bool = False,
    reasons: int = 0,
) -> list[Estimate]:
    """One estimate for each day from `first` to `last`: who of `sides` holds the place, or contested.

    Without `hindsight` each day is told only by claims known by its end, and by parameters fixed
    before it; with it, all claims stand at the days that they are about. `reasons` is how many
    claims, the weightiest first, each estimate shows. Raises ValueError for an unknown method, for
    no or doubled sides, and for days in the wrong order.
    """
    reckoner = _method(method)
    question = Question(claims=tuple(claims), sides=tuple(sides), first=first, last=last, hindsight=hindsight)
    candidates = _candidates(question) if reasons else []
    curve, *without = reckoner.curves(question, [(), *((claim.id,) for claim in candidates)])
    return [
        Estimate(
            place=place,
            day=day,
            probabilities=dict(zip(question.states, map(float, curve[row]), strict=True)),
            method=reckoner.name,
            parameters=reckoner.parameters,
            because=_reasons(curve[row], [other[row] for other in without], candidates)[:reasons],
        )
        for row, day in enumerate(question.days)
    ]


def explain(
    place: str,
    claims: Sequence[RecordedClaim],
    *,
    sides: Sequence[str],
    day: date,
    method: str = DEFAULT_METHOD,
    hindsight: bool = False,
    reasons: int = 5,
) -> Estimate:
    """The estimate of one day with its reasons: what the log-odds of the top state over the next
    would lose if the claim were left out, parameters kept."""
    (found,) = estimate(
        place,
        claims,
        sides=sides,
        first=day,
        last=day,
        method=method,
        hindsight=hindsight,
        reasons=reasons,
    )
    return found


def _method(name: str) -> Method:
    if name not in METHODS:
        raise ValueError(f"no method {name!r}; there is {', '.join(METHODS)}")
    return METHODS[name]


def _candidates(question: Question) -> list[RecordedClaim]:
    """The claims that can move a day asked about: those of its window, of the last window that had
    any where nothing is newer, and of the window that would be the last without that one."""
    dated = question.dated_votes()
    newest = max((day for day, _ in dated if day <= question.first), default=question.first)
    since = newest - timedelta(days=2 * WINDOW)
    heard = {vote.claim_id for day, vote in dated if day > since}
    by_id = {claim.id: claim for claim in question.claims if claim.id in heard}
    return [by_id[name] for name in sorted(by_id)]


def _reasons(whole: Floats, without: list[Floats], claims: list[RecordedClaim]) -> tuple[Reason, ...]:
    """Each claim's part in one day's log-odds of the top state over the next, the greatest first.

    Claims of no weight are left out. States that are even stand in their order.
    """
    top, second = np.argsort(-whole, kind="stable")[:2]

    def log_odds(row: Floats) -> float:
        logs = np.log(np.maximum(row, _LEAST))
        return float(logs[top] - logs[second])

    parts = [
        Reason(claim=claim.id, origin=claim.origin, log_odds=log_odds(whole) - log_odds(row))
        for claim, row in zip(claims, without, strict=True)
    ]
    moved = [part for part in parts if abs(part.log_odds) > _LEAST]
    return tuple(sorted(moved, key=lambda part: (-abs(part.log_odds), part.claim)))
