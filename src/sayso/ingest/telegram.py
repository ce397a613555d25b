"""Channels as Telegram Desktop exports them (`result.json`): one chat, or all chats of an account.

Read message by message: an export of 200,000 messages takes the memory of one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from sayso.ingest.itemmarks import marks_of_text
from sayso.ingest.jsonstream import JsonStream
from sayso.ingest.moments import publication_or_none, unix_instant
from sayso.ingest.page import Page
from sayso.ingest.unread import Unread
from sayso.model import Provenance, Publication

_CHANNELS = ("public_channel", "private_channel")
_PRIVATE = ("personal_chat", "bot_chat", "saved_messages", "verify_codes", "replies")
"""Chats of an account's export that are nobody's publication: they are left alone."""

_NAME = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")


@dataclass(slots=True)
class _Chat:
    """What an export says of a chat before its messages."""

    name: str | None = None
    kind: str | None = None
    id: int | str | None = None
    username: str | None = None

    @property
    def is_channel(self) -> bool:
        return self.kind in _CHANNELS


def read_telegram(stream: BinaryIO, where: str, *, today: date) -> Iterator[Page | Unread]:
    """Each message that has text, in the export's order.

    Service messages, stickers, polls and pictures without a caption say nothing in words and are passed
    over; so are the private conversations in the export of a whole account.
    """
    export = JsonStream(stream, where)
    chat = _Chat()
    for key in export.members():
        if key == "messages":
            yield from _messages(export, chat, where, today)
        elif key in ("chats", "left_chats"):
            yield from _chats(export, where, today)
        else:
            _note(chat, key, export)


def _chats(export: JsonStream, where: str, today: date) -> Iterator[Page | Unread]:
    if export.next_mark() != "{":
        export.skip()
        return
    for part in export.members():
        if part != "list" or export.next_mark() != "[":
            export.skip()
            continue
        for _ in export.elements():
            if export.next_mark() != "{":
                export.skip()
                continue
            chat = _Chat()
            for key in export.members():
                if key == "messages" and chat.kind not in _PRIVATE:
                    yield from _messages(export, chat, where, today)
                else:
                    _note(chat, key, export)


def _note(chat: _Chat, key: str, export: JsonStream) -> None:
    """Keep what is known of a chat; pass over all else."""
    if key not in ("name", "type", "id", "username") or export.next_mark() in ("{", "["):
        export.skip()
        return
    value = export.value()
    if key == "name":
        chat.name = _words(value)
    elif key == "type":
        chat.kind = _words(value)
    elif key == "id" and isinstance(value, int | str) and not isinstance(value, bool):
        chat.id = value
    elif key == "username" and isinstance(value, str) and (found := _NAME.fullmatch(value)):
        chat.username = found[1]


def _messages(export: JsonStream, chat: _Chat, where: str, today: date) -> Iterator[Page | Unread]:
    if export.next_mark() != "[":
        export.skip()
        return
    for _ in export.elements():
        message = export.value()
        if isinstance(message, dict) and message.get("type") == "message":
            page = _page(message, chat, today)
            if page is not None:
                yield page


def _page(message: dict[str, Any], chat: _Chat, today: date) -> Page | None:
    text = _text(message)
    if not text:
        return None
    number = message.get("id")
    sender = _words(message.get("author")) or _words(message.get("from"))
    edited = unix_instant(message.get("edited_unixtime"), today=today)
    version = f"@{int(edited.timestamp())}" if edited else ""
    is_numbered = isinstance(number, int) and not isinstance(number, bool)
    story = f"telegram:{chat.id}/{number}" if is_numbered and chat.id is not None else None
    return Page(
        id=story and story + version,
        story=story,
        text=text,
        published=_published(message, today),
        outlet=chat.name,
        url=f"https://t.me/{chat.username}/{number}" if is_numbered and chat.username else None,
        author=sender if sender != chat.name else None,
        provenance=_provenance(message, edited),
        marks=marks_of_text(text),
    ).found_in("export")


def _text(message: dict[str, Any]) -> str:
    """The words of a message, which are a string, or strings and marked pieces (bold, links) in a list."""
    for key in ("text", "text_entities"):
        pieces = message.get(key)
        if isinstance(pieces, str):
            pieces = [pieces]
        if not isinstance(pieces, list):
            continue
        texts = [piece.get("text") if isinstance(piece, dict) else piece for piece in pieces]
        joined = "".join(text for text in texts if isinstance(text, str)).strip()
        if joined:
            return joined
    return ""


def _published(message: dict[str, Any], today: date) -> Publication | None:
    """The instant; in exports of old versions, which wrote the clock of the exporter's desk, the day."""
    instant = unix_instant(message.get("date_unixtime"), today=today)
    if instant is not None:
        return Publication(instant.date(), instant)
    return publication_or_none(message.get("date"), today=today)


def _provenance(message: dict[str, Any], edited: Any) -> Provenance | None:
    forwarded = _words(message["forwarded_from"]) or "" if "forwarded_from" in message else None
    if forwarded is None and edited is None:
        return None
    return Provenance(forwarded_from=forwarded, edited=edited)


def _words(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
