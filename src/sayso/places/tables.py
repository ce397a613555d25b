"""A sorted file of `key TAB fields` lines, searched where it lies on disk.

The world's towns would take a second and some hundred megabytes to load into a dict. Most reports name a
dozen of them, so the file is mapped into memory and searched by bisection instead.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import UnreadableInputError

# Below this many bytes one scan in C is quicker than further halving in Python.
_WINDOW = 4096


class SortedTable:
    """Read-only rows in the byte order of their keys; keys are unique.

    Raises `UnreadableInputError` where the file is absent.
    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                empty = path.stat().st_size == 0
                self._data: mmap.mmap | bytes = (
                    b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                )
        except OSError as error:
            problem = error.strerror or "cannot be read"
            raise UnreadableInputError(path, problem, "build it with `make gazetteer`") from error
        # The first halvings of every search look at the same rows: remembered as they are met.
        self._probes: dict[int, tuple[int, bytes, int]] = {}

    def get(self, key: bytes) -> bytes | None:
        """The fields of the row with this key (without the key), or None."""
        start = self._first(key + b"\t")
        if start is None:
            return None
        return self._data[start + len(key) + 1 : self._end(start)]

    def with_prefix(self, prefix: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Key and fields of the rows whose key begins with these bytes, in order."""
        start = self._first(prefix)
        while start is not None and start < len(self._data):
            end = self._end(start)
            key, _, fields = self._data[start:end].partition(b"\t")
            if not key.startswith(prefix):
                return
            yield key, fields
            start = end + 1

    def _first(self, beginning: bytes) -> int | None:
        """Where the first line that begins with these bytes starts."""
        if not self._data or b"\n" in beginning:
            return None
        low, high = self._narrow(beginning.removesuffix(b"\t"))
        if low == 0 and self._data[: len(beginning)] == beginning:
            return 0
        found = self._data.find(b"\n" + beginning, max(low - 1, 0), high + len(beginning))
        return None if found < 0 else found + 1

    def _narrow(self, key: bytes) -> tuple[int, int]:
        """Two line starts: every key before the first is smaller, every key from the second on is not."""
        low, high = 0, len(self._data)
        while high - low > _WINDOW:
            middle = (low + high) // 2
            probe = self._probes.get(middle)
            if probe is None:
                probe = self._probes[middle] = self._probe(middle)
            start, found, after = probe
            if found < key:
                low = after
            else:
                high = start
        return low, high

    def _probe(self, offset: int) -> tuple[int, bytes, int]:
        """Start, key and end of the line around an offset."""
        start = self._data.rfind(b"\n", 0, offset) + 1
        end = self._end(start)
        return start, self._data[start:end].partition(b"\t")[0], end + 1

    def _end(self, start: int) -> int:
        end = self._data.find(b"\n", start)
        return len(self._data) if end < 0 else end
