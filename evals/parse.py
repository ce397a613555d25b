"""Measure tags, forms, trees, sentences and names on raw text, with spaCy's scorer.

    python evals/parse.py ROOT [--dev | --pud] [--weights DIR | --pipeline NAME] [--json]

Reads `data/ud` and `data/ner` of the data folder: EWT test and GUM test, the held-out documents of
re3d, and the clauses of saying in them; with `--dev` the development parts instead. PUD is the clean
test: look at it rarely, and never tune on it. Punctuation is left out of the attachment scores.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import data
from data import Score
from official_statements import HELD_OUT, read_official_texts
from sayso.analysis import load_analyser
from sayso.analysis.confidence import arc_confidence, name_confidence
from sayso.errors import SaysoError
from treebank import NAMES, SAYING, gold_documents

_EWT = "UD_English-EWT/en_ewt-ud-{}.conllu", "UNER_English-EWT/en_ewt-ud-{}.iob2"
_GUM = "UD_English-GUM/en_gum_open-ud-{}.conllu"
_PUD = "UD_English-PUD/en_pud-ud-test.conllu", "UNER_English-PUD/en_pud-ud-test.iob2"


GOLD = ("ud",)
PINNED = {
    "EWT test": ("UPOS", "XPOS", "features", "lemmas", "LAS", "sentences F", "names F"),
    "GUM test": ("LAS",),
    "re3d held out": ("LOC typed", "ORG typed", "PER typed"),
    "speech clauses": ("both heads right",),
}
"""The figures that have floors."""

Figures = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class TreebankPart:
    """One part of a treebank, as paths below `data/ud` and `data/ner`; names are not always there."""

    trees: str
    names: str | None = None


def parts(*, development: bool, pud: bool) -> dict[str, TreebankPart]:
    """What is measured, by name."""
    if development:
        return {
            "EWT dev": TreebankPart(_EWT[0].format("dev"), _EWT[1].format("dev")),
            "GUM dev": TreebankPart(_GUM.format("dev")),
        }
    found = {
        "EWT test": TreebankPart(_EWT[0].format("test"), _EWT[1].format("test")),
        "GUM test": TreebankPart(_GUM.format("test")),
    }
    return found | {"PUD": TreebankPart(*_PUD)} if pud else found


def _spelled(token: Any, attribute: str) -> str:
    """Labels in letters: by number, `ignore_labels` would silently match nothing."""
    return str(token.vocab.strings[getattr(token, attribute)])


def score(examples: list[Any]) -> dict[str, float]:
    """All measures in per cent; those of names only where names are known."""
    from spacy.scorer import Scorer, get_ner_prf

    results = {
        **Scorer.score_tokenization(examples),
        **Scorer.score_token_attr(examples, "pos"),
        **Scorer.score_token_attr(examples, "tag"),
        **Scorer.score_token_attr(examples, "lemma"),
        **Scorer.score_deps(examples, "dep", getter=_spelled, ignore_labels=("punct",)),
        **Scorer.score_spans(examples, "sents"),
    }
    measures = {
        "tokens F": results["token_f"],
        "UPOS": results["pos_acc"],
        "XPOS": results["tag_acc"],
        "features": _features_right(examples),
        "lemmas": results["lemma_acc"],
        "UAS": results["dep_uas"],
        "LAS": results["dep_las"],
        "sentences F": results["sents_f"],
    }
    named = get_ner_prf(examples)
    if named["ents_f"] is not None:
        measures["names F"] = named["ents_f"]
        for kind in sorted(NAMES):
            measures[f"{kind} F"] = named["ents_per_type"][kind]["f"]
    return {name: 100 * value for name, value in measures.items()}


def _features_right(examples: list[Any]) -> float:
    """The share of aligned words with exactly the features of the gold."""
    right = counted = 0
    for example in examples:
        gold = example.get_aligned("MORPH", as_string=True)
        for token, features in zip(example.predicted, gold, strict=True):
            if features is not None and not token.is_space:
                counted += 1
                right += (str(token.morph) or "_") == (features or "_")
    return right / max(counted, 1)


def speech_clauses(gold: Any, found: Any) -> Counter[str]:
    """How many clauses of saying there are, and of how many the heads of speaker and content are right."""
    counts: Counter[str] = Counter()
    by_place = {token.idx: token for token in found}
    for verb in gold:
        if verb.pos_ != "VERB" or verb.lemma_ not in SAYING:
            continue
        speaker = next((t for t in verb.children if t.dep_.startswith("nsubj")), None)
        content = next((t for t in verb.children if t.dep_ == "ccomp"), None)
        if speaker is not None and content is not None:
            counts["clauses"] += 1
            counts["right"] += all(_hangs_on(by_place.get(t.idx), verb) for t in (speaker, content))
    return counts


def _hangs_on(token: Any, verb: Any) -> bool:
    return token is not None and token.head.idx == verb.idx and token.head.text == verb.text


def judged_arcs(examples: list[Any]) -> list[tuple[float, bool]]:
    """How sure the analysis was of each head, and whether it is right; punctuation left out."""
    judged = []
    for example in examples:
        gold = {token.idx: token for token in example.reference}
        for token in example.predicted:
            twin, sure = gold.get(token.idx), arc_confidence(token)
            if sure is None or twin is None or twin.text != token.text or twin.dep_ == "punct":
                continue
            judged.append((sure, token.head.idx == twin.head.idx))
    return judged


def judged_names(examples: list[Any]) -> list[tuple[float, bool]]:
    """How sure the analysis was of each name, and whether bounds and kind are right."""
    judged = []
    for example in examples:
        if not any(token.ent_iob for token in example.reference):
            continue
        gold = {(name.start_char, name.end_char, name.label_) for name in example.reference.ents}
        for name in example.predicted.ents:
            sure = name_confidence(name)
            if sure is not None:
                judged.append((sure, (name.start_char, name.end_char, name.label_) in gold))
    return judged


def calibration(judged: list[tuple[float, bool]]) -> dict[str, float]:
    """Expected calibration error over ten equal parts, and the share of right ones in each part."""
    judged = sorted(judged, key=lambda pair: pair[0])
    size = -(-len(judged) // 10)
    tenths = [judged[start : start + size] for start in range(0, len(judged), size)]
    shares = [sum(right for _, right in tenth) / len(tenth) for tenth in tenths]
    gaps = [
        len(tenth) * abs(share - sum(sure for sure, _ in tenth) / len(tenth))
        for tenth, share in zip(tenths, shares, strict=True)
    ]
    error = 100 * sum(gaps) / len(judged)
    return {"expected calibration error": error} | {f"tenth {n}": 100 * s for n, s in enumerate(shares, 1)}


def official_names(root: Path, analyse: Any) -> dict[str, float]:
    """Of the held-out names of re3d, how many are found, and how many with their kind.

    re3d marks "the Kurdish YPG" and "President Putin" where the general sets mark "YPG" and "Putin":
    a name is found where any word of it is.
    """
    counts: Counter[str] = Counter()
    for text in read_official_texts(data.gold(root, "ner", "re3d")):
        if text.name not in HELD_OUT:
            continue
        doc = analyse(text.text)
        names = [(name.start_char, name.end_char, name.label_) for name in doc.spans.get("joined", doc.ents)]
        for start, end, kind in text.mentions:
            kinds = {found for first, last, found in names if first < end and start < last}
            counts[f"{kind} all"] += 1
            counts[f"{kind} found"] += bool(kinds)
            counts[f"{kind} typed"] += kind in kinds
    return {
        f"{kind} {measure}": 100 * counts[f"{kind} {measure}"] / counts[f"{kind} all"]
        for kind in sorted(NAMES)
        for measure in ("found", "typed")
    }


def analysed(part: TreebankPart, root: Path, analyse: Any) -> list[Any]:
    """The documents of one part, each with the analysis of its raw text, as spaCy's `Example`."""
    from spacy.training import Example

    names = data.gold(root, "ner", part.names) if part.names else None
    documents = gold_documents(data.gold(root, "ud", part.trees), names, analyse.nlp.vocab)
    return [Example(analyse(document.text), document) for document in documents]


