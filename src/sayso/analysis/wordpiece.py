"""Cut one word into the pieces of an uncased BERT vocabulary, with the standard library alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
_LONGEST = 100
_DISCARDED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_IDEOGRAPHS = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)


class WordPiece:
    """Greedy longest-match pieces of a word, as ids of the vocabulary.

    Accents and case are removed first, and punctuation inside a word is a piece of its own, as the
    encoder's authors did it; another cut would feed the encoder ids it has never seen together.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._ids = vocabulary
        self.unknown, self.start, self.end = vocabulary[UNKNOWN], vocabulary[START], vocabulary[END]

    @classmethod
    def from_file(cls, path: Path) -> WordPiece:
        """Read a vocabulary with one piece a line; the line's number, from 0, is its id."""
        with path.open(encoding="utf-8") as lines:
            return cls({line.rstrip("\n"): number for number, line in enumerate(lines)})

    def ids(self, word: str) -> list[int]:
        """The ids of the word's pieces; empty for a word of control characters alone."""
        return [piece for part in _parts(_normalised(word)) for piece in self._pieces(part)]

    def _pieces(self, part: str) -> list[int]:
        if len(part) > _LONGEST:
            return [self.unknown]
        found, start = [], 0
        while start < len(part):
            match = self._longest_match(part, start)
            if match is None:
                return [self.unknown]
            piece, start = match
            found.append(piece)
        return found

    def _longest_match(self, part: str, start: int) -> tuple[int, int] | None:
        mark = "##" if start else ""
        for end in range(len(part), start, -1):
            piece = self._ids.get(mark + part[start:end])
            if piece is not None:
                return piece, end
        return None


def _normalised(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    kept = "".join(map(_cleaned, word))
    bare = (c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c) != "Mn")
    return "".join(bare).lower()


def _cleaned(character: str) -> str:
    if character in "\t\n\r" or character.isspace():
        return " "
    if character == "\ufffd" or unicodedata.category(character) in _DISCARDED:
        return ""
    return f" {character} " if _is_ideograph(ord(character)) else character


def _is_ideograph(code: int) -> bool:
    return code >= 0x3400 and any(low <= code <= high for low, high in _IDEOGRAPHS)


def _parts(text: str) -> Iterator[str]:
    """Runs between white space and punctuation, and each punctuation mark alone."""
    run: list[str] = []
    for character in text:
        alone = _is_punctuation(character)
        if not alone and character != " ":
            run.append(character)
            continue
        if run:
            yield "".join(run)
            run.clear()
        if alone:
            yield character
    if run:
        yield "".join(run)


def _is_punctuation(character: str) -> bool:
    if character.isascii():  # "$" and "+" too, which Unicode counts as symbols
        return character.isprintable() and not character.isalnum() and character != " "
    return unicodedata.category(character).startswith("P")
