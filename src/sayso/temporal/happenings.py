"""Days that a text gives to an event and counts from elsewhere: "two days after the attack".

No parse and no coreference: an event is dated by a day that stands in one sentence with its noun, or,
where it is "it" or under another name, by a day on which something began.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sayso.model import Precision, TimeRole, When
from sayso.temporal.lexing import Tokens

_ENDS = frozenset(("stop", "break"))
_NEAR = 15
_LONG = 60
_MANY = 8
"""Bounds in tokens and in days, so that reading stays linear."""
_RELATIVE = frozenset(("clause", "that"))
_JOINTS = frozenset(("on", "of", "in", "at", "comma", "the", "late", "edge"))
_BEGINS = 4


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of an expression, and its tokens as `first` to before `end`."""

    first: int
    end: int
    day: date


def dated(first: int, end: int, when: When | None, role: TimeRole) -> Dated | None:
    """What an expression adds, where it names one day and no saying or end."""
    if when is None or when.first is None or role in (TimeRole.SAID, TimeRole.UNTIL):
        return None
    one_day = when.first == when.last or when.precision is Precision.PART_OF_DAY
    return Dated(first, end, when.first) if one_day and when.precision is not Precision.VAGUE else None


def day_of_event(tokens: Tokens, noun: int, days: Sequence[Dated]) -> date | None:
    """The day of the event whose noun is token `noun`: said before, or in a clause hung on the noun."""
    if tokens.kind_of(noun) == "it":
        return _begun_before(tokens, noun, days)
    word = _stem(tokens.text_of(noun))
    before, after = _around(noun, days)
    if after and _hangs_on(tokens, noun, after[0]):
        return after[0].day
    for each in (*before, *after):
        start, end = _sentence(tokens, each)
        if start <= noun < end and each.first > noun:
            continue  # "two days after the attack the town fell on 3 January" dates the fall
        around = range(max(start, each.first - _NEAR), min(end, each.end + _NEAR))
        if any(i != noun and _stem(tokens.text_of(i)) == word for i in around):
            return each.day
    return _begun_before(tokens, noun, days)


def _around(noun: int, days: Sequence[Dated]) -> tuple[Sequence[Dated], Sequence[Dated]]:
    """The few days named last before the noun, the nearest first, and those named next behind it."""
    place = bisect_left(days, noun, key=lambda each: each.first)
    return days[max(0, place - _MANY) : place][::-1], days[place : place + _MANY]


def _hangs_on(tokens: Tokens, noun: int, behind: Dated) -> bool:
    """Whether "of 3 January" or ", which began on 24 November" follows the noun."""
    between = [tokens.kind_of(i) for i in range(noun + 1, behind.first)]
    if _ENDS.intersection(between) or len(between) > _NEAR // 2:
        return False
    if _RELATIVE.intersection(between[:2]):
        return "comma" not in between[2:]
    if between[:1] == ["comma"] and len(between) < 5:
        between = between[2:]  # "the eve of the vote, held on 8 January"
        return "comma" not in between and bool(between) and _JOINTS.issuperset(between)
    return "comma" not in between and _JOINTS.issuperset(between)


def _begun_before(tokens: Tokens, noun: int, days: Sequence[Dated]) -> date | None:
    """The last day before on which the text says that something began."""
    for each in _around(noun, days)[0]:
        start, end = _sentence(tokens, each)
        if any(
            tokens.kind_of(i) == "verb" and tokens[i].value == _BEGINS for i in range(start, min(end, noun))
        ):
            return each.day
    return None


def _sentence(tokens: Tokens, each: Dated) -> tuple[int, int]:
    start, end = each.first, each.end
    while start > max(0, each.first - _LONG) and tokens.kind_of(start - 1) not in _ENDS:
        start -= 1
    while end < min(len(tokens), each.end + _LONG) and tokens.kind_of(end) not in _ENDS:
        end += 1
    return start, end


def _stem(word: str) -> str:
    return word.lower().removesuffix("s")
