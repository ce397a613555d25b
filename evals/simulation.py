"""The windowed Dawid-Skene and the chain against simulated claims whose outcome is known.

    python evals/simulation.py [ROOT] [--regime NAME ...] [--seed N ...] [--method NAME ...] [--keep DIR]

Writes the claims with ROOT/eval/simulate_claims.py, reckons every place and day online with the numeric
core alone (simulated claims have no names or wordings), scores the days with the same program, and prints
the means over the seeds: accuracy, log loss, and the calibration error of all places and of those near the
front. Beside the Dawid-Skene stands the log loss measured elsewhere for the same method. It tests that the
code is right; nothing is tuned on it. Ends with status 1 where the chain has no lower log loss than the
Dawid-Skene, more than half of it where that was asked for, or too great a calibration error.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data import Score, arguments, data_folder, keep_option, read_lines, run_scorer, work_folder, write_lines
from sayso.estimation import curves, dawid_skene
from sayso.estimation.discounts import Words
from sayso.estimation.frames import NOBODY
from sayso.estimation.learning import Speaker
from sayso.estimation.priors import shipped
from sayso.estimation.windows import Floats, Table
from sayso.model import SourceClass

STATES = ("A", "B", "contested")
SIDES = STATES[:2]
REGIMES = ("balanced", "sparse", "one_sided", "no_neutral", "turncoat", "slow_front")
SEEDS = (100, 101, 102)
GOLD = ()
QUICK = SEEDS[:1]
"""The seeds of `make eval`: one is enough to see that the code broke."""
KNOWN = {"balanced": 0.485, "sparse": 0.829, "one_sided": 0.795, "no_neutral": 0.735}
"""Log loss measured elsewhere for a windowed Dawid-Skene, by regime; ours should come within 0.03."""
MEASURED = ("acc", "logloss", "ece", "ece_front")
YARDSTICK, CHAIN = "dawid-skene-7d", "party-frame-chain"
HALVED = ("balanced", "one_sided")
"""Regimes in which the chain may have half the log loss of the yardstick at most."""
CALIBRATED = ("balanced", 0.03)
"""The most calibration error that the chain may have in a regime that keeps its assumptions."""


@dataclass(frozen=True, slots=True)
class Told:
    """The claims of a simulation as rows, and for each source the side that it speaks for."""

    table: Table
    words: Words
    sides: tuple[int, ...]


def dawid_skene_curve(told: Told) -> Floats:
    """The simulated certainty is left out, as it was in the value compared with; so are relays."""
    (curve,) = dawid_skene.online_curves(told.table, [told.table])
    return curve


def chain_curve(told: Told) -> NDArray[np.float32]:
    """Of a source nothing is known but its side; a relayed word is its origin's."""
    table = replace(
        told.table,
        source=told.words.origin,
        shares=told.table.shares * told.words.discounted()[:, None],
    )
    speakers = [Speaker(SourceClass.UNKNOWN, side) for side in told.sides]
    start = np.full((table.places, table.states), 1.0 / table.states)
    return curves.online_curves(table, shipped(), speakers, start)


METHODS: dict[str, Callable[[Told], Any]] = {
    YARDSTICK: dawid_skene_curve,
    CHAIN: chain_curve,
}


def quick(root: Path, work: Path) -> list[Score]:
    """The chain alone, on the seeds of `make eval`: the Dawid-Skene is a yardstick and has no floor."""
    scores = []
    for (regime, _), means in measure(root, work, REGIMES, QUICK, [CHAIN]).items():
        for name, label in (("logloss", "log loss"), ("ece", "calibration error")):
            scores.append(Score(name=f"simulation.{regime} {label}", value=means[name], better="lower"))
    return scores


def measure(
    root: Path, work: Path, regimes: Iterable[str], seeds: Iterable[int], methods: Iterable[str]
) -> dict[tuple[str, str], dict[str, float]]:
    """The means of each regime and method over the seeds; prints a line for each.

    Leaves the outcome in `work`/REGIME-SEED and the estimates in `work`/REGIME-SEED/METHOD.jsonl.
    """
    all_means = {}
    columns = " ".join(f"{name:>9s}" for name in MEASURED)
    print(f"{'regime':12s} {'method':18s} {columns} {'known':>6s} {'seconds':>8s}   log loss by seed")
    for regime in regimes:
        told = {seed: written(root, work, regime, seed) for seed in seeds}
        for method in methods:
            begun = time.perf_counter()
            found = [_scored(root, work, regime, seed, method, each) for seed, each in told.items()]
            means = {name: mean(each[name] for each in found) for name in MEASURED}
            _print_row(regime, method, means, found, time.perf_counter() - begun)
            all_means[regime, method] = means
    return all_means


