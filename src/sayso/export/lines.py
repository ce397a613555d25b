"""One JSON object in a file, whose long list is written entry by entry."""

from __future__ import annotations

import json
from typing import Any, BinaryIO


class ListedFile:
    """`{"name": value, ..., "<listed>": [entries, one a line], "name": value}`."""

    def __init__(self, stream: BinaryIO, before: dict[str, Any], listed: str) -> None:
        self._stream, self._is_first = stream, True
        opening = "".join(f"{_words(name)}: {_words(value)},\n" for name, value in before.items())
        self._put("{\n" + opening + f"{_words(listed)}: [")

    def add(self, entry: dict[str, Any]) -> None:
        """Add an entry to the list."""
        self._put(("\n" if self._is_first else ",\n") + _words(entry))
        self._is_first = False

    def end(self, after: dict[str, Any]) -> None:
        """Close the list, with what is only known then behind it."""
        closing = "".join(f",\n{_words(name)}: {_words(value)}" for name, value in after.items())
        self._put("\n]" + closing + "\n}\n")

    def _put(self, words: str) -> None:
        self._stream.write(words.encode("utf-8"))


def _words(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
