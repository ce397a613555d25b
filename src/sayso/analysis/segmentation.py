"""What the network sees at once, and where a sentence may begin inside it.

A segment is a paragraph, or part of a paragraph that is too long. The network proposes sentence
starts; news has places where none can be right, and those are closed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

LONGEST = 160
_LINE_ENDS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_FINAL = (".", "!", "?", "…", ":", ";")
_STOPS = (".", "!", "?", "…")
_DASHES = frozenset({"-", "–", "—", "--", "---", "―"})
_CLOSERS = frozenset({'"', "”", "’", "'", "''", ")", "]", "»", "“"})
_OPENERS = frozenset("“„«")
_BRACKETS = {"(": ")", "[": "]"}
_BULLETS = frozenset("•●▪■◆‣⁃")


class Token(Protocol):
    """As much of a spaCy token as is needed here."""

    @property
    def text(self) -> str: ...
    @property
    def is_space(self) -> bool: ...
    @property
    def whitespace_(self) -> str: ...


_HEADING, _LABEL, _VOICE = 2, 3, 5
"""More words than the first make a heading, and no more than the others its label and its voice."""
_DATELINE = 14
_DATELINE_MARKS = frozenset({",", "(", ".", "/", ";"})


@dataclass(frozen=True, slots=True)
class Segment:
    """Numbers of tokens, and whether they are the voice or the label of a heading.

    A voice belongs to the sentence before it ("Hospital not hit | - army"), a label to the one behind it
    ("Kyiv: | troops still in town").
    """

    words: list[int]
    is_voice: bool = False
    is_label: bool = False


def segments(
    tokens: Sequence[Token], cost: Callable[[str], int], room: int, longest: int = LONGEST
) -> Iterator[Segment]:
    """Yield the segments in order; white space belongs to none.

    `cost` says how many of the network's `room` positions a word takes.
    """
    for paragraph in _paragraphs(tokens):
        rest = paragraph.words
        while rest:
            fitting = _fitting(tokens, rest, cost, room, longest)
            cut = fitting if fitting == len(rest) else _cut(tokens, rest[:fitting])
            yield replace(paragraph, words=rest[:cut])
            rest = rest[cut:]


def _paragraphs(tokens: Sequence[Token]) -> Iterator[Segment]:
    paragraph: list[int] = []
    for number, token in enumerate(tokens):
        if not token.is_space:
            if token.text in _BULLETS and paragraph:
                # "Junta loses border town • Rebels claim the gate": extracted pages put lists in one line
                yield from _parts(tokens, paragraph)
                paragraph = []
            paragraph.append(number)
        elif paragraph and not _LINE_ENDS.isdisjoint(token.text):
            yield from _parts(tokens, paragraph)
            paragraph = []
    if paragraph:
        yield from _parts(tokens, paragraph)


def _parts(tokens: Sequence[Token], paragraph: list[int]) -> Iterator[Segment]:
    """A paragraph without its dateline and, where it is a heading, without its label and its voice.

    In "KYIV (Agency) - Troops left" no KYIV is a subject, in "Hospital not hit - army" no army hangs on
    the verb.
    """
    size = _dateline(tokens, paragraph)
    if 0 < size < len(paragraph):
        yield Segment(paragraph[:size])
        paragraph = paragraph[size:]
    first, last = _heading(tokens, paragraph)
    if first:
        yield Segment(paragraph[:first], is_label=True)
    yield Segment(paragraph[first:last])
    if last < len(paragraph):
        yield Segment(paragraph[last:], is_voice=True)


def _heading(tokens: Sequence[Token], paragraph: list[int]) -> tuple[int, int]:
    """Where the sentence of a heading begins and ends: behind "Kyiv:" and before "- residents"."""
    words = [tokens[number].text for number in paragraph]
    whole = len(words)
    if words[-1] in _CLOSERS or any(word in _STOPS for word in words):
        return 0, whole
    first = next((place + 1 for place in range(1, _LABEL + 1) if words[place : place + 1] == [":"]), 0)
    if whole - first <= _HEADING or not tokens[paragraph[first - 1]].whitespace_:
        first = 0
    for last in range(whole - 2, max(first + _HEADING, whole - _VOICE - 2), -1):
        dash = tokens[paragraph[last]]
        if dash.text in _DASHES and dash.whitespace_ and tokens[paragraph[last - 1]].whitespace_:
            return first, last
    return first, whole


def _dateline(tokens: Sequence[Token], paragraph: list[int]) -> int:
    """How many words make the dateline, its dash included; 0 where there is none.

    In capitals it ends with a dash or an agency in brackets: "GOMA, DR Congo —". In small letters it
    needs both, and a sentence behind it: "Yangon, Myanmar (Agency) - The junta". "The Syrian Democratic
    Forces (SDF) - a Kurdish-led alliance - said" begins with none, nor does a heading that is all in
    capitals: "REBELS TAKE BRIDGE – RESIDENTS".
    """
    if not any(character.islower() for number in paragraph for character in tokens[number].text):
        return 0
    words = [tokens[number].text for number in paragraph[: _DATELINE + 2]]
    if not (words[0][0].isupper() and words[0].isalpha() and len(words[0]) > 2):
        return 0
    in_capitals = words[0].isupper()
    for place, word in enumerate(words[:_DATELINE]):
        if word in _DASHES:
            return place + 1 if place and in_capitals else 0
        if word == ")":
            has_dash = words[place + 1 : place + 2] != [] and words[place + 1] in _DASHES
            if in_capitals or (has_dash and _is_place_and_agency(words, place)):
                return place + 1 + has_dash
            return 0
        if not (word[0].isupper() or word[0].isdigit() or word in _DATELINE_MARKS):
            return 0
    return 0


def _is_place_and_agency(words: Sequence[str], closing: int) -> bool:
    """Whether what stands before "- The" is "Moscow (Agency)" or "Yangon, Myanmar (Agency)"."""
    place = words[: words.index("(")] if "(" in words[:closing] else []
    behind = words[closing + 2 : closing + 3]
    return bool(behind) and behind[0][0].isupper() and (len(place) == 1 or "," in place)


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
    mark follows ("the town is taken,” the governor said); behind a mark that opens a quotation, be it
    closed or not; on a lower-case word whose forerunner ends nothing; and inside a bracket that a
    sentence has opened ("the town (held since May. See map) fell"). Elsewhere the network decides.
    """
    allowed = [True] * len(words)
    straight = 0
    for place in range(1, len(words)):
        previous = words[place - 1]
        closed_pause = previous in _CLOSERS and place > 1 and words[place - 2] == ","
        follows_pause = previous == "," or previous in _DASHES or closed_pause
        runs_on = words[place][:1].islower() and not _is_final(words, place - 1)
        straight += previous == '"'
        opened = previous in _OPENERS or (previous == '"' and straight % 2 == 1)
        allowed[place] = not follows_pause and not runs_on and not opened
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
