"""What gzip packed, read as if it lay there unpacked: piece by piece, and never onto the disk.

An export that is read from its start again is unpacked from its start again. That takes a second for
200 MB, and leaves nothing on a disk that a desk under threat would have to wipe, as a temporary file does.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from sayso.errors import UnreadableInputError
from sayso.ingest.limits import LARGEST_ARCHIVE, LARGEST_RATIO, UNPACKED_FREELY

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = b"\x1f\x8b"
_PIECE = 1 << 16


class Unpacked(io.RawIOBase):
    """A packed file, counted while it comes out.

    Raises `UnreadableInputError` for one that breaks off (`cut`), is damaged (`damaged`), or unpacks to
    more than any file that means well. It can go back to its start, and to nowhere else.
    """

    def __init__(
        self,
        stream: BinaryIO,
        where: str,
        *,
        cut: str = "breaks off within what gzip packed",
        damaged: str = "is a damaged gzip file",
    ) -> None:
        self._stream, self._where, self._cut, self._damaged = stream, where, cut, damaged
        self._begin()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._unpacked

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if offset == 0 and whence == io.SEEK_SET:
            self._stream.seek(0)
            self._begin()
        elif (offset, whence) not in ((0, io.SEEK_CUR), (self._unpacked, io.SEEK_SET)):
            raise io.UnsupportedOperation("a packed file goes back to its start only")
        return self._unpacked

    def readinto(self, into: WriteableBuffer, /) -> int:
        view = memoryview(into).cast("B")
        data = self._unpack(len(view))
        view[: len(data)] = data
        self._unpacked += len(data)
        if self._unpacked > LARGEST_ARCHIVE:
            raise UnreadableInputError(
                self._where, f"unpacks to more than {LARGEST_ARCHIVE // 1024**3} GB", "split it"
            )
        if self._unpacked > max(UNPACKED_FREELY, LARGEST_RATIO * self._packed):
            raise UnreadableInputError(self._where, "unpacks to far more than it holds, which is not safe")
        return len(data)

    def _begin(self) -> None:
        self._waiting, self._packer, self._began = b"", _gunzip(), False
        self._packed = self._unpacked = 0

    def _unpack(self, size: int) -> bytes:
        while True:
            if not self._waiting:
                self._waiting = self._stream.read(_PIECE)
                self._packed += len(self._waiting)
            if not self._waiting:
                if self._began:
                    raise UnreadableInputError(self._where, self._cut, "download it again")
                return b""
            self._began = True
            try:
                data = self._packer.decompress(self._waiting, size)
            except zlib.error:
                raise UnreadableInputError(self._where, self._damaged, "download it again") from None
            self._waiting = self._packer.unconsumed_tail
            if self._packer.eof:
                # Files may be packed one after the other; each begins where the one before ends.
                self._waiting = self._packer.unused_data.lstrip(b"\0")
                self._packer, self._began = _gunzip(), False
            if data:
                return cast(bytes, data)


def first_unpacked(head: bytes, size: int) -> bytes:
    """The first bytes that the start of a packed file unpacks to, empty where it is damaged."""
    try:
        return cast(bytes, _gunzip().decompress(head, size))
    except zlib.error:
        return b""


def _gunzip() -> Any:
    return zlib.decompressobj(zlib.MAX_WBITS | 16)
