"""Measure tags, trees, sentences and names on raw text of UD English, with spaCy's scorer.

    python evals/parse.py ROOT [--pud] [--pipeline NAME]

Reads `data/ud` and `data/ner` of the data folder. PUD is the clean test: look at it
rarely, and never tune on it. Punctuation is left out of the attachment scores.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import data
from sayso.analysis import load_analyser
from sayso.errors import SaysoError
from treebank import NAMES, Sentence, read_names, read_sentences, surface

SETS = {
    "EWT test": ("UD_English-EWT/en_ewt-ud-test.conllu", "UNER_English-EWT/en_ewt-ud-test.iob2"),
    "PUD": ("UD_English-PUD/en_pud-ud-test.conllu", "UNER_English-PUD/en_pud-ud-test.iob2"),
}


def gold_documents(trees: Path, names: Path, vocab: Any) -> Iterator[Any]:
    """Yield a gold `Doc` a document; where names are missing or misaligned, `ents` stays unset."""
    tags = read_names(names)
    batch: list[Sentence] = []
    for sentence in read_sentences(trees):
        if sentence.opens_document and batch:
            yield _document(batch, tags, vocab)
            batch = []
        batch.append(sentence)
    if batch:
        yield _document(batch, tags, vocab)


def _document(sentences: list[Sentence], names: dict[str, list[str]], vocab: Any) -> Any:
    from spacy.tokens import Doc

    columns: dict[str, list[Any]] = {key: [] for key in ("words", "spaces", "heads", "deps", "pos", "ents")}
    for sentence in sentences:
        if sentence.opens_paragraph and columns["words"]:
            _end_paragraph(columns)
        _add_sentence(columns, sentence, names)
    return Doc(vocab, **columns)


def _end_paragraph(columns: dict[str, list[Any]]) -> None:
    """The treebank marks paragraphs, a report has line ends: put them in, as a token not scored."""
    columns["spaces"][-1] = False
    line_end = {"words": "\n\n", "spaces": False, "deps": "punct", "pos": "", "ents": ""}
    for key, value in {**line_end, "heads": len(columns["words"]) - 1}.items():
        columns[key].append(value)


def _add_sentence(columns: dict[str, list[Any]], sentence: Sentence, names: dict[str, list[str]]) -> None:
    offset = len(columns["words"])
    words, spaces = surface(sentence)
    columns["words"] += words
    columns["spaces"] += spaces
    for number, row in enumerate(sentence.rows):
        is_root = row[6] == "0"
        columns["heads"].append(offset + (number if is_root else int(row[6]) - 1))
        columns["deps"].append("ROOT" if is_root else row[7])
        columns["pos"].append(row[3])
    tags = next((names[key] for key in sentence.keys if key in names), [])
    columns["ents"] += tags if len(tags) == len(words) else [""] * len(words)


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
