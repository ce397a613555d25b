"""What a place name does where it stands: the scene, a point to measure from, or a direction."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.model import PlaceRole, Span

if TYPE_CHECKING:
    from sayso.lexicon import PlaceWords

_BEFORE, _AFTER = 80, 20


def role_of(text: str, span: Span, words: PlaceWords) -> PlaceRole:
    """The role of the name at the span: "10 km north of Bakhmut" is no scene, "the Lyman direction" none."""
    if span.of(text).isupper() and not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip():
        return PlaceRole.REFERENCE  # a dateline says where the report was written
    measured, directed = _patterns(words)
    if measured.search(text[max(0, span.start - _BEFORE) : span.start]):
        return PlaceRole.REFERENCE
    if directed.match(text[span.end : span.end + _AFTER]):
        return PlaceRole.DIRECTION
    return PlaceRole.EVENT


def follows_title(text: str, start: int, words: PlaceWords) -> bool:
    """Whether the word before is a title, so that the name is a person's."""
    before = text[max(0, start - _AFTER) : start].rstrip(" .").rsplit(" ", 1)[-1]
    return before.lower() in words.titles


@lru_cache(maxsize=4)
def _patterns(words: PlaceWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    units, bearings = "|".join(sorted(words.distance_units)), "|".join(sorted(words.bearings))
    nouns = "|".join(sorted(words.settlements))
    measured = re.compile(
        rf"(?:\d[\d.,]*\s?(?:{units})\b[^.;]{{0,40}}|\b(?:{bearings})(?:ern)?\s+)(?:of|from|outside)\s+"
        rf"(?:the\s+(?:{nouns})\s+of\s+)?$",
        re.IGNORECASE,
    )
    directed = re.compile(rf"^\W{{0,3}}(?:{'|'.join(sorted(words.directions))})\b", re.IGNORECASE)
    return measured, directed
