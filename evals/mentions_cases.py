"""Cases of our own: time expressions and place names in context, by the shared scorers.

    python evals/mentions_cases.py ROOT [--only times|places] [--failures] [--closed]

Reads `evals/cases/mentions`, 75 cases of each set with a twin in the closed half, with `sayso read --json
--mentions`, and prints what ROOT/eval/score_time.py and score_toponyms.py say of the outcome. `--failures`
lists what is not right. The closed half is there to be measured, never to be looked at: of it only totals
are shown.

A case of times is right when its interval is accepted, or, for a word that is no time, when nothing is
dated; one of places when the position is within ten kilometres, the name fits where there is no position,
the party is named for a government, and nothing is taken for a place that is none. What is not right is
either left open or wrong: a date or a position that should not stand there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data import Score, arguments, data_folder, read_lines, run_sayso, run_scorer, work_folder, write_lines

FOLDER = Path(__file__).parent / "cases" / "mentions"
GOLD = ()
"""The cases lie in the project itself: no gold of the data folder is needed, only its scorers."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases there are, how many are right, and how many are wrong rather than left open."""

    count: int
    right: int
    wrong: int

    def __str__(self) -> str:
        left_open = self.count - self.right - self.wrong
        return f"{self.right}/{self.count} right, {left_open} left open, {self.wrong} wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSet:
    """One set of cases: its files, its scorer, and how the scorer's account is counted up."""

    name: str
    file: str
    scorer: str
    tally: Callable[[Row, list[Row]], Tally]

    def half(self, half: str) -> Path:
        """The file of the open or of the closed half."""
        return FOLDER / f"{self.file}_{half}.jsonl"


def tally_of_times(total: Row, errors: list[Row]) -> Tally:
    """Accepted intervals and traps left alone are right; a dated answer that is not accepted is wrong."""
    right = round(total["accept"] * total["n"]) + total["traps"] - total["falsetrap"]
    missed = [error["result"].get("pred") for error in errors if error["item"]["gold"] is not None]
    dated = sum(1 for found in missed if found and (found.get("from") or found.get("to")))
    return Tally(total["n"] + total["traps"], right, dated + total["falsetrap"])


def tally_of_places(total: Row, errors: list[Row]) -> Tally:
    """Resolved, named, a party for a government and no place for a word that is none are right."""
    shares = [(total[name] or 0) * total[f"n_{name}"] for name in ("res", "name")]
    parties = min(total["party"], total["metonyms"] - total["asplace"])
    right = sum(map(round, shares)) + parties + total["nulls"] - total["nullplace"]
    wrong = round((total["wrong"] or 0) * total["n_wrong"]) + total["asplace"] + total["nullplace"]
    return Tally(total["n"] + total["metonyms"] + total["nulls"], right, wrong)


SETS = (
    CaseSet(name="times", file="time", scorer="score_time.py", tally=tally_of_times),
    CaseSet(name="places", file="places", scorer="score_toponyms.py", tally=tally_of_places),
)


def measure(root: Path, work: Path) -> list[Score]:
    """Score the open half of both sets; predictions and errors are left in `work`."""
    scores = []
    for cases in SETS:
        tally = tallied(cases, "open", root, work)
        scores.append(Score(name=f"{cases.name}.open half", value=tally.right / tally.count))
        scores.append(Score(name=f"{cases.name}.open half wrong", value=tally.wrong, better="lower"))
    return scores


def tallied(cases: CaseSet, half: str, root: Path, work: Path) -> Tally:
    """Read one half, have it scored, and say how it went; the scorer's table is shown for the open half."""
    gold, quiet = cases.half(half), half == "closed"
    texts, output, predictions, table, errors = (
        work / f"{cases.name}.{part}.jsonl" for part in ("texts", "read", "predictions", "table", "errors")
    )
    rows = [
        {"id": case["id"], "published": case["published"], "language": case["lang"], "text": case["sentence"]}
        for case in read_lines(gold)
    ]
    write_lines(texts, rows)
    run_sayso("read", "--input", texts, "--json", "--mentions", output=output)
    write_lines(predictions, list(_predictions(cases.name, output)))
    options = ("--gold", gold, "--json", table, "--errors", errors)
    run_scorer(root, cases.scorer, predictions, *options, quiet=quiet)
    total = json.loads(table.read_text(encoding="utf-8"))["table"]["all"]
    tally = cases.tally(total, list(read_lines(errors)))
    print(f"{cases.name}, {half} half: {tally}\n", flush=True)
    return tally


def _predictions(name: str, output: Path) -> Iterator[Row]:
    for line in read_lines(output):
        yield {"id": line["id"], "found": line["mentions"][name]}


def show_failures(cases: CaseSet, work: Path) -> None:
    """Print every case that the scorer holds against us: what it asks, and what was found."""
    for error in read_lines(work / f"{cases.name}.errors.jsonl"):
        case, found = error["item"], error["result"].get("pred")
        print(f"  {case['id']} {case['case']}\n    {case['published']}: {case['sentence']}")
        print(f"    {case['span']!r}: {json.dumps(case['gold'])}\n    found {json.dumps(found)}\n")


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--only", choices=[cases.name for cases in SETS], help="one of the two sets")
    parser.add_argument("--failures", action="store_true", help="show what is not right in the open half")
    parser.add_argument("--closed", action="store_true", help="the closed half, its totals alone")
    options = parser.parse_args()
    root = data_folder(options.root)
    for cases in SETS:
        if options.only in (None, cases.name):
            with work_folder(None) as work:
                tallied(cases, "closed" if options.closed else "open", root, work)
                if options.failures and not options.closed:
                    show_failures(cases, work)


if __name__ == "__main__":
    main()
