"""How many, as a range with what is counted: "at least 40", "hundreds", "between 15 and 20"."""

from __future__ import annotations

import re

from sayso.model import Quantity

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_ROUND = {"dozens": (24, None), "hundreds": (200, None), "thousands": (2000, None), "scores": (40, None)}
_NUMBER = rf"(?:\d[\d,]*|{'|'.join(_WORDS)})"
_RANGE = re.compile(
    rf"\b(?:(?P<bound>at least|more than|over|up to|about|around|some|nearly|almost|fewer than|less than)\s+)?"
    rf"(?:between\s+)?(?P<low>{_NUMBER})(?:\s+(?:and|to|or)\s+(?P<high>{_NUMBER}))?\s+(?P<counts>[a-z][\w’'-]*(?:\s[a-z][\w’'-]*)?)",
    re.IGNORECASE,
)
_MANY = re.compile(
    rf"\b(?P<many>{'|'.join(_ROUND)})\s+of\s+(?P<counts>(?:[\w’'-]+\s){{0,3}}?[a-z]+s)\b", re.IGNORECASE
)
_LOWER_BOUNDS = frozenset({"at least", "more than", "over"})
_UPPER_BOUNDS = frozenset({"up to", "nearly", "almost", "fewer than", "less than"})
_NOT_COUNTED = frozenset(
    {"km", "kilometers", "kilometres", "miles", "percent", "days", "hours", "weeks", "months", "years"}
)


def find_quantity(words: str) -> Quantity | None:
    """The first counted thing in a stretch of text; measures of distance and time are passed over."""
    many = _MANY.search(words)
    if many is not None:
        low, high = _ROUND[many["many"].lower()]
        return Quantity(low=low, high=high, counts=many["counts"])
    for match in _RANGE.finditer(words):
        counts = match["counts"]
        if counts.split()[0].lower() in _NOT_COUNTED:
            continue
        low = _value(match["low"])
        high = _value(match["high"]) if match["high"] else low
        bound = (match["bound"] or "").lower()
        if bound in _LOWER_BOUNDS:
            return Quantity(low=low, high=None, counts=counts)
        if bound in _UPPER_BOUNDS:
            return Quantity(low=None, high=low, counts=counts)
        return Quantity(low=low, high=high, counts=counts)
    return None


def _value(written: str) -> float:
    return float(_WORDS.get(written.lower()) or written.replace(",", ""))
