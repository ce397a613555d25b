"""Web archives: WARC, plain or packed, and WACZ, which is a ZIP of them."""

from __future__ import annotations

import hashlib
import io
import logging
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from sayso.errors import UnreadableInputError
from sayso.ingest.limits import LARGEST_ARCHIVE, LARGEST_RATIO, UNPACKED_FREELY
from sayso.ingest.moments import instant_or_none
from sayso.ingest.packing import MAGIC, Unpacked, first_unpacked
from sayso.ingest.page import LARGEST_INPUT, Page
from sayso.ingest.pages import read_page
from sayso.ingest.unread import Unread
from sayso.model import Provenance

# What the library finds odd in an archive need not reach the terminal of who set up no logging.
logging.getLogger("warcio").addHandler(logging.NullHandler())

_HTML = ("text/html", "application/xhtml+xml")
_CODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([a-z0-9_.:-]+)", re.I)
_DRIVE = re.compile(r"[A-Za-z]:")
_PIECE = 1 << 16
_LARGEST_HEADERS = 4 * 1024**2
_MOST_MEMBERS = 100_000
_LARGEST_DIRECTORY = 64 * 1024**2
_DOWNLOAD = "download the archive again"


def read_warc(stream: BinaryIO, where: str, *, today: date) -> Iterator[Page | Unread]:
    """Each HTML page that a server gave with status 200, in the archive's order.

    The page's address is the one it was asked for at. The record's date is when it was captured, and
    never when it came out. Pictures, scripts, redirects and refusals are passed over.
    """
    from warcio.bufferedreaders import BufferedReader
    from warcio.recordloader import ArcWarcRecordLoader

    # Unpacked here and not by the library, so that what comes out is counted while it does. Its own
    # iterator is not used either: it writes what it finds odd to the terminal.
    source = _Measured(_unpacked(stream, where), where)
    try:
        lines = BufferedReader(source, block_size=_PIECE)
        loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
        while True:
            source.allow(_LARGEST_HEADERS)
            first = _first_line(lines)
            if not first:
                return
            record = loader.parse_record_stream(lines, first, "warc")
            source.allow(None)
            yield from _page(record, where, today)
            _pass(record, where)
    except (UnreadableInputError, GeneratorExit):
        raise
    except Exception as problem:  # damaged archives make the library fail in many ways
        raise UnreadableInputError(
            where, f"is a damaged web archive ({type(problem).__name__})", _DOWNLOAD
        ) from None


def read_wacz(stream: BinaryIO, where: str, *, today: date) -> Iterator[Page | Unread]:
    """The pages of every WARC in the archive. Nothing is unpacked onto the disk."""
    try:
        _refuse_long_directory(stream, where)
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            _refuse_unsafe(members, where)
            for member in members:
                if _is_warc(member.filename):
                    with archive.open(member) as inside:
                        name = f"{where}: {PurePosixPath(member.filename).name}"
                        yield from read_warc(cast(BinaryIO, inside), name, today=today)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise UnreadableInputError(where, "is a damaged web archive", _DOWNLOAD) from None


def is_wacz(stream: BinaryIO) -> bool:
    """Whether a ZIP holds web archives, told by the names of its members."""
    try:
        _refuse_long_directory(stream, "")
        with zipfile.ZipFile(stream) as archive:
            return any(_is_warc(name) for name in archive.namelist())
    except (zipfile.BadZipFile, UnreadableInputError, ValueError, OSError, NotImplementedError):
        return False


def holds_warc(head: bytes) -> bool:
    """Whether the start of a packed file unpacks to a web archive's first line."""
    return first_unpacked(head, 64).startswith(b"WARC/")


def _unpacked(stream: BinaryIO, where: str) -> BinaryIO:
    """A file, or what gzip packed into it: one packed piece a record."""
    head = stream.read(len(MAGIC))
    stream.seek(0)
    if head != MAGIC:
        return stream
    cut, damaged = "breaks off within a record", "is a damaged web archive"
    return cast(BinaryIO, Unpacked(stream, where, cut=cut, damaged=damaged))


def _first_line(lines: Any) -> bytes:
    """The line that the next record begins with, empty at the end."""
    while (line := cast(bytes, lines.readline())) and not line.strip():
        pass
    return line


