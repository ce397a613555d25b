"""Ukrainian names in the Latin letters of the official table (Cabinet of Ministers, 2010).

Town lists romanise in an older way (Avdiyivka, Hulyaypole); reports follow the official table (Avdiivka,
Huliaipole). Turning one romanisation into the other is guesswork, romanising the Cyrillic name is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sayso.places.names import fold

# fmt: off
_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "'": "", "’": "", "ʼ": "",
}
# fmt: on
_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
# The older table (BGN/PCGN, 1965) has no special form at the start of a word.
_OLDER = _LETTERS | _INITIAL
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_PART = re.compile(r"[^ -]+")
_UKRAINIAN_ONLY = frozenset("іїєґ'’ʼ")


def romanise_ukrainian(name: str) -> str:
    """The name in Latin letters, all small: `Авдіївка` -> `avdiivka`, `Згурівка` -> `zghurivka`."""
    return _WORD.sub(lambda match: _romanised(match.group(), _LETTERS, _INITIAL), name.lower())


def ukrainian_among(names: Iterable[str]) -> list[str]:
    """Those Cyrillic names that are Ukrainian by their letters; else those that may be.

    The town lists do not say which language a name is in, and a Russian name put through the
    Ukrainian table gives a spelling that nobody writes.
    """
    possible = [name for name in names if all(c in _LETTERS for c in name.lower() if c.isalpha())]
    return [name for name in possible if _UKRAINIAN_ONLY.intersection(name.lower())] or possible


def official_name(listed: str, cyrillic: Iterable[str]) -> str:
    """The official Latin form of a town listed in the older romanisation, else the listed name.

    `Avdiyivka` with `Авдіївка` among its Cyrillic names -> `Avdiivka`. Only a Cyrillic name that gives the
    listed one letter for letter counts: Bakhmut is also Артемівськ, and is not to be renamed.
    """
    forms = set()
    for name in cyrillic:
        older = _WORD.sub(lambda match: _romanised(match.group(), _OLDER, {}), name.lower())
        if fold(older) == fold(listed):
            forms.add(romanise_ukrainian(name))
    if not forms or fold(listed) in map(fold, forms):
        return listed
    return _capitalised(min(forms), listed)


def _romanised(word: str, letters: Mapping[str, str], initial: Mapping[str, str]) -> str:
    # "зг" is written zgh, to tell it from ж (zh).
    first, rest = ("zgh", word[2:]) if word.startswith("зг") else (word[0], word[1:].replace("зг", "zgh"))
    first = initial.get(first, letters.get(first, first))
    return first + "".join(letters.get(letter, letter) for letter in rest)


def _capitalised(form: str, listed: str) -> str:
    """Capitals where the listed name has them: `Pereiaslav`, but `na` in the middle of a name."""
    small = {number for number, part in enumerate(_PART.findall(listed)) if part.islower()}
    counted = iter(range(len(form)))
    return _PART.sub(
        lambda match: match.group() if next(counted) in small else match.group().capitalize(), form
    )
