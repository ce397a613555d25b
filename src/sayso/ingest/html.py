"""Saved web pages: the text of the article and what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from datetime import date

import trafilatura

from sayso.errors import UnreadableInputError
from sayso.ingest.charsets import decode_declared
from sayso.ingest.metadata import read_metadata
from sayso.ingest.nesting import refuse_deep
from sayso.ingest.page import Page
from sayso.ingest.plain import refuse_binary

_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([a-z0-9_-]+)", re.I)
_HEAD = 4096
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
    refuse_deep(markup, where)
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


def _decode(data: bytes, where: str, told: Sequence[str | None]) -> str:
    found = _DECLARED.search(data[:_HEAD])
    text = decode_declared(data, *told, found[1].decode("ascii") if found else None)
    if text is None:
        raise UnreadableInputError(
            where, "is not UTF-8 and declares no encoding that is known", "save it as UTF-8"
        )
    return text


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