def _page(record: Any, where: str, today: date) -> Iterator[Page | Unread]:
    if record.rec_type != "response" or record.http_headers is None:
        return
    kind = (record.http_headers.get_header("Content-Type") or "").lower()
    if record.http_headers.get_statuscode() != "200" or kind.partition(";")[0].strip() not in _HTML:
        return
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    place = f"{where}: {' '.join(url.split())[:200] or 'a page without an address'}"
    coding = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
    if coding not in _CODINGS:
        yield Unread(place, f"is packed as {coding[:20]!r}, which is not read")
        return
    data = _content(record)
    if len(data) > LARGEST_INPUT:
        yield Unread(place, f"is larger than {LARGEST_INPUT // 1024**2} MB")
        return
    if _is_cut(record):
        raise UnreadableInputError(where, "breaks off within a page", _DOWNLOAD)
    served = _CHARSET.search(kind)
    try:
        page = read_page(data, place, today=today, served_as=served[1] if served else None)
    except UnreadableInputError as problem:
        yield Unread.of(problem)
        return
    captured = instant_or_none(record.rec_headers.get_header("WARC-Date"), today=today)
    digest = record.rec_headers.get_header("WARC-Payload-Digest")
    yield Page(
        text=page.text,
        title=page.title,
        published=page.published,
        outlet=page.outlet,
        url=url if url.lower().startswith(("http://", "https://")) else page.url,
        language=page.language,
        author=page.author,
        raw_sha256=hashlib.sha256(data).hexdigest(),
        provenance=Provenance(
            edited=page.provenance.edited if page.provenance else None, captured=captured, raw_hash=digest
        ),
        marks=page.marks,
        grounds=replace(page.grounds, url="archive")
        if url.lower().startswith(("http://", "https://"))
        else page.grounds,
    )


def _content(record: Any) -> bytes:
    """The page's bytes, at most one more than a page may have."""
    found = bytearray()
    content = record.content_stream()
    while len(found) <= LARGEST_INPUT and (piece := content.read(_PIECE)):
        found += piece
    return bytes(found[: LARGEST_INPUT + 1])


def _pass(record: Any, where: str) -> None:
    """Go to the end of a record, holding nothing of it."""
    while record.raw_stream.read(_PIECE):
        pass
    if _is_cut(record):
        raise UnreadableInputError(where, "breaks off within a record", _DOWNLOAD)


def _is_cut(record: Any) -> bool:
    """Whether the file ended before the length that the record states."""
    while record.raw_stream.read(_PIECE):
        pass
    return bool(getattr(record.raw_stream, "limit", 0) > 0)


class _Measured:
    """A source that gives no more than is allowed: a record's headers must end somewhere."""

    def __init__(self, source: BinaryIO, where: str) -> None:
        self._source, self._where = source, where
        self._left: int | None = None

    def allow(self, size: int | None) -> None:
        """How much may be read until this is called again; None for any amount."""
        self._left = size

    def read(self, size: int = _PIECE) -> bytes:
        """Up to `size` bytes; none at the end."""
        data = self._source.read(size)
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                raise UnreadableInputError(self._where, "has headers without end, so is no web archive")
        return data


def _is_warc(name: str) -> bool:
    return name.lower().endswith((".warc", ".warc.gz"))


def _refuse_unsafe(members: list[zipfile.ZipInfo], where: str) -> None:
    """Nothing is ever written to disk; a path that leads out of the archive shows ill will all the same."""
    if len(members) > _MOST_MEMBERS:
        raise UnreadableInputError(where, f"holds more than {_MOST_MEMBERS} files")
    for member in members:
        if not _stays_inside(member.filename) or not _stays_inside(member.orig_filename):
            raise UnreadableInputError(where, "holds a file whose path leads out of it, which is not safe")
        if member.flag_bits & 1:
            raise UnreadableInputError(where, "is locked by a password", "unlock it first")
        if member.file_size > max(UNPACKED_FREELY, LARGEST_RATIO * member.compress_size):
            raise UnreadableInputError(where, "unpacks to far more than it holds, which is not safe")
    if sum(member.file_size for member in members) > LARGEST_ARCHIVE:
        raise UnreadableInputError(where, "is larger than a web archive may be", "split it")


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    is_rooted = path.is_absolute() or _DRIVE.match(name) is not None
    return "\0" not in name and not is_rooted and ".." not in path.parts


def _refuse_long_directory(stream: BinaryIO, where: str) -> None:
    """Look at a ZIP's last lines before its list of files is loaded, which can be as long as the file."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(size - (1 << 16) - 22, 0))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    length = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if length == 0xFFFFFFFF:
        at = tail.rfind(b"PK\x06\x06")
        length = int.from_bytes(tail[at + 40 : at + 48], "little") if at >= 0 else 0
    if length > _LARGEST_DIRECTORY:
        raise UnreadableInputError(where, f"holds more than {_MOST_MEMBERS} files")
