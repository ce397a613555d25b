"""One file to one document: which reader takes it, and what the caller knows better than the page."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sayso.errors import UnreadableInputError
from sayso.ingest.page import LARGEST_INPUT, Page
from sayso.ingest.plain import read_plain
from sayso.model import Document, Publication

_TAKES = "sayso takes plain text and HTML"


@dataclass(frozen=True, slots=True)
class _Unread:
    """A kind of file that is known and not read yet: by its suffixes or its first bytes."""

    name: str
    suffixes: tuple[str, ...]
    starts: tuple[bytes, ...] = ()


# First bytes are looked at before suffixes: a PDF saved as "report.txt" is still a PDF.
_UNREAD = (
    _Unread("a PDF", (".pdf",), (b"%PDF-",)),
    _Unread("a Word document", (".doc", ".docx", ".rtf", ".odt"), (b"{\\rtf", b"\xd0\xcf\x11\xe0")),
    _Unread(
        "a ZIP archive", (".zip", ".gz", ".bz2", ".xz", ".7z", ".tar", ".epub"), (b"PK\x03\x04", b"\x1f\x8b")
    ),
    _Unread(
        "an image",
        (".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".svg"),
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
    ),
    _Unread("sound or film", (".mp3", ".mp4", ".mov", ".avi", ".mkv", ".wav", ".ogg", ".webm")),
    _Unread("a spreadsheet", (".xls", ".xlsx", ".ods")),
    _Unread("a database", (".db", ".sqlite", ".sqlite3"), (b"SQLite format 3\0",)),
    _Unread("a web archive", (".warc", ".wacz", ".mhtml", ".mht"), (b"WARC/",)),
    _Unread("an e-mail", (".eml", ".msg", ".mbox")),
    _Unread("a table of values", (".csv", ".tsv")),
    _Unread("JSON", (".json", ".geojson")),
    _Unread("XML or a feed", (".xml", ".rss", ".atom", ".kml")),
    _Unread("TOML or YAML", (".toml", ".yaml", ".yml")),
)
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)


def load_document(
    path: Path,
    *,
    today: date,
    published: Publication | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
) -> Document:
    """Read one file into a document; what is given here overrides what the page says of itself.

    `today` bounds publication dates. Raises `UnreadableInputError` for what cannot be taken in and
    `InvalidDateError` for a header line whose date is none.
    """
    return take_in(
        _bytes_of(path),
        str(path),
        suffix=path.suffix,
        today=today,
        published=published,
        outlet=outlet,
        url=url,
        language=language,
        encoding=encoding,
    )


def take_in(
    data: bytes,
    where: str,
    *,
    today: date,
    suffix: str = "",
    published: Publication | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
) -> Document:
    """`load_document` for bytes already in hand (standard input); `where` names them in errors."""
    page = _page(data, where, suffix.lower(), today=today, encoding=encoding)
    text_digest = hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=f"sha256:{text_digest[:16]}",
        text=page.text,
        published=published or page.published,
        outlet=outlet or page.outlet,
        url=url or page.url,
        language=language or page.language,
        author=page.author,
        raw_sha256=hashlib.sha256(data).hexdigest(),
    )


def _page(data: bytes, where: str, suffix: str, *, today: date, encoding: str | None) -> Page:
    if len(data) > LARGEST_INPUT:
        raise UnreadableInputError(where, f"is larger than {LARGEST_INPUT // 1024**2} MB", _TAKES)
    if not data.strip():
        raise UnreadableInputError(where, "is empty")
    if suffix == ".jsonl":
        raise UnreadableInputError(where, "holds lines of reports, not one text", "give it with --input")
    if unread := _unread_kind(data, suffix):
        raise UnreadableInputError(where, f"is {unread.name}, which is not read yet", _TAKES)
    if suffix in _HTML_SUFFIXES or _HTML_START.match(data[:8192]):
        # Loaded only here: a desk that keeps plain notes need not wait for it.
        from sayso.ingest.html import read_html

        return read_html(data, where, today=today, encoding=encoding)
    return read_plain(data, where, today=today, encoding=encoding)


def _unread_kind(data: bytes, suffix: str) -> _Unread | None:
    by_content = next((kind for kind in _UNREAD if kind.starts and data.startswith(kind.starts)), None)
    if by_content is None or by_content.name == "a ZIP archive":
        # Office files are ZIP archives inside: their suffix says more.
        by_suffix = next((kind for kind in _UNREAD if suffix in kind.suffixes), None)
        return by_suffix or by_content
    return by_content


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableInputError(path, "is a folder", "name the files in it")
    if not path.exists():
        raise UnreadableInputError(path, "no such file")
    if not path.is_file():
        raise UnreadableInputError(path, "is no regular file")
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST_INPUT + 1)
    except OSError as problem:
        raise UnreadableInputError(path, problem.strerror or "cannot be read") from None
