"""A saved page read within its time, wherever it was saved: in a file, an archive or a letter."""

from __future__ import annotations

from datetime import date

from sayso.errors import UnreadableInputError
from sayso.ingest.deadline import OutOfTimeError, within
from sayso.ingest.page import Page

_LONGEST = 60.0
"""Seconds for one page. A common one takes a twentieth; one of 20 MB made of line breaks, two minutes."""


def read_page(
    data: bytes, where: str, *, today: date, encoding: str | None = None, served_as: str | None = None
) -> Page:
    """`read_html`; a page that takes too long raises `UnreadableInputError` like any that cannot be read."""
    # Loaded only here: a desk that keeps plain notes need not wait for it.
    from sayso.ingest.html import read_html

    try:
        return within(
            _LONGEST, lambda: read_html(data, where, today=today, encoding=encoding, served_as=served_as)
        )
    except OutOfTimeError:
        raise UnreadableInputError(
            where, "is a page that takes too long to read", "save the article's text"
        ) from None
