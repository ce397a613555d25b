"""How many, as a range with what is counted: "at least 40", "two dozen", "between 15 and 20"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.lexicon import QuantityWords
from sayso.model import Quantity

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|%|[^\W\d_]+(?:[’'][^\W\d_]+)*|[-–—]|[^\s\w]")
_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_YEAR = range(1900, 2100)
_LONGEST_NAME = 5
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class _Count:
    """A count read from `start` up to `end` in the words; an open end is None."""

    low: float | None
    high: float | None
    start: int
    end: int
    is_share: bool = False


def find_quantity(text: str, words: QuantityWords, unnamed: str | None = None) -> Quantity | None:
    """The first counted thing in a stretch of text, None where nothing is counted.

    Shares are given in percent of their whole ("a fifth of the garrison": 20, "percent of the garrison");
    measures of distance and time, years and ages are passed over. `unnamed` is what a bare number counts
    ("killing 12"), where the caller knows that.
    """
    tokens = [(found[0].lower(), found[0]) for found in _TOKEN.finditer(text)]
    lowered = [low for low, _ in tokens]
    at = 0
    while at < len(lowered):
        count = _count_at(lowered, at, words)
        if count is None:
            at += 1
            continue
        named = _named(tokens, count, words)
        if named is None and unnamed is not None and _stands_alone(lowered, count, words):
            named = unnamed
        if named is not None and not _is_nothing(lowered, at, words):
            return Quantity(low=count.low, high=count.high, counts=named)
        at = count.end
    return None


def _count_at(words: Sequence[str], at: int, known: QuantityWords) -> _Count | None:
    """The count that begins here, with its bound and its other end."""
    start, bound = at, None
    for name, phrases in known.bounds.items():
        if (length := _longest(words, at, phrases)) > 0:
            bound, start = name, at + length
            break
    first = _number_at(words, start, known)
    if first is None and words[start : start + 1] in (["between"], ["from"]):
        first = _number_at(words, start + 1, known)
        if first is None or words[first.end : first.end + 1] not in (["and"], ["to"], ["or"]):
            return None
    if first is None:
        return None
    joint = words[first.end] if first.end < len(words) else ""
    is_range = joint in ("to", "or", *_DASHES) or (joint == "and" and words[start] == "between")
    second = _number_at(words, first.end + 1, known) if is_range else None
    low, high, end = first.low, first.high, first.end
    if second is not None and low is not None and second.high is not None and second.high > low:
        low, high, end = low * _shared_multiplier(words, first, second, known), second.high, second.end
    if bound == "at_least":
        high = None
    elif bound in ("at_most", "nearly"):
        low = None
    return _Count(low, high, at, end, first.is_share)


def _shared_multiplier(words: Sequence[str], first: _Count, second: _Count, known: QuantityWords) -> int:
    """ "two to three thousand": said once, for both."""
    has_own = words[first.end - 1] in known.multipliers
    return 1 if has_own else known.multipliers.get(words[second.end - 1], 1)


def _number_at(words: Sequence[str], at: int, known: QuantityWords) -> _Count | None:
    """A number in digits or words, a round plural, or a share of a whole."""
    if at >= len(words):
        return None
    if (share := _share_at(words, at, known)) is not None:
        return share
    if (plural := _plural_at(words, at, known)) is not None:
        return plural
    word = words[at]
    if _DIGITS.fullmatch(word):
        value, end = float(word.replace(",", "")), at + 1
        if "," not in word and value in _YEAR and not _is_followed_by_noun(words, end, known):
            return None
    elif word in known.units:
        value, end = float(known.units[word]), at + 1
        while end < len(words) and words[end] == "-" and words[end + 1 : end + 2]:
            if (unit := known.units.get(words[end + 1])) is None:
                break
            value, end = value + unit, end + 2
    elif word in ("a", "an") and words[at + 1 : at + 2] and words[at + 1] in known.multipliers:
        value, end = 1.0, at + 1
    else:
        return None
    while end < len(words) and words[end] in known.multipliers:
        value, end = value * known.multipliers[words[end]], end + 1
    if words[end : end + 1] == ["-"] and words[end + 1 : end + 2] and words[end + 1][:1].isalpha():
        return None  # "a 40-year-old", "the 12-storey block"
    return _Count(value, value, at, end)


def _plural_at(words: Sequence[str], at: int, known: QuantityWords) -> _Count | None:
    """ "dozens", "tens of thousands", "several dozen", "a few hundred": a least number, and no most."""
    for phrase, times in known.several.items():
        length = _longest(words, at, (phrase,))
        behind = words[at + length : at + length + 1]
        if length and behind and behind[0] in known.multipliers:
            return _Count(float(times * known.multipliers[behind[0]]), None, at, at + length + 1)
    if words[at] not in known.plurals:
        return None
    low, end = float(known.plurals[words[at]]), at + 1
    while words[end : end + 1] == ["of"] and words[end + 1 : end + 2] and words[end + 1] in known.plurals:
        # "tens of thousands": twenty thousand at the least, not twenty times two thousand
        low, end = low * known.plurals[words[end + 1]] / 2, end + 2
    return _Count(low, None, at, end)


def _share_at(words: Sequence[str], at: int, known: QuantityWords) -> _Count | None:
    """ "a fifth of", "two thirds of", "half of", "80 percent of": in percent."""
    if _DIGITS.fullmatch(words[at]):
        length = _longest(words, at + 1, known.percent)
        value = float(words[at].replace(",", "")) if length else None
        return _Count(value, value, at, at + 1 + length, is_share=True) if value is not None else None
    start, times = at, 1
    if words[at] in ("a", "an", "one"):
        start = at + 1
    elif words[at] in known.units:
        start, times = at + 1, known.units[words[at]]
        start += words[start : start + 1] == ["-"]
    part = words[start].removesuffix("s") if start < len(words) else ""
    part = "half" if part == "halve" else part
    if part not in known.fractions or words[start + 1 : start + 2] != ["of"]:
        return None
    value = round(times * known.fractions[part], 1)
    return _Count(value, value, at, start + 1, is_share=True)


def _named(tokens: Sequence[tuple[str, str]], count: _Count, words: QuantityWords) -> str | None:
    """What is counted: the words up to the first plural noun behind the number."""
    at = count.end
    if at < len(tokens) and tokens[at][0] == "of":
        at += 1
    name: list[str] = []
    for lowered, written in tokens[at : at + _LONGEST_NAME]:
        ends = lowered in words.stops and lowered not in words.plural_nouns
        if ends or not (written[:1].isalpha() or written in _DASHES) or lowered in words.measures:
            break
        name.append(written)
        is_plural = lowered.endswith("s") and len(lowered) > 3 and not lowered.endswith(("’s", "'s", "ss"))
        if (is_plural or lowered in words.plural_nouns) and not count.is_share:
            break
    if not name:
        return None
    phrase = " ".join(name).replace(" - ", "-")
    return f"percent of {phrase}" if count.is_share else phrase


def _stands_alone(words: Sequence[str], count: _Count, known: QuantityWords) -> bool:
    """ "killing 12", "12 were killed": nothing that is measured stands behind the number."""
    behind = words[count.end : count.end + 1]
    return not count.is_share and (not behind or behind[0] not in (*known.measures, "-"))


def _is_followed_by_noun(words: Sequence[str], at: int, known: QuantityWords) -> bool:
    behind = words[at] if at < len(words) else ""
    is_bound = any(_longest(words, at, phrases) for phrases in known.bounds.values())  # "in 2023 some 40 men"
    return behind.isalpha() and not is_bound and behind not in (*known.stops, *known.measures)


def _is_nothing(words: Sequence[str], at: int, known: QuantityWords) -> bool:
    """ "none of the 40 soldiers" counts no soldiers."""
    before = " ".join(w for w in words[max(0, at - 4) : at] if w != "the")
    return any(before.endswith(phrase) for phrase in known.nothing)


def _longest(words: Sequence[str], at: int, phrases: Sequence[str]) -> int:
    """How many words of the longest phrase stand here; 0 where none does."""
    sizes = (len(parts) for phrase in phrases if list(words[at : at + len(parts := phrase.split())]) == parts)
    return max(sizes, default=0)
