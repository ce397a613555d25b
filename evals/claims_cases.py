"""Reports of our own, each set in an open half to tune on and a closed one to be measured by.

    python evals/claims_cases.py ROOT [--set NAME] [--errors] [--closed]

Reads the reports of `evals/cases/claims` with `sayso read --json` and prints what ROOT/eval/score_claims.py
says of the outcome. The closed halves are there to be measured, never to be looked at: of them only totals
are shown.
"""

from __future__ import annotations

import json
from pathlib import Path

from claims import show_errors
from data import Score, arguments, data_folder, run_sayso, run_scorer, work_folder

CASES = Path(__file__).parent / "cases" / "claims"
SETS = {
    "first": CASES,
    **{name: CASES / "later" / name for name in ("agency", "digest", "hedged", "negatives")},
}
"""`first`: pairs of hard reports; `agency`: news stories; `digest`: assessments, communiques, posts, lists;
`hedged`: mostly denied or hedged; `negatives`: the language of war about something else."""
GOLD = ()
"""The reports lie in the project itself: no gold of the data folder is needed."""
SHOWN = (("control", "control F1"), ("strict_tuple", "strict control tuple F1"), ("all", "all kinds F1"))


def measure(root: Path, work: Path) -> list[Score]:
    """Print and return the figures of both halves of every set."""
    return [score for name in SETS for half in ("open", "closed") for score in scored(name, half, root, work)]


def scored(name: str, half: str, root: Path, work: Path, *, quiet: bool = True) -> list[Score]:
    """Read the reports of one half and score them; what went wrong in an open half is left in `work`."""
    folder, stem = SETS[name] / half, f"{name}.{half}"
    texts, predictions = work / f"{stem}.texts.jsonl", work / f"{stem}.predictions.jsonl"
    result, errors = work / f"{stem}.scores.json", work / f"{stem}.errors.jsonl"
    run_scorer(root, "score_claims.py", "--gold", folder, "--texts", texts, quiet=True)
    run_sayso("read", "--input", texts, "--json", output=predictions)
    options = ("--gold", folder, "--json", result, *(("--errors", errors) if half == "open" else ()))
    run_scorer(root, "score_claims.py", predictions, *options, quiet=quiet)
    found = json.loads(result.read_text(encoding="utf-8"))
    title = f"claims cases.{half}" if name == "first" else f"claims cases.{name} {half}"
    shown = SHOWN if name != "negatives" else ()
    scores = [Score(name=f"{title} {label}", value=found[key]["f1"]) for key, label in shown]
    alarms = found["negatives"]["control_false_alarms"]
    if found["negatives"]["reports"]:
        scores.append(Score(name=f"{title} false alarms", value=alarms, better="lower"))
    print("\n".join(f"{score.name:55} {score.value:.3f}" for score in scores))
    return scores


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--set", choices=SETS, help="one set; all of them where it is not given")
    parser.add_argument("--errors", action="store_true", help="list what is wrong in the open half")
    parser.add_argument("--closed", action="store_true", help="the closed half, its totals alone")
    options = parser.parse_args()
    root = data_folder(options.root)
    with work_folder(None) as work:
        for name in (options.set,) if options.set else SETS:
            scored(name, "closed" if options.closed else "open", root, work, quiet=options.set is None)
            if options.errors and not options.closed:
                show_errors(work / f"{name}.open.errors.jsonl")


if __name__ == "__main__":
    main()
