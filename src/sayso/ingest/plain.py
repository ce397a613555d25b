"""Text files: bytes to characters without guessing, and the header lines that a person may add."""

from __future__ import annotations

import codecs
import re
from datetime import date
from itertools import pairwise

from sayso.errors import UnreadableInputError
from sayso.ingest.dates import parse_publication
from sayso.ingest.itemmarks import marks_of_text
from sayso.ingest.page import TAKES, Page

DECLARABLE = ("utf-8", "cp1251", "cp1252", "koi8-r")
"""Encodings that may be declared. Eight-bit pages decode any bytes at all, so they are never tried."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LONE = re.compile("[\ud800-\udfff]")
_MOST_CONTROL = 0.005
_NARROWEST, _WIDEST = 50, 120
"""Characters a line that mail programs and editors wrap to; longer lines are paragraphs."""
_SENTENCE_ENDS = (".", "!", "?", ":", "”", '"', "…")
_HEADER = re.compile(r"(published|outlet|url|language|title|author)[ \t]*:[ \t]*(.*)", re.I)


def decode(data: bytes, where: str, *, encoding: str | None = None) -> str:
    """The characters of a text file, with line ends as `\\n`; nothing else is changed.

    UTF-8, or UTF-16 with a byte-order mark. Another encoding is used only when declared. Raises
    `UnreadableInputError` for binary data and for bytes that are no text in that encoding.
    """
    mark, marked = next(((m, name) for m, name in _MARKS if data.startswith(m)), (b"", None))
    name = marked or encoding or "utf-8"
    if name not in (*DECLARABLE, "utf-16-le", "utf-16-be"):
        raise UnreadableInputError(
            where, f"encoding {name!r} is not known", f"declare one of {', '.join(DECLARABLE)}"
        )
    if marked is None and b"\0" in data:
        raise _binary(where)
    try:
        text = data[len(mark) :].decode(name)
    except UnicodeDecodeError:
        raise UnreadableInputError(
            where, f"is not text in {name.upper()}", "save it as UTF-8, or declare cp1251, cp1252 or koi8-r"
        ) from None
    refuse_binary(text, where)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_binary(text: str, where: str) -> None:
    """Raise `UnreadableInputError` where control characters show that these are no words."""
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > _MOST_CONTROL * len(text):
        raise _binary(where)


def refuse_untellable(words: str, where: str) -> None:
    """Raise `UnreadableInputError` for characters that neither a database nor UTF-8 can carry."""
    if "\0" in words or _LONE.search(words):
        raise UnreadableInputError(where, "holds a character that is no text", "save it as UTF-8")


def read_plain(data: bytes, where: str, *, today: date, encoding: str | None = None) -> Page:
    """The text of a plain file; a hard wrap becomes spaces.

    Without header lines the text has the file's own length, so that spans index the file itself;
    header lines and the blank line that ends them are no part of it.
    """
    text = decode(data, where, encoding=encoding)
    header, text = split_header(text)
    if not text.strip():
        raise UnreadableInputError(where, "holds no text")
    published = parse_publication(header["published"], today=today) if "published" in header else None
    return Page(
        text=unwrapped(text),
        title=header.get("title"),
        published=published,
        outlet=header.get("outlet"),
        url=header.get("url"),
        language=header.get("language"),
        author=header.get("author"),
        marks=marks_of_text(text),
    ).found_in("front matter")


def split_header(text: str) -> tuple[dict[str, str], str]:
    """The header lines by key, and the text after them.

    They count as a header only when every line up to the first blank one is `Key: value` with a
    known key, each key once. A report that opens "Published: the list of prisoners" and runs on in
    prose is all text.
    """
    head, blank, rest = text.partition("\n\n")
    found = [_HEADER.fullmatch(line.rstrip()) for line in head.split("\n")]
    lines = [line for line in found if line is not None and line[2].strip()]
    header = {line[1].lower(): line[2].strip() for line in lines}
    if not blank or len(header) < len(found):
        return {}, text
    return header, rest.lstrip("\n")


def unwrapped(text: str) -> str:
    """The text with the line ends of a hard wrap turned into spaces, one for one, so that offsets stay.

    A line was wrapped where the next goes on in lower case, or where it breaks off within a sentence
    and the next word would not have fit into the width of the text.
    Text whose lines are paragraphs, and so run longer than any wrap, is returned as it is.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST:
        return text
    joined = [lines[0]]
    for line, following in pairwise(lines):
        word = following.split(" ", 1)[0]
        ends_sentence = line.rstrip().endswith(_SENTENCE_ENDS)
        is_full = len(line) + 1 + len(word) > width and not ends_sentence
        is_wrapped = bool(line.strip()) and (word[:1].islower() or (bool(word[:1].isalnum()) and is_full))
        joined.append((" " if is_wrapped else "\n") + following)
    return "".join(joined)


def _binary(where: str) -> UnreadableInputError:
    return UnreadableInputError(where, "is binary, not text", TAKES)
