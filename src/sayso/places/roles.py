"""What a place name does where it stands: the scene, a point to measure from, or a direction."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.model import PlaceRole, Span

if TYPE_CHECKING:
    from sayso.lexicon import PlaceWords

_BEFORE, _AFTER, _LISTED = 80, 20, 240
_NAME = r"[A-Z][\w’'-]*(?:[ -][A-Z][\w’'-]*)*"
_JOINED = ("-", "\u2011")


def role_of(text: str, span: Span, words: PlaceWords) -> PlaceRole:
    """The role of the name at the span: "10 km north of Bakhmut" is no scene, "the Lyman direction" none."""
    if span.of(text).isupper() and not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip():
        return PlaceRole.REFERENCE  # a dateline says where the report was written
    patterns = _patterns(words)
    before, after = text[max(0, span.start - _BEFORE) : span.start], text[span.end : span.end + _LISTED]
    if (
        is_joined(text, span)
        or patterns.measured.search(before)
        or patterns.faced.search(before)
        or patterns.faced_beside.search(before)
    ):
        return PlaceRole.REFERENCE
    if patterns.measured_after.match(after):
        return PlaceRole.REFERENCE
    if patterns.directed.match(after) or patterns.directed_before.search(before):
        return PlaceRole.DIRECTION
    return PlaceRole.EVENT


def is_joined(text: str, span: Span) -> bool:
    """Whether the name is half a word: "Britain-based", "Moscow-backed"."""
    return text.startswith(_JOINED, span.end)


def follows_title(text: str, start: int, words: PlaceWords) -> bool:
    """Whether the word before is a title, so that the name is a person's."""
    before = text[max(0, start - _AFTER) : start].rstrip(" .").rsplit(" ", 1)[-1]
    return before.lower() in words.titles


class _Patterns:
    def __init__(self, words: PlaceWords) -> None:
        units, bearings = _any(words.distance_units), _any(words.bearings)
        of_the_town = rf"(?:the\s+(?:{_any(words.settlements)})\s+of\s+)?"
        measure = rf"\d[\d.,]*\s?(?:{units})\b[^.;]{{0,40}}"
        departure = rf"\b(?:{_any(words.departures)})"
        journey = rf"\b(?:{_any(words.journeys)})\b[^.;,]{{0,20}}"
        # "in the east of Donetsk region" lies in it
        bearing = rf"(?<!in the )\b(?:{bearings})(?:ern)?\s+"
        self.measured = re.compile(
            rf"(?:(?:{measure}|{bearing})(?:of|from|outside)|{journey}\s?from|{departure}\s+from)\s+{of_the_town}$",
            re.IGNORECASE,
        )
        # "taken to Sennar, 60 km downstream": where they were taken lies apart from where it happened
        self.faced = re.compile(
            rf"(?:\b(?:{_any(words.facing)})|\b(?:{_any(words.carriers)})\s+from)\s+{of_the_town}$",
            re.IGNORECASE,
        )
        self.measured_after = re.compile(
            rf",\s+(?:about\s+|some\s+|roughly\s+)?\d[\d.,]*\s?(?:{units})\s+(?:away\b|downstream|upstream)",
            re.IGNORECASE,
        )
        # "Soledar, near Bakhmut": where that is, not what happened there
        self.faced_beside = re.compile(rf",\s+(?:{_any(words.beside)})\s+{of_the_town}$")
        nouns = _any(words.directions)
        self.directed_before = re.compile(rf"\b(?:{nouns}) of\s+{of_the_town}$")
        several = _any(noun for noun in words.directions if noun.endswith("s") and noun != "axis")
        self.directed = re.compile(
            # "the Lyman direction", "the Lyman and Siversk axes"
            rf"\W{{0,3}}(?i:{nouns})\b|(?:(?:, | and |, and )(?:the )?{_NAME}){{1,20}} (?:{several})\b"
        )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@lru_cache(maxsize=4)
def _patterns(words: PlaceWords) -> _Patterns:
    return _Patterns(words)
