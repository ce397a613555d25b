"""What is said of a place, counted in the frame of who says it, however many sides the place has.

"We hold it", said of ground that the enemy has, is one cell, whether two sides fight for the town or four. So
what is learned of a voice in one war tells how it speaks of any place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from sayso.estimation.frames import NOBODY, Cell, frame
from sayso.estimation.windows import Floats, Integers

_MOST_OBSERVABLE = 5
"""With four sides and `contested` every cell occurs that there is; a fifth side adds none."""


@cache
def cells(of_side: bool) -> tuple[Cell, ...]:
    """Every cell of the frame of a voice that speaks for a side of the place, or for none of them, as
    (what held before, what holds, what is said); the first is `settled` where nothing has just changed."""
    found: dict[Cell, None] = {}
    for observable in range(2, _MOST_OBSERVABLE + 1):
        found.update(dict.fromkeys(frame(observable, 0 if of_side else NOBODY).names))
    return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Where each hidden state and value said [H, K] of a place stands among `cells`, and its share there."""

    cell: Integers
    share: Floats

    def told(self, counts: Floats) -> Floats:
        """Counts of cells [..., C] as those of hidden states and values said [..., H, K]."""
        return np.asarray(counts[..., self.cell] * self.share)

    def counted(self, said: Floats, size: int) -> Floats:
        """Counts [N, H, K] as those of so many cells, [N, C]."""
        found = np.zeros((len(said), size))
        flat, at = said.reshape(len(said), -1), self.cell.ravel().tolist()
        for column, cell in enumerate(at):
            found[:, cell] += flat[:, column]
        return found


@cache
def seen_by(observable: int, side: int) -> Seen:
    """How a voice of one side (its number, or `NOBODY`) sees a place with so many observable states."""
    place = {cell: n for n, cell in enumerate(cells(side != NOBODY))}
    own = frame(observable, side)
    return Seen(cell=np.array([place[each] for each in own.names], dtype=np.int64)[own.cell], share=own.share)
