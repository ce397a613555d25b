"""Estimates for the days of one place, and the claims that made them what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sayso.estimation.baselines import DawidSkene, LastClaim, Majority
from sayso.estimation.markov import shipped_markov
from sayso.estimation.question import Method, Question
from sayso.estimation.reasons import Explained
from sayso.estimation.turning import turns_of
from sayso.estimation.windows import Floats
from sayso.model import Estimate, Holder, RecordedClaim

METHODS: dict[str, Method] = {
    "last-claim": LastClaim(),
    "majority-7d": Majority(),
    "dawid-skene-7d": DawidSkene(),
    "party-frame-chain": shipped_markov(),
}
DEFAULT_METHOD = "party-frame-chain"


def estimate(
    place: str,
    claims: Sequence[RecordedClaim],
    *,
    sides: Sequence[str],
    first: date,
    last: date,
    method: str | Method = DEFAULT_METHOD,
    hindsight: bool = False,
    reasons: int = 0,
    reasons_from: date | None = None,
    turns: bool = False,
    holders: Sequence[Holder] = (),
) -> list[Estimate]:
    """One estimate for each day from `first` to `last`: who of `sides` holds the place, or contested.

    Without `hindsight` each day is told only by claims known by its end, and by parameters fixed
    before it; with it, all claims stand at the days that they are about. `reasons` is how many
    claims and origins, the weightiest first, each estimate shows, or with `reasons_from` those from that day
    on: what the log-odds of the top state over the next would lose if a claim, or all of an origin, were left
    out, parameters kept. With `turns` the last day also shows what would change it. All is one reckoning.
    `holders` are the entries about who held the place, under the names of `sides`.
    `method` is a name, or a method with parameters of its own. Raises ValueError for an unknown method, for
    no or doubled sides, and for days in the wrong order.
    """
    reckoner = _method(method)
    question = Question(
        claims=tuple(claims),
        sides=tuple(sides),
        first=first,
        last=last,
        hindsight=hindsight,
        holders=tuple(holders),
    )
    holder = reckoner.prior_holder(question)
    told = Explained(reckoner, question, reasons_from or first) if reasons else None
    curve = told.curve if told is not None else reckoner.curves(question)[0]
    found = [_estimate(place, reckoner, question, curve, row, holder) for row in range(len(question.days))]
    for row, day in enumerate(question.days):
        if told is not None and day >= (reasons_from or first):
            because, origins = told.reasons(row)[:reasons], told.origins(row)[:reasons]
            found[row] = replace(found[row], because=because, origins=origins)
    if turns:
        found[-1] = replace(found[-1], turns=turns_of(found[-1], reckoner, replace(question, first=last)))
    return found


def explain(
    place: str,
    claims: Sequence[RecordedClaim],
    *,
    sides: Sequence[str],
    day: date,
    method: str | Method = DEFAULT_METHOD,
    hindsight: bool = False,
    reasons: int = 5,
    turns: bool = False,
    holders: Sequence[Holder] = (),
) -> Estimate:
    """The estimate of one day with its reasons, and with `turns` what would change it: see `estimate`."""
    (found,) = estimate(
        place,
        claims,
        sides=sides,
        first=day,
        last=day,
        method=method,
        hindsight=hindsight,
        reasons=reasons,
        turns=turns,
        holders=holders,
    )
    return found


def _method(name: str | Method) -> Method:
    if not isinstance(name, str):
        return name
    if name not in METHODS:
        raise ValueError(f"no method {name!r}; there is {', '.join(METHODS)}")
    return METHODS[name]


def _estimate(
    place: str, reckoner: Method, question: Question, curve: Floats, row: int, holder: Holder | None
) -> Estimate:
    return Estimate(
        place=place,
        day=question.first + timedelta(days=row),
        probabilities=dict(zip(question.states, map(float, curve[row]), strict=True)),
        method=reckoner.name,
        parameters=reckoner.parameters,
        prior_holder=holder,
    )
