"""One spelling for many: the folded form under which the gazetteer keeps a name.

Reports write Huliaipole, Huliajpole and Гуляйполе, Al-Hasakah and Al Ḩasakah, Mar'yinka and Maryinka. Folding
takes away only what printers and keyboards add or lose: case, accents, apostrophes, hyphens. It
never guesses a transliteration: two names that differ in a letter stay two names.
"""

from __future__ import annotations

import unicodedata

# Apostrophes, primes and letter-like marks for sounds that English drops: "Mar'yinka", "Ma'rib",
# "‘Ayn al ‘Arab", "Rakˌkˌa". They vanish without leaving a gap.
_SILENT = "'`´\u2018\u2019\u201a\u201b\u2032\u2033\u2035\u00b7\u055a\u05f3\uff07" + "".join(
    map(chr, range(0x02B0, 0x0300))
)

# Letters that Unicode does not take apart into a base and a mark. Azeri ə is a: Rəqqə is Raqqa.
_PLAIN = {
    **dict.fromkeys(_SILENT, ""),
    "ł": "l", "ø": "o", "ı": "i", "ə": "a", "ǝ": "a", "đ": "d", "ð": "d", "ɖ": "d", "þ": "th",
    "æ": "ae", "œ": "oe", "ħ": "h", "ŋ": "n", "ŧ": "t", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o",
    "ґ": "г", "қ": "к", "ҡ": "к", "ғ": "г", "ң": "н", "ҳ": "х", "һ": "х", "ө": "о", "ү": "у", "ұ": "у",
    "ә": "а", "җ": "ж", "ҷ": "ч", "ҹ": "ч", "ѣ": "е",
}  # fmt: skip
_TABLE = str.maketrans(_PLAIN)
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()} | dict.fromkeys(map(ord, "'`"), "")


def fold(name: str) -> str:
    """The key of a name: small letters and digits, single spaces; empty where nothing is left.

    `Deir ez-Zor` -> `deir ez zor`, `Al Ḩasakah` -> `al hasakah`, `Mar'yinka` -> `maryinka`, `Семёновка` ->
    `семеновка`. Folding a folded name changes nothing.
    """
    if name.isascii():
        return " ".join(name.lower().translate(_ASCII).split())
    bare = unicodedata.normalize("NFKD", name.casefold().translate(_TABLE)).casefold()
    # A second time, for marks that appear only once a letter is taken apart ("ŉ" holds an apostrophe).
    bare = unicodedata.normalize("NFKD", bare.translate(_TABLE))
    letters = [c for c in bare if not unicodedata.category(c).startswith("M")]
    plain = "".join(letters).translate(_TABLE)
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def script(name: str) -> str | None:
    """`latin` or `cyrillic` where every letter of the name is of that script, else None."""
    found = {unicodedata.name(c, "").partition(" ")[0] for c in name if c.isalpha()} - {"MODIFIER"}
    if found == {"LATIN"}:
        return "latin"
    return "cyrillic" if found == {"CYRILLIC"} else None
