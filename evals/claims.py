"""Typed claims in real reports: who says what about which place, against claims marked by hand.

    python evals/claims.py ROOT [--errors] [--keep DIR]

Reads the texts of ROOT/data/claims with `sayso read --input FILE --json` and prints what
ROOT/eval/score_claims.py says of the outcome; `--errors` adds every control claim that was missed,
misread or made up.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from data import (
    Score,
    arguments,
    data_folder,
    gold,
    keep_option,
    read_lines,
    run_sayso,
    run_scorer,
    work_folder,
)

GOLD = ("claims",)
SHOWN = ("place", "party", "polarity", "source")


def measure(root: Path, work: Path) -> list[Score]:
    """Read the reports and score them; predictions and errors are left in `work`."""
    gold(root, *GOLD)
    texts, predictions = work / "claims.texts.jsonl", work / "claims.predictions.jsonl"
    run_scorer(root, "score_claims.py", "--texts", texts, quiet=True)
    run_sayso("read", "--input", texts, "--json", output=predictions)
    result = work / "claims.scores.json"
    errors = work / "claims.errors.jsonl"
    run_scorer(root, "score_claims.py", predictions, "--json", result, "--errors", errors, "--boot", "1000")
    return _scores(json.loads(result.read_text(encoding="utf-8")))


def _scores(result: dict[str, Any]) -> list[Score]:
    intervals = result["ci95_f1"]
    rows = [("control", "control"), ("strict_tuple", "strict control tuple"), ("all", "all kinds")]
    scores = [
        Score(
            name=f"claims.{label} F1", value=result[key]["f1"], low=intervals[key][0], high=intervals[key][1]
        )
        for key, label in rows
    ]
    attributes = result["attr"]["all"]
    scores += [
        Score(name=f"claims.{name} right", value=attributes[name][0])
        for name in ("place", "party", "polarity", "certainty", "source", "said_on")
        if attributes[name][0] is not None
    ]
    false_alarms = result["negatives"]["control_false_alarms"]
    return [*scores, Score(name="claims.false alarms in negatives", value=false_alarms, better="lower")]


def show_errors(path: Path) -> None:
    """Print the errors kind by kind, each with the words of the report it lies in."""
    errors = list(read_lines(path))
    for kind, title in (
        ("control-miss", "MISSED"),
        ("control-attr", "FOUND, BUT MISREAD"),
        ("control-false", "NOT IN THE GOLD"),
    ):
        rows = [error for error in errors if error["type"] == kind]
        print(f"\n{title}: {len(rows)}")
        for error in rows:
            print(_error_line(error))
    wrong = Counter(name for error in errors for name in error.get("wrong", ()))
    print(
        "\nmisread most often:", ", ".join(f"{name} {count}" for name, count in wrong.most_common()) or "none"
    )


def _error_line(error: dict[str, Any]) -> str:
    claim = error.get("gold") or error["pred"]
    says = ", ".join(str(claim.get(name)) for name in SHOWN)
    line = f"  {error['id']}: {says}\n      {' '.join(str(claim.get('evidence')).split())}"
    for name in error.get("wrong", ()):
        line += f"\n      {name}: {error['pred'].get(name)!r}, not {error['gold'].get(name)!r}"
    return line


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--errors", action="store_true", help="list what was missed, misread or made up")
    keep_option(parser, "predictions and errors")
    options = parser.parse_args()
    root = data_folder(options.root)
    with work_folder(options.keep) as work:
        measure(root, work)
        if options.errors:
            show_errors(work / "claims.errors.jsonl")


if __name__ == "__main__":
    main()
