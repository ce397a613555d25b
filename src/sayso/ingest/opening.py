"""A file as it lies there or as gzip packed it, opened with its format known."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO, cast

from sayso.errors import UnreadableInputError
from sayso.ingest.limits import LARGEST_ARCHIVE
from sayso.ingest.packing import MAGIC, Unpacked
from sayso.ingest.recognition import Format, recognise
from sayso.ingest.warc import holds_warc

_HEAD = 1 << 16
_PACKED = ".gz"


def opened(stream: BinaryIO, where: str, suffix: str = "") -> tuple[BinaryIO, Format]:
    """The file, unpacked if it is packed, and its format. Raises what `recognise` raises.

    A packed web archive is left as it is: its reader unpacks it page by page. What is packed twice, or
    a ZIP in gzip, is refused: no program saves a report so.
    """
    inner = suffix.lower().removesuffix(_PACKED)
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head.startswith(MAGIC) or holds_warc(head):
        _refuse_huge(stream, where)
        return stream, recognise(stream, where, inner)
    unpacked = cast(BinaryIO, io.BufferedReader(Unpacked(stream, where), _HEAD))
    head = unpacked.read(_HEAD)
    unpacked.seek(0)
    if head.startswith((MAGIC, b"PK\x03\x04", b"PK\x05\x06")):
        raise UnreadableInputError(where, "is packed twice, which is not read", "unpack it first")
    return unpacked, recognise(unpacked, where, inner)


def suffix_of(path: Path) -> str:
    """What a file's name says of its format: `.json.gz` for "result.json.gz"."""
    return Path(path.stem).suffix + path.suffix if path.suffix.lower() == _PACKED else path.suffix


def _refuse_huge(stream: BinaryIO, where: str) -> None:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size > LARGEST_ARCHIVE:
        raise UnreadableInputError(where, f"is larger than {LARGEST_ARCHIVE // 1024**3} GB", "split it")
