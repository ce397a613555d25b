"""Whether the intervals of what voices say hold, on simulated claims whose outcome is known.

    python evals/voices.py [ROOT] [--regime NAME ...] [--seed N ...] [--keep DIR]

Judges each source of ROOT/eval/simulate_claims.py in each direction as `sayso sources --reliability` does: by
all other sources, of which nothing is known but their side, and by how it spoke otherwise. Prints for each
regime the share of intervals in which the share that really held lies, their mean width, the mean error and
the mean of its size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

import numpy as np

import simulation
from data import arguments, data_folder, keep_option, read_lines, work_folder
from sayso.estimation.beginning import at_first
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.leaps import Powers
from sayso.estimation.learning import Speaker, believed, evidence_of
from sayso.estimation.left_out import beliefs_without
from sayso.estimation.priors import shipped
from sayso.estimation.reliability import POSITION, Judged, Reliability, reliability, shares_held
from sayso.model import SourceClass

GOLD = ()
OBSERVABLE = 3
DIRECTIONS = ("gain", "loss", "contested", "third party")


@dataclass(frozen=True, slots=True)
class Found:
    """One source in one direction: what was found, and the share that really held."""

    source: int
    direction: str
    told: Reliability
    held: float

    @property
    def is_covered(self) -> bool:
        """Whether the interval holds."""
        return self.told.low <= self.held <= self.told.high


def judged(told: simulation.Told, outcome: np.ndarray) -> Iterator[Found]:
    """Every source in every direction in which it speaks; `outcome` [P, D] is what was so."""
    priors, states = shipped(), hidden_states(OBSERVABLE)
    discounts = told.words.discounted()
    table = replace(told.table, source=told.words.origin, shares=told.table.shares * discounts[:, None])
    speakers = [Speaker(SourceClass.UNKNOWN, side) for side in told.sides]
    parameters = believed(priors, speakers, OBSERVABLE)
    evidence = evidence_of(table, parameters, priors.exponent)
    powers, start = Powers(parameters.transition(states)), states.settled(at_first(priors, OBSERVABLE))
    beliefs = np.empty_like(evidence)
    for place in range(table.places):
        rows = np.flatnonzero(table.place == place)
        if not len(rows):
            continue
        voices, voice = np.unique(table.source[rows], return_inverse=True)
        days, found = beliefs_without(
            table.day[rows], table.source[rows], evidence[rows], start, powers, voices
        )
        beliefs[rows] = found[voice, np.searchsorted(days, table.day[rows])]
    for source in range(table.sources):
        rows = np.flatnonzero((table.source == source) & (told.words.weight >= POSITION))
        if not len(rows):
            continue
        side, said = told.sides[source], told.words.said[rows]
        weights = np.minimum(1.0, discounts[rows] / told.words.weight[rows])
        row = priors.record(SourceClass.UNKNOWN, OBSERVABLE, side)
        key = (OBSERVABLE, side)
        likely = shares_held({key: Judged(beliefs[rows], said, weights)}, {key: row}, worth=12.0)[key]
        right = outcome[table.place[rows], table.day[rows]] == said
        ways = np.array([_direction(int(each), side) for each in said])
        for direction in DIRECTIONS:
            some = ways == direction
            if weights[some].sum() > 0:
                columns = np.full(int(some.sum()), 0.5)
                yield Found(
                    source,
                    direction,
                    reliability(weights[some], likely[some], columns),
                    float(np.average(right[some], weights=weights[some])),
                )


def _direction(said: int, side: int) -> str:
    if said == OBSERVABLE - 1:
        return "contested"
    if side == NOBODY:
        return "third party"
    return "gain" if said == side else "loss"


def measured(root: Path, work: Path, regime: str, seed: int) -> list[Found]:
    """One simulation."""
    told = simulation.written(root, work, regime, seed)
    lines = read_lines(simulation.simulation_folder(work, regime, seed) / "truth.jsonl")
    outcome = np.array([["ABC".index(state) for state in line["states"]] for line in lines])
    return list(judged(told, outcome))


def main() -> None:
    parser = arguments(__doc__)
    keep_option(parser, "the claims")
    parser.add_argument("--regime", nargs="+", choices=simulation.REGIMES, default=list(simulation.REGIMES))
    parser.add_argument("--seed", nargs="+", type=int, default=list(simulation.SEEDS))
    options = parser.parse_args()
    root = data_folder(options.root)
    everything: list[Found] = []
    print(f"{'regime':12s} {'intervals':>9s} {'hold':>6s} {'width':>6s} {'error':>7s} {'size':>6s}")
    with work_folder(options.keep) as work:
        for regime in options.regime:
            found = [each for seed in options.seed for each in measured(root, work, regime, seed)]
            everything += found
            _print(regime, found)
    _print("all", everything)


def _print(name: str, found: list[Found]) -> None:
    errors = [each.told.held - each.held for each in found]
    print(
        f"{name:12s} {len(found):9d} {mean(each.is_covered for each in found):6.3f} "
        f"{mean(each.told.high - each.told.low for each in found):6.3f} {mean(errors):+7.3f} "
        f"{mean(map(abs, errors)):6.3f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
