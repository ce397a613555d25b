"""Learning without labels: how sources speak and how places change hands, by expectation and maximisation.

Baum and Welch's algorithm with Dirichlet priors. What a source says is counted in the frame of its side,
so that a source with few claims speaks as its class does, and its class as it was believed to beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sayso.estimation.chain import Heard, filtered, heard_of, smoothed
from sayso.estimation.frames import frame
from sayso.estimation.hidden_states import HiddenStates, hidden_states
from sayso.estimation.priors import Priors
from sayso.estimation.windows import Floats, Table, normalised
from sayso.model import SourceClass

ROUNDS = 25
SHARD = 1_000
"""Places that are reckoned together; more take more memory and no less time."""
TEMPER = 0.25
"""How much the number of claims tells: one event brings forth many of them."""
_DAYS = 100.0
"""Place-days that the overall number of claims a day is worth against that of one hidden state."""
_SETTLED_BY = 1e-4
"""Learning ends when no probability of what a source says moves by more."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """What a source is taken for: its class, and the number of its side or `frames.NOBODY`."""

    source_class: SourceClass
    side: int


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


def learned(
    table: Table, priors: Priors, speakers: Sequence[Speaker], start: Floats, rounds: int = ROUNDS
) -> Parameters:
    """The parameters that make what was said most probable, held near to what is believed of its sources.

    `start` [P, K] is what is believed of each place on the first day.
    """
    before = believed(priors, speakers, table.states)
    if not len(table.day):
        return before
    now = before
    for _ in range(rounds):
        found = expected(table, now, start, priors.exponent)
        after = _maximised(found, before, priors, speakers)
        moved = float(np.abs(after.record - now.record).max())
        now = after
        if moved < _SETTLED_BY:
            break
    return now


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """What is expected to have happened: `said` [S, H, K] by each source in each hidden state, `moves`
    [K, K] with days of staying on the diagonal, `days` [H] spent in each hidden state, and `claims` [H]
    made in it."""

    said: Floats
    moves: Floats
    days: Floats
    claims: Floats


def expected(table: Table, parameters: Parameters, start: Floats, exponent: float) -> Expected:
    """What is expected to have happened where these parameters hold."""
    states = hidden_states(table.states)
    transition, silence = parameters.transition(states), parameters.silence(states)
    days, claims = np.zeros(states.count), np.zeros(states.count)
    counts = np.zeros(parameters.record.shape)
    moves = np.zeros((states.count, states.count))
    for shard, first_place in in_shards(table):
        heard = heard_in(shard, parameters, exponent, exactly=False)
        begin = states.settled(start[first_place : first_place + shard.places]) * silence
        forward = filtered(heard, begin, transition, shard.days)
        belief, moved = smoothed(heard, forward, transition)
        moves += moved
        spoken = belief[shard.place, shard.day]
        days += belief.sum(axis=(0, 1))
        claims += spoken.sum(axis=0)
        _count(counts, shard, spoken)
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


def _maximised(
    found: Expected, before: Parameters, priors: Priors, speakers: Sequence[Speaker]
) -> Parameters:
    counts, moves = found.said, found.moves
    record = np.empty_like(before.record)
    for source_class in dict.fromkeys(each.source_class for each in speakers):
        rows = [n for n, each in enumerate(speakers) if each.source_class is source_class]
        worth = priors.classes[source_class].worth
        pooled = _pooled(counts, before.record, rows, speakers, worth)
        for n in rows:
            record[n] = normalised(counts[n] + worth * pooled[speakers[n].side])
    stay = moves.sum(axis=1)
    prior_worth = priors.places["worth"]
    rates = (moves + prior_worth * before.moves) / (stay + prior_worth)[:, None]
    np.fill_diagonal(rates, 0.0)
    return Parameters(record=record, moves=np.asarray(rates), volume=_volume(found, moves.shape[0]))


def _volume(found: Expected, observable: int) -> Floats:
    """Claims a day by what befalls a place, whichever sides it is between."""
    kinds = hidden_states(observable).kinds
    claims, days = (np.bincount(kinds, each, minlength=5) for each in (found.claims, found.days))
    overall = claims.sum() / days.sum()
    return np.asarray(((claims + _DAYS * overall) / (days + _DAYS))[kinds])


def _pooled(
    counts: Floats, before: Floats, rows: Sequence[int], speakers: Sequence[Speaker], worth: float
) -> dict[int, Floats]:
    """What a class says [H, K] by the side of the source, from the counts of all its sources in the frame."""
    observable = counts.shape[2]
    sums: dict[tuple[str, str, str], float] = {}
    for n in rows:
        seen = frame(observable, speakers[n].side)
        by_cell = np.zeros(len(seen.names))
        np.add.at(by_cell, seen.cell, counts[n])
        for name, value in zip(seen.names, by_cell.tolist(), strict=True):
            sums[name] = sums.get(name, 0.0) + value
    found: dict[int, Floats] = {}
    for n in rows:
        side = speakers[n].side
        if side not in found:
            seen = frame(observable, side)
            told = np.array([sums[name] for name in seen.names])[seen.cell] * seen.share
            found[side] = normalised(told + worth * before[n])
    return found
