"""Windowed Dawid-Skene: every source has a record of its own, learned without labels.

An item is a place on a day with the latest word of each source in the last seven days. A source's
confusion matrix and the base rates are fitted by EM on the items known by then, and fitted again
every `REFIT_DAYS`: the curve of a day uses only parameters that were fixed before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.estimation.windows import (
    REFIT_DAYS,
    WINDOW,
    Floats,
    Integers,
    Table,
    carried,
    has_word,
    normalised,
    over_days,
)

ROUNDS = 15
SMOOTHING = 1.0
"""Dirichlet pseudo-count of every cell of a confusion matrix."""
TRUST = 4.0
"""Further pseudo-count of its diagonal: an unknown source is more often right than not (5 in 7 where
there are three states)."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """`record` [S, K, K]: probability, as [s, k, v], that source s says v while the state is k;
    `base` [K]: how common each state is."""

    record: Floats
    base: Floats


def prior(sources: int, states: int) -> Parameters:
    """What is believed of sources before any of them has spoken; the same of all."""
    return Parameters(normalised(_pseudo_counts(sources, states)), np.full(states, 1.0 / states))


def fit(table: Table) -> Parameters:
    """EM over the items of the table, one day in seven so that no word stands in two items.

    The first round takes the shares of the votes in an item for its probabilities.
    """
    parameters = prior(table.sources, table.states)
    if not len(table.day):
        return parameters
    ends = table.ends()
    is_item = has_word(table, ends) & (np.arange(table.days) % WINDOW == WINDOW - 1)
    belief = normalised(np.maximum(over_days(table, table.shares, ends), 0.0) + 1e-9)
    for round_number in range(ROUNDS):
        if round_number:
            belief = posterior(table, parameters)
        parameters = _maximised(table, np.where(is_item[..., None], belief, 0.0), ends)
    return parameters


def posterior(table: Table, parameters: Parameters) -> Floats:
    """Probabilities [P, D, K] from the rows that speak on each day; the base rates where none does."""
    logs = np.log(parameters.record)[table.source]
    # Summed plainly, first column to last: two sides that change places then give the same bits.
    evidence = (logs * table.shares[:, None, :]).sum(axis=2)
    scores = over_days(table, evidence, table.ends()) + np.log(parameters.base)
    scores -= scores.max(axis=2, keepdims=True)
    return normalised(np.exp(scores))


def online_curves(table: Table, speaking: Sequence[Table]) -> list[Floats]:
    """One curve [P, D, K] for each table of evidence, as known on each day.

    The parameters are fitted to `table` and refitted every `REFIT_DAYS` days. Days without a word in
    their window hold the last that had one; before the first there are even odds.
    """
    curves = [np.empty((table.places, table.days, table.states)) for _ in speaking]
    for first in range(0, table.days, REFIT_DAYS):
        last = min(first + REFIT_DAYS, table.days)
        parameters = fit(table.until(first))
        for curve, evidence in zip(curves, speaking, strict=True):
            curve[:, first:last] = posterior(evidence.until(last), parameters)[:, first:last]
    return [_held(curve, evidence) for curve, evidence in zip(curves, speaking, strict=True)]


def hindsight_curves(table: Table, speaking: Sequence[Table]) -> list[Floats]:
    """The same with one set of parameters, fitted to everything: as known now."""
    parameters = fit(table)
    return [_held(posterior(evidence, parameters), evidence) for evidence in speaking]


def _held(curve: Floats, evidence: Table) -> Floats:
    return carried(curve, has_word(evidence, evidence.ends()))


def _pseudo_counts(sources: int, states: int) -> Floats:
    return np.full((sources, states, states), SMOOTHING) + TRUST * np.eye(states)


def _maximised(table: Table, belief: Floats, ends: Integers) -> Parameters:
    """The parameters that the beliefs [P, D, K] make most probable, smoothed."""
    start = np.zeros((table.places, 1, table.states))
    sums = np.concatenate([start, belief.cumsum(axis=1)], axis=1)
    while_speaking = sums[table.place, ends] - sums[table.place, table.day]
    counts = _pseudo_counts(table.sources, table.states)
    np.add.at(counts, table.source, while_speaking[:, :, None] * table.shares[:, None, :])
    return Parameters(normalised(counts), normalised(belief.sum(axis=(0, 1)) + 1.0))
