"""Two versions of one report side by side: which sentences went, which came, which words changed in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

LONGEST_COMPARED = 200_000
"""Characters of a text beyond which two are not compared: what grows with their product would not end."""
_MOST_SENTENCES = 3_000
_MOST_WORDS = 200
_ALIKE = 0.5
"""Share of words from which a sentence is the other one reworded, and not another in its place."""

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…]+[\"'”’»)\]]*(?=\s)|(?=\n)|\Z)")
_WORD = re.compile(r"\S+\s*")


class Change(StrEnum):
    """What became of a stretch of a text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and what became of them."""

    change: Change
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence as pieces: all of one kind where it was kept, dropped or added whole."""

    pieces: tuple[Piece, ...]

    @property
    def change(self) -> Change | None:
        """What became of the sentence; None where some of its words changed."""
        kinds = {piece.change for piece in self.pieces}
        return kinds.pop() if len(kinds) == 1 else None


def compared(before: str, after: str) -> tuple[Passage, ...] | None:
    """The sentences of both texts in order; None where the texts are too long to be compared."""
    if max(len(before), len(after)) > LONGEST_COMPARED:
        return None
    old, new = sentences_of(before), sentences_of(after)
    if max(len(old), len(new)) > _MOST_SENTENCES:
        return None
    return tuple(_passages(old, new))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, told by punctuation alone, without the blanks around them.

    An abbreviation may cut one in two: then two pieces are compared where one would do.
    """
    found = (" ".join(each[0].split()) for each in _SENTENCE.finditer(text))
    return [each for each in found if each]


def _passages(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (_whole(Change.SAME, each) for each in old[i:j])
            continue
        pairs = min(j - i, m - k) if kind == "replace" else 0
        for one, other in zip(old[i : i + pairs], new[k : k + pairs], strict=True):
            yield from _reworded(one, other)
        yield from (_whole(Change.GONE, each) for each in old[i + pairs : j])
        yield from (_whole(Change.NEW, each) for each in new[k + pairs : m])


def _reworded(old: str, new: str) -> Iterator[Passage]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) <= _MOST_WORDS:
        bare = [each.strip() for each in before], [each.strip() for each in after]
        matcher = SequenceMatcher(None, *bare, autojunk=False)
        if matcher.ratio() >= _ALIKE:
            yield Passage(tuple(_pieces(matcher, before, after)))
            return
    yield _whole(Change.GONE, old)
    yield _whole(Change.NEW, new)


def _pieces(matcher: SequenceMatcher[str], before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(Change.SAME, "".join(after[k:m]))
            continue
        if j > i:
            yield Piece(Change.GONE, "".join(before[i:j]))
        if m > k:
            yield Piece(Change.NEW, "".join(after[k:m]))


def _whole(change: Change, sentence: str) -> Passage:
    return Passage((Piece(change, sentence),))
