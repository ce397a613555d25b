"""How much of what a voice says held, by the direction in which it says it, as all others have it.

A claim is judged by what is believed of its day without any claim of its voice about the place, and by how
the voice spoke everywhere else: the one alone would take a good voice for a coin wherever the others leave
the day open, the other would be its own witness.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from sayso.estimation import beta
from sayso.estimation.beginning import beginning
from sayso.estimation.cells import cells, seen_by
from sayso.estimation.discounts import discounted
from sayso.estimation.evidence import Vote
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.leaps import Powers
from sayso.estimation.learning import Speaker, Voice, evidence_of
from sayso.estimation.left_out import beliefs_without
from sayso.estimation.markov import Markov, rows_of, side_among, voice_of
from sayso.estimation.question import Question
from sayso.estimation.windows import Floats, Integers, normalised

POSITION = 0.5
"""A claim is judged by the state that it gives at least so much weight: that a town is held or left. "They
fight there" says too little of who holds it."""
INTERVAL = 0.90
BELIEVED = 2.0
"""Claims that what is believed of the class beforehand is worth in an interval."""
MOST = 30.0
"""However much a voice says, its interval is no narrower than that of so many claims: the day is known only
by what others say, and their errors do not average out. On simulated claims they are 5 to 8 points; see
docs/method.md."""
_ROUNDS = 50


class Direction(StrEnum):
    """What a voice says, in the frame of its own side."""

    OWN_GAIN = "own gain"
    """That its own side holds the place."""
    OWN_LOSS = "own loss"
    """That another side does."""
    THIRD_PARTY = "third party"
    """That a side holds it, by a voice of none of them."""
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Of `claims` in one direction, which weigh as much as `weight` claims that repeat nothing, the expected
    share that held on the day they are about is `held`. `low` to `high` is the 90 % interval of the share:
    of the beta distribution of what held and what did not, with what is believed of the class as two claims,
    and no narrower than thirty claims make it."""

    claims: int
    weight: float
    held: float
    low: float
    high: float


@dataclass(slots=True)
class _Said:
    """What one voice said of places with one number of states and one side of its own, as lists."""

    states: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    beliefs: list[Floats] = field(default_factory=list)

    def arrays(self) -> Judged:
        return Judged(np.array(self.beliefs), np.array(self.states, dtype=np.int64), np.array(self.weights))


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Claims of one voice: what is believed [N, H] of the day of each without it, the state `said` [N], and
    the weight [N], 1 for one that repeats nothing."""

    beliefs: Floats
    said: Integers
    weights: Floats


class Assembled:
    """What voices said, place by place, each claim with what all others make of its day."""

    def __init__(self, method: Markov) -> None:
        self._method = method
        self._said: dict[Voice, dict[tuple[int, int], _Said]] = {}
        self._powers: dict[int, Powers] = {}

    def add(self, question: Question, names: Collection[str] | None = None) -> None:
        """The claims about one place, put at the days that they are about; of the voices of these `names`, or
        of all."""
        dated = question.dated_votes()
        asked = [n for n, (_, vote) in enumerate(dated) if _is_asked(vote, names)]
        if not asked:
            return
        observable = len(question.states)
        first = min(day for day, _ in dated)
        speakers, table = rows_of(question, [dated], first, known=self._method.known)
        parameters = self._method.given(speakers, observable)
        evidence = evidence_of(table, parameters, self._method.priors.exponent)
        origins = {name: n for n, name in enumerate(dict.fromkeys(vote.origin for _, vote in dated))}
        number = np.array([origins[vote.origin] for _, vote in dated], dtype=np.int64)
        voices = np.unique(number[asked])
        states = hidden_states(observable)
        if observable not in self._powers:
            self._powers[observable] = Powers(parameters.transition(states))
        start = states.settled(beginning(self._method.priors, question, first))
        powers = self._powers[observable]
        days, without = beliefs_without(table.day, number, evidence, start, powers, voices)
        weights = discounted(dated)
        for n in asked:
            day, vote = dated[n]
            if weights[n] <= 0.0:
                continue
            belief = without[np.searchsorted(voices, number[n]), np.searchsorted(days, (day - first).days)]
            groups = self._said.setdefault(voice_of(vote), {})
            said = groups.setdefault((observable, side_among(vote, question.sides)), _Said())
            said.states.append(question.states.index(vote.state))
            said.weights.append(min(1.0, weights[n] / vote.weight))
            said.beliefs.append(belief)

    def reliabilities(self) -> dict[str, dict[Direction, Reliability]]:
        """Of every voice by its name, under whatever labels it spoke, those directions in which it did."""
        told: dict[str, dict[Direction, list[Floats]]] = {}
        for voice, groups in self._said.items():
            judged = {key: each.arrays() for key, each in groups.items()}
            rows = {
                (observable, side): self._method.given(
                    [Speaker(voice.source_class, side)], observable
                ).record[0]
                for observable, side in judged
            }
            worth = self._method.priors.classes[voice.source_class].worth
            held = shares_held(judged, rows, worth)
            own = told.setdefault(voice.name, {})
            for key, each in judged.items():
                observable, side = key
                for state in range(observable):
                    chosen = each.said == state
                    if chosen.any():
                        beforehand = np.full(int(chosen.sum()), _beforehand(rows[key], state))
                        columns = np.array([each.weights[chosen], held[key][chosen], beforehand])
                        own.setdefault(_direction(state, side, observable), []).append(columns)
        return {
            name: {
                direction: reliability(*np.concatenate(own[direction], axis=1))
                for direction in Direction
                if direction in own
            }
            for name, own in told.items()
        }


