"""The small transformer: words of one segment in; heads, labels, tags and entity tags out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sayso.analysis.casing import Casing, casing_of
from sayso.analysis.decoding import Indices, best_tags, best_tree, may_follow, softmax
from sayso.analysis.lemmas import Lemmatiser
from sayso.analysis.manifest import PACKAGED, REMEDY, Manifest
from sayso.analysis.wordpiece import WordPiece
from sayso.errors import AnalysisError

_INPUTS = ("pieces", "piece_casings", "firsts", "casings")
_OUTPUTS = (
    "arcs", "dependents", "heads", "tags", "morphology", "lemmas", "general", "official", "starts",
)  # fmt: skip
_PIECES_PER_WORD = 12
_REMEMBERED_WORDS = 50_000
_ERRORS_ONLY = 3


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets of the heads, in the order of the scores.

    A label of `morphology` is a fine-grained tag and features ("VBD Mood=Ind|Tense=Past"), one of
    `lemmas` an edit as `sayso.analysis.lemmas` reads it, one of `names` a BIO tag.
    """

    deps: tuple[str, ...]
    tags: tuple[str, ...]
    morphology: tuple[str, ...]
    lemmas: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> Labels:
        content = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{field.name: tuple(content[field.name]) for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class SegmentName:
    """A name of one segment: words from `start` to before `end`, its kind, and how sure the head is."""

    start: int
    end: int
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class SegmentAnalysis:
    """What the network says of the n words of one segment; every array has length n.

    `heads` counts words from 1, 0 is the root; `deps`, `tags`, `morphology` and `lemmas` are numbers of
    `Labels`. `confidence` is the calibrated probability of the head of each word.
    `general` and `official` are the names by either entity head, in order.
    """

    heads: Indices
    deps: Indices
    tags: Indices
    morphology: Indices
    lemmas: Indices
    confidence: NDArray[np.float64]
    general: tuple[SegmentName, ...]
    official: tuple[SegmentName, ...]
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
        self.lemma = Lemmatiser.from_file(files["forms"].path)
        self._wordpiece = WordPiece.from_file(files["vocabulary"].path)
        self._network = _session(files["encoder"].path)
        self._labeller = _session(files["labeller"].path)
        self._check_shapes(files["encoder"].path)
        self._calibrated_arc, self._calibrated_name = (
            self.manifest.calibration[name] for name in ("arcs", "names")
        )
        self._may_follow = may_follow(self.labels.names)
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
        starts = (scores["starts"][1:] > 0) & np.asarray(may_start, dtype=np.bool_)
        starts[0] = True
        heads, probabilities = _heads(scores["arcs"], starts)
        pairs = {"dependents": scores["dependents"][1:], "heads": scores["heads"][heads]}
        deps: Indices = self._labeller.run(["labels"], pairs)[0].argmax(axis=-1)
        deps[heads == 0] = self.labels.deps.index("ROOT")
        return SegmentAnalysis(
            heads=heads,
            deps=deps,
            tags=scores["tags"][1:].argmax(axis=-1),
            morphology=scores["morphology"][1:].argmax(axis=-1),
            lemmas=scores["lemmas"][1:].argmax(axis=-1),
            confidence=self._calibrated_arc(probabilities),
            general=self._calibrated(self._names(scores["general"][1:])),
            official=self._names(scores["official"][1:]),
            starts=starts,
        )

    def _names(self, scores: NDArray[np.floating]) -> tuple[SegmentName, ...]:
        tags = [self.labels.names[number] for number in best_tags(scores, self._may_follow)]
        runs = list(_runs(tags))
        if not runs:
            return ()
        probabilities = softmax(scores)
        return tuple(
            SegmentName(
                start, end, kind, _run_probability(probabilities, self.labels.names, start, end, kind)
            )
            for start, end, kind in runs
        )

    def _calibrated(self, names: tuple[SegmentName, ...]) -> tuple[SegmentName, ...]:
        sure = self._calibrated_name(np.array([name.confidence for name in names]))
        return tuple(replace(n, confidence=float(number)) for n, number in zip(names, sure, strict=True))

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
        columns = (pieces, casings, firsts, word_casings)
        return {name: np.array(column, dtype=np.int64) for name, column in zip(_INPUTS, columns, strict=True)}

    def _check_shapes(self, path: Path) -> None:
        widths = {output.name: output.shape[-1] for output in self._network.get_outputs()}
        accepted = {given.name: given.shape[-1] for given in self._labeller.get_inputs()}
        expected = {
            "tags": len(self.labels.tags),
            "morphology": len(self.labels.morphology),
            "lemmas": len(self.labels.lemmas),
            "general": len(self.labels.names),
            "official": len(self.labels.names),
            "dependents": accepted.get("dependents"),
            "heads": accepted.get("heads"),
        }
        for name, width in expected.items():
            if widths.get(name) != width:
                raise AnalysisError(
                    f"{path}: output {name!r} has width {widths.get(name)}, not {width}; {REMEDY}"
                )


def _heads(arcs: NDArray[np.floating], starts: NDArray[np.bool_]) -> tuple[Indices, NDArray[np.float64]]:
    """One tree a sentence: heads, which count the words of the segment from 1, and their probabilities."""
    bounds = [*np.flatnonzero(starts).tolist(), len(starts)]
    heads = np.zeros(len(starts), dtype=np.int64)
    confidence = np.zeros(len(starts))
    for start, end in pairwise(bounds):
        nodes = np.concatenate(([0], np.arange(start + 1, end + 1)))
        scores = arcs[np.ix_(nodes, nodes)]
        inner = best_tree(scores)[1:]
        heads[start:end] = nodes[inner]
        confidence[start:end] = softmax(scores[1:])[np.arange(end - start), inner]
    return heads, confidence


def _runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and label of every B-I-I run."""
    for start, tag in enumerate(tags):
        if tag.startswith("B-"):
            end = start + 1
            while end < len(tags) and tags[end].startswith("I-"):
                end += 1
            yield start, end, tag[2:]


def _run_probability(
    probabilities: NDArray[np.float64], labels: Sequence[str], start: int, end: int, kind: str
) -> float:
    """The probability of just this name: its tags, and no further tag of its kind behind it."""
    first, further = labels.index(f"B-{kind}"), labels.index(f"I-{kind}")
    probability = probabilities[start, first] * probabilities[start + 1 : end, further].prod()
    if end < len(probabilities):
        probability *= 1 - probabilities[end, further]
    return float(probability)


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
