"""What else a name may be written as: Arabic names in other Latin letters, nouns of one meaning.

Reports write Khan Shaykhoun, Khan Shaykhun and Khan Sheikhun; Bayda and Al Bayda; al-Fashir and El Fasher.
Each rule below turns one custom into another. What no rule leads to is another name, however alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ARABIC_COUNTRIES = frozenset(
    (
        "DZ",
        "AE",
        "BH",
        "EG",
        "IQ",
        "JO",
        "KW",
        "LB",
        "LY",
        "MA",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SY",
        "TN",
        "YE",
    )
)

_ARTICLES = ("al", "el", "ad", "an", "ar", "as", "ash", "at", "az")
_ARTICLE = re.compile(rf"^(?:{'|'.join(_ARTICLES)}) (?=\w{{3}})")
_SUN_LETTERS = {"d": "ad", "n": "an", "r": "ar", "s": "as", "sh": "ash", "t": "at", "z": "az"}
_CUSTOMS = (
    (r"ou|oo", "u"),
    (r"ee", "i"),
    (r"ei|ey|ai", "ay"),
    (r"sheikh|shaikh", "shaykh"),
    (r"(?<=[^aeiou\s])eh?\b", "ah"),
    (r"(?<=[^aeiou\s])ah\b", "a"),
    (r"(?<=[^aeiou\s])a\b", "ah"),
    (r"(?<=i)a\b", "yah"),
    (r"(?<=i)yya", "ya"),
    (r"\bdei?r\b", "dayr"),
    (r"\btell\b", "tall"),
    (r"\bbeit\b", "bayt"),
    (r"\bjab[ae]l\b|\bjebel\b", "jabal"),
    (r"([bdfgklmnrstz])\1", r"\1"),
    (r"q", "k"),
    (r"j", "g"),
)
_RULES = tuple((re.compile(pattern), written) for pattern, written in _CUSTOMS)
_MOST = 48
_SHORTEST = 4


_AIRFIELDS = (
    "airport", "international airport", "military airport", "airfield", "aerodrome", "air base", "airbase",
    "military air base", "air force base",
)  # fmt: skip


def other_nouns(key: str) -> Iterator[str]:
    """The same place by another noun: an `airfield` that the lists have as an `air base`."""
    ending = max((noun for noun in _AIRFIELDS if key.endswith(f" {noun}")), key=len, default=None)
    if ending is not None:
        yield from (key.removesuffix(ending) + noun for noun in _AIRFIELDS if noun != ending)


def other_spellings(key: str) -> Iterator[str]:
    """Folded names that the folded name may stand for, the nearest custom first; without the name itself."""
    if len(key) < _SHORTEST or not key.isascii():
        return
    seen = {key: None}
    for rule, written in _RULES:
        for known in list(seen):
            seen.setdefault(rule.sub(written, known))
    for known in list(seen)[:_MOST]:
        for spelling in _with_and_without_article(known):
            if spelling != key:
                yield spelling


def _with_and_without_article(key: str) -> Iterator[str]:
    yield key
    bare = _ARTICLE.sub("", key)
    if bare != key:
        yield bare
    yield f"al {bare}"
    yield f"el {bare}"
    assimilated = _SUN_LETTERS.get(bare[:2]) or _SUN_LETTERS.get(bare[:1])
    if assimilated:
        yield f"{assimilated} {bare}"
