"""What a file is: told by what it holds, and by its name only where that leaves it open."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from sayso.errors import UnreadableInputError
from sayso.ingest.jsonstream import JsonStream
from sayso.ingest.mail import looks_like_mail
from sayso.ingest.mailboxes import looks_like_a_mailbox
from sayso.ingest.mhtml import looks_like_mhtml
from sayso.ingest.page import TAKES
from sayso.ingest.tables import looks_like_a_table
from sayso.ingest.warc import holds_warc, is_wacz


class Format(StrEnum):
    """What can be read, by the words that name it to the user."""

    TEXT = "a text"
    HTML = "a web page"
    PDF = "a PDF"
    MAIL = "an e-mail"
    MAILBOX = "a mailbox"
    MHTML = "a web page saved as MHTML"
    LINES = "a file of JSON Lines"
    ARRAY = "JSON with an array of reports"
    TABLE = "a table of values"
    FEED = "XML or a feed"
    JSON_FEED = "JSON Feed"
    TELEGRAM = "JSON exported from Telegram"
    WARC = "a web archive"
    WACZ = "a web archive in a ZIP"


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A kind of file that is known and not read: by its suffixes or its first bytes."""

    name: str
    suffixes: tuple[str, ...]
    starts: tuple[bytes, ...] = ()


_FOREIGN = (
    _Foreign("a Word document", (".doc", ".docx", ".rtf", ".odt"), (b"{\\rtf", b"\xd0\xcf\x11\xe0")),
    _Foreign("an image", (".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".svg"),
             (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")),
    _Foreign("sound or film", (".mp3", ".mp4", ".mov", ".avi", ".mkv", ".wav", ".ogg", ".webm")),
    _Foreign("a spreadsheet", (".xls", ".xlsx", ".ods")),
    _Foreign("a database", (".db", ".sqlite", ".sqlite3"), (b"SQLite format 3\0",)),
    _Foreign("a message of Outlook", (".msg", ".pst")),
    _Foreign("a map", (".geojson", ".kml", ".kmz")),
    _Foreign("TOML or YAML", (".toml", ".yaml", ".yml")),
    _Foreign("a ZIP archive", (".zip", ".gz", ".bz2", ".xz", ".7z", ".tar", ".epub"),
             (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b")),
)  # fmt: skip
_SUFFIXES = {
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".eml": Format.MAIL,
    ".mbox": Format.MAILBOX,
    ".mht": Format.MHTML,
    ".mhtml": Format.MHTML,
    ".jsonl": Format.LINES,
    ".ndjson": Format.LINES,
    ".csv": Format.TABLE,
    ".tsv": Format.TABLE,
    ".xml": Format.FEED,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".rdf": Format.FEED,
    ".warc": Format.WARC,
    ".wacz": Format.WACZ,
}
_HEAD = 1 << 16
# Each piece is taken once and for good (`(?>`, `*+`): a comment that could end at any of the next ones would
# be tried with every one of them, so that forty empty comments would take a day.
_TOP = re.compile(
    r"(?>\s+|<\?[^>]{0,500}\?>|<!--.{0,2000}?-->|<!DOCTYPE[^\[<>]{0,500}(?:\[.{0,30000}?\]\s*)?>)*+"
    r"<(?P<root>[a-z][a-z0-9:.-]*)",
    re.I | re.S,
)
_HTML_TYPE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<!doctype\s+html\b", re.I | re.S
)
_FEED_ROOTS = ("rss", "feed", "rdf:rdf")
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\]{])")


def recognise(stream: BinaryIO, where: str, suffix: str = "") -> Format:
    """The format of a file, from its content first: a PDF saved as "report.txt" is still a PDF.

    The stream must be one that can go back, and is back at its start afterwards. Raises
    `UnreadableInputError` for an empty file and for a kind that is not read, with its name.
    """
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head.strip():
        raise UnreadableInputError(where, "is empty")
    suffix = suffix.lower()
    found = _by_bytes(stream, head, suffix) or _by_text(stream, head, where, suffix)
    stream.seek(0)
    if found is not None:
        return found
    if foreign := _foreign(head, suffix):
        raise UnreadableInputError(where, f"is {foreign}, which is not read", TAKES)
    if suffix == ".json":
        raise UnreadableInputError(where, "is no JSON of reports, nor a feed or an export in JSON", TAKES)
    return _SUFFIXES.get(suffix, Format.TEXT)


def _by_bytes(stream: BinaryIO, head: bytes, suffix: str) -> Format | None:
    if head.startswith(b"%PDF-"):
        return Format.PDF
    if head.startswith(b"WARC/") or (head.startswith(b"\x1f\x8b") and holds_warc(head)):
        return Format.WARC
    is_zip = head.startswith((b"PK\x03\x04", b"PK\x05\x06"))
    # One that is damaged does not tell what it holds.
    if is_zip and (suffix == ".wacz" or is_wacz(stream)):
        return Format.WACZ
    return None


def _by_text(stream: BinaryIO, head: bytes, where: str, suffix: str) -> Format | None:
    text = _characters(head)
    if _HTML_TYPE.match(text):
        return Format.HTML
    if top := _TOP.match(text):
        root = top["root"].lower()
        if root == "html" or root in _FEED_ROOTS:
            return Format.HTML if root == "html" else Format.FEED
    if _JSON.match(text) and suffix not in (".jsonl", ".ndjson", ".html", ".htm", ".geojson"):
        return _json_format(stream, where, suffix)
    if looks_like_a_mailbox(head):
        return Format.MAILBOX
    if looks_like_mhtml(head, suffix):
        return Format.MHTML
    if suffix in _SUFFIXES:
        return None
    if looks_like_mail(head):
        return Format.MAIL
    return Format.TABLE if looks_like_a_table(text.split("\n", 1)[0]) else None


def _json_format(stream: BinaryIO, where: str, suffix: str) -> Format | None:
    """What a file of JSON holds, by the first of its keys that tells; None where none does."""
    stream.seek(0)
    try:
        export = JsonStream(stream, where)
        if export.next_mark() == "[":
            return Format.ARRAY
        for key in export.members():
            mark = export.next_mark()
            if key == "messages" and mark == "[":
                return Format.TELEGRAM
            if key in ("chats", "left_chats") and mark == "{":
                return Format.TELEGRAM
            if key == "items" and mark == "[":
                return Format.JSON_FEED
            if key == "text" and mark == '"':
                return Format.LINES
            export.skip()
    except UnreadableInputError:
        # Broken, and known as JSON only by its name or not at all: then it may be a text.
        if suffix == ".json":
            raise
    return None


def _foreign(head: bytes, suffix: str) -> str | None:
    by_content = next((kind.name for kind in _FOREIGN if kind.starts and head.startswith(kind.starts)), None)
    if by_content in (None, "a ZIP archive"):
        # Office files are ZIP archives inside: their suffix says more.
        by_suffix = next((kind.name for kind in _FOREIGN if suffix in kind.suffixes), None)
        return by_suffix or by_content
    return by_content


def _characters(head: bytes) -> str:
    """The start of a file as characters, well enough to know its marks by."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[len(mark) :].decode(name, errors="replace")
    if head[:2] in (b"<\0", b"\0<"):
        return head.decode("utf-16-le" if head[:1] == b"<" else "utf-16-be", errors="replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
