"""How good the estimates are where reading is perfect: episodes coded by hand, beside sayso's own reading.

    python evals/coded.py ROOT [--keep DIR]

Takes the claims of `evals/coded`, kept as offsets into the reports of ROOT/data/timelines, through the same
reckoning as `sayso estimate --episodes`, and prints what ROOT/eval/score_timelines.py says of these episodes
with the claims as coded and as sayso reads them. A text that has changed since it was coded ends the program.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from coded_claims import CodedEpisode, CodingError, coded_episodes
from data import (
    arguments,
    data_folder,
    gold,
    keep_option,
    run_sayso,
    run_scorer,
    stop,
    work_folder,
    write_lines,
)
from sayso.answers.episodes import estimates, read_episodes
from sayso.places import Gazetteer

FIGURES = (("acc", "accuracy"), ("logloss", "log loss"), ("brier", "Brier"))


def measure(root: Path, work: Path) -> None:
    """Reckon and score the coded episodes both ways; the estimates are left in `work`."""
    coded = {each.id: each for each in coded_episodes()}
    answers = work / "gold"
    answers.mkdir(exist_ok=True)
    for name in coded:
        shutil.copy(gold(root, "timelines", f"{name}.json"), answers)
    reports = work / "reports.jsonl"
    run_scorer(root, "score_timelines.py", "--gold", answers, "--emit-input", reports, quiet=True)
    by_hand, own = work / "coded.jsonl", work / "sayso.jsonl"
    write_lines(by_hand, _reckoned(reports, coded))
    run_sayso("estimate", "--episodes", reports, "--json", output=own)
    result = work / "scores.json"
    options = ("--gold", answers, "--no-baselines", "--json", result)
    run_scorer(root, "score_timelines.py", by_hand, own, *options, quiet=True)
    _show(json.loads(result.read_text(encoding="utf-8")), by_hand.stem, own.stem)


def _reckoned(reports: Path, coded: dict[str, CodedEpisode]) -> list[dict[str, Any]]:
    gazetteer = Gazetteer()
    try:
        return [
            {"place": day.place, "date": day.day.isoformat(), "probabilities": dict(day.probabilities)}
            for episode in read_episodes(reports, today=date.today())
            for day in estimates(episode, coded[episode.id].read, gazetteer)
        ]
    except CodingError as problem:
        stop(str(problem))


def _show(scores: dict[str, Any], *systems: str) -> None:
    """One table: a line for each episode and system, then the means over the episodes."""
    heads = [label for _, label in FIGURES]
    print(
        f"{'episode':18s} {'claims':7s} " + " ".join(f"{each:>9s}" for each in (*heads, "on time", "flips"))
    )
    for name in scores[systems[0]]["episodes"]:
        for system in systems:
            found = scores[system]["episodes"][name]
            moves = [each for each in scores[system]["transitions"] if each["episode"] == name]
            print(_row(name, system, found, moves, found["false"]))
    for system in systems:
        summary = scores[system]["summary"]
        print(_row("mean", system, summary, scores[system]["transitions"], summary["false_total"]))
        low, high = summary["logloss_ci"]
        print(f"{'':26s} log loss {low:.3f} to {high:.3f} (95%, over episodes)")


def _row(name: str, system: str, found: dict[str, Any], moves: list[dict[str, Any]], flips: int) -> str:
    on_time = sum(not (each["late"] or each["early"] or each["missed"]) for each in moves)
    figures = " ".join(f"{found[key]:9.3f}" for key, _ in FIGURES)
    return f"{name:18s} {system:7s} {figures} {f'{on_time} of {len(moves)}':>9s} {flips:9d}"


def main() -> None:
    parser = arguments(__doc__)
    keep_option(parser, "the estimates")
    options = parser.parse_args()
    root = data_folder(options.root)
    with work_folder(options.keep) as work:
        measure(root, work)


if __name__ == "__main__":
    main()
