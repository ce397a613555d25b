"""What a network reaches on development data, with gold tokens, before anything is exported.

Quick, for choosing between recipes. The figures that count are taken from raw text, through the
exported weights, by `evals/parse.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import torch

from english.batches import Chunk, Encoding, padded
from english.corpora import Corpora, Sentence, tokens_with_names
from english.network import Network
from official_statements import OfficialText
from sayso.analysis.decoding import best_tags, best_tree, may_follow
from sayso.analysis.encoder import Labels
from sayso.analysis.lemmas import apply_edit
from treebank import SAYING

_AT_ONCE = 32
Name = tuple[int, int, str]


class Probe:
    """Measures networks of one recipe on the development parts of the corpora."""

    def __init__(self, corpora: Corpora, encoding: Encoding, labels: Labels) -> None:
        self._corpora, self._encoding, self._labels = corpora, encoding, labels
        self._may_follow = may_follow(labels.names)

    @torch.no_grad()
    def __call__(self, network: Network) -> dict[str, float]:
        """Per cent by measure: trees and words by treebank, names of EWT, names of re3d by head."""
        network.eval()
        counts: Counter[str] = Counter()
        for treebank, documents in self._corpora.development.items():
            sentences = [sentence for document in documents for sentence in document.sentences]
            self._trees(network, treebank, sentences, counts)
        figures = {
            name.removesuffix(" right"): 100 * counts[name] / counts[name.removesuffix("right") + "all"]
            for name in counts
            if name.endswith(" right")
        }
        figures["EWT names F"] = _f_score(counts, "EWT names")
        for text in self._corpora.held_out:
            self._official(network, text, counts)
        for head in ("general", "official"):
            for kind in ("PER", "ORG", "LOC"):
                name = f"re3d {head} {kind}"
                figures[f"{name} found"] = 100 * counts[f"{name} found"] / counts[f"{name} gold"]
                figures[f"{name} typed"] = 100 * counts[f"{name} typed"] / counts[f"{name} gold"]
        return {name: round(value, 2) for name, value in sorted(figures.items())}

    def _trees(
        self, network: Network, treebank: str, sentences: Sequence[Sentence], counts: Counter[str]
    ) -> None:
        for sentence, chunk, scores in self._scored(network, sentences):
            gold, size = chunk.gold, chunk.words
            heads = best_tree(scores["arcs"][: size + 1, : size + 1].numpy())[1:]
            pairs = scores["dependents"][1 : size + 1], scores["heads"][torch.from_numpy(heads)]
            deps = network.label(*pairs).argmax(-1).numpy()
            words = np.array([dep != "punct" for dep in sentence.deps or ()])
            right_head = heads == gold["heads"]
            right_tree = right_head & (deps == gold["deps"])
            edits = [self._labels.lemmas[n] for n in scores["lemmas"][1 : size + 1].argmax(-1).tolist()]
            lemmas = np.array(list(map(apply_edit, edits, sentence.words)), dtype=object)
            for measure, right in (
                ("UAS", right_head),
                ("LAS", right_tree),
                ("UPOS", scores["tags"][1 : size + 1].argmax(-1).numpy() == gold["tags"]),
                ("morphology", scores["morphology"][1 : size + 1].argmax(-1).numpy() == gold["morphology"]),
                ("lemmas", lemmas == np.array(sentence.lemmas, dtype=object)),
            ):
                counts[f"{treebank} {measure} right"] += int((right & words).sum())
                counts[f"{treebank} {measure} all"] += int(words.sum())
            for subject, content in speech_clauses(sentence):
                counts["speech clauses all"] += 1
                counts["speech clauses right"] += int(right_head[subject] and right_head[content])
            if sentence.names is not None:
                found = self._names(scores["general"][1 : size + 1])
                _count_names(counts, "EWT names", found, sentence.names)

    def _official(self, network: Network, text: OfficialText, counts: Counter[str]) -> None:
        words, tags, sentences = [], [], []
        for word, is_space, tag in tokens_with_names(text):
            if is_space and "\n" not in word:
                continue
            if not is_space:
                words.append(word)
                tags.append(tag)
            if words and (is_space or (len(words) >= 60 and word in ".!?")):
                sentences.append(Sentence(words, official_names=tags, bounded=False))
                words, tags = [], []
        if words:
            sentences.append(Sentence(words, official_names=tags, bounded=False))
        for sentence, chunk, scores in self._scored(network, sentences):
            gold = names_of(sentence.official_names or ())
            for head in ("general", "official"):
                found = self._names(scores[head][1 : chunk.words + 1])
                for start, end, kind in gold:
                    kinds = {k for first, last, k in found if first < end and start < last}
                    counts[f"re3d {head} {kind} gold"] += 1
                    counts[f"re3d {head} {kind} found"] += bool(kinds)
                    counts[f"re3d {head} {kind} typed"] += kind in kinds

    def _names(self, scores: torch.Tensor) -> set[Name]:
        return names_of([self._labels.names[n] for n in best_tags(scores.numpy(), self._may_follow)])

    def _scored(
        self, network: Network, sentences: Iterable[Sentence]
    ) -> Iterator[tuple[Sentence, Chunk, dict[str, torch.Tensor]]]:
        pairs = [(sentence, self._encoding.chunk([sentence])) for sentence in sentences]
        fitting = [(s, c) for s, c in pairs if c is not None and c.words == len(s.words)]
        fitting.sort(key=lambda pair: len(pair[1].pieces))
        for start in range(0, len(fitting), _AT_ONCE):
            part = fitting[start : start + _AT_ONCE]
            batch = padded([chunk for _, chunk in part])
            scores = network(batch.pieces, batch.piece_casings, batch.piece_mask, batch.firsts, batch.casings)
            for number, (sentence, chunk) in enumerate(part):
                named = {name: getattr(scores, name)[number] for name in scores.__dataclass_fields__}
                yield sentence, chunk, named


def speech_clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Subject and content, by number from 0, of every verb of saying that has both."""
    heads, deps = sentence.heads or (), sentence.deps or ()
    for place, (lemma, tag) in enumerate(zip(sentence.lemmas or (), sentence.tags or (), strict=True)):
        if tag != "VERB" or lemma not in SAYING:
            continue
        below = [number for number, head in enumerate(heads) if head == place + 1]
        subject = next((number for number in below if deps[number].startswith("nsubj")), None)
        content = next((number for number in below if deps[number] == "ccomp"), None)
        if subject is not None and content is not None:
            yield subject, content


def names_of(tags: Sequence[str]) -> set[Name]:
    """Start, end and kind of every name in BIO tags."""
    found, start = set(), None
    for place, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            found.add((start, place, tags[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = place
    return found


def _count_names(counts: Counter[str], name: str, found: set[Name], tags: Sequence[str]) -> None:
    gold = names_of(tags)
    counts[f"{name} found"] += len(found)
    counts[f"{name} gold"] += len(gold)
    counts[f"{name} both"] += len(found & gold)


def _f_score(counts: Counter[str], name: str) -> float:
    return 200 * counts[f"{name} both"] / max(1, counts[f"{name} found"] + counts[f"{name} gold"])
