"""From sentences to arrays: chunks of a document, their pieces and casing, their gold."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from english.augmentation import Augmenter
from english.corpora import Sentence, TrainingDocument
from english.recipe import Recipe
from sayso.analysis.casing import Casing, casing_of
from sayso.analysis.encoder import Labels
from sayso.analysis.lemmas import edit_between
from sayso.analysis.wordpiece import WordPiece

UNKNOWN = -100
"""Gold that is not known: no loss is taken there."""
PIECES_PER_WORD = 12
_LONGEST_CHUNK = 110
_LONGEST = 200
_ROOM = 500
_REPEATED = {"re3d": 2}

GOLD = ("heads", "deps", "tags", "morphology", "lemmas", "general", "official", "starts")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sentences that the network sees at once: n words in m pieces, and the gold of the words.

    `pieces` and `piece_casings` have length m with both boundary marks; `firsts` and `casings` length
    n + 1, entry 0 standing for the root; each array of `gold` has length n.
    """

    pieces: NDArray[np.int64]
    piece_casings: NDArray[np.int64]
    firsts: NDArray[np.int64]
    casings: NDArray[np.int64]
    gold: dict[str, NDArray[np.int64]]

    @property
    def words(self) -> int:
        return len(self.firsts) - 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Chunks of about one length, padded: B chunks, T pieces, W words with the root.

    `gold` arrays have shape (B, W - 1); `word_mask` (B, W) is true on words and the root.
    """

    pieces: torch.Tensor
    piece_casings: torch.Tensor
    piece_mask: torch.Tensor
    firsts: torch.Tensor
    casings: torch.Tensor
    word_mask: torch.Tensor
    gold: dict[str, torch.Tensor]
    words: int


class Encoding:
    """Turns words to pieces and labels to numbers."""

    def __init__(self, vocabulary: Path, labels: Labels, *, casing: bool) -> None:
        self._wordpiece = WordPiece.from_file(vocabulary)
        self._casing = casing
        self._numbers = {
            column: {label: number for number, label in enumerate(getattr(labels, column))}
            for column in ("deps", "tags", "morphology", "lemmas", "names")
        }
        self._word = cache(self._encoded)

    def chunk(self, sentences: Sequence[Sentence]) -> Chunk | None:
        """The sentences as one chunk, cut at 200 words; None where their pieces find no room."""
        start = self._wordpiece.start
        pieces, piece_casings, firsts, casings = [start], [0], [0], [0]
        for sentence in sentences:
            for word in sentence.words[: _LONGEST - len(firsts) + 1]:
                ids, casing = self._word(word)
                firsts.append(len(pieces))
                casings.append(casing)
                pieces.extend(ids)
                piece_casings.extend([casing] * len(ids))
        if len(pieces) > _ROOM:
            return None
        pieces.append(self._wordpiece.end)
        piece_casings.append(0)
        length = len(firsts) - 1
        gold = {column: np.concatenate(parts)[:length] for column, parts in self._gold(sentences).items()}
        gold["heads"][gold["heads"] > length] = UNKNOWN
        arrays = (np.array(column, dtype=np.int64) for column in (pieces, piece_casings, firsts, casings))
        return Chunk(*arrays, gold=gold)

    def _encoded(self, word: str) -> tuple[tuple[int, ...], int]:
        ids = tuple(self._wordpiece.ids(word)[:PIECES_PER_WORD]) or (self._wordpiece.unknown,)
        return ids, int(casing_of(word) if self._casing else Casing.LOWER)

    def _gold(self, sentences: Sequence[Sentence]) -> dict[str, list[NDArray[np.int64]]]:
        columns: dict[str, list[NDArray[np.int64]]] = {column: [] for column in GOLD}
        before = 0
        for sentence in sentences:
            size = len(sentence.words)
            nothing = np.full(size, UNKNOWN, dtype=np.int64)
            if sentence.heads is None:
                columns["heads"].append(nothing.copy())
            else:
                columns["heads"].append(np.array([head + before if head else 0 for head in sentence.heads]))
            edits = sentence.lemmas and list(map(edit_between, sentence.words, sentence.lemmas))
            for column, values, kind in (
                ("deps", sentence.deps, "deps"),
                ("tags", sentence.tags, "tags"),
                ("morphology", sentence.morphology, "morphology"),
                ("lemmas", edits, "lemmas"),
                ("general", sentence.names, "names"),
                ("official", sentence.official_names, "names"),
            ):
                numbers = self._numbers[kind]
                found = nothing if values is None else np.array([numbers.get(v, UNKNOWN) for v in values])
                columns[column].append(found)
            starts = np.zeros(size, dtype=np.int64) if sentence.bounded else nothing.copy()
            if sentence.bounded:
                starts[0] = 1
            columns["starts"].append(starts)
            before += size
        return columns


def chunks(document: TrainingDocument, lot: random.Random, *, context: bool) -> Iterator[list[Sentence]]:
    """The document's sentences in order: one to four at once, or one at a time without context."""
    place = 0
    while place < len(document.sentences):
        wanted = lot.choice((1, 1, 2, 3, 4)) if context else 1
        chunk: list[Sentence] = []
        length = 0
        for sentence in document.sentences[place : place + wanted]:
            if chunk and length + len(sentence.words) > _LONGEST_CHUNK:
                break
            chunk.append(sentence)
            length += len(sentence.words)
        yield chunk
        place += len(chunk)


