"""Measure tags, trees, sentences and names on raw text of UD English, with spaCy's scorer.

    python evals/parse.py ROOT [--pud] [--pipeline NAME]

Reads `data/ud` and `data/ner` of the data folder. PUD is the clean test: look at it
rarely, and never tune on it. Punctuation is left out of the attachment scores.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import data
from sayso.analysis import load_analyser
from sayso.errors import SaysoError

SETS = {
    "EWT test": ("UD_English-EWT/en_ewt-ud-test.conllu", "UNER_English-EWT/en_ewt-ud-test.iob2"),
    "PUD": ("UD_English-PUD/en_pud-ud-test.conllu", "UNER_English-PUD/en_pud-ud-test.iob2"),
}
NAMES = {"PER", "ORG", "LOC"}
KEYS = ("# sent_id", "# text =")


@dataclass(slots=True)
class Sentence:
    """One sentence of CoNLL-U: rows of ten columns, and surface words that stand for several rows.

    `keys` are its id and its text, by either of which a file of names may know it.
    """

    keys: list[str] = field(default_factory=list)
    opens_document: bool = False
    opens_paragraph: bool = False
    rows: list[list[str]] = field(default_factory=list)
    joined: list[tuple[int, int, str, str]] = field(default_factory=list)


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file."""
    sentence = Sentence()
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc"):
            sentence.opens_document = True
        elif line.startswith("# newpar"):
            sentence.opens_paragraph = True
        elif line.startswith(KEYS):
            sentence.keys.append(line.partition("=")[2].strip())
        elif not line:
            if sentence.rows:
                yield sentence
                sentence = Sentence()
        elif not line.startswith("#"):
            _add_row(sentence, line.split("\t"))


def _add_row(sentence: Sentence, row: list[str]) -> None:
    if "-" in row[0]:
        first, last = map(int, row[0].split("-"))
        sentence.joined.append((first - 1, last, row[1], row[9]))
    elif "." not in row[0]:
        sentence.rows.append(row)


def surface(sentence: Sentence) -> tuple[list[str], list[bool]]:
    """The words as they stand in the text ("do" + "n't" for "don't"), and whether a space follows."""
    words = [row[1].replace(" ", "\u00a0") for row in sentence.rows]
    spaces = ["SpaceAfter=No" not in row[9] for row in sentence.rows]
    for first, last, form, note in sentence.joined:
        words[first:last] = _shared_out(form, words[first:last])
        spaces[first:last] = [False] * (last - first - 1) + ["SpaceAfter=No" not in note]
    return words, spaces


def _shared_out(form: str, parts: list[str]) -> list[str]:
    if "".join(parts) == form or len(form) < len(parts):
        return parts
    pieces = []
    for number, part in enumerate(parts[:-1], start=1):
        width = max(1, min(len(part), len(form) - (len(parts) - number)))
        pieces.append(form[:width])
        form = form[width:]
    return [*pieces, form]


def read_names(path: Path) -> dict[str, list[str]]:
    """BIO tags by sentence id and by text; kinds other than person, body and place become O."""
    names: dict[str, list[str]] = {}
    tags: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith(KEYS):
            names[line.partition("=")[2].strip()] = tags
        elif not line:
            tags = []
        elif not line.startswith("#"):
            tag = line.split("\t")[2]
            tags.append(tag if tag[2:] in NAMES else "O")
    return names


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