Place = tuple[int, int]
"""The number of observable states of a place, and that of the side of the voice among them."""


def shares_held(
    judged: Mapping[Place, Judged], rows: Mapping[Place, Floats], worth: float
) -> dict[Place, Floats]:
    """The probability [N] that each claim of one voice held. `rows` [H, K] are how its class speaks, worth so
    many claims; how the voice speaks is found with it, by expectation and maximisation."""
    now = dict(rows)
    found: dict[Place, Floats] = {}
    for _ in range(_ROUNDS):
        counts = {of_side: np.zeros(len(cells(of_side))) for of_side in (True, False)}
        after: dict[Place, Floats] = {}
        for (observable, side), each in judged.items():
            likely = normalised(each.beliefs * now[observable, side][:, each.said].T)
            holder = hidden_states(observable).holder
            after[observable, side] = np.asarray(
                (likely * (holder[None, :] == each.said[:, None])).sum(axis=1)
            )
            made = np.zeros((len(holder), observable))
            for state in range(observable):
                chosen = each.said == state
                made[:, state] = (likely[chosen] * each.weights[chosen, None]).sum(axis=0)
            of_side = side != NOBODY
            counts[of_side] += seen_by(observable, side).counted(made[None], len(counts[of_side]))[0]
        now = {
            key: normalised(seen_by(*key).told(counts[key[1] != NOBODY]) + worth * rows[key])
            for key in judged
        }
        moved = max((float(np.abs(after[key] - found[key]).max()) for key in found), default=1.0)
        found = after
        if moved < 1e-6:
            break
    return found


def reliability(weights: Floats, held: Floats, beforehand: Floats) -> Reliability:
    """The reliability over claims [N] in one direction, of these weights and probabilities that they held;
    `beforehand` is what was believed of each by its class."""
    weight, total = float(weights.sum()), float((weights * held).sum())
    share = total / weight
    believed = float((weights * beforehand).sum()) / weight
    worth = weight * MOST / (weight + MOST)
    for_it = worth * share + BELIEVED * believed
    against = worth * (1.0 - share) + BELIEVED * (1.0 - believed)
    tail = (1.0 - INTERVAL) / 2
    return Reliability(
        claims=len(weights),
        weight=weight,
        held=share,
        low=beta.quantile(tail, for_it, against),
        high=beta.quantile(1.0 - tail, for_it, against),
    )


def overall(parts: Sequence[Reliability]) -> Reliability:
    """The reliability over several directions together, each weighed by what was said in it."""
    weight = sum(each.weight for each in parts)
    shares = np.array([each.weight / weight for each in parts])
    held = float((shares * np.array([each.held for each in parts])).sum())
    # What is believed of a class differs from direction to direction; of all together nothing is.
    found = reliability(np.array([weight]), np.array([held]), np.array([held]))
    return Reliability(
        claims=sum(each.claims for each in parts), weight=weight, held=held, low=found.low, high=found.high
    )


def _is_asked(vote: Vote, names: Collection[str] | None) -> bool:
    return vote.weight >= POSITION and (names is None or vote.origin in names)


def _beforehand(row: Floats, said: int) -> float:
    """How often a class is believed to be right when it says this, all settled states being even."""
    observable = row.shape[1]
    column = row[:observable, said]
    return float(column[said] / column.sum())


def _direction(state: int, side: int, observable: int) -> Direction:
    if state == observable - 1:
        return Direction.CONTESTED
    if side == NOBODY:
        return Direction.THIRD_PARTY
    return Direction.OWN_GAIN if state == side else Direction.OWN_LOSS
