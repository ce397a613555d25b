"""Words as a search compares them, and the piece of a text that shows where they stand.

They are those of SQLite's full-text index, `unicode61 remove_diacritics 2`: runs of letters and digits in
lower case, Latin letters without their accents. "й" and "ї" are letters of their own. An exact search
compares them as they are written, but for how an accent is put together.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670])*")
_LONGEST = 100
"""Letters of a word that count. An index has no room for the runs of a broken page."""
_SHOWN = 24
"""Words of a text that are shown."""
_SENTENCE_END = re.compile(r"[.!?:…\n]")

Phrase = tuple[str, ...]
"""Words that stand together, folded or as they are written."""


def folded_words(text: str) -> list[str]:
    """The words of a text, in order."""
    return [_folded(found[0]) for found in _WORD.finditer(text)]


def written_words(text: str) -> list[str]:
    """The words of a text as they are written, in order."""
    return [_as_written(found[0]) for found in _WORD.finditer(text)]


def phrases_in(typed: str, *, exact: bool = False) -> list[Phrase]:
    """What somebody looks for: words, and in double quotes words that stand together.

    So must the parts of "Al-Khansa". Nothing that is typed is an operator.
    """
    pieces = typed.replace("“", '"').replace("”", '"').split('"')
    outside = [word for piece in pieces[::2] for word in piece.split()]
    words_of = written_words if exact else folded_words
    phrases = (tuple(words_of(piece)) for piece in (*outside, *pieces[1::2]))
    return [phrase for phrase in phrases if phrase]


def holds_written(text: str, phrases: Iterable[Phrase]) -> bool:
    """Whether a text holds every phrase as it is written."""
    phrases = list(phrases)
    # Most texts are told apart without taking them into words.
    is_plain = text.isascii() or unicodedata.is_normalized("NFC", text)
    if is_plain and not all(word in text for phrase in phrases for word in phrase):
        return False
    words = written_words(text)
    return all(_places(words, phrase) for phrase in phrases)


def excerpt(text: str, phrases: Iterable[Phrase], *, exact: bool = False) -> str:
    """Some words of a text around those that are looked for, which stand in square brackets.

    It is the piece that holds most of them; where it can, it begins with a sentence.
    """
    found = list(_WORD.finditer(text))
    words = [(_as_written if exact else _folded)(each[0]) for each in found]
    places = {phrase: _places(words, phrase) for phrase in phrases}
    first = _window(text, found, places)
    last = min(first + _SHOWN, len(found))
    if first == last:
        return ""
    shown, at = "…" if first else "", found[first].start() if first else 0
    for start, end in _brackets(places, first, last):
        shown += f"{text[at : found[start].start()]}[{text[found[start].start() : found[end - 1].end()]}]"
        at = found[end - 1].end()
    rest = text[at:] if last == len(found) else text[at : found[last - 1].end()] + "…"
    return " ".join((shown + rest).split())


def _window(text: str, found: Sequence[re.Match[str]], places: dict[Phrase, list[int]]) -> int:
    """The number of the word with which the best piece begins."""
    best, score = 0, (0, 0, False)
    for phrase, starts in places.items():
        for start in starts:
            first, is_sentence = _beginning(text, found, start, len(phrase))
            within = [
                bisect_left(others, first + _SHOWN - len(other) + 1) - bisect_left(others, first)
                for other, others in places.items()
            ]
            now = (sum(map(bool, within)), sum(within), is_sentence)
            if now > score or (now == score and first < best):
                best, score = first, now
    return best


def _beginning(text: str, found: Sequence[re.Match[str]], start: int, size: int) -> tuple[int, bool]:
    """Where a piece begins that holds the words from `start` on, and whether that begins a sentence."""
    earliest, latest = max(start + size - _SHOWN, 0), max(min(start, len(found) - _SHOWN), 0)
    for first in range(latest, earliest - 1, -1):
        if first == 0 or _SENTENCE_END.search(text, found[first - 1].end(), found[first].start()):
            return first, True
    return min(max(start - max(_SHOWN - size, 0) // 2, 0), latest), False


def _brackets(places: dict[Phrase, list[int]], first: int, last: int) -> list[tuple[int, int]]:
    """The runs of words that are marked, as numbers of words; those that overlap are one."""
    runs = sorted(
        (start, min(start + len(phrase), last))
        for phrase, starts in places.items()
        for start in starts
        if first <= start < last
    )
    merged: list[tuple[int, int]] = []
    for start, end in runs:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _places(words: Sequence[str], phrase: Phrase) -> list[int]:
    size = len(phrase)
    return [n for n, word in enumerate(words) if word == phrase[0] and tuple(words[n : n + size]) == phrase]


def _as_written(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFC", word)


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    if word.isascii():
        return word[:_LONGEST].lower()
    return "".join(_bare(mark) for mark in word if not unicodedata.combining(mark))[:_LONGEST].lower()


def _bare(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() and base.isalpha() else letter
