"""The numeric core of the hidden Markov chain: P places at once, D days, H hidden states.

Forward and backward passes after Rabiner (1989), scaled day by day. Arrays in, arrays out. One place is
reckoned so that its numbers are the same to the last bit in whichever order its states stand; a ledger of
places by plain products of matrices, which are some ten times as fast. Within a pass the states stand before
the places, so that each state is one long row: sums over nine states are then sums of rows.
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

    def likelihood(self) -> Floats:
        """That of each row in each state, [H, N], 1 in the likeliest."""
        found = np.exp(self.evidence - self.evidence.max(axis=1, keepdims=True))
        return np.asarray(found.T.copy())

    def edges(self, days: int) -> list[int]:
        """Where the rows of each day begin, and where those of the last end."""
        return [int(each) for each in np.searchsorted(self.day, np.arange(days + 1))]


Step = Callable[[Floats, Floats], Floats]
"""How [H, H] and [H, P] are multiplied."""


def plainly(transition: Floats, belief: Floats) -> Floats:
    """As matrices are."""
    return np.asarray(transition @ belief)


def in_any_order(transition: Floats, belief: Floats) -> Floats:
    """The same to the last bit in whichever order the states stand."""
    by_place = np.ascontiguousarray(belief.T)
    return total(by_place[:, :, None] * transition.T[None, :, :], axis=1).T


def heard_of(place: Integers, day: Integers, evidence: Floats, *, exactly: bool = True) -> Heard:
    """Rows of evidence [N, H] put together by day and place: `exactly` the same in whatever order they come,
    else but for the last bits, and some ten times as fast."""
    if not len(place):
        return Heard(place, day, evidence)
    places = int(place.max()) + 1
    unique, where = np.unique(day.astype(np.int64) * places + place, return_inverse=True)
    together = np.empty((len(unique), evidence.shape[1]))
    for column in range(evidence.shape[1]):
        order = np.lexsort((evidence[:, column], where)) if exactly else slice(None)
        together[:, column] = np.bincount(where[order], evidence[order, column], len(unique))
    return Heard(unique % places, unique // places, together)


def filtered(
    heard: Heard,
    start: Floats,
    transition: Floats,
    days: int,
    step: Step = plainly,
    begins: Integers | None = None,
) -> Floats:
    """The probabilities [P, D, H] of each day by what was heard until then.

    `start` [P, H] is what is believed on the first day before anything is heard. Rows of `transition` need
    not sum to 1: what a day's silence tells may be in it. `begins` [P] is the first day of each place where
    they differ; what stands before it tells nothing.
    """
    places, count = start.shape
    found = np.empty((days, count, places))
    edges, likelihood = heard.edges(days), heard.likelihood()
    belief = start.T
    for day in range(days):
        rows = slice(edges[day], edges[day + 1])
        belief = step(transition.T, belief) if day else belief.copy()
        if begins is not None:
            new = begins >= day
            belief[:, new] = start.T[:, new]
        belief[:, heard.place[rows]] *= likelihood[:, rows]
        belief /= np.maximum(_sums(belief, step), _LEAST)
        found[day] = belief
    return found.transpose(2, 0, 1)


def next_day(belief: Floats, heard: Heard, transition: Floats) -> Floats:
    """The probabilities [P, H] of one more day, from those of the day before and what was heard on it."""
    found = plainly(transition.T, belief.T)
    found[:, heard.place] *= heard.likelihood()
    found /= np.maximum(_sums(found, plainly), _LEAST)
    return found.T


def _sums(belief: Floats, step: Step) -> Floats:
    """Over the states of each place, [1, P]."""
    if step is plainly:
        return np.asarray(belief.sum(axis=0, keepdims=True))
    return total(np.ascontiguousarray(belief.T), axis=1)[None, :]


def smoothed(
    heard: Heard,
    forward: Floats,
    transition: Floats,
    step: Step = plainly,
    begins: Integers | None = None,
) -> tuple[Floats, Floats]:
    """The probabilities [P, D, H] of each day by all that was heard, from those of `filtered`; and the
    expected transitions [H, H] over all places and days. Days before a place `begins` [P] have none."""
    places, days, count = forward.shape
    found = np.empty((days, count, places))
    edges, likelihood = heard.edges(days), heard.likelihood()
    moves = np.zeros((count, count))
    ahead = np.ones((count, places))
    found[days - 1] = forward[:, days - 1].T
    for day in range(days - 2, -1, -1):
        rows = slice(edges[day + 1], edges[day + 2])
        ahead[:, heard.place[rows]] *= likelihood[:, rows]
        belief = forward[:, day].T
        back = step(transition, ahead)
        whole = np.multiply(belief, back, out=found[day])
        sums = np.maximum(_sums(whole, step), _LEAST)
        shares = belief / sums
        if begins is not None:
            shares[:, begins > day] = 0.0
        moves += transition * (shares @ ahead.T)
        whole /= sums
        if begins is not None:
            whole[:, begins > day] = 0.0
        ahead = back
        ahead /= np.maximum(ahead.max(axis=0, keepdims=True), _LEAST)
    return found.transpose(2, 0, 1), moves