def epoch(
    documents: Sequence[TrainingDocument],
    encoding: Encoding,
    augment: Augmenter,
    recipe: Recipe,
    lot: random.Random,
) -> list[list[Chunk]]:
    """All documents once (re3d twice) and their rewritings, in an order by lot.

    Each batch holds chunks of about one length, of `recipe.batch_pieces` pieces with their padding.
    """
    by_length: dict[int, list[Chunk]] = {}
    found = []
    for document in documents:
        for _ in range(_REPEATED.get(document.source, 1)):
            groups = [
                [augment.spelled(sentence, lot) for sentence in sentences]
                for sentences in chunks(document, lot, context=recipe.context)
            ]
            rewritings = (r for sentence in document.sentences for r in augment.rewritings(sentence, lot))
            groups += [[rewriting] for rewriting in rewritings]
            encoded = map(encoding.chunk, groups)
            found += [chunk for chunk in encoded if chunk is not None]
    lot.shuffle(found)
    for chunk in found:
        by_length.setdefault(-(-len(chunk.pieces) // 8) * 8, []).append(chunk)
    batches = [
        group[start : start + size]
        for length, group in by_length.items()
        for size in (max(1, recipe.batch_pieces // length),)
        for start in range(0, len(group), size)
    ]
    lot.shuffle(batches)
    return batches


def padded(chunks: Sequence[Chunk]) -> Batch:
    """The chunks as one batch, lengths rounded up to multiples of eight."""
    mask = [np.ones(len(chunk.pieces), dtype=np.int64) for chunk in chunks]
    word_mask = [np.ones(len(chunk.firsts), dtype=np.int64) for chunk in chunks]
    firsts = _padded([chunk.firsts for chunk in chunks], 0, 8)
    width = firsts.shape[1] - 1
    gold = {column: _padded([chunk.gold[column] for chunk in chunks], UNKNOWN, 1, width) for column in GOLD}
    return Batch(
        pieces=_padded([chunk.pieces for chunk in chunks], 0, 8),
        piece_casings=_padded([chunk.piece_casings for chunk in chunks], 0, 8),
        piece_mask=_padded(mask, 0, 8),
        firsts=firsts,
        casings=_padded([chunk.casings for chunk in chunks], 0, 8),
        word_mask=_padded(word_mask, 0, 8).bool(),
        gold=gold,
        words=sum(chunk.words for chunk in chunks),
    )


def _padded(
    rows: Iterable[NDArray[np.int64]], value: int, multiple: int, width: int | None = None
) -> torch.Tensor:
    rows = list(rows)
    width = width or -(-max(map(len, rows)) // multiple) * multiple
    table = np.full((len(rows), width), value, dtype=np.int64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return torch.from_numpy(table)
