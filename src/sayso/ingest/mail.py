"""E-mails as mail programs save them (`.eml`)."""

from __future__ import annotations

import re
from datetime import date
from email import message_from_bytes
from email.errors import (
    CloseBoundaryNotFoundDefect,
    MissingHeaderBodySeparatorDefect,
    StartBoundaryNotFoundDefect,
)
from email.message import EmailMessage
from email.policy import default

from sayso.errors import UnreadableInputError
from sayso.ingest.charsets import decode_declared
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
    try:
        letter = message_from_bytes(data.removeprefix(b"\xef\xbb\xbf"), policy=default)
        if sum(1 for _ in letter.walk()) > _MOST_PARTS:
            raise UnreadableInputError(where, "is an e-mail of too many parts", "save its text")
        if any(isinstance(defect, _CUT) for part in letter.walk() for defect in part.defects):
            raise UnreadableInputError(where, "is an e-mail that breaks off", "save it again")
        text = _body(letter, where)
        subject, sender = _header(letter, "Subject"), _header(letter, "From")
        # As it was written: the library shows a time without a zone as if it were in UTC.
        sent = next((value for name, value in letter.raw_items() if name.lower() == "date"), None)
    except UnreadableInputError:
        raise
    except Exception as problem:  # broken headers make the library fail in many ways
        raise UnreadableInputError(
            where, f"is a broken e-mail ({type(problem).__name__})", "save its text"
        ) from None
    if not text.strip():
        raise UnreadableInputError(where, "is an e-mail without text", "save the text of its attachment")
    refuse_binary(text, where)
    return Page(
        text=text,
        title=subject,
        published=publication_or_none(str(sent), today=today),
        author=_sender(sender),
        marks=marks_of_text(text),
    ).found_in("letter head")


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


def _header(letter: EmailMessage, name: str) -> str | None:
    value = letter.get(name)
    # Bytes that are no ASCII stand for themselves in broken headers; they cannot be told.
    words = " ".join(str(value).encode("utf-8", "replace").decode("utf-8").split()) if value else ""
    return words[:500] or None


def _sender(value: str | None) -> str | None:
    """The name of the sender; the address where there is none."""
    if value is None:
        return None
    name, _, address = value.partition("<")
    return name.strip(' "') or address.strip("> ") or None