def measured(root: Path, analyse: Any, measured_parts: Mapping[str, TreebankPart]) -> Figures:
    """All figures: by part, of the names of re3d, of the clauses of saying, and of the confidence."""
    examples = {name: analysed(part, root, analyse) for name, part in measured_parts.items()}
    figures = {name: score(found) for name, found in examples.items()}
    figures["re3d held out"] = official_names(root, analyse)
    everything = [example for found in examples.values() for example in found]
    clauses: Counter[str] = Counter()
    for example in everything:
        clauses += speech_clauses(example.reference, example.predicted)
    right = 100 * clauses["right"] / max(1, clauses["clauses"])
    figures["speech clauses"] = {"clauses": clauses["clauses"], "both heads right": right}
    for name, pairs in (("arc", judged_arcs(everything)), ("name", judged_names(everything))):
        if pairs:
            figures[f"{name} confidence"] = calibration(pairs)
    return figures


def measure(root: Path, work: Path) -> list[Score]:
    """Print and return the figures of the test parts without PUD."""
    figures = measured(root, load_analyser(), parts(development=False, pud=False))
    show(figures)
    return [
        Score(name=f"parse.{part} {name}", value=figures[part][name])
        for part, names in PINNED.items()
        for name in names
    ]


def show(figures: Figures) -> None:
    """Print one line of figures a set."""
    for name, values in figures.items():
        print(name)
        print("  " + "  ".join(f"{measure} {value:.1f}" for measure, value in values.items()))


def main() -> int:
    parser = data.arguments(__doc__)
    parser.add_argument("--dev", action="store_true", help="the development parts")
    parser.add_argument("--pud", action="store_true", help="PUD too")
    parser.add_argument("--pipeline", help="another installed spaCy pipeline")
    parser.add_argument("--weights", type=Path, metavar="DIR", help="a folder of weights of sayso's own form")
    parser.add_argument("--json", action="store_true", help="write one line of JSON")
    options = parser.parse_args()
    root = data.data_folder(options.root)
    try:
        analyse = load_analyser(options.pipeline, weights=options.weights)
    except SaysoError as problem:
        data.stop(str(problem))
    figures = measured(root, analyse, parts(development=options.dev, pud=options.pud))
    if options.json:
        print(json.dumps({"pipeline": analyse.name, "figures": figures}))
    else:
        print(analyse.name)
        show(figures)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
