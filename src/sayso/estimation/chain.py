"""The numeric core of the hidden Markov chain: P places at once, D days, H hidden states.

Forward and backward passes after Rabiner (1989), scaled day by day. Arrays in, arrays out. One place is
reckoned so that its numbers are the same to the last bit in whichever order its states stand; a ledger of
places by plain products of matrices, which are some ten times as fast.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sayso.estimation.windows import Floats, Integers, total

_LEAST = 1e-300


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """What was heard of places: row n is the log-likelihood `evidence` [N, H] of all that was heard of
    `place` [N] on `day` [N]; a place and day stand in one row at most, in the order of the days."""

    place: Integers
    day: Integers
    evidence: Floats

    def likelihood(self, places: int, day: int, first: int, last: int) -> Floats | None:
        """That of one day for all places, [P, H]; None where nothing was heard. Rows `first` to `last`."""
        if first == last:
            return None
        rows = self.evidence[first:last]
        found = np.ones((places, rows.shape[1]))
        found[self.place[first:last]] = np.exp(rows - rows.max(axis=1, keepdims=True))
        return found


Step = Callable[[Floats, Floats], Floats]
"""How [P, H] and [H, H] are multiplied."""


def plainly(belief: Floats, transition: Floats) -> Floats:
    """As matrices are."""
    return np.asarray(belief @ transition)


def in_any_order(belief: Floats, transition: Floats) -> Floats:
    """The same to the last bit in whichever order the states stand."""
    return total(belief[:, :, None] * transition[None, :, :], axis=1)


def heard_of(place: Integers, day: Integers, evidence: Floats, days: int) -> Heard:
    """Rows of evidence [N, H] put together by day and place, whatever their order."""
    if not len(place):
        return Heard(place, day, evidence)
    keys = day.astype(np.int64) + place.astype(np.int64) * days
    unique, where = np.unique(keys, return_inverse=True)
    together = np.zeros((len(unique), evidence.shape[1]))
    for column in range(evidence.shape[1]):
        by_value = np.lexsort((evidence[:, column], where))
        np.add.at(together[:, column], where[by_value], evidence[by_value, column])
    found_place, found_day = unique // days, unique % days
    order = np.lexsort((found_place, found_day))
    return Heard(found_place[order], found_day[order], together[order])


def filtered(heard: Heard, start: Floats, transition: Floats, days: int, step: Step = plainly) -> Floats:
    """The probabilities [P, D, H] of each day by what was heard until then.

    `start` [P, H] is what is believed on the first day before anything is heard. Rows of `transition` need
    not sum to 1: what a day's silence tells may be in it.
    """
    places, count = start.shape
    found = np.empty((days, places, count))
    edges = np.searchsorted(heard.day, np.arange(days + 1))
    belief = start
    for day in range(days):
        if day:
            belief = step(belief, transition)
        likelihood = heard.likelihood(places, day, edges[day], edges[day + 1])
        if likelihood is not None:
            belief = belief * likelihood
        belief = belief / np.maximum(_sums(belief, step), _LEAST)
        found[day] = belief
    return found.transpose(1, 0, 2)


def _sums(belief: Floats, step: Step) -> Floats:
    if step is plainly:
        return np.asarray(belief.sum(axis=1, keepdims=True))
    return total(belief, axis=1)[:, None]


def smoothed(
    heard: Heard, forward: Floats, transition: Floats, step: Step = plainly
) -> tuple[Floats, Floats]:
    """The probabilities [P, D, H] of each day by all that was heard, from those of `filtered`; and the
    expected transitions [H, H] over all places and days."""
    places, days, count = forward.shape
    found = np.empty((days, places, count))
    edges = np.searchsorted(heard.day, np.arange(days + 1))
    moves = np.zeros((count, count))
    later = np.ones((places, count))
    found[days - 1] = forward[:, days - 1]
    for day in range(days - 2, -1, -1):
        likelihood = heard.likelihood(places, day + 1, edges[day + 1], edges[day + 2])
        ahead = later if likelihood is None else later * likelihood
        belief = forward[:, day]
        back = step(ahead, transition.T)
        whole = belief * back
        sums = np.maximum(_sums(whole, step), _LEAST)
        moves += transition * ((belief / sums).T @ ahead)
        found[day] = whole / sums
        later = back / np.maximum(back.max(axis=1, keepdims=True), _LEAST)
    return found.transpose(1, 0, 2), moves
