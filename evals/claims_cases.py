"""Reports of our own: 30 that hold no claim of control and look as if, and 30 that hold hard ones.

    python evals/claims_cases.py ROOT [--errors] [--closed]

Reads `evals/cases/claims` with `sayso read --json` and prints what ROOT/eval/score_claims.py says of the
outcome. Each report has a twin in the closed half, which is there to be measured, never to be looked at: of
it only totals are shown.
"""

from __future__ import annotations

import json
from pathlib import Path

from claims import show_errors
from data import Score, arguments, data_folder, run_sayso, run_scorer, work_folder

FOLDER = Path(__file__).parent / "cases" / "claims"
GOLD = ()
"""The reports lie in the project itself: no gold of the data folder is needed."""
SHOWN = (("control", "control F1"), ("strict_tuple", "strict control tuple F1"), ("all", "all kinds F1"))


def measure(root: Path, work: Path) -> list[Score]:
    """Print and return the figures of both halves."""
    return [score for half in ("open", "closed") for score in scored(half, root, work)]


def scored(half: str, root: Path, work: Path, *, quiet: bool = True) -> list[Score]:
    """Read the reports of a half and score them; what went wrong in the open half is left in `work`."""
    folder = FOLDER / half
    texts, predictions = work / f"cases.{half}.texts.jsonl", work / f"cases.{half}.predictions.jsonl"
    result, errors = work / f"cases.{half}.scores.json", work / f"cases.{half}.errors.jsonl"
    run_scorer(root, "score_claims.py", "--gold", folder, "--texts", texts, quiet=True)
    run_sayso("read", "--input", texts, "--json", output=predictions)
    options = ("--gold", folder, "--json", result, *(("--errors", errors) if half == "open" else ()))
    run_scorer(root, "score_claims.py", predictions, *options, quiet=quiet)
    found = json.loads(result.read_text(encoding="utf-8"))
    scores = [Score(name=f"claims cases.{half} {label}", value=found[key]["f1"]) for key, label in SHOWN]
    alarms = found["negatives"]["control_false_alarms"]
    scores.append(Score(name=f"claims cases.{half} false alarms", value=alarms, better="lower"))
    print("\n".join(f"{score.name:45} {score.value:.3f}" for score in scores))
    return scores


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--errors", action="store_true", help="list what is wrong in the open half")
    parser.add_argument("--closed", action="store_true", help="the closed half, its totals alone")
    options = parser.parse_args()
    root = data_folder(options.root)
    with work_folder(None) as work:
        scored("closed" if options.closed else "open", root, work, quiet=options.closed)
        if options.errors and not options.closed:
            show_errors(work / "cases.open.errors.jsonl")


if __name__ == "__main__":
    main()
