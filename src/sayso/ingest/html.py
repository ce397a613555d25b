"""Saved web pages: the text of the article and what the page says of itself."""

from __future__ import annotations

import logging
import re
from datetime import date

import trafilatura

from sayso.errors import UnreadableInputError
from sayso.ingest.metadata import read_metadata
from sayso.ingest.page import Page
from sayso.ingest.plain import refuse_binary

_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([a-z0-9_-]+)", re.I)
_HEAD = 4096
_ENCODINGS = {
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

_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.I)
_ENDS_BY_ITSELF = re.compile(
    r"(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|"
    r"p|li|dt|dd|option|tr|td|th|thead|tbody|tfoot|colgroup|rt|rp)",
    re.I,
)
_DEEPEST = 1000
"""Elements inside one another. Real pages stay under a hundred; the time that parsers need grows with
the square of the depth, so that 20 MB of `<div>` would keep a machine busy for hours."""

# The extractor logs every page that it finds empty. We raise an error for that ourselves, so nothing
# of it need reach the terminal of a program that has set up no logging.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def read_html(data: bytes, where: str, *, today: date, encoding: str | None = None) -> Page:
    """The article of a page, one paragraph a line, and the page's account of itself.

    Comments, tables, menus and scripts are left out. Raises `UnreadableInputError` where no article
    is found or the bytes are not in the encoding that the page (or `encoding`) declares.
    """
    markup = _decode(data, where, encoding)
    refuse_binary(markup, where)
    if _depth(markup) > _DEEPEST:
        raise UnreadableInputError(where, "is nested too deeply for a page", "save the article's text")
    about = read_metadata(markup, today=today)
    text = _without_headline(_article_text(markup), about.headlines)
    if not text:
        raise UnreadableInputError(where, "holds no article text", "save the article itself, or its text")
    return Page(
        text=text,
        title=about.title,
        published=about.published,
        outlet=about.outlet,
        url=about.url,
        language=about.language,
        author=about.author,
    )


def _decode(data: bytes, where: str, encoding: str | None) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    found = _DECLARED.search(data[:_HEAD])
    declared = encoding or (found[1].decode("ascii").lower() if found else None)
    if codec := _ENCODINGS.get(declared or ""):
        return data.decode(codec, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if declared in ("utf-8", "utf8"):
            # One broken byte in a page that says what it is: browsers show the rest, and so do we.
            return data.decode("utf-8-sig", errors="replace")
        raise UnreadableInputError(
            where, "is not UTF-8 and declares no encoding that is known", "save it as UTF-8"
        ) from None


def _depth(markup: str) -> int:
    """How many elements lie inside one another at most, told by tags alone."""
    depth = deepest = 0
    for tag in _TAG.finditer(markup):
        if not _ENDS_BY_ITSELF.fullmatch(tag[2]):
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _article_text(markup: str) -> str:
    extracted = trafilatura.extract(
        markup,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        include_images=False,
        include_links=False,
        include_formatting=False,
    )
    return (extracted or "").strip()


def _without_headline(text: str, headlines: frozenset[str]) -> str:
    """The text less a first line that only repeats the headline: no claim is read from a headline."""
    first, _, rest = text.partition("\n")
    return rest.strip() if first.strip() in headlines else text
