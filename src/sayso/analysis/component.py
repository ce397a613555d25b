"""The spaCy component that fills a `Doc`: tags, tree, sentence starts, entities of two kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, POS
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from sayso.analysis.encoder import Encoder
from sayso.analysis.manifest import PACKAGED
from sayso.analysis.segmentation import may_start, segments

FACTORY = "sayso_minilm"
OFFICIAL_SPANS = "re3d"


class MiniLM:
    """Fills `pos`, `dep`, `head`, sentence starts and `ents`, with Universal Dependencies labels.

    `doc.ents` holds names as news and the web use them (PER, ORG, LOC); `doc.spans["re3d"]` holds
    the second opinion of a head trained on official statements about armed conflict, with the same
    labels. White space hangs on the word before it, the first on the word after.
    """

    def __init__(self, vocab: Vocab, encoder: Encoder) -> None:
        self.encoder = encoder
        self._deps = np.array([vocab.strings.add(label) for label in encoder.labels.dep], dtype=np.uint64)
        self._tags = np.array([IDS[label] for label in encoder.labels.pos], dtype=np.uint64)
        self._space = (vocab.strings.add("dep"), IDS["SPACE"])

    def __call__(self, doc: Doc) -> Doc:
        """Analyse the document in place, segment by segment, and return it."""
        heads, deps, tags = self._blank(doc)
        general: list[Span] = []
        official: list[Span] = []
        for numbers in segments(list(doc), self.encoder.piece_count, self.encoder.room):
            words = [doc[number].text for number in numbers]
            found = self.encoder(words, may_start(words))
            places = np.array(numbers)
            heads[places] = np.where(found.heads == 0, places, places[found.heads - 1])
            deps[places] = self._deps[found.deps]
            tags[places] = self._tags[found.tags]
            general.extend(self._names(doc, numbers, found.general))
            official.extend(self._names(doc, numbers, found.official))
        if len(doc):
            offsets = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
            columns: Any = np.stack([offsets, deps, tags], axis=1)
            doc.from_array([HEAD, DEP, POS], columns)
        doc.ents = general
        doc.spans[OFFICIAL_SPANS] = official
        return doc

    def _blank(self, doc: Doc) -> tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.uint64]]:
        """Heads, labels and tags as they are for white space; words are filled in afterwards."""
        heads = np.maximum(np.arange(len(doc)) - 1, 0)
        first = next((token.i for token in doc if not token.is_space), 0)
        heads[:first] = first
        deps = np.full(len(doc), self._space[0], dtype=np.uint64)
        tags = np.full(len(doc), self._space[1], dtype=np.uint64)
        return heads, deps, tags

    def _names(self, doc: Doc, numbers: Sequence[int], tags: NDArray[np.int64]) -> Iterator[Span]:
        for start, end, label in _runs([self.encoder.labels.ner[tag] for tag in tags]):
            yield Span(doc, numbers[start], numbers[end - 1] + 1, label=label)


def _runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and label of every B-I-I run."""
    for start, tag in enumerate(tags):
        if tag.startswith("B-"):
            end = start + 1
            while end < len(tags) and tags[end].startswith("I-"):
                end += 1
            yield start, end, tag[2:]


@Language.factory(FACTORY, default_config={"folder": None})
def make_minilm(nlp: Language, name: str, folder: str | None) -> MiniLM:
    """Build the component; `folder` holds weights and manifest, by default those in the package."""
    return MiniLM(nlp.vocab, Encoder(Path(folder) if folder else PACKAGED))
