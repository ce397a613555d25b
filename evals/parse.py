"""Measure tags, trees, sentences and names on raw text of UD English, with spaCy's scorer.

    python evals/parse.py ROOT [--pud] [--pipeline NAME]

Reads `data/ud` and `data/ner` of the data folder. PUD is the clean test: look at it
rarely, and never tune on it. Punctuation is left out of the attachment scores.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import data
from sayso.analysis import load_analyser
from sayso.errors import SaysoError
from treebank import NAMES, gold_documents

SETS = {
    "EWT test": ("UD_English-EWT/en_ewt-ud-test.conllu", "UNER_English-EWT/en_ewt-ud-test.iob2"),
    "PUD": ("UD_English-PUD/en_pud-ud-test.conllu", "UNER_English-PUD/en_pud-ud-test.iob2"),
}


def _spelled(token: Any, attribute: str) -> str:
    """Labels in letters: by number, `ignore_labels` would silently match nothing."""
    return str(token.vocab.strings[getattr(token, attribute)])


def score(examples: list[Any]) -> dict[str, float]:
    """All measures in per cent."""
    from spacy.scorer import Scorer, get_ner_prf

    named = get_ner_prf(examples)
    results = {
        **Scorer.score_tokenization(examples),
        **Scorer.score_token_attr(examples, "pos"),
        **Scorer.score_deps(examples, "dep", getter=_spelled, ignore_labels=("punct",)),
        **Scorer.score_spans(examples, "sents"),
    }
    measures = {
        "tokens F": results["token_f"],
        "UPOS": results["pos_acc"],
        "UAS": results["dep_uas"],
        "LAS": results["dep_las"],
        "sentences F": results["sents_f"],
        "names F": named["ents_f"],
    }
    for kind in sorted(NAMES):
        measures[f"{kind} F"] = named["ents_per_type"][kind]["f"]
    return {name: 100 * value for name, value in measures.items()}


def measure(name: str, root: Path, analyse: Any) -> None:
    """Print one line of figures for one test set."""
    from spacy.training import Example

    trees, names = SETS[name]
    vocab = analyse.nlp.vocab
    paths = data.gold(root, "ud", trees), data.gold(root, "ner", names)
    gold = list(gold_documents(*paths, vocab))
    started = time.process_time()
    examples = [Example(analyse(document.text), document) for document in gold]
    seconds = time.process_time() - started
    words = sum(not token.is_space for document in gold for token in document)
    figures = "  ".join(f"{measure} {value:.1f}" for measure, value in score(examples).items())
    print(f"{name}: {len(gold)} documents, {words} words, {words / seconds:.0f} words a CPU-second")
    print(f"  {figures}")


def main() -> int:
    parser = data.arguments(__doc__)
    parser.add_argument("--pud", action="store_true", help="measure on PUD too")
    parser.add_argument("--pipeline", help="another installed spaCy pipeline")
    options = parser.parse_args()
    root = data.data_folder(options.root)
    try:
        analyse = load_analyser(options.pipeline)
    except SaysoError as problem:
        data.stop(str(problem))
    print(analyse.name)
    for name in ("EWT test", "PUD") if options.pud else ("EWT test",):
        measure(name, root, analyse)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
