"""What the network sees at once, and where a sentence may begin inside it.

A segment is a paragraph, or part of a paragraph that is too long. The network proposes sentence
starts; news has places where none can be right, and those are closed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

LONGEST = 160
_LINE_ENDS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_FINAL = (".", "!", "?", "…", ":", ";")
_STOPS = (".", "!", "?", "…")
_DASHES = frozenset({"-", "–", "—", "--", "---", "―"})
_CLOSERS = frozenset({'"', "”", "’", "'", "''", ")", "]", "»", "“"})
_BRACKETS = {"(": ")", "[": "]"}


class Token(Protocol):
    """As much of a spaCy token as is needed here."""

    @property
    def text(self) -> str: ...
    @property
    def is_space(self) -> bool: ...
    @property
    def whitespace_(self) -> str: ...


_DATELINE = 14
_DASHES = frozenset({"-", "–", "—", "--"})
_DATELINE_MARKS = frozenset({",", "(", ".", "/", ";"})


def segments(
    tokens: Sequence[Token], cost: Callable[[str], int], room: int, longest: int = LONGEST
) -> Iterator[list[int]]:
    """Yield the numbers of the tokens of each segment, in order; white space belongs to none.

    `cost` says how many of the network's `room` positions a word takes.
    """
    for paragraph in _paragraphs(tokens):
        rest = paragraph
        while rest:
            fitting = _fitting(tokens, rest, cost, room, longest)
            cut = fitting if fitting == len(rest) else _cut(tokens, rest[:fitting])
            yield rest[:cut]
            rest = rest[cut:]


def _paragraphs(tokens: Sequence[Token]) -> Iterator[list[int]]:
    paragraph: list[int] = []
    for number, token in enumerate(tokens):
        if not token.is_space:
            paragraph.append(number)
        elif paragraph and not _LINE_ENDS.isdisjoint(token.text):
            yield from _without_dateline(tokens, paragraph)
            paragraph = []
    if paragraph:
        yield from _without_dateline(tokens, paragraph)


def _without_dateline(tokens: Sequence[Token], paragraph: list[int]) -> Iterator[list[int]]:
    """A paragraph, its dateline parted from it: in "KYIV (Agency) - Troops left" no KYIV is a subject."""
    size = _dateline(tokens, paragraph)
    if 0 < size < len(paragraph):
        yield paragraph[:size]
        paragraph = paragraph[size:]
    yield paragraph


def _dateline(tokens: Sequence[Token], paragraph: list[int]) -> int:
    """How many words make the dateline, its dash included; 0 where there is none."""
    first = tokens[paragraph[0]].text
    if not (first.isupper() and first.isalpha() and len(first) > 2):
        return 0
    for count, number in enumerate(paragraph[:_DATELINE], 1):
        text = tokens[number].text
        if text in _DASHES:
            return count if count > 1 else 0
        if text == ")":
            following = tokens[paragraph[count]].text if count < len(paragraph) else ""
            return count + (following in _DASHES)
        if not (text[0].isupper() or text[0].isdigit() or text in _DATELINE_MARKS):
            return 0
    return 0


def _fitting(
    tokens: Sequence[Token], numbers: Sequence[int], cost: Callable[[str], int], room: int, longest: int
) -> int:
    """How many of the words fit into one segment; at least one."""
    used = 0
    for count, number in enumerate(numbers[:longest]):
        used += cost(tokens[number].text)
        if used > room:
            return max(count, 1)
    return min(len(numbers), longest)


def _cut(tokens: Sequence[Token], numbers: Sequence[int]) -> int:
    """Where to cut words that go on: after the last full stop, else the last pause, else at the end.

    The first third is left whole, lest an abbreviation ("Gen. Smith said ...") part a name from
    the rest.
    """
    earliest = len(numbers) // 3
    for marks in (_STOPS, (";", ":"), (",", "–", "—")):
        for place in range(len(numbers) - 1, earliest, -1):
            if _ends_with(tokens, numbers, place, marks):
                return place + 1
    return len(numbers)


def _ends_with(tokens: Sequence[Token], numbers: Sequence[int], place: int, marks: Sequence[str]) -> bool:
    """Whether the word is such a mark, or a quotation mark or bracket closed right behind one."""
    if place + 1 < len(numbers) and _is_glued_closer(tokens, numbers, place + 1):
        return False
    while place > 0 and _is_glued_closer(tokens, numbers, place):
        place -= 1
    return tokens[numbers[place]].text in marks


def _is_glued_closer(tokens: Sequence[Token], numbers: Sequence[int], place: int) -> bool:
    return tokens[numbers[place]].text in _CLOSERS and not tokens[numbers[place - 1]].whitespace_


def may_start(words: Sequence[str]) -> list[bool]:
    """For each word of a segment, whether a sentence may begin with it.

    The first word always may, so a heading in a paragraph of its own is a sentence. Closed are:
    after a comma or a dash ("Kyiv denied it - the ministry said nothing"), also one that a closing
    mark follows ("the town is taken,” the governor said); on a lower-case word
    whose forerunner ends nothing; and inside a bracket that a sentence has opened ("the town (held
    since May. See map) fell"). Elsewhere the network decides.
    """
    allowed = [True] * len(words)
    for place in range(1, len(words)):
        previous = words[place - 1]
        closed_pause = previous in _CLOSERS and place > 1 and words[place - 2] == ","
        follows_pause = previous == "," or previous in _DASHES or closed_pause
        runs_on = words[place][:1].islower() and not _is_final(words, place - 1)
        allowed[place] = not follows_pause and not runs_on
    for opening, closing in _bracketed(words):
        allowed[opening + 1 : closing + 1] = [False] * (closing - opening)
    return allowed


def _is_final(words: Sequence[str], place: int) -> bool:
    while place > 0 and words[place] in _CLOSERS:
        place -= 1
    return words[place].endswith(_FINAL)


def _bracketed(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Brackets opened within a sentence and closed in the segment, outermost first.

    A bracket after a full stop may hold sentences of its own; one never closed binds nothing.
    """
    place = 0
    while place < len(words):
        closing = _closing(words, place) if words[place] in _BRACKETS else None
        if closing is None:
            place += 1
            continue
        if place and not _is_final(words, place - 1):
            yield place, closing
        place = closing + 1


def _closing(words: Sequence[str], opening: int) -> int | None:
    bracket, depth = words[opening], 0
    for place in range(opening, len(words)):
        if words[place] == bracket:
            depth += 1
        elif words[place] == _BRACKETS[bracket]:
            depth -= 1
            if not depth:
                return place
    return None
