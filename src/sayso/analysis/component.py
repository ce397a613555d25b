"""The spaCy component that fills a `Doc`: tags, forms, lemmas, tree, sentence starts, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from sayso.analysis.confidence import record_arcs, record_names
from sayso.analysis.encoder import Encoder, SegmentName
from sayso.analysis.manifest import PACKAGED
from sayso.analysis.names import JOINED, OFFICIAL, joined, names_something
from sayso.analysis.repairs import repair
from sayso.analysis.segmentation import may_start, segments

FACTORY = "sayso_minilm"
_REMEMBERED_LEMMAS = 50_000
_COLUMNS = (HEAD, DEP, POS, TAG, MORPH, LEMMA)


class MiniLM:
    """Fills tags, features, lemmas, heads, labels, sentence starts and names, all of them UD's.

    `doc.ents` holds names as news and the web use them (PER, ORG, LOC); `doc.spans["official"]` holds the
    second opinion of a head trained on official statements about armed conflict, with the same labels,
    and `doc.spans["joined"]` one list out of both (`sayso.analysis.names`). How sure the network is of
    an arc or a name tells `sayso.analysis.confidence`. White space hangs on the word before it, the
    first on the word after.
    """

    def __init__(self, vocab: Vocab, encoder: Encoder) -> None:
        self.encoder = encoder
        strings, labels = vocab.strings, encoder.labels
        forms = [label.partition(" ")[::2] for label in labels.morphology]
        self._forms = [tag for tag, _ in forms]
        self._deps = _keys(map(strings.add, labels.deps))
        self._tags = _keys(IDS[label] for label in labels.tags)
        self._fine_tags = _keys(strings.add(tag) for tag, _ in forms)
        self._features = _keys(vocab.morphology.add("" if text == "_" else text) for _, text in forms)
        self._edits = labels.lemmas
        self._lemmas: dict[tuple[int, int, str], int] = {}
        self._strings = strings
        self._aside = strings.add("parataxis")
        self._space = (strings.add("dep"), IDS["SPACE"], strings.add("_SP"), vocab.morphology.add(""))

    def __call__(self, doc: Doc) -> Doc:
        """Analyse the document in place, segment by segment, and return it."""
        columns = self._blank(doc)
        confidence = np.full(len(doc), np.nan)
        general: dict[Span, float] = {}
        official: dict[Span, float] = {}
        last_root, label = 0, None
        for segment in segments(list(doc), self.encoder.piece_count, self.encoder.room):
            numbers = segment.words
            words = [doc[number].text for number in numbers]
            found = self.encoder(words, may_start(words))
            places = np.array(numbers)
            heads = np.where(found.heads == 0, places, places[found.heads - 1])
            deps = self._deps[found.deps]
            roots = np.flatnonzero(found.heads == 0)
            if segment.is_voice:
                heads[roots[0]], deps[roots[0]] = last_root, self._aside
            if label is not None:
                columns[label, :2] = _offset(numbers[roots[0]] - label), self._aside
            last_root = numbers[roots[-1]]
            label = last_root if segment.is_label else None
            columns[places, 0] = (heads - places).astype(np.int64).view(np.uint64)
            columns[places, 1] = deps
            columns[places, 2] = self._tags[found.tags]
            columns[places, 3] = self._fine_tags[found.morphology]
            columns[places, 4] = self._features[found.morphology]
            choices = zip(found.morphology.tolist(), found.lemmas.tolist(), words, strict=True)
            columns[places, 5] = [self._lemma(*choice) for choice in choices]
            confidence[places] = found.confidence
            general |= _spans(doc, numbers, found.general)
            official |= _spans(doc, numbers, found.official)
        if len(doc):
            filled: Any = columns
            doc.from_array(list(_COLUMNS), filled)
            repair(doc)
        official = {name: number for name, number in official.items() if names_something(name)}
        doc.ents = list(general)
        doc.spans[OFFICIAL] = list(official)
        doc.spans[JOINED] = joined(general, official)
        record_arcs(doc, confidence)
        record_names(doc, general | official)
        return doc

    def _blank(self, doc: Doc) -> NDArray[np.uint64]:
        """The columns as they are for white space; words are filled in afterwards."""
        heads = np.maximum(np.arange(len(doc)) - 1, 0)
        first = next((token.i for token in doc if not token.is_space), 0)
        heads[:first] = first
        columns = np.empty((len(doc), len(_COLUMNS)), dtype=np.uint64)
        columns[:, 0] = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        columns[:, 1:5] = self._space
        columns[:, 5] = [token.orth for token in doc]
        return columns

    def _lemma(self, form: int, edit: int, word: str) -> int:
        known = self._lemmas.get((form, edit, word))
        if known is None:
            known = self._strings.add(self.encoder.lemma(word, self._forms[form], self._edits[edit]))
            if len(self._lemmas) < _REMEMBERED_LEMMAS:
                self._lemmas[form, edit, word] = known
        return known


def _offset(distance: int) -> np.uint64:
    """A head as spaCy keeps it: how far away, below zero for one before."""
    return np.uint64(distance % 2**64)


def _keys(numbers: Iterable[int]) -> NDArray[np.uint64]:
    return np.array(list(numbers), dtype=np.uint64)


def _spans(doc: Doc, numbers: Sequence[int], names: Sequence[SegmentName]) -> dict[Span, float]:
    return {Span(doc, numbers[n.start], numbers[n.end - 1] + 1, label=n.kind): n.confidence for n in names}


@Language.factory(FACTORY, default_config={"folder": None})
def make_minilm(nlp: Language, name: str, folder: str | None) -> MiniLM:
    """Build the component; `folder` holds weights and manifest, by default those in the package."""
    return MiniLM(nlp.vocab, Encoder(Path(folder) if folder else PACKAGED))
