"""What a source says of a state, in the frame of its own side: own, enemy, contested.

"We hold it" is the same boast whoever says it. So what is learned of one side's spokesmen holds for the
other's, and two sides that change places change every estimate with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.windows import Floats, Integers

NOBODY = -1
"""The side of a source that speaks for none."""

Cell = tuple[str, str, str]
"""What held before, what holds, and what is said, in the frame."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The cells of the frame that stand for each hidden state and value said, `cell` [H, K]; `share` [H, K]
    is the part of the cell's probability that this value has, where several share it."""

    names: tuple[Cell, ...]
    cell: Integers
    share: Floats


@cache
def frame(observable: int, side: int) -> Frame:
    """The frame of a source of one side (its number, or `NOBODY`) among `observable` states."""
    states = hidden_states(observable)
    contested = observable - 1
    names: dict[Cell, int] = {}
    cell = np.empty((states.count, observable), dtype=np.int64)
    for h in range(states.count):
        before, holder = int(states.before[h]), int(states.holder[h])
        for said in range(observable):
            named = (
                _role(before, side, contested),
                _role(holder, side, contested),
                _said(said, before, holder, side, contested),
            )
            if before == holder:
                named = ("settled", named[1], named[2])
            cell[h, said] = names.setdefault(named, len(names))
    share = np.empty(cell.shape)
    for h in range(states.count):
        row = cell[h].tolist()
        share[h] = [1.0 / row.count(each) for each in row]
    return Frame(names=tuple(names), cell=cell, share=share)


def _role(state: int, side: int, contested: int) -> str:
    if state == contested:
        return "contested"
    if side == NOBODY:
        return "a side"
    return "own" if state == side else "enemy"


def _said(said: int, before: int, holder: int, side: int, contested: int) -> str:
    """What is said, told by whether it is what holds, what held before, or neither."""
    if said in (contested, side):
        return _role(said, side, contested)
    if said == holder:
        return "holder"
    return "before" if said == before else "other"
