"""Pages as browsers save them in one file (MHTML): a letter whose parts are the page and its pictures."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from email.message import EmailMessage

from sayso.errors import UnreadableInputError
from sayso.ingest.mail import breaks_off, letter_of, looks_like_mail, parsed, raw_header
from sayso.ingest.moments import instant_or_none
from sayso.ingest.page import LARGEST_INPUT, Page
from sayso.ingest.pages import read_page
from sayso.model import Provenance

_SAVED = re.compile(rb"^(?:Snapshot-Content-Location[ \t]*:|From[ \t]*:[ \t]*<?Saved by )", re.I | re.M)
_SUFFIXES = (".mht", ".mhtml")
_HTML = ("text/html", "application/xhtml+xml")
_MOST_PARTS = 5000
_NOUN = "MHTML page"


def looks_like_mhtml(head: bytes, suffix: str) -> bool:
    """Whether a file is a letter that a browser wrote: it says so, or is named so."""
    top = re.split(rb"\r?\n\r?\n", head.removeprefix(b"\xef\xbb\xbf").lstrip(), maxsplit=1)[0]
    is_letter = re.search(rb"^(?:MIME-Version|Content-Type)[ \t]*:", top, re.I | re.M) is not None
    return is_letter and (suffix in _SUFFIXES or (looks_like_mail(head) and _SAVED.search(top) is not None))


def read_mhtml(data: bytes, where: str, *, today: date) -> Page:
    """The page that was saved, as `read_html` reads it, under the address it was saved from.

    The letter's date is when it was saved, and never when the page came out. Pictures, styles and
    frames are left alone.
    """
    page, charset, address, saved = parsed(where, lambda: _root(data, where), _NOUN)
    found = read_page(page, where, today=today, served_as=charset)
    captured = instant_or_none(saved, today=today)
    return replace(
        found,
        url=address if address and address.lower().startswith(("http://", "https://")) else found.url,
        provenance=Provenance(captured=captured) if captured else found.provenance,
    )


def _root(data: bytes, where: str) -> tuple[bytes, str | None, str | None, str | None]:
    """The page's bytes, how its part says they are written, its address and the time it was saved."""
    letter = letter_of(data.lstrip(), where, _NOUN, most_parts=_MOST_PARTS)
    parts = [part for part in letter.walk() if not part.is_multipart()]
    root = _named(letter, parts) or next((part for part in parts if part.get_content_type() in _HTML), None)
    if root is None:
        raise UnreadableInputError(where, "is an MHTML page without a page", "save the page again")
    # Browsers write the page first: where the file breaks off behind it, only pictures are lost.
    if breaks_off(letter) and root is parts[-1]:
        raise UnreadableInputError(where, "breaks off within the page", "save the page again")
    page = root.get_payload(decode=True)
    if not isinstance(page, bytes) or len(page) > LARGEST_INPUT:
        raise UnreadableInputError(where, "is an MHTML page without a page", "save the page again")
    charset = str(root.get_param("charset") or "") or None
    address = raw_header(root, "Content-Location") or raw_header(letter, "Snapshot-Content-Location")
    return page, charset, _unfolded(address), raw_header(letter, "Date")


def _named(letter: EmailMessage, parts: list[EmailMessage]) -> EmailMessage | None:
    """The part that the letter names as the one to begin with."""
    start = letter.get_param("start")
    if not isinstance(start, str) or not start.strip():
        return None
    known = (part for part in parts if part.get_content_type() in _HTML)
    return next(
        (part for part in known if (raw_header(part, "Content-ID") or "").strip() == start.strip()), None
    )


def _unfolded(address: str | None) -> str | None:
    """An address that was broken over lines, in one."""
    return "".join(address.split()) if address else None
