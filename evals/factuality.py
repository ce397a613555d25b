"""How sure and which way a text is of what its words tell: event factuality, against readers' judgements.

    python evals/factuality.py ROOT [--split train] [--keep DIR]

Reads the sentences of ROOT/data/certainty (UW), asks for the stance of the innermost voice on every
target, and hands scores from -3 to 3 to ROOT/eval/score_factuality.py. The score of a stance is the median
of what readers gave its like on the training split: "said that P" counts for P.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from data import Score, arguments, data_folder, gold, keep_option, read_lines, run_scorer, stop, work_folder
from sayso.attribution.commitment import Commitment
from sayso.attribution.modality import stance_on
from sayso.attribution.statements import voice_at
from sayso.model import Document
from sayso.pipeline import Reader

GOLD = ("certainty",)
_SCORES = {
    ("asserted", "affirmed"): 3.0,
    ("asserted", "denied"): -1.2,
    ("conditional", "affirmed"): 1.4,
    ("conditional", "denied"): 0.4,
    ("possible", "affirmed"): 1.4,
    ("possible", "denied"): 0.4,
    ("predicted", "affirmed"): 2.2,
    ("predicted", "denied"): -0.8,
    ("probable", "affirmed"): 2.4,
    ("probable", "denied"): -0.2,
}
"""Medians over a third of the training split, 9,422 targets."""
_WITHHELD = 1.6


def scores_of(row: dict[str, Any], reader: Reader) -> list[float]:
    """One score a target of a sentence, whose words are parted by single spaces."""
    words = row["text"].split(" ")
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    report = reader.report(Document(id="1", text=row["text"], language="en"))
    scores = []
    for target in row["targets"]:
        start = starts[target["span1"][0]]
        token = next(t for t in report.doc if start < t.idx + len(t.text))
        voice = voice_at(report.utterances, token.idx)
        handover, cue = (voice.handover, voice.commitment) if voice is not None else (None, Commitment())
        stance = stance_on(token, handover, cue, report.lexicon)
        scores.append(_WITHHELD if stance.withheld else _SCORES[stance.certainty, stance.polarity])
    return scores


def measure(root: Path, work: Path, split: str = "dev") -> list[Score]:
    """Score one split; predictions are left in `work`."""
    path = gold(root, *GOLD) / f"{split}.jsonl"
    if not path.exists():
        stop(f"no split {split!r} at {path}")
    reader = Reader()
    predictions = work / "factuality.predictions.jsonl"
    with predictions.open("w", encoding="utf-8") as stream:
        for number, row in enumerate(read_lines(path)):
            line = {"idx": row.get("idx", number), "scores": scores_of(row, reader)}
            stream.write(json.dumps(line) + "\n")
    answer = run_scorer(root, "score_factuality.py", split, predictions)
    found = re.search(r"MAE (\S+)\s+r (\S+)", answer)
    if found is None:
        stop(f"score_factuality.py says nothing of MAE and r: {answer!r}")
    return [
        Score(name="factuality.MAE", value=float(found[1]), better="lower"),
        Score(name="factuality.r", value=float(found[2])),
    ]


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--split", default="dev", help="dev or train")
    keep_option(parser, "the score of every target")
    options = parser.parse_args()
    root = data_folder(options.root)
    with work_folder(options.keep) as work:
        measure(root, work, options.split)


if __name__ == "__main__":
    main()
