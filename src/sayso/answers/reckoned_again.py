"""Estimates reckoned again from what they say they were reckoned by, and held against what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy

from sayso import __version__
from sayso.answers.origins import under_their_origins
from sayso.answers.reckoning import Reckoning, code_version, exact, reckoning_of
from sayso.answers.stretches import Stretch, curve_of, stretches_of
from sayso.answers.values import rounded
from sayso.errors import InvalidDataError, LedgerError, UnknownPlaceError
from sayso.estimation import METHODS, Method
from sayso.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one estimate: `problem` is None where it comes out the same to the last bit.

    `is_explained` where it was reckoned by something else than what is here; else what it rests on, or the
    estimate itself, was changed.
    """

    about: str
    problem: str | None = None
    is_explained: bool = False


def reckoned_again(
    ledger: Ledger, told: Iterable[Mapping[str, Any]], learned: Method | None = None
) -> Iterator[Outcome]:
    """An outcome for each estimate in lines of `estimate --json` or `place --json`; days of one reckoning are
    reckoned once. `learned` is a method with the parameters of a file, for those that were reckoned by it.

    Raises `InvalidDataError` for what is no such line.
    """
    known: dict[Reckoning, Mapping[date, Mapping[str, float]] | Outcome] = {}
    for value in told:
        reckoning = reckoning_of(value.get("reckoning"))
        if reckoning not in known:
            known[reckoning] = _days(ledger, reckoning, _method(reckoning, learned))
        for each in _estimates(value):
            yield _compared(value, each, reckoning, _method(reckoning, learned), known[reckoning])


def _estimates(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if "curve" not in value:
        return [value]
    return [*value["curve"], *([value["estimate"]] if value["estimate"] else [])]


def _method(by: Reckoning, learned: Method | None) -> Method | None:
    """The method that an estimate was reckoned by; None where there is none of that name here."""
    if learned is not None and learned.parameters == by.parameters:
        return learned
    return METHODS.get(by.method)


def _days(
    ledger: Ledger, by: Reckoning, method: Method | None
) -> Mapping[date, Mapping[str, float]] | Outcome:
    """The probabilities of each day of a reckoning, or why it cannot be made again."""
    problem = _beyond_reach(ledger, by)
    if problem is not None:
        return problem
    if method is None:
        told = f"was reckoned by {by.method!r}, which is not here"
        return Outcome(about="", problem=told, is_explained=True)
    try:
        stretches = _stretches(ledger, by)
        found = curve_of(
            "", stretches, sides=by.sides, method=method, hindsight=by.hindsight, holders=by.holders
        )
    except (UnknownPlaceError, LedgerError, ValueError) as wrong:
        return Outcome(about="", problem=f"cannot be reckoned again: {wrong}")
    return {each.day: each.probabilities for each in found}


def _beyond_reach(ledger: Ledger, by: Reckoning) -> Outcome | None:
    if by.head is None:
        return Outcome(about="", problem="was reckoned from reports, not from a ledger", is_explained=True)
    there = ledger.head_at(by.head.entries)
    if there is None:
        told = (
            f"was reckoned from a ledger of {by.head.entries} entries; this one has {ledger.head().entries}"
        )
        return Outcome(about="", problem=told)
    if there != by.head.hash:
        told = f"was reckoned from a ledger whose entry {by.head.entries} had another head"
        return Outcome(about="", problem=told)
    return None


def _stretches(ledger: Ledger, by: Reckoning) -> list[Stretch]:
    assert by.head is not None  # seen to in `_beyond_reach`
    then = ledger.upto(by.head.entries, by.as_recorded)
    if by.key is not None:
        claims = ledger.claims_of_places([by.key], as_recorded=then)
        return [Stretch(by.first, by.last, claims, under_their_origins(ledger, claims))]
    with ledger.snapshot() as seen:
        return stretches_of(
            seen,
            by.asked or "",
            by.first,
            by.last,
            as_known=by.as_known,
            as_recorded=then,
            hindsight=by.hindsight,
        )


def _compared(
    value: Mapping[str, Any],
    each: Mapping[str, Any],
    by: Reckoning,
    method: Method | None,
    days: Mapping[date, Mapping[str, float]] | Outcome,
) -> Outcome:
    try:
        about = f"{value['place']} on {each['date']}"
        told, shown = dict(each["exact"]), dict(each["probabilities"])
        said = {state: float.fromhex(bits) for state, bits in told.items()}
        day = date.fromisoformat(each["date"])
    except (KeyError, TypeError, ValueError) as problem:
        raise InvalidDataError("the estimate", "exact", f"is not as sayso writes it ({problem})") from None
    if shown != rounded(said):
        return Outcome(about=about, problem="shows other probabilities than it was reckoned with")
    if isinstance(days, Outcome):
        return Outcome(about=about, problem=days.problem, is_explained=days.is_explained)
    found = days.get(day)
    if found is not None and exact(found) == told:
        return Outcome(about=about)
    assert method is not None  # else there are no days
    reasons = _what_differs(by, method)
    if found is None or set(found) != set(said):
        off = "comes out otherwise"
    else:
        off = f"comes out otherwise, by up to {max(abs(found[state] - said[state]) for state in said):.1g}"
    if not reasons:
        return Outcome(about=about, problem=f"{off}, by the same code and parameters")
    return Outcome(about=about, problem=f"{off}: {'; '.join(reasons)}", is_explained=True)


def _what_differs(by: Reckoning, method: Method) -> list[str]:
    pairs = (
        ("parameters", by.parameters, method.parameters),
        ("sayso", by.sayso, __version__),
        ("code", by.code, code_version()),
        ("numpy", by.numpy, numpy.__version__),
    )
    return [f"{what} {then} then, {now} here" for what, then, now in pairs if then != now]
