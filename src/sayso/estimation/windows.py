"""The numeric core that the methods share: what was said, as arrays of places, days and states.

Arrays in, arrays out; nothing here knows a claim. P places, D days from 0, K states, N rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

WINDOW = 7
"""Days for which a claim speaks."""
REFIT_DAYS = 30
"""Days after which what is learned of sources is learned again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What each source said of each place on each day, one row for the three together.

    `place`, `day` and `source` are int arrays [N] of numbers below `places`, `days` and `sources`;
    `shares` [N, K] gives the row's weight to each state, at most 1 in sum.
    """

    place: Integers
    day: Integers
    source: Integers
    shares: Floats
    places: int
    days: int
    sources: int

    @property
    def states(self) -> int:
        """K."""
        return int(self.shares.shape[1])

    def until(self, day: int) -> Table:
        """The rows before a day, on a calendar of that many days: what was known when it began."""
        rows = self.day < day
        return replace(
            self,
            place=self.place[rows],
            day=self.day[rows],
            source=self.source[rows],
            shares=self.shares[rows],
            days=day,
        )

    def ends(self) -> Integers:
        """The first day on which each row no longer speaks: `WINDOW` days on, or when its source
        speaks of the place again. The latest word of a source counts, once."""
        ends = np.minimum(self.day + WINDOW, self.days)
        order = np.lexsort((self.day, self.source, self.place))
        place, source, day = self.place[order], self.source[order], self.day[order]
        again = (place[1:] == place[:-1]) & (source[1:] == source[:-1])
        ends[order[:-1][again]] = np.minimum(ends[order[:-1][again]], day[1:][again])
        return ends


def over_days(table: Table, values: Floats, ends: Integers) -> Floats:
    """Sum `values` [N, K] over the rows from their day up to `ends` [N], which is not included:
    [P, D, K]."""
    changes = np.zeros((table.places, table.days + 1, values.shape[1]))
    np.add.at(changes, (table.place, table.day), values)
    np.add.at(changes, (table.place, ends), -values)
    return np.asarray(changes.cumsum(axis=1)[:, : table.days])


def has_word(table: Table, ends: Integers) -> Flags:
    """Whether any row spans the day, for each place and day: [P, D]."""
    changes = np.zeros((table.places, table.days + 1), dtype=np.int64)
    np.add.at(changes, (table.place, table.day), 1)
    np.add.at(changes, (table.place, ends), -1)
    return np.asarray(changes.cumsum(axis=1)[:, : table.days] > 0)


def carried(probabilities: Floats, spoken: Flags) -> Floats:
    """Hold the last day that had a word over the days without one; even odds before the first."""
    places, days, states = probabilities.shape
    last = np.maximum.accumulate(np.where(spoken, np.arange(days), -1), axis=1)
    held = np.take_along_axis(probabilities, np.maximum(last, 0)[..., None], axis=1)
    return np.where(last[..., None] >= 0, held, np.full((places, days, states), 1.0 / states))


def total(values: Floats, axis: int) -> Floats:
    """The sum over an axis, the same to the last bit in whichever order the values stand: two sides that
    change places then change nothing else."""
    return np.asarray(np.sort(values, axis=axis).sum(axis=axis))


def normalised(values: Any) -> Floats:
    """Divide by the sum over the last axis."""
    array = np.asarray(values, dtype=np.float64)
    return np.asarray(array / array.sum(axis=-1, keepdims=True))