def shortfalls(means: dict[tuple[str, str], dict[str, float]]) -> list[str]:
    """What the chain owes where both methods were measured, a line for each."""
    found = []
    for regime in (regime for regime, method in means if method == CHAIN and (regime, YARDSTICK) in means):
        ours, theirs = means[regime, CHAIN]["logloss"], means[regime, YARDSTICK]["logloss"]
        if ours >= theirs:
            found.append(f"{regime}: log loss {ours:.3f} is not below {theirs:.3f}")
        elif regime in HALVED and ours > theirs / 2:
            found.append(f"{regime}: log loss {ours:.3f} is more than half of {theirs:.3f}")
    regime, most = CALIBRATED
    error = means.get((regime, CHAIN), {}).get("ece", 0.0)
    if error > most:
        found.append(f"{regime}: calibration error {error:.3f} is more than {most}")
    return found


def _print_row(
    regime: str, method: str, means: dict[str, float], found: list[dict[str, Any]], seconds: float
) -> None:
    known = KNOWN.get(regime) if method == YARDSTICK else None
    values = " ".join(f"{means[name]:9.3f}" for name in MEASURED)
    by_seed = " ".join(f"{each['logloss']:.3f}" for each in found)
    beside = "" if known is None else f"{known:.3f}"
    print(f"{regime:12s} {method:18s} {values} {beside:>6s} {seconds:8.1f}   {by_seed}", flush=True)


def written(root: Path, work: Path, regime: str, seed: int) -> Told:
    """The claims of one simulation, which are left in `work`."""
    folder = simulation_folder(work, regime, seed)
    run_scorer(root, "simulate_claims.py", "write", *_chosen(regime, seed), folder, quiet=True)
    return _told(folder)


def _scored(root: Path, work: Path, regime: str, seed: int, method: str, told: Told) -> dict[str, Any]:
    estimates = simulation_folder(work, regime, seed) / f"{method}.jsonl"
    write_lines(estimates, _lines(METHODS[method](told)))
    answer: dict[str, Any] = json.loads(
        run_scorer(root, "simulate_claims.py", "score", *_chosen(regime, seed), estimates, quiet=True)
    )
    return answer


def simulation_folder(work: Path, regime: str, seed: int) -> Path:
    """Where the claims, the outcome and the estimates of one simulation lie."""
    return work / f"{regime}-{seed}"


def _chosen(regime: str, seed: int) -> tuple[str, ...]:
    return ("--regime", regime, "--seed", str(seed))


def _told(folder: Path) -> Told:
    claims = list(read_lines(folder / "claims.jsonl"))
    outcome = list(read_lines(folder / "truth.jsonl"))
    side_of = {claim["source"]: claim["side"] for claim in claims}
    names = {name: n for n, name in enumerate(sorted({*side_of, *_origins(claims)}))}
    sides = tuple(_number(side_of.get(name)) for name in names)
    said = np.array([STATES.index(claim["says"]) for claim in claims])
    place = np.array([claim["place"] for claim in claims])
    day = np.array([claim["day"] for claim in claims])
    origin = np.array([names[name] for name in _origins(claims)])
    of_side = np.array(sides)[origin]
    table = Table(
        place=place,
        day=day,
        source=np.array([names[claim["source"]] for claim in claims]),
        shares=np.eye(len(STATES))[said],
        places=len(outcome),
        days=len(outcome[0]["states"]),
        sources=len(names),
    )
    words = Words(
        place=place,
        day=day,
        origin=origin,
        said=said,
        weight=np.array([claim["certainty"] for claim in claims]),
        is_relayed=np.array([claim["relay_of"] is not None for claim in claims]),
        is_admission=(of_side != NOBODY) & (said != of_side) & (said < len(SIDES)),
    )
    return Told(table, words, sides)


def _origins(claims: list[dict[str, Any]]) -> list[str]:
    return [claim["relay_of"] or claim["source"] for claim in claims]


def _number(side: str | None) -> int:
    return NOBODY if side is None else SIDES.index(side)


def _lines(curve: NDArray[Any]) -> Iterator[dict[str, Any]]:
    for place, days in enumerate(curve.tolist()):
        for day, row in enumerate(days):
            yield {"place": place, "day": day, "probabilities": dict(zip(STATES, row, strict=True))}


def main() -> None:
    parser = arguments(__doc__)
    keep_option(parser, "the claims and the estimates")
    parser.add_argument("--regime", nargs="+", choices=REGIMES, default=list(REGIMES))
    parser.add_argument("--seed", nargs="+", type=int, default=list(SEEDS))
    parser.add_argument("--method", nargs="+", choices=list(METHODS), default=list(METHODS))
    options = parser.parse_args()
    root = data_folder(options.root)
    with work_folder(options.keep) as work:
        found = shortfalls(measure(root, work, options.regime, options.seed, options.method))
    for line in found:
        print(line)
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
