"""Saved web pages: the text of the article and what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from sayso.errors import UnreadableInputError
from sayso.ingest.article import article_lines
from sayso.ingest.charsets import decode_declared
from sayso.ingest.layout import Layout, lay_out
from sayso.ingest.marks import marks_of_page
from sayso.ingest.metadata import Metadata, read_metadata
from sayso.ingest.nesting import refuse_endless
from sayso.ingest.notices import is_consent_wall
from sayso.ingest.page import Page
from sayso.ingest.plain import refuse_binary
from sayso.model import Provenance
from sayso.text import detect_language, languages_of

_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([a-z0-9_-]+)", re.I)
_HEAD = 4096
_MOST_ELEMENTS = 10_000
"""Elements of a page without running text that another extractor is asked about: it takes a second for
these, and what has more of them is a list of links."""
_TELLING = 200
"""Characters of a text that tell its language better than its page does."""
# The extractor logs every page that it finds empty. We raise an error for that ourselves, so nothing
# of it need reach the terminal of a program that has set up no logging.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def read_html(
    data: bytes, where: str, *, today: date, encoding: str | None = None, served_as: str | None = None
) -> Page:
    """The article of a page, one paragraph a line, and the page's account of itself.

    Comments, tables, menus and scripts are left out. Raises `UnreadableInputError` where no article
    is found or the bytes are in no encoding that is declared: by the caller (`encoding`), by the server
    (`served_as`) or by the page.
    """
    markup = _decode(data, where, (encoding, served_as))
    refuse_binary(markup, where)
    refuse_endless(markup, where)
    tree = LexborHTMLParser(markup)
    layout = lay_out(tree)
    about = read_metadata(tree, layout, today=today)
    text = _text(markup, layout, about)
    if is_consent_wall(text, [line.text for line in layout.lines]):
        raise UnreadableInputError(
            where,
            "shows a cookie wall instead of the article",
            "accept it in a browser and save the page then",
        )
    if not text:
        raise UnreadableInputError(where, "holds no article text", "save the article itself, or its text")
    language = _language(about.language, text)
    return Page(
        text=text,
        title=about.title,
        published=about.published,
        outlet=about.outlet,
        url=about.url,
        language=language,
        author=about.author,
        provenance=Provenance(edited=about.edited) if about.edited else None,
        marks=marks_of_page(tree, layout, about, text),
        grounds=about.grounds if language == about.language else replace(about.grounds, language="the text"),
    )


def _decode(data: bytes, where: str, told: Sequence[str | None]) -> str:
    found = _DECLARED.search(data[:_HEAD])
    text = decode_declared(data, *told, found[1].decode("ascii") if found else None)
    if text is None:
        raise UnreadableInputError(
            where, "is not UTF-8 and declares no encoding that is known", "save it as UTF-8"
        )
    return text


def _language(declared: str | None, text: str) -> str | None:
    """The declared language, unless the text is plainly in another.

    Pages of a site in Arabic are declared so, in English too, and site builders declare "en" for all.
    """
    if declared is None or len(text) < _TELLING:
        return declared
    shown = detect_language(text)
    is_plain = shown != declared and "en" in (shown, declared) and declared not in languages_of(text)
    return shown if shown is not None and is_plain else declared


def _text(markup: str, layout: Layout, about: Metadata) -> str:
    lines = article_lines(layout, about.headline, about.author)
    if lines or len(layout.elements) > _MOST_ELEMENTS:
        return "\n".join(lines)
    return _without_headline(_by_other_means(markup), about.headlines)


def _by_other_means(markup: str) -> str:
    """The text of a page too short or too odd to tell its article by how much runs on in one place."""
    import trafilatura

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
