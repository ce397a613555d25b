"""E-mails as mail programs save them (`.eml`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from email import message_from_bytes
from email.errors import (
    CloseBoundaryNotFoundDefect,
    MissingHeaderBodySeparatorDefect,
    StartBoundaryNotFoundDefect,
)
from email.message import EmailMessage
from email.policy import default
from typing import TypeVar

from sayso.errors import UnreadableInputError
from sayso.ingest.charsets import decode_declared
from sayso.ingest.deadline import OutOfTimeError, within
from sayso.ingest.fragments import fragment_text
from sayso.ingest.itemmarks import marks_of_text
from sayso.ingest.moments import publication_or_none
from sayso.ingest.page import Page
from sayso.ingest.plain import refuse_binary, unwrapped

_HEADERS = re.compile(
    rb"^(from|to|cc|subject|date|reply-to|content-type|user-agent|x-mailer)[ \t]*:", re.I | re.M
)
_OF_THE_POST = re.compile(
    rb"^(?:message-id|mime-version|received|return-path|delivered-to|dkim-signature)[ \t]*:", re.I | re.M
)
_CUT = (MissingHeaderBodySeparatorDefect, CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)
_MOST_PARTS = 200
_LONGEST = 15.0
"""Seconds for one letter. One of 20 MB takes two."""
_LONGEST_HEADER = 10_000
_Made = TypeVar("_Made")


def looks_like_mail(head: bytes) -> bool:
    """Whether a file begins with header lines that only mail carries."""
    top = re.split(rb"\r?\n\r?\n", head.removeprefix(b"\xef\xbb\xbf"), maxsplit=1)[0]
    is_header = re.match(rb"[A-Za-z][A-Za-z0-9-]{1,60}[ \t]*:", top) is not None
    return is_header and bool(_HEADERS.search(top)) and bool(_OF_THE_POST.search(top))


def read_mail(data: bytes, where: str, *, today: date) -> Page:
    """The plain text of a letter, or the words of its HTML; attachments are left alone.

    The Date header is its publication, the subject its title, who sent it its author. Raises
    `UnreadableInputError` for a letter without text and for one whose writing is not known.
    """
    text, subject, sender, sent = parsed(where, lambda: _read(data, where))
    if not text.strip():
        raise UnreadableInputError(where, "is an e-mail without text", "save the text of its attachment")
    refuse_binary(text, where)
    return Page(
        text=text,
        title=subject,
        published=publication_or_none(sent, today=today),
        author=_sender(sender),
        marks=marks_of_text(text),
    ).found_in("letter head")


def parsed(where: str, work: Callable[[], _Made], noun: str = "e-mail") -> _Made:
    """What comes of work with the library's parser, which on hostile letters fails in many ways.

    A header of names without end keeps it busy for the square of its length, so its time is bounded.
    """
    try:
        return within(_LONGEST, work)
    except OutOfTimeError:
        raise UnreadableInputError(
            where, f"is an {noun} that takes too long to read", "save its text"
        ) from None
    except UnreadableInputError:
        raise
    except Exception as problem:
        raise UnreadableInputError(
            where, f"is a broken {noun} ({type(problem).__name__})", "save its text"
        ) from None


def letter_of(
    data: bytes, where: str, noun: str = "e-mail", *, most_parts: int = _MOST_PARTS
) -> EmailMessage:
    """A letter in its parts."""
    letter = message_from_bytes(data.removeprefix(b"\xef\xbb\xbf"), policy=default)
    if sum(1 for _ in letter.walk()) > most_parts:
        raise UnreadableInputError(where, f"is an {noun} of too many parts", "save its text")
    return letter


def breaks_off(letter: EmailMessage) -> bool:
    """Whether a letter ends before one of its parts does."""
    return any(isinstance(defect, _CUT) for part in letter.walk() for defect in part.defects)


def header_of(letter: EmailMessage, name: str) -> str | None:
    """A header in words, None where it is not there or longer than any is."""
    value = raw_header(letter, name)
    if value is None or len(value) > _LONGEST_HEADER:
        return None
    # Bytes that are no ASCII stand for themselves in broken headers; they cannot be told.
    words = " ".join(str(letter.get(name)).encode("utf-8", "replace").decode("utf-8").split())
    return words[:500] or None


def raw_header(letter: EmailMessage, name: str) -> str | None:
    """A header as it was written: the library shows a time without a zone as if it were in UTC."""
    return next((str(value) for known, value in letter.raw_items() if known.lower() == name.lower()), None)


def _read(data: bytes, where: str) -> tuple[str, str | None, str | None, str | None]:
    letter = letter_of(data, where)
    if breaks_off(letter):
        raise UnreadableInputError(where, "is an e-mail that breaks off", "save it again")
    subject, sender = header_of(letter, "Subject"), header_of(letter, "From")
    return _body(letter, where), subject, sender, raw_header(letter, "Date")


def _body(letter: EmailMessage, where: str) -> str:
    for kind in ("plain", "html"):
        part = letter.get_body((kind,))
        if part is None:
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        text = decode_declared(data, str(part.get_param("charset") or "") or None)
        if text is None:
            raise UnreadableInputError(where, "is in an encoding that is not known", "save its text as UTF-8")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = fragment_text(text, where) if kind == "html" else unwrapped(text).strip()
        if text:
            return text
    return ""


def _sender(value: str | None) -> str | None:
    """The name of the sender; the address where there is none."""
    if value is None:
        return None
    name, _, address = value.partition("<")
    return name.strip(' "') or address.strip("> ") or None
