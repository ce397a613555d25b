"""Where a listed name stands in a text: the longest one among words that could make a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.lexicon import PlaceWords
    from sayso.places.gazetteer import Gazetteer

_WORD = r"[^\W\d_][\w’'ʼ`]*"
_ARABIC = ("al", "el", "as", "ad", "ar", "an", "ash", "az", "ez", "es", "ed", "abu", "bin")
PARTICLES = frozenset((*_ARABIC, "de", "del", "la", "le", "na"))
_PARTICLE = f"(?:{'|'.join(sorted(PARTICLES, key=len, reverse=True))})"
_RUN = re.compile(rf"(?:{_PARTICLE}-)?{_WORD}(?:(?:[ ]|-|[ ]?/[ ]?)(?:{_PARTICLE}[- ])?{_WORD})*")
_PART = re.compile(r"[^\s/]+")
_MAX_WORDS = 5
# "Kakhovka dam", "Balad air base": so many small words may follow a name and be part of it.
_MOST_NOUNS = 2
_OPENING = frozenset("\"“„«'‘(:—–-•")
_Part = tuple[int, int]


def listed_names(doc: Doc, text: str, gazetteer: Gazetteer, words: PlaceWords) -> list[Span]:
    """Longest listed names among runs of capitalised words, left to right, not overlapping."""
    spotter = _Spotter(doc, text, gazetteer, words)
    return [span for run in _RUN.finditer(text) for span in spotter.names_in(run)]


def name_end(text: str, start: int, end: int) -> int:
    """The end without a possessive ending."""
    for ending in ("’s", "'s", "’", "'"):
        if text[start:end].endswith(ending):
            return end - len(ending)
    return end


class _Spotter:
    def __init__(self, doc: Doc, text: str, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self._doc, self._text, self._gazetteer, self._words = doc, text, gazetteer, words
        self._proper = _proper_starts(doc)
        self._common = words.common
        self._nouns_behind = words.divisions | words.facilities

    def names_in(self, run: re.Match[str]) -> Iterator[Span]:
        """The listed names in one run of words."""
        parts = [part.span() for part in _PART.finditer(self._text, *run.span())]
        after = 0  # the words before it belong to names already found
        for position, (start, end) in enumerate(parts):
            if position < after or not _could_begin(self._text, start, end):
                continue
            size = self._listed(parts[position : position + _MAX_WORDS])
            if size:
                after = position + size
                yield Span(start, name_end(self._text, start, parts[after - 1][1]))

    def _listed(self, parts: list[_Part]) -> int:
        """How many of the words make the longest listed name; 0 for none."""
        text, start = self._text, parts[0][0]
        for size in range(len(parts), 0, -1):
            name = text[start : name_end(text, start, parts[size - 1][1])]
            if size > 1 and self._ends_in_nouns(name):
                if self._gazetteer.find(name):
                    return size  # "the Kharkiv region" is not the city, "Balad air base" not the town
                continue
            if not _is_name(name) or (size == 1 and not self._may_stand_alone(name, start)):
                continue
            if self._gazetteer.find(name):
                return size
        return 0

    def _ends_in_nouns(self, name: str) -> bool:
        words = name.split()
        if words.pop() not in self._nouns_behind:
            return False
        for _ in range(_MOST_NOUNS - 1):
            if words and words[-1] in self._words.facility_openers:
                words.pop()
        return bool(words) and _is_name(" ".join(words))

    def _may_stand_alone(self, name: str, start: int) -> bool:
        lowered = name.lower()
        if lowered in self._common or lowered in PARTICLES or lowered in self._words.bearers:
            return False  # "Hospital", "Street", "Al" and "Dynamo" are towns somewhere
        if any(start <= i < start + len(name) for i in self._proper):
            return True
        return self._is_capital_for_a_name(name, start)

    def _is_capital_for_a_name(self, name: str, start: int) -> bool:
        """ "the streets of Hit", "left Stepanakert": no noun to the parser, yet nothing but a name has
        its only capital in the middle of a sentence, and the lists of the wars have this one."""
        covered = self._doc.char_span(start, start + len(name), alignment_mode="expand")
        if covered is None or len(covered) != 1 or name.isupper():
            return False
        token = covered[0]
        if token.i == token.sent.start or _is_capitalised(token, -1) or _is_capitalised(token, 1):
            return False
        if self._text[:start].rstrip()[-1:] in _OPENING:
            return False
        return any(
            found.bears_it_first and found.place.country in self._gazetteer.covered
            for found in self._gazetteer.find(name)
        )


def _proper_starts(doc: Doc) -> frozenset[int]:
    """Where the words start that the parser takes for proper nouns or for parts of names."""
    starts, classes, names = doc.to_array(["IDX", "POS", "ENT_TYPE"]).T
    found: list[int] = starts[(classes == doc.vocab.strings["PROPN"]) | (names != 0)].tolist()
    return frozenset(found)


def _could_begin(text: str, start: int, end: int) -> bool:
    """Whether a name may begin with this word: "Al-Bab", "al-Bab", "el Fasher"; most words cannot."""
    if text[start].isupper():
        return True
    first, hyphen, rest = text[start:end].partition("-")
    return first in PARTICLES or (bool(hyphen) and any(part[:1].isupper() for part in rest.split("-")))


def _is_name(text: str) -> bool:
    """Each word capitalised, particles aside; "the" and "in" begin phrases, not names."""
    return all(
        any(part[:1].isupper() for part in word.split("-")) or word in PARTICLES for word in text.split()
    )


def _is_capitalised(token: Token, step: int) -> bool:
    at = token.i + step
    return token.sent.start < at < token.sent.end and token.doc[at].text[:1].isupper()
