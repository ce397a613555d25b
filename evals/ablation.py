"""What each part of the estimate brings on the dated reports whose outcome is agreed.

    python evals/ablation.py [ROOT] [--keep DIR]

Reckons every episode of ROOT/data/timelines with the default model and with one part of it taken away at a
time, scores the days with ROOT/eval/score_timelines.py, and prints each model without its part against the
whole: the difference with its paired interval over the episodes. Log loss and Brier are losses: where the
difference is above 0, the part helps. Nothing that ships is changed: a model without a part is the same
model with other priors, or with claims that are told with less.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

import timelines
from data import arguments, data_folder, keep_option, run_scorer, work_folder, write_lines
from sayso.answers.episodes import Episode, estimates, read_episodes
from sayso.estimation import METHODS, Method
from sayso.estimation.markov import Markov
from sayso.estimation.priors import Priors, shipped
from sayso.estimation.question import Question
from sayso.model import Holder, Reading, RecordedClaim, SourceClass
from sayso.pipeline import Reader

WHOLE = "whole"
MEASURED = ("acc", "logloss", "brier")


@dataclass(frozen=True, slots=True)
class ToldWithLess:
    """The model `of` claims from which something was taken first; claims keep their ids and their order."""

    name: str
    of: Method
    without: Callable[[int, RecordedClaim], RecordedClaim]

    @property
    def parameters(self) -> str:
        return self.of.parameters

    def prior_holder(self, question: Question) -> Holder | None:
        return self.of.prior_holder(question)

    def curves(
        self, question: Question, muted: Sequence[Collection[str]] = ((),)
    ) -> list[np.ndarray[Any, np.dtype[np.float64]]]:
        claims = tuple(self.without(number, claim) for number, claim in enumerate(question.claims))
        return self.of.curves(replace(question, claims=claims), muted)


def sided_with_nobody(number: int, recorded: RecordedClaim) -> RecordedClaim:
    """The claim of a source that speaks for no side: no frame, and no admissions."""
    source = replace(recorded.claim.source, side=None)
    return replace(recorded, claim=replace(recorded.claim, source=source))


def of_its_own_origin(number: int, recorded: RecordedClaim) -> RecordedClaim:
    """The claim of a source that has said nothing else: neither a relay nor a repetition."""
    source = replace(recorded.claim.source, name=f"source {number}")
    return replace(recorded, claim=replace(recorded.claim, source=source, relayed_by=()))


def without_fresh_changes(priors: Priors) -> Priors:
    """Those by which every side speaks at once as if a change were old."""
    classes = {name: replace(each, late=0.0, early=0.0) for name, each in priors.classes.items()}
    return replace(priors, classes=classes)


def with_one_class(priors: Priors) -> Priors:
    """Those by which every source is believed as one of which nothing is known."""
    return replace(priors, classes=dict.fromkeys(priors.classes, priors.classes[SourceClass.UNKNOWN]))


def models() -> dict[str, Method]:
    """The whole model, and one for each part taken away."""
    priors = shipped()
    whole = Markov(priors)
    return {
        WHOLE: whole,
        "no party frame": ToldWithLess("no party frame", whole, sided_with_nobody),
        "no fresh changes": Markov(without_fresh_changes(priors)),
        "no relay or repeat discount": ToldWithLess("no discount", whole, of_its_own_origin),
        "one class for all": Markov(with_one_class(priors)),
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """A score of a model without a part, less that of the whole, with its 95% paired interval."""

    value: float
    low: float
    high: float


def measure(root: Path, work: Path) -> dict[str, dict[str, Difference]]:
    """The differences to the whole model by the part left out and by score; prints the table."""
    episodes = read_episodes(timelines.emitted(root, work), today=date.today())
    reader = Reader(conflicts_only=True)
    readings = {report.id: reader.read(report) for episode in episodes for report in episode.reports}
    found, files = {}, {}
    for name, model in models().items():
        files[name] = work / f"{name.replace(' ', '-')}.jsonl"
        write_lines(files[name], reckoned(episodes, readings, reader, name, model))
    for name in files:
        found[name] = _compared(root, files[name], files[WHOLE])
    _print_table(found, _summary(root, files, work))
    del found[WHOLE]
    return found


def reckoned(
    episodes: Sequence[Episode], readings: dict[str, Reading], reader: Reader, name: str, model: Method
) -> Iterator[dict[str, Any]]:
    """The estimates of every day of every episode by a model, under a name of its own."""
    METHODS[name] = model
    try:
        for episode in episodes:
            for day in estimates(episode, lambda report: readings[report.id], reader.gazetteer, method=name):
                yield {
                    "place": day.place,
                    "date": day.day.isoformat(),
                    "probabilities": dict(day.probabilities),
                }
    finally:
        del METHODS[name]


def _compared(root: Path, estimates_file: Path, whole: Path) -> dict[str, Difference]:
    """What the scorer says of one file against another: a line for each score."""
    told = run_scorer(root, "score_timelines.py", estimates_file, "--compare", whole, quiet=True)
    found = {}
    for line in told.splitlines():
        said = re.search(r" minus .*: (\w+) (\S+) \[(\S+) (\S+)\]$", line)
        if said:
            found[said[1]] = Difference(*(float(said[n]) for n in (2, 3, 4)))
    return found


def _summary(root: Path, files: dict[str, Path], work: Path) -> dict[str, dict[str, float]]:
    result = work / "ablation.scores.json"
    run_scorer(root, "score_timelines.py", *files.values(), "--json", result, quiet=True)
    scores = json.loads(result.read_text(encoding="utf-8"))
    return {name: scores[path.stem]["summary"] for name, path in files.items()}


def _print_table(found: dict[str, dict[str, Difference]], summary: dict[str, dict[str, float]]) -> None:
    width = max(map(len, found))
    print(f"{'':{width}} " + " ".join(f"{name:>7s} {'less the whole':>23s}" for name in MEASURED))
    for name, differences in found.items():
        cells = (
            f"{summary[name][each]:7.3f} "
            + (f"{'':23s}" if name == WHOLE else f"{_difference(differences[each]):>23s}")
            for each in MEASURED
        )
        print(f"{name:{width}} " + " ".join(cells))


def _difference(found: Difference) -> str:
    return f"{found.value:+.3f} [{found.low:+.3f} {found.high:+.3f}]"


def main() -> None:
    parser = arguments(__doc__)
    keep_option(parser, "the estimates")
    options = parser.parse_args()
    root = data_folder(options.root)
    with work_folder(options.keep) as work:
        measure(root, work)


if __name__ == "__main__":
    main()
