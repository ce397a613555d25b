"""How many, as a range with what is counted: "at least 40", "hundreds", "between 15 and 20"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.model import Quantity

if TYPE_CHECKING:
    from sayso.lexicon import ClaimWords

_ROUND = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}
"""The least that a round plural means: two of its kind."""


def find_quantity(text: str, words: ClaimWords) -> Quantity | None:
    """The first counted thing in a stretch of text; measures of distance and time are passed over."""
    many, counted = _patterns(words)
    if (found := many.search(text)) is not None:
        return Quantity(low=_ROUND.get(found["many"].lower()), high=None, counts=found["counts"])
    for match in counted.finditer(text):
        if match["counts"].split()[0].lower() in words.measures:
            continue
        low, high = _value(match["low"], words), _value(match["high"] or match["low"], words)
        bound = (match["bound"] or "").lower()
        if bound in words.at_least:
            return Quantity(low=low, high=None, counts=match["counts"])
        if bound in words.at_most:
            return Quantity(low=None, high=high, counts=match["counts"])
        return Quantity(low=low, high=high, counts=match["counts"])
    return None


@lru_cache(maxsize=4)
def _patterns(words: ClaimWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    number = rf"(?:\d[\d,]*|{'|'.join(words.numbers)})"
    bound = "|".join(sorted(words.at_least | words.at_most | words.about, key=len, reverse=True))
    counted = re.compile(
        rf"\b(?:(?P<bound>{bound})\s+)?(?:between\s+)?(?P<low>{number})(?:\s+(?:and|to|or)\s+(?P<high>{number}))?"
        r"\s+(?P<counts>(?:[^\W\d][\w’'-]*\s){0,3}?[^\W\d]\w*s\b|[^\W\d][\w’'-]*)",
        re.IGNORECASE,
    )
    many = re.compile(
        rf"\b(?P<many>{'|'.join(sorted(words.many))})\s+of\s+(?P<counts>(?:[\w’'-]+\s){{0,3}}?[a-z]+s)\b",
        re.IGNORECASE,
    )
    return many, counted


def _value(written: str, words: ClaimWords) -> float:
    lowered = written.lower()
    return float(words.numbers.index(lowered) + 1 if lowered in words.numbers else lowered.replace(",", ""))
