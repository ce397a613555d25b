"""Whether two pages carry the same words: near-duplicate texts, and quoted words that are the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasketch import MinHash

_SHINGLE = 4
"""Words that are compared together: fewer are shared by any two reports of one battle."""
_FEWEST_WORDS = 20
"""Two posts of "Soledar is ours" need not have copied from each other."""
_CONTAINED = 0.8
"""Share of the shorter text's shingles in the other from which it was copied: outlets put a paragraph of
their own before an agency's."""
_ALIKE = 0.5
"""Share of all the shingles of two texts that both have, from which one is a reworked copy."""
_FEW = 48
"""Texts that are compared each with each, which is exact and at once; more go through the index."""
_CANDIDATE = 0.35
_PERMUTATIONS = 128

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|\"([^\"]+)\"")
_FEWEST_QUOTED = 6
"""Words of a quotation that two people do not say alike by chance."""

Shingles = frozenset[str]


def copies(texts: Mapping[str, str]) -> list[frozenset[str]]:
    """Groups of texts, by their keys, that carry the same words; a text without a copy is in none."""
    return Wordings(texts).copies(texts)


class Wordings:
    """Texts by their keys, of which some are asked about now and others then; no two are compared twice."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._shingled = {key: found for key, text in texts.items() if (found := shingles(text))}
        self._compared: dict[tuple[str, str], bool] = {}
        self._sketches: dict[str, MinHash] = {}

    def copies(self, keys: Collection[str]) -> list[frozenset[str]]:
        """The groups among the texts of these keys, as if there were no others."""
        chosen = [key for key in keys if key in self._shingled]
        group_of = {key: key for key in chosen}
        for one, other in self._candidates(sorted(chosen)):
            if self._are_copies(one, other):
                _join(group_of, one, other)
        groups: dict[str, set[str]] = {}
        for key in chosen:
            groups.setdefault(_root(group_of, key), set()).add(key)
        return [frozenset(group) for group in groups.values() if len(group) > 1]

    def _are_copies(self, one: str, other: str) -> bool:
        if (one, other) not in self._compared:
            self._compared[one, other] = are_copies(self._shingled[one], self._shingled[other])
        return self._compared[one, other]

    def _candidates(self, keys: list[str]) -> Iterator[tuple[str, str]]:
        if len(keys) <= _FEW:
            yield from combinations(keys, 2)
            return
        # Loaded where it is needed: it takes longer to load than most questions take to answer.
        from datasketch import MinHashLSH

        index = MinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS)
        for key in keys:
            sketch = self._sketch(key)
            for other in sorted(index.query(sketch)):
                yield other, key
            index.insert(key, sketch)

    def _sketch(self, key: str) -> MinHash:
        from datasketch import MinHash

        if key not in self._sketches:
            sketch = self._sketches[key] = MinHash(num_perm=_PERMUTATIONS)
            sketch.update_batch([shingle.encode() for shingle in sorted(self._shingled[key])])
        return self._sketches[key]


def shingles(text: str) -> Shingles:
    """The runs of four words of a text; none where it is too short to tell a copy by."""
    words = _WORD.findall(text.casefold())
    if len(words) < _FEWEST_WORDS:
        return frozenset()
    return frozenset(" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


def are_copies(one: Shingles, other: Shingles) -> bool:
    """Whether two texts share so many runs of words that one was made from the other."""
    shared = len(one & other)
    if shared >= _CONTAINED * min(len(one), len(other)):
        return True
    return shared >= _ALIKE * len(one | other)


def quoted_words(sentence: str) -> str | None:
    """The longest quotation of a sentence as bare words; None where none is long enough to tell by."""
    found = (" ".join(_WORD.findall("".join(parts).casefold())) for parts in _QUOTED.findall(sentence))
    longest = max(found, key=lambda words: (len(words), words), default="")
    return longest if len(longest.split()) >= _FEWEST_QUOTED else None


def _root(group_of: dict[str, str], key: str) -> str:
    while group_of[key] != key:
        group_of[key] = key = group_of[group_of[key]]
    return key


def _join(group_of: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(group_of, one), _root(group_of, other)))
    group_of[second] = first
