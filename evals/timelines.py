"""Who holds a place, day by day: the estimate against outcomes that were later agreed upon.

    python evals/timelines.py ROOT [--keep DIR]

Gives the dated reports of ROOT/data/timelines to `sayso estimate --episodes FILE --json` and prints what
ROOT/eval/score_timelines.py says, beside its baselines and paired with two of them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from data import Score, arguments, data_folder, gold, keep_option, run_sayso, run_scorer, work_folder

GOLD = ("timelines",)
PAIRED = ("majority-7d", "last-claim-wins")


def measure(root: Path, work: Path) -> list[Score]:
    """Estimate every episode and score the days; the estimates are left in `work`."""
    estimates, result = estimated(root, work), work / "timelines.scores.json"
    scorer = ("score_timelines.py", estimates, "--compare")
    first, second = PAIRED
    run_scorer(root, *scorer, first, "--per-episode", "--transitions", "--json", result)
    again = run_scorer(root, *scorer, second, quiet=True)
    print("\n".join(line for line in again.splitlines() if f"minus {second}:" in line))
    # The scorer names a system after the file of its estimates.
    return _scores(json.loads(result.read_text(encoding="utf-8"))[estimates.stem]["summary"])


def emitted(root: Path, work: Path) -> Path:
    """Write the reports of every episode, without the outcome, to a file in `work`."""
    gold(root, *GOLD)
    reports = work / "timelines.reports.jsonl"
    run_scorer(root, "score_timelines.py", "--emit-input", reports, quiet=True)
    return reports


def estimated(root: Path, work: Path) -> Path:
    """Estimate every day of every episode as a user does, into a file in `work`."""
    estimates = work / "sayso.jsonl"
    run_sayso("estimate", "--episodes", emitted(root, work), "--json", output=estimates)
    return estimates


def _scores(summary: dict[str, Any]) -> list[Score]:
    def with_interval(key: str, label: str, better: str) -> Score:
        low, high = summary[f"{key}_ci"]
        return Score(name=f"timelines.{label}", value=summary[key], low=low, high=high, better=better)

    return [
        with_interval("acc", "accuracy", "higher"),
        with_interval("logloss", "log loss", "lower"),
        with_interval("brier", "Brier", "lower"),
        Score(name="timelines.confidently wrong days", value=summary["wrongcap"], better="lower"),
        Score(name="timelines.false flips", value=summary["false_total"], better="lower"),
        Score(name="timelines.transitions on time", value=summary["on_time"] or 0.0),
        Score(name="timelines.transitions missed", value=summary["missed"], better="lower"),
    ]


def main() -> None:
    parser = arguments(__doc__)
    keep_option(parser, "the estimates")
    options = parser.parse_args()
    root = data_folder(options.root)
    with work_folder(options.keep) as work:
        measure(root, work)


if __name__ == "__main__":
    main()
