"""How a word is written: the casing class that the uncased encoder is given beside its pieces."""

from __future__ import annotations

from enum import IntEnum

_QUOTES = "\"“”‘’'"
_SHORT = 5


class Casing(IntEnum):
    """The twelve classes the weights were trained with. The numbers are part of the weights."""

    BOUNDARY = 0
    QUOTE = 1
    PUNCTUATION = 2
    NUMBER = 3
    ALPHANUMERIC = 4
    LOWER = 5
    INITIAL = 6
    SHORT_CAPITALS = 7
    LONG_CAPITALS = 8
    CAPITALISED = 9
    CAPITALISED_MIXED = 10
    INNER_CAPITALS = 11


def casing_of(word: str) -> Casing:
    """The class of one word: "IS" is an acronym where "Is" opens a question and "is" is a verb."""
    if not any(character.isalnum() for character in word):
        return Casing.QUOTE if word in _QUOTES else Casing.PUNCTUATION
    letters = [character for character in word if character.isalpha()]
    if any(character.isdigit() for character in word):
        return Casing.ALPHANUMERIC if letters else Casing.NUMBER
    if not any(letter.isupper() for letter in letters):
        return Casing.LOWER
    if all(letter.isupper() for letter in letters):
        return _capitals(len(letters))
    if not word[0].isupper():
        return Casing.INNER_CAPITALS
    mixed = any(letter.isupper() for letter in letters[1:])
    return Casing.CAPITALISED_MIXED if mixed else Casing.CAPITALISED


def _capitals(letters: int) -> Casing:
    if letters == 1:
        return Casing.INITIAL
    return Casing.SHORT_CAPITALS if letters <= _SHORT else Casing.LONG_CAPITALS
