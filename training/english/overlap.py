"""No text that is measured on may be trained on: a shared run of words fails the training."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from english.corpora import Corpora, TrainingDocument, tokens_with_names
from treebank import read_sentences

RUN = 12
"""Words in a row; eight still meet by chance, in "please let me know if you need anything"."""

TESTS = {
    "EWT test": "ud/UD_English-EWT/en_ewt-ud-test.conllu",
    "GUM test": "ud/UD_English-GUM/en_gum_open-ud-test.conllu",
    "PUD": "ud/UD_English-PUD/en_pud-ud-test.conllu",
}


@dataclass(frozen=True, slots=True)
class Overlap:
    """A training document that shares a run of words with a text that is measured on."""

    document: str
    measured: str
    words: str


def overlaps(corpora: Corpora, data: Path) -> list[Overlap]:
    """Every training document that shares `RUN` words in a row with a test or development text."""
    known = {run: name for name, words in _measured(corpora, data) for run in _runs(words)}
    found = []
    for document in corpora.train:
        shared = next((run for run in _runs(_words(document)) if run in known), None)
        if shared is not None:
            found.append(Overlap(document.name, known[shared], " ".join(shared)))
    return found


def _measured(corpora: Corpora, data: Path) -> Iterator[tuple[str, list[str]]]:
    for name, path in TESTS.items():
        yield name, [row[1] for sentence in read_sentences(data / path) for row in sentence.rows]
    for name, documents in corpora.development.items():
        for document in documents:
            yield f"{name} development", _words(document)
    for text in corpora.held_out:
        yield "re3d held out", [word for word, is_space, _ in tokens_with_names(text) if not is_space]


def _words(document: TrainingDocument) -> list[str]:
    return [word for sentence in document.sentences for word in sentence.words]


def _runs(words: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Runs of lower-cased words; marks and digits alone are left out, being alike in every signature."""
    bare = [word for word in (re.sub(r"[\W\d_]+", "", word.lower()) for word in words) if word]
    for start in range(len(bare) - RUN + 1):
        yield tuple(bare[start : start + RUN])
