"""Bytes to characters where a file or a server says how they are written, and may be wrong."""

from __future__ import annotations

import re

CODECS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso-8859-2": "iso-8859-2",
    "iso-8859-5": "iso-8859-5",
    "iso-8859-6": "iso-8859-6",
    "iso-8859-9": "cp1254",
    "iso-8859-15": "iso-8859-15",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1252": "cp1252",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "windows-1256": "cp1256",
    "cp1251": "cp1251",
    "cp1252": "cp1252",
}
"""Declared names to codecs, as browsers read them (a page that says Latin-1 means Windows-1252)."""

_UTF8 = ("utf-8", "utf8")
_SAYS_NOTHING = ("ascii", "us-ascii", "latin1", "iso-8859-1")
"""What servers and mail programs write where nobody has set anything."""

_TWINS = {"cp1251": "koi8-r", "koi8-r": "cp1251", "koi8-u": "cp1251"}
_SMALL, _GREAT = re.compile("[а-яёіїєґ]"), re.compile("[А-ЯЁІЇЄҐ]")
_FEWEST_LETTERS = 20


def decode_declared(data: bytes, *declared: str | None) -> str | None:
    """The characters of `data`, None where nothing that is known tells how they are written.

    `declared` are the names given, the weightiest first. Bytes that are whole UTF-8 beyond ASCII are
    that whatever is declared: text in an eight-bit code is never UTF-8 by chance. Where UTF-8 is
    declared and a byte is broken, the rest is kept, as browsers do.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    names = [name.strip().lower() for name in declared if name]
    known = [name for name in names if name in CODECS or name in _UTF8]
    telling = [name for name in known if name not in _SAYS_NOTHING]
    name = next(iter((*telling, *known)), None)
    if name is None:
        return None
    if name in _UTF8:
        return data.decode("utf-8-sig", errors="replace")
    return _righted(data, CODECS[name])


def _righted(data: bytes, codec: str) -> str:
    """The text, by the other Cyrillic code where the one declared turns small letters into capitals.

    KOI8-R has its capitals where Windows-1251 has its small letters, so a mix-up reads "бПКЯЙЮ" for
    "Войска": a whole text of capitals inside words is one.
    """
    text = data.decode(codec, errors="replace")
    twin = _TWINS.get(codec)
    if twin is None or not _is_inside_out(text):
        return text
    other = data.decode(twin, errors="replace")
    return text if _is_inside_out(other) else other


def _is_inside_out(text: str) -> bool:
    small, great = len(_SMALL.findall(text)), len(_GREAT.findall(text))
    return great > small and small + great >= _FEWEST_LETTERS
