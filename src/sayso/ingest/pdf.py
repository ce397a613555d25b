"""PDF: the words of its pages."""

from __future__ import annotations

import io
import logging
import re
from datetime import date

from sayso.errors import UnreadableInputError
from sayso.ingest.page import Page
from sayso.ingest.plain import refuse_binary, unwrapped

MOST_PAGES = 500
_LARGEST_PAGE = 8 * 1024**2
"""Bytes of drawing instructions on one page, unpacked: a map has some, a report has a thousandth."""
_LONGEST_TEXT = 5_000_000
_SAVE_TEXT = "save its text"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")

# The library tells of every oddity that it mends. What matters reaches the user as an error of ours,
# so nothing of it need reach the terminal of a program that has set up no logging.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read_pdf(data: bytes, where: str, *, today: date) -> Page:
    """The text of a PDF, page after page.

    Its dates are those of a file, made when it was saved or printed, and are never taken for the
    report's; neither is the name of whoever's machine made it. `today` is asked of every reader.
    """
    pages = _pages(data, where)
    text = unwrapped("\n\n".join(page for page in pages if page))
    if not text.strip():
        raise UnreadableInputError(
            where, "is a PDF without text: its pages are pictures", "recognise their text and save that"
        )
    refuse_binary(text, where)
    return Page(text=text)


def _pages(data: bytes, where: str) -> list[str]:
    from pypdf import PdfReader

    found: list[str] = []
    length = 0
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableInputError(where, "is a PDF locked by a password", _SAVE_TEXT)
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableInputError(where, f"is a PDF of more than {MOST_PAGES} pages", "split it")
        for page in reader.pages:
            contents = page.get_contents()
            if contents is not None and len(contents.get_data()) > _LARGEST_PAGE:
                raise UnreadableInputError(where, "is a PDF with a page too large to read", _SAVE_TEXT)
            found.append(_UNPRINTABLE.sub("", page.extract_text()).strip())
            length += len(found[-1])
            if length > _LONGEST_TEXT:
                raise UnreadableInputError(where, "is a PDF of more text than a report has", "split it")
    except UnreadableInputError:
        raise
    except Exception as problem:  # on damaged files the parser fails in ways it has no name for
        raise UnreadableInputError(
            where, f"is a damaged PDF ({type(problem).__name__})", "download it again"
        ) from None
    return found
