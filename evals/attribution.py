"""Who is given which words: sources, cues and contents in news articles, against PolNeAR.

    python evals/attribution.py ROOT [--split dev|train] [--workers N] [--keep DIR]

Reads ROOT/data/polnear in Python and prints what ROOT/eval/score_attribution.py says. That corpus marks
the outermost attribution of a chain and knows no narrator, so only such statements are handed over.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import IO, Any

from data import Score, arguments, data_folder, gold, keep_option, run_scorer, stop, work_folder, write_lines

GOLD = ("polnear",)
METRICS = (
    *("relation.lenient", "relation.strict", "content.token", "source.soft", "cue.soft", "content.soft"),
    *("source.fragment", "cue.fragment", "content.fragment", "content.strict_np"),
)

_reader: Any = None


def measure(root: Path, work: Path, *, split: str = "dev", workers: int = 2) -> list[Score]:
    """Read the articles of a split and score their attributions; predictions are left in `work`."""
    predictions = predictions_of(gold(root, *GOLD), work, split=split, workers=workers)
    options = ("score_attribution.py", predictions, "--split", split)
    run_scorer(root, *options)
    answer = json.loads(run_scorer(root, *options, "--ci", "1000", "--json", quiet=True))
    scores, intervals = answer["scores"], answer["ci95"]
    found = [
        Score(name=f"attribution.{m} F1", value=scores[m]["F1"], low=intervals[m][0], high=intervals[m][1])
        for m in METRICS
    ]
    found.append(Score(name="attribution.speaker right", value=scores["speaker_accuracy_on_found"]))
    found += [
        Score(name=f"attribution.recall {kind}", value=scores["recall_by_quote_type"][kind])
        for kind in ("direct", "mixed", "indirect")
    ]
    return found


def predictions_of(folder: Path, work: Path, *, split: str, workers: int = 2) -> Path:
    """Read the articles of a split; the file of predictions, one article a line."""
    # The gold stays here: the reading processes are handed what a reader has, nothing more.
    articles = [
        {"doc_id": row["doc_id"], "date": row.get("date"), "text": row["text"]}
        for row in articles_of(folder, split)
    ]
    predictions = work / f"attribution.{split}.jsonl"
    write_lines(predictions, _predictions(articles, workers))
    return predictions


def articles_of(folder: Path, split: str) -> Iterator[dict[str, Any]]:
    """The articles of a split with their gold."""
    plain, packed = folder / f"{split}.jsonl", folder / f"{split}.jsonl.gz"
    if not plain.exists() and not packed.exists():
        stop(f"no {split} split in {folder}")
    with _opened(plain, packed) as stream:
        for line in stream:
            yield json.loads(line)


def _opened(plain: Path, packed: Path) -> IO[str]:
    if plain.exists():
        return plain.open(encoding="utf-8")
    return gzip.open(packed, "rt", encoding="utf-8")


def _predictions(articles: list[dict[str, Any]], workers: int) -> Iterator[dict[str, Any]]:
    os.environ["OMP_NUM_THREADS"] = "1"
    began = time.monotonic()
    with ProcessPoolExecutor(workers, get_context("spawn"), _start_reader) as pool:
        for number, row in enumerate(pool.map(_read, articles, chunksize=2), start=1):
            yield row
            seconds = time.monotonic() - began
            print(f"\rread {number} of {len(articles)} articles in {seconds:.0f} s", end="", file=sys.stderr)
    print(file=sys.stderr)


def _start_reader() -> None:
    global _reader
    from sayso.pipeline import Reader

    _reader = Reader()


def _read(article: dict[str, Any]) -> dict[str, Any]:
    from sayso.model import Document, Publication, Voice

    day = article["date"]
    published = Publication(date.fromisoformat(day)) if day else None
    document = Document(id=article["doc_id"], text=article["text"], published=published, language="en")
    reading = _reader.read(document)
    return {
        "doc_id": document.id,
        "attributions": [
            {
                "source": _pairs(s.source.spans) if s.source else None,
                "cue": _pairs(s.cue),
                "content": _pairs(s.content),
            }
            for s in reading.statements
            if s.voice is Voice.ATTRIBUTED and s.within is None
        ],
    }


def _pairs(spans: Any) -> list[list[int]] | None:
    return [[span.start, span.end] for span in spans] or None


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--split", choices=["dev", "train"], default="dev")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    keep_option(parser, "the predictions")
    options = parser.parse_args()
    root = data_folder(options.root)
    with work_folder(options.keep) as work:
        measure(root, work, split=options.split, workers=options.workers)


if __name__ == "__main__":
    main()
