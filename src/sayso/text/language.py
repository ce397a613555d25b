"""Which language a text is in, decided by script first and a classifier only where scripts agree."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_SAMPLE = 4000
_CANDIDATES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "sv")
_UKRAINIAN_LETTERS = set("іїєґІЇЄҐ")
_RUSSIAN_LETTERS = set("ыэъёЫЭЪЁ")
_SCRIPTS = (
    ("Cyrillic", "\u0400", "\u04ff"),
    ("ar", "\u0600", "\u06ff"),
    ("he", "\u0590", "\u05ff"),
    ("hy", "\u0530", "\u058f"),
    ("ka", "\u10a0", "\u10ff"),
    ("my", "\u1000", "\u109f"),
    ("am", "\u1200", "\u137f"),
    ("zh", "\u4e00", "\u9fff"),
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7af"),
)
_LAST_LATIN = "\u024f"
_CERTAIN_LETTERS = 20
_WORD = re.compile(r"[^\W\d_]+")
# Words that stand in every English sentence and in few others; "in", "was" and "of" are also German or Dutch.
_ENGLISH_WORDS = frozenset(
    [
        "the",
        "and",
        "that",
        "with",
        "from",
        "had",
        "has",
        "have",
        "were",
        "been",
        "its",
        "their",
        "they",
        "this",
        "after",
        "said",
        "by",
        "on",
        "to",
    ]
)
_ENGLISH_SHARE = 0.12


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language that most of the text is in, or None without enough letters.

    A name in another script does not make a text foreign: the majority of its letters decides.
    """
    sample = text[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    if len(letters) < 2:
        return None
    beyond = [c for c in letters if c > _LAST_LATIN]
    if len(beyond) * 2 <= len(letters):
        return _latin(sample, len(letters))  # no other script can have the majority
    counts = {name: sum(low <= c <= high for c in beyond) for name, low, high in _SCRIPTS}
    script, count = max(counts.items(), key=lambda item: item[1])
    if count * 2 > len(letters):
        return _cyrillic(letters) if script == "Cyrillic" else script
    return _latin(sample, len(letters))


def _cyrillic(letters: list[str]) -> str:
    ukrainian = sum(c in _UKRAINIAN_LETTERS for c in letters)
    russian = sum(c in _RUSSIAN_LETTERS for c in letters)
    return "uk" if ukrainian > russian else "ru"


def _latin(sample: str, letters: int) -> str | None:
    words = _WORD.findall(sample.lower())
    if sum(word in _ENGLISH_WORDS for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"  # saves loading the classifier for nearly every English report
    # Short captions full of foreign names ("Soledar, Bakhmut, Kreminna") swing the classifier.
    return "en" if letters < _CERTAIN_LETTERS else str(_classifier().classify(sample)[0])


@lru_cache(maxsize=1)
def _classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_CANDIDATES))
    return identifier
