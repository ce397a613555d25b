"""The parameters of the chain, and what is expected to have happened where they hold.

The expectation of Baum and Welch's algorithm; see `teaching` for what is made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sayso.estimation.chain import Heard, filtered, heard_of, smoothed
from sayso.estimation.hidden_states import HiddenStates, hidden_states
from sayso.estimation.priors import Priors
from sayso.estimation.windows import Floats, Integers, Table
from sayso.model import SourceClass

SHARD = 1_000
"""Places that are reckoned together; more take more memory and no less time."""
TEMPER = 0.25
"""How much the number of claims tells: one event brings forth many of them."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A source under the label that its claims carry: `side` is the one it speaks for, by name."""

    name: str
    source_class: SourceClass
    side: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """What a source is taken for: its class, and the number of its side or `frames.NOBODY`; its `voice`
    where it has a record of its own."""

    source_class: SourceClass
    side: int
    voice: Voice | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """`record` [S, H, K]: what each source says in each hidden state; `moves` [K, K]: the chance a day to go
    from one observable state to another, 0 on the diagonal; `volume` [H]: claims a day about a place in each
    hidden state, None where that is not known and says nothing."""

    record: Floats
    moves: Floats
    volume: Floats | None = None

    def transition(self, states: HiddenStates) -> Floats:
        """From each hidden state to that of the next day, by what is known if that day is silent."""
        return states.transition(self.moves) * self.silence(states)

    def silence(self, states: HiddenStates) -> Floats:
        """The likelihood [H] of a day on which nothing is said."""
        if self.volume is None:
            return np.ones(states.count)
        return np.asarray(np.exp(-TEMPER * self.volume))


def believed(priors: Priors, speakers: Sequence[Speaker], observable: int) -> Parameters:
    """What is believed before a ledger has taught anything."""
    by_speaker = {each: priors.record(each.source_class, observable, each.side) for each in set(speakers)}
    count = hidden_states(observable).count
    record = np.array([by_speaker[each] for each in speakers]).reshape(len(speakers), count, observable)
    return Parameters(record=record, moves=priors.moves(observable))


def evidence_of(table: Table, parameters: Parameters, exponent: float) -> Floats:
    """The log-likelihood [N, H] of each row of a table in each hidden state."""
    logs = np.log(parameters.record)
    # Summed plainly, state by state: two sides that change places then give the same bits.
    found = np.zeros((len(table.day), logs.shape[1]))
    for said in range(table.states):
        rows = np.flatnonzero(table.shares[:, said])
        found[rows] += logs[table.source[rows], :, said] * table.shares[rows, said, None]
    found *= exponent
    if parameters.volume is not None:
        found += TEMPER * np.log(parameters.volume)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """What is expected to have happened: `said` [S, H, K] by each source in each hidden state, `moves`
    [K, K] with days of staying on the diagonal, `days` [H] spent in each hidden state, and `claims` [H]
    made in it."""

    said: Floats
    moves: Floats
    days: Floats
    claims: Floats


def expected(
    table: Table,
    parameters: Parameters,
    start: Floats,
    exponent: float,
    begins: Integers | None = None,
    advance: Callable[[int], None] = lambda places: None,
) -> Expected:
    """What is expected to have happened where these parameters hold.

    `start` [P, K] is what is believed of each place on the day on which it `begins` [P], by default the
    first; `advance` is told how many places are done more.
    """
    states = hidden_states(table.states)
    transition, silence = parameters.transition(states), parameters.silence(states)
    days, claims = np.zeros(states.count), np.zeros(states.count)
    counts = np.zeros(parameters.record.shape)
    moves = np.zeros((states.count, states.count))
    for shard, first_place in in_shards(table):
        heard = heard_in(shard, parameters, exponent, exactly=False)
        some = slice(first_place, first_place + shard.places)
        since = None if begins is None else begins[some]
        forward = filtered(heard, states.settled(start[some]) * silence, transition, shard.days, begins=since)
        belief, moved = smoothed(heard, forward, transition, begins=since)
        moves += moved
        spoken = belief[shard.place, shard.day]
        days += belief.sum(axis=(0, 1))
        claims += spoken.sum(axis=0)
        _count(counts, shard, spoken)
        advance(shard.places)
    return Expected(said=counts, moves=states.moved(moves), days=days, claims=claims)


def _count(counts: Floats, table: Table, spoken: Floats) -> None:
    """Add to `counts` [S, H, K] what each row says, by the probabilities `spoken` [N, H] of its day."""
    for said in range(table.states):
        rows = np.flatnonzero(table.shares[:, said])
        source, share = table.source[rows], table.shares[rows, said]
        for state in range(spoken.shape[1]):
            counts[:, state, said] += np.bincount(source, spoken[rows, state] * share, len(counts))


def heard_in(table: Table, parameters: Parameters, exponent: float, *, exactly: bool = True) -> Heard:
    """The rows of a table as evidence of places and days; see `heard_of` for `exactly`."""
    return heard_of(table.place, table.day, evidence_of(table, parameters, exponent), exactly=exactly)


def in_shards(table: Table, size: int = SHARD) -> Iterator[tuple[Table, int]]:
    """The table in parts of so many places, each with the number of its first place."""
    order = np.argsort(table.place, kind="stable")
    place = table.place[order]
    for first in range(0, table.places, size):
        last = min(first + size, table.places)
        rows = order[np.searchsorted(place, first) : np.searchsorted(place, last)]
        yield (
            replace(
                table,
                place=table.place[rows] - first,
                day=table.day[rows],
                source=table.source[rows],
                shares=table.shares[rows],
                places=last - first,
            ),
            first,
        )
