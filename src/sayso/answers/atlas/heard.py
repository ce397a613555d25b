"""What was heard of a place in the last days, day by day: what is needed to say "unknown", and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sayso.estimation.summary import (
    FEWEST_ORIGINS,
    RECENT_DAYS,
    claims_for_itself,
    is_independent,
    words_of_known,
    words_of_unknown,
)
from sayso.model import CONTESTED, RecordedClaim

ORIGINS, SPOKEN, FIRST_SIDE = 0b11, 0b100, 3
"""Of what was heard as one number: how many independent origins (two stand for more), whether anything that
weighs, and from which bit on who claims it for themselves, in the order of the sides."""
MOST_SIDES = 28

Codes = NDArray[np.int32]


def heard_over_time(
    heard: Iterable[tuple[date, RecordedClaim]], sides: Sequence[str]
) -> list[tuple[int, int]]:
    """The days (ordinals) on which what was heard lately changes, each with what it then is as one number.

    `heard` are the claims that weigh anything between these sides, each with the day it became known.
    """
    days: dict[object, set[int]] = {}
    for known, each in heard:
        day = known.toordinal()
        days.setdefault(None, set()).add(day)
        if is_independent(each):
            days.setdefault(each.origin, set()).add(day)
        elif each.claim.source.side in sides and claims_for_itself(each, str(each.claim.source.side)):
            days.setdefault(sides.index(str(each.claim.source.side)), set()).add(day)
    changes: dict[int, dict[object, int]] = {}
    for what, on in days.items():
        for first, last in _spans(sorted(on)):
            changes.setdefault(first, {})[what] = 1
            changes.setdefault(last, {})[what] = 0
    found, now, origins, code = [], 0, 0, 0
    for day in sorted(changes):
        for what, is_on in changes[day].items():
            if isinstance(what, str):
                origins += 1 if is_on else -1
                continue
            bit = SPOKEN if what is None else 1 << (FIRST_SIDE + _number(what))
            now = now | bit if is_on else now & ~bit
        told = now | min(origins, FEWEST_ORIGINS)
        if told != code:
            found.append((day, told))
            code = told
    return found


def _number(what: object) -> int:
    assert isinstance(what, int)
    return min(what, MOST_SIDES - 1)


def _spans(days: Sequence[int]) -> list[tuple[int, int]]:
    """Days on which something heard on these days is still recent: from, and up to but not including."""
    found: list[tuple[int, int]] = []
    for day in days:
        if found and day <= found[-1][1]:
            found[-1] = (found[-1][0], day + RECENT_DAYS)
        else:
            found.append((day, day + RECENT_DAYS))
    return found


def is_unknown(codes: Codes) -> NDArray[np.bool_]:
    """Where too few independent origins were heard for a holder to be shown."""
    return np.asarray((codes & ORIGINS) < FEWEST_ORIGINS)


def label_of(code: int, sides: Sequence[str], probabilities: Sequence[float]) -> str:
    """What a reader is told first, as `sayso.estimation.verdict` words it."""
    origins = code & ORIGINS
    if origins < FEWEST_ORIGINS:
        claimed_by = tuple(side for n, side in enumerate(sides) if code >> (FIRST_SIDE + n) & 1)
        return words_of_unknown(claimed_by, origins, spoken=bool(code & SPOKEN))
    told = dict(zip((*sides, CONTESTED), probabilities, strict=True))
    state = max(told, key=lambda name: told[name])
    return words_of_known(told, state, told[state])
