"""Words of a phrase as keys, and the longest known name that begins at one of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

_APOSTROPHES = "'’ʼ`´‘"
_TOKEN = re.compile(rf"\w+(?:(?:[{_APOSTROPHES}.&-]|\.-)\w+)*[{_APOSTROPHES}.]?")
_POSSESSIVE = re.compile(rf"(?:[{_APOSTROPHES}][sS]|(?<=[sS])[{_APOSTROPHES}])$")
_DROPPED = re.compile(rf"[{_APOSTROPHES}.]")
_SPELLINGS = {"defense": "defence", "Defense": "Defence", "center": "centre", "Center": "Centre"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `start` and `end` are without a possessive ending; `key` is without dots, accents and
    apostrophes; `stripped` is the key without a last s, for an apostrophe that got lost ("Syrias
    rebels"); `joined` says that only white space stands between it and the word before.
    """

    text: str
    start: int
    end: int
    key: str
    lower: str
    stripped: str
    possessive: bool
    joined: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """Every form under which a name may know this word, surest first."""
        return _forms(self.key, self.lower, self.stripped)


@lru_cache(maxsize=1 << 15)
def _forms(key: str, lower: str, stripped: str) -> tuple[str, ...]:
    small = key[:1].lower() + key[1:]
    return tuple(dict.fromkeys((key, small, lower, stripped, stripped.lower())))


@lru_cache(maxsize=16)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text, in order; a report is gone through once for every theatre in question."""
    found: list[Token] = []
    before = 0
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word.endswith(".") and word.count(".") == 1:
            word = word[:-1]
        found.append(_token(word, match.start(), joined=text[before : match.start()].isspace()))
        before = match.start() + len(word)
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def keys_of(name: str) -> tuple[str, ...]:
    """The keys of a listed name's words; the lists are indexed anew for every day of office."""
    return tuple(token.key for token in tokens_of(name))


def _token(word: str, start: int, *, joined: bool) -> Token:
    stem = _POSSESSIVE.sub("", word)
    possessive = len(stem) < len(word)
    key = plain(stem)
    stripped = key[:-1] if len(key) > 3 and key[-1] == "s" and not possessive else key
    return Token(
        text=stem,
        start=start,
        end=start + len(stem),
        key=key,
        lower=key.lower(),
        stripped=stripped,
        possessive=possessive,
        joined=joined,
    )


def plain(word: str) -> str:
    """A word without accents, dots and apostrophes, in British spelling."""
    word = _DROPPED.sub("", word)
    if not word.isascii() and not re.search("[Ѐ-ӿ]", word):
        parts = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("ə", "e"))
        word = "".join(c for c in parts if not unicodedata.combining(c))
    return _SPELLINGS.get(word, word)


class NameIndex(Generic[T]):
    """Names by their first word. A word with a capital in the name needs it in the text; one
    without matches either way ("Regime forces"). With `fold_case` capitals are ignored in names of
    several words ("Russian defence ministry"), never in short ones: "US" is not "us".
    """

    def __init__(self, names: Iterable[tuple[str, T]], *, fold_case: bool = False) -> None:
        self._fold = fold_case
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for name, value in names:
            keys = keys_of(name)
            if fold_case and len(keys) > 1:
                keys = tuple(k.lower() for k in keys)
            if keys:
                self._by_first.setdefault(keys[0], []).append((keys, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def longest(self, tokens: Sequence[Token], first: int) -> tuple[int, T] | None:
        """The end (exclusive) and value of the longest name that begins at token `first`."""
        matches = self.all_longest(tokens, first)
        return matches[0] if matches else None

    def all_longest(self, tokens: Sequence[Token], first: int) -> list[tuple[int, T]]:
        """Every value whose name is the longest at token `first`: more than one is an ambiguity."""
        for key in tokens[first].keys:
            found: list[tuple[int, T]] = []
            for keys, value in self._by_first.get(key, ()):
                if found and first + len(keys) < found[0][0]:
                    break
                if self._fits(keys, tokens, first):
                    found.append((first + len(keys), value))
            if found:
                return found
        return []

    @staticmethod
    def _fits(keys: tuple[str, ...], tokens: Sequence[Token], first: int) -> bool:
        if first + len(keys) > len(tokens):
            return False
        return all(
            (n == 0 or tokens[first + n].joined) and key in tokens[first + n].keys
            for n, key in enumerate(keys)
        )
