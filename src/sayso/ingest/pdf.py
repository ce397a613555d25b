"""PDF: the words of its pages."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from datetime import date

from sayso.errors import UnreadableInputError
from sayso.ingest.deadline import OutOfTimeError, within
from sayso.ingest.page import Page
from sayso.ingest.plain import refuse_binary, unwrapped

MOST_PAGES = 500
_LARGEST_PAGE = 8 * 1024**2
"""Bytes of drawing instructions on one page, unpacked: a map has some, a report has a thousandth."""
_LARGEST_STREAM = 16 * 1024**2
"""Bytes that any one part of the file may unpack to, a font's table of characters for one."""
_LONGEST = 15.0
"""Seconds for one file. Five hundred pages of close print take five."""
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
    try:
        return within(_LONGEST, lambda: _bounded_texts(data, where))
    except OutOfTimeError:
        raise UnreadableInputError(where, "is a PDF that takes too long to read", _SAVE_TEXT) from None
    except UnreadableInputError:
        raise
    except Exception as problem:  # on damaged files the parser fails in ways it has no name for
        raise UnreadableInputError(
            where, f"is a damaged PDF ({type(problem).__name__})", "download it again"
        ) from None


def _bounded_texts(data: bytes, where: str) -> list[str]:
    """The pages' words, by a library that may not make much of little, nor start a program for pictures."""
    from pypdf import apply_configuration

    with apply_configuration(
        array_based_stream_maximum_output_length=_LARGEST_STREAM,
        lzw_maximum_output_length=_LARGEST_STREAM,
        run_length_maximum_output_length=_LARGEST_STREAM,
        zlib_maximum_output_length=_LARGEST_STREAM,
        brotli_maximum_output_length=_LARGEST_STREAM,
        stream_decoding_work_maximum_length=4 * _LARGEST_STREAM,
        jbig2dec_binary=None,
    ):
        return list(_texts(data, where))


def _texts(data: bytes, where: str) -> Iterator[str]:
    from pypdf import PdfReader

    length = 0
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableInputError(where, "is a PDF locked by a password", _SAVE_TEXT)
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableInputError(where, f"is a PDF of more than {MOST_PAGES} pages", "split it")
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _LARGEST_PAGE:
            raise UnreadableInputError(where, "is a PDF with a page too large to read", _SAVE_TEXT)
        text = _UNPRINTABLE.sub("", page.extract_text()).strip()
        length += len(text)
        if length > _LONGEST_TEXT:
            raise UnreadableInputError(where, "is a PDF of more text than a report has", "split it")
        yield text
