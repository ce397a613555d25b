"""The curves of many places at once: as known on each day, and as known now.

Arrays in, arrays out. P places, D days, K observable states.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.estimation.chain import filtered, smoothed
from sayso.estimation.hidden_states import HiddenStates, hidden_states
from sayso.estimation.learning import Parameters, Speaker, heard_in, in_shards
from sayso.estimation.priors import Priors
from sayso.estimation.teaching import learned
from sayso.estimation.windows import REFIT_DAYS, Floats, Table

Shown = NDArray[np.float32]
"""Probabilities [P, D, K], good to seven figures: a whole ledger's take half the room so."""


def online_curves(
    table: Table,
    priors: Priors,
    speakers: Sequence[Speaker],
    start: Floats,
    *,
    refit_days: int = REFIT_DAYS,
) -> Shown:
    """As known on each day, by what was said until then and by parameters that were fixed before.

    `speakers` [S] tells what each source of the table is taken for; `start` [P, K] what is believed of each
    place on the first day. Parameters are learned again every `refit_days` days from all that was said
    before, and until then are those of the priors.
    """
    found = np.empty((table.places, table.days, table.states), dtype=np.float32)
    for first in range(0, table.days, refit_days):
        last = min(first + refit_days, table.days)
        parameters = learned(table.until(first), priors, speakers, start)
        known = curves(table.until(last), parameters, start, priors.exponent)
        found[:, first:last] = known[:, first:last]
    return found


def curves(
    table: Table, parameters: Parameters, start: Floats, exponent: float, *, hindsight: bool = False
) -> Shown:
    """By parameters that are given: each day by what was said until then, or with `hindsight` by all of it.

    `start` [P, K] is what is believed of each place on the first day; `exponent` stands on all evidence.
    """
    states = hidden_states(table.states)
    transition, silence = parameters.transition(states), parameters.silence(states)
    found = np.empty((table.places, table.days, table.states), dtype=np.float32)
    for shard, first in in_shards(table):
        last = first + shard.places
        heard = heard_in(shard, parameters, exponent, exactly=False)
        belief = filtered(heard, states.settled(start[first:last]) * silence, transition, shard.days)
        if hindsight:
            belief, _ = smoothed(heard, belief, transition)
        _show(belief, states, found[first:last])
    return found


def _show(hidden: Floats, states: HiddenStates, found: Shown) -> None:
    """Write probabilities [P, D, H] as those of the observable states into `found` [P, D, K]."""
    for state in range(states.observable):
        first, *others = np.flatnonzero(states.holder == state)
        together = hidden[..., first].copy()
        for each in others:
            together += hidden[..., each]
        found[..., state] = together
