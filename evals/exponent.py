"""How sure the estimate should be: the exponent on all evidence, fitted where outcomes are known.

    python evals/exponent.py [ROOT] [--json] [--keep DIR]

Reckons every episode of ROOT/data/timelines with each exponent of a coarse grid, all else as shipped. For
each place the exponent of the least mean log loss over the *other* places is taken, never over other days of
the same place, and ROOT/eval/score_timelines.py scores the days so told: log loss and calibration error
out of fold beside those of the exponent that ships. The calibration error is pooled over places, and gets its
interval from leaving out one place at a time (jackknife). Nothing that ships is changed.
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import timelines
from ablation import reckoned
from data import arguments, data_folder, gold, keep_option, read_lines, run_scorer, work_folder, write_lines
from sayso.answers.episodes import read_episodes
from sayso.estimation.markov import Markov
from sayso.estimation.priors import shipped
from sayso.pipeline import Reader

GRID = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.5, 2.0)
FITTED = "fitted"


def chosen(losses: Mapping[float, Mapping[str, float]]) -> dict[str, float]:
    """For each place the exponent that did best on the others, from the log loss [exponent][place]; of
    equals the smaller."""
    places = next(iter(losses.values())).keys()

    def elsewhere(exponent: float, place: str) -> float:
        return sum(loss for name, loss in losses[exponent].items() if name != place)

    return {place: min(sorted(losses), key=lambda each: elsewhere(each, place)) for place in places}


def measure(root: Path, work: Path, *, quiet: bool = False) -> dict[str, Any]:
    """The exponents by place, the log loss by exponent, and the scores out of fold and as shipped."""
    episodes = read_episodes(timelines.emitted(root, work), today=date.today())
    reader = Reader(conflicts_only=True)
    readings = {report.id: reader.read(report) for episode in episodes for report in episode.reports}
    priors = shipped()
    files = {each: work / f"exponent-{each:g}.jsonl" for each in {*GRID, priors.exponent}}
    for exponent, path in files.items():
        model = Markov(replace(priors, exponent=exponent))
        write_lines(path, reckoned(episodes, readings, reader, f"exponent {exponent:g}", model))
    scores = _scores(root, work, *files.values())
    losses = {
        exponent: {name: each["logloss"] for name, each in scores[files[exponent].stem]["episodes"].items()}
        for exponent in GRID
    }
    exponents = chosen(losses)
    fitted = work / f"{FITTED}.jsonl"
    write_lines(fitted, (line for name, each in exponents.items() for line in _of(files[each], name)))
    whole = files[priors.exponent]
    compared = run_scorer(root, "score_timelines.py", fitted, "--compare", whole, quiet=True)
    told = {
        "shipped exponent": priors.exponent,
        "exponents": exponents,
        "log loss by exponent": {f"{each:g}": sum(of.values()) / len(of) for each, of in losses.items()},
        "out of fold": _summary(root, work, fitted),
        "as shipped": _summary(root, work, whole),
        "paired": [line.split(": ", 1)[1] for line in compared.splitlines() if f"{FITTED} minus" in line],
    }
    if not quiet:
        _show(told)
    return told


def _of(path: Path, place: str) -> list[dict[str, Any]]:
    return [line for line in read_lines(path) if line["place"] == place]


def _scores(root: Path, work: Path, *files: Path, answers: Path | None = None) -> dict[str, Any]:
    result = work / "exponent.scores.json"
    only = () if answers is None else ("--gold", answers)
    run_scorer(root, "score_timelines.py", *files, *only, "--no-baselines", "--json", result, quiet=True)
    scores: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return scores


def _summary(root: Path, work: Path, estimates: Path) -> dict[str, Any]:
    told = _scores(root, work, estimates)[estimates.stem]["summary"]
    kept = {key: told[key] for key in ("acc", "logloss", "logloss_ci", "brier", "ece")}
    low, high = jackknifed(told["ece"], _without_each(root, work, estimates))
    return kept | {"ece_ci": [low, high]}


def _without_each(root: Path, work: Path, estimates: Path) -> list[float]:
    """The calibration error without each of the places."""
    found = []
    every = sorted(gold(root, "timelines").glob("*.json"))
    for left_out in every:
        answers = work / "without"
        answers.mkdir()
        for each in every:
            if each != left_out:
                shutil.copy(each, answers)
        lines = [line for line in read_lines(estimates) if line["place"] != left_out.stem]
        others = work / "without.jsonl"
        write_lines(others, lines)
        found.append(_scores(root, work, others, answers=answers)[others.stem]["summary"]["ece"])
        shutil.rmtree(answers)
    return found


def jackknifed(whole: float, without_each: Sequence[float]) -> tuple[float, float]:
    """A 95% interval about a figure, from those without each of the places; 0 at the least."""
    count = len(without_each)
    mean = sum(without_each) / count
    error = math.sqrt((count - 1) / count * sum((each - mean) ** 2 for each in without_each))
    return max(0.0, whole - 1.96 * error), whole + 1.96 * error


def _show(told: Mapping[str, Any]) -> None:
    print("mean log loss by exponent, all places together")
    for exponent, loss in told["log loss by exponent"].items():
        print(f"  {exponent:4s} {loss:.3f}")
    print("exponent chosen without each place")
    for place, exponent in told["exponents"].items():
        print(f"  {place:18s} {exponent:g}")
    for name in ("out of fold", "as shipped"):
        each = told[name]
        low, high = each["logloss_ci"]
        print(
            f"{name:12s} days right {each['acc']:.3f}  log loss {each['logloss']:.3f} [{low:.3f} {high:.3f}]"
            f"  Brier {each['brier']:.3f}"
            f"  calibration error {each['ece']:.3f} [{each['ece_ci'][0]:.3f} {each['ece_ci'][1]:.3f}]"
        )
    for line in told["paired"]:
        print(f"out of fold less shipped: {line}")


def main() -> None:
    parser = arguments(__doc__)
    keep_option(parser, "the estimates")
    parser.add_argument("--json", action="store_true", help="print everything as one JSON object")
    options = parser.parse_args()
    root = data_folder(options.root)
    with work_folder(options.keep) as work:
        told = measure(root, work, quiet=options.json)
    if options.json:
        print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
