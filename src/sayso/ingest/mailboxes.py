"""Mailboxes (`.mbox`): letters one after the other, each under a line that begins with `From `."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import BinaryIO

from sayso.errors import UnreadableInputError
from sayso.ingest.mail import read_mail
from sayso.ingest.page import LARGEST_INPUT, Page
from sayso.ingest.unread import Unread

_BEGINS = re.compile(
    rb"From [^\r\n]{1,300}?[ \t]\d{1,2}:\d{2}(?::\d{2})?[^\r\n]{0,40}[ \t]\d{4}[^\r\n]{0,40}\r?\n"
)
"""An address, or a stroke in its place, and the time of the post: "From - Sat Jan 14 10:30:00 2023"."""
_QUOTED = re.compile(rb"^>(>*From )", re.M)
_PIECE = 1 << 16


def looks_like_a_mailbox(head: bytes) -> bool:
    """Whether a file begins as a mailbox does, and with it a letter's header."""
    begin = _BEGINS.match(head)
    return (
        begin is not None and re.match(rb"[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:", head[begin.end() :]) is not None
    )


def read_mailbox(stream: BinaryIO, where: str, *, today: date) -> Iterator[Page | Unread]:
    """Each letter as a report, in the mailbox's order, as `read_mail` reads it."""
    for number, data in enumerate(_letters(stream, where), start=1):
        place = f"{where}: letter {number}"
        if data is None:
            yield Unread(place, f"is larger than {LARGEST_INPUT // 1024**2} MB", "save its text")
            continue
        try:
            page = read_mail(data, place, today=today)
        except UnreadableInputError as problem:
            yield Unread.of(problem)
        else:
            yield replace(page, raw_sha256=hashlib.sha256(data).hexdigest())


def _letters(stream: BinaryIO, where: str) -> Iterator[bytes | None]:
    """The letters' bytes, None for one too large to hold.

    A line begins a letter only behind an empty one and with a time in it: "From 1990 on ..." is a
    sentence. Mail programs write ">From" where a letter itself has such a line.
    """
    if not _BEGINS.match(stream.readline(_PIECE)):
        raise UnreadableInputError(where, "is no mailbox", "save its letters as .eml")
    letter, is_large = bytearray(), False
    is_new, is_behind_empty = True, False
    while line := stream.readline(_PIECE):
        if is_new and is_behind_empty and _BEGINS.match(line):
            yield None if is_large else _QUOTED.sub(rb"\1", bytes(letter))
            letter, is_large = bytearray(), False
            is_behind_empty = False
            continue
        if is_new:
            is_behind_empty = not line.strip(b"\r\n")
        is_new = line.endswith(b"\n")
        is_large = is_large or len(letter) + len(line) > LARGEST_INPUT
        if is_large:
            letter.clear()
        else:
            letter += line
    yield None if is_large else _QUOTED.sub(rb"\1", bytes(letter))
