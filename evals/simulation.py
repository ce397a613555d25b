"""The windowed Dawid-Skene against simulated claims whose outcome is known.

    python evals/simulation.py ROOT [--regime NAME ...] [--seed N ...]

Writes the claims with ROOT/eval/simulate_claims.py, reckons every place and day online with the numeric
core alone (simulated claims have no names or wordings), scores the days with the same program, and prints
the mean log loss over the seeds beside the value measured elsewhere for the same method. It tests that
the code is right; nothing is tuned on it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

from data import Score, arguments, data_folder, read_lines, run_scorer, write_lines
from sayso.estimation.dawid_skene import online_curves
from sayso.estimation.windows import Floats, Table

STATES = ("A", "B", "contested")
SEEDS = (100, 101, 102)
KNOWN = {"balanced": 0.485, "sparse": 0.829, "one_sided": 0.795, "no_neutral": 0.735}
"""Log loss measured elsewhere for a windowed Dawid-Skene, by regime; ours should come within 0.03."""


def measure(root: Path, work: Path, regimes: list[str], seeds: list[int]) -> list[Score]:
    """The mean log loss of each regime over the seeds; prints a line for each."""
    scores = []
    print(f"{'regime':12s} {'log loss':>8s} {'known':>6s} {'accuracy':>8s}   log loss by seed")
    for regime in regimes:
        found = [_scored(root, work, regime, seed) for seed in seeds]
        losses = [each["logloss"] for each in found]
        loss, accuracy = mean(losses), mean(each["acc"] for each in found)
        by_seed = " ".join(f"{each:.3f}" for each in losses)
        print(f"{regime:12s} {loss:8.3f} {KNOWN[regime]:6.3f} {accuracy:8.3f}   {by_seed}")
        scores.append(Score(name=f"simulation.{regime} log loss", value=loss, better="lower"))
    return scores


def _scored(root: Path, work: Path, regime: str, seed: int) -> dict[str, Any]:
    chosen = ("--regime", regime, "--seed", str(seed))
    folder, estimates = work / f"{regime}-{seed}", work / f"{regime}-{seed}.jsonl"
    run_scorer(root, "simulate_claims.py", "write", *chosen, folder, quiet=True)
    table = _table(folder)
    (curve,) = online_curves(table, [table])
    write_lines(estimates, _lines(curve))
    answer: dict[str, Any] = json.loads(
        run_scorer(root, "simulate_claims.py", "score", *chosen, estimates, quiet=True)
    )
    return answer


def _table(folder: Path) -> Table:
    """The claims as rows; the simulated certainty is left out, as it was in the value compared with."""
    claims = list(read_lines(folder / "claims.jsonl"))
    outcome = list(read_lines(folder / "truth.jsonl"))
    names = {name: n for n, name in enumerate(sorted({claim["source"] for claim in claims}))}
    said = np.array([STATES.index(claim["says"]) for claim in claims])
    return Table(
        place=np.array([claim["place"] for claim in claims]),
        day=np.array([claim["day"] for claim in claims]),
        source=np.array([names[claim["source"]] for claim in claims]),
        shares=np.eye(len(STATES))[said],
        places=len(outcome),
        days=len(outcome[0]["states"]),
        sources=len(names),
    )


def _lines(curve: Floats) -> Iterator[dict[str, Any]]:
    for place, days in enumerate(curve.tolist()):
        for day, row in enumerate(days):
            yield {"place": place, "day": day, "probabilities": dict(zip(STATES, row, strict=True))}


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--regime", nargs="+", choices=list(KNOWN), default=list(KNOWN))
    parser.add_argument("--seed", nargs="+", type=int, default=list(SEEDS))
    options = parser.parse_args()
    root = data_folder(options.root)
    with tempfile.TemporaryDirectory() as scratch:
        measure(root, Path(scratch), options.regime, options.seed)


if __name__ == "__main__":
    main()
