"""The small transformer: words of one segment in; heads, labels, tags and entity tags out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sayso.analysis.casing import Casing, casing_of
from sayso.analysis.decoding import Indices, best_tags, best_tree, may_follow
from sayso.analysis.manifest import PACKAGED, REMEDY, Manifest
from sayso.analysis.wordpiece import WordPiece
from sayso.errors import AnalysisError

_INPUTS = ("ids", "sh", "am", "first", "wsh")
_OUTPUTS = ("arc", "ld", "lh", "pos", "nA", "nB", "st")
_PIECES_PER_WORD = 12
_REMEMBERED_WORDS = 50_000
_ERRORS_ONLY = 3


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets of the heads, in the order of the scores."""

    dep: tuple[str, ...]
    pos: tuple[str, ...]
    ner: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> Labels:
        content = json.loads(path.read_text(encoding="utf-8"))
        return cls(tuple(content["dep"]), tuple(content["pos"]), tuple(content["ner"]))


@dataclass(frozen=True, slots=True, eq=False)
class SegmentAnalysis:
    """What the network says of the n words of one segment; every array has length n.

    `heads` counts words from 1, 0 is the root; the others are numbers of `Labels`. `general` and
    `official` are the BIO tags of the two entity heads.
    """

    heads: Indices
    deps: Indices
    tags: Indices
    general: Indices
    official: Indices
    starts: NDArray[np.bool_]


class Encoder:
    """The weights of one folder, ready to run on one thread.

    One segment goes through at a time: int8 scores shift by a hair when segments share a batch,
    and a ledger must give the same reading of the same text for ever.
    """

    def __init__(self, folder: Path = PACKAGED) -> None:
        """Check the folder against its manifest and load it; `AnalysisError` where it does not fit."""
        self.manifest = Manifest.read(folder)
        self.manifest.verify()
        files = self.manifest.files
        self.labels = Labels.read(files["labels"].path)
        self._wordpiece = WordPiece.from_file(files["vocabulary"].path)
        self._network = _session(files["encoder"].path)
        self._labeller = _session(files["labeller"].path)
        self._check_shapes(files["encoder"].path)
        self._may_follow = may_follow(self.labels.ner)
        self._seen: dict[str, tuple[tuple[int, ...], Casing]] = {}

    @property
    def room(self) -> int:
        """The most pieces that the words of one segment may have together."""
        return self.manifest.positions - 2

    def piece_count(self, word: str) -> int:
        """How much of the `room` a word takes."""
        return len(self._pieces(word)[0])

    def __call__(self, words: Sequence[str], may_start: Sequence[bool]) -> SegmentAnalysis:
        """Analyse the words of one segment; a sentence starts only where `may_start` allows.

        Needs at least one word, and no more pieces than `room`.
        """
        scores = dict(zip(_OUTPUTS, self._network.run(list(_OUTPUTS), self._inputs(words)), strict=True))
        arcs, starting = scores["arc"][0], scores["st"][0, 1:]
        starts = (starting > 0) & np.asarray(may_start, dtype=np.bool_)
        starts[0] = True
        heads = _heads(arcs, starts)
        pairs = {"ld": scores["ld"][0, 1:], "lh": scores["lh"][0][heads]}
        deps: Indices = self._labeller.run(["y"], pairs)[0].astype(np.int64)
        deps[heads == 0] = self.labels.dep.index("ROOT")
        return SegmentAnalysis(
            heads=heads,
            deps=deps,
            tags=scores["pos"][0, 1:].argmax(axis=-1),
            general=best_tags(scores["nA"][0, 1:], self._may_follow),
            official=best_tags(scores["nB"][0, 1:], self._may_follow),
            starts=starts,
        )

    def _pieces(self, word: str) -> tuple[tuple[int, ...], Casing]:
        known = self._seen.get(word)
        if known is None:
            ids = tuple(self._wordpiece.ids(word)[:_PIECES_PER_WORD]) or (self._wordpiece.unknown,)
            known = ids, casing_of(word)
            if len(self._seen) < _REMEMBERED_WORDS:
                self._seen[word] = known
        return known

    def _inputs(self, words: Sequence[str]) -> dict[str, NDArray[np.int64]]:
        """Pieces and casing, and for each word the position of its first piece; 0 stands for the root."""
        pieces, casings, firsts = [self._wordpiece.start], [Casing.BOUNDARY], [0]
        word_casings = [Casing.BOUNDARY]
        for word in words:
            ids, casing = self._pieces(word)
            firsts.append(len(pieces))
            word_casings.append(casing)
            pieces.extend(ids)
            casings.extend([casing] * len(ids))
        pieces.append(self._wordpiece.end)
        casings.append(Casing.BOUNDARY)
        columns = (pieces, casings, [1] * len(pieces), firsts, word_casings)
        return {
            name: np.array([column], dtype=np.int64) for name, column in zip(_INPUTS, columns, strict=True)
        }

    def _check_shapes(self, path: Path) -> None:
        widths = {output.name: output.shape[-1] for output in self._network.get_outputs()}
        accepted = {given.name: given.shape[-1] for given in self._labeller.get_inputs()}
        expected = {
            "pos": len(self.labels.pos),
            "nA": len(self.labels.ner),
            "nB": len(self.labels.ner),
            "ld": accepted.get("ld"),
            "lh": accepted.get("lh"),
        }
        for name, width in expected.items():
            if widths.get(name) != width:
                raise AnalysisError(
                    f"{path}: output {name!r} has width {widths.get(name)}, not {width}; {REMEDY}"
                )


def _heads(arcs: NDArray[np.floating], starts: NDArray[np.bool_]) -> Indices:
    """One tree a sentence; heads count the words of the segment from 1."""
    bounds = [*np.flatnonzero(starts).tolist(), len(starts)]
    heads = np.zeros(len(starts), dtype=np.int64)
    for start, end in pairwise(bounds):
        nodes = np.concatenate(([0], np.arange(start + 1, end + 1)))
        heads[start:end] = nodes[best_tree(arcs[np.ix_(nodes, nodes)])[1:]]
    return heads


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as problem:  # onnxruntime raises classes of its own that share no base but this
        reason = str(problem).splitlines()[0]
        raise AnalysisError(f"{path}: cannot be loaded ({reason}); {REMEDY}") from problem
