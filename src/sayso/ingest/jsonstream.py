"""JSON read piece by piece, so that a file of any size needs the memory of one of its items.

The standard library reads a file of JSON whole, which takes ten times the bytes of an export. Here the
caller walks down the values it wants with `members` and `elements` and takes or skips each; only what is
taken with `value` is ever held.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from sayso.errors import UnreadableInputError
from sayso.ingest.page import LARGEST_INPUT

_CHUNK = 1 << 16
_DEEPEST = 100
_SPACE = re.compile(r"[ \t\n\r]*")
_LONGEST_EXPONENT = 8
_MARK = re.compile(r'["{}\[\]]')
_STRING_END = re.compile(r'["\\]')
_SCALAR_END = re.compile(r"[,}\]\s]")
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class JsonStream:
    """A place in a file of JSON.

    Whoever is handed a key or an element must take it or skip it before asking for the next. Every
    method raises `UnreadableInputError` where the file breaks off or is no JSON.
    """

    def __init__(self, stream: BinaryIO, where: str, *, largest: int = LARGEST_INPUT) -> None:
        self._stream, self._where, self._largest = stream, where, largest
        self._text, self._at, self._ended = "", 0, False
        head = stream.read(_CHUNK)
        mark, name = next(((m, n) for m, n in _MARKS if head.startswith(m)), (b"", "utf-8-sig"))
        self._decoder = codecs.getincrementaldecoder(name)()
        self._take(head[len(mark) :])

    def next_mark(self) -> str:
        """The character that the next value begins with, empty at the end of the file."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]  # matches always
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def members(self) -> Iterator[str]:
        """The keys of the object that comes next; its values are the caller's to take or skip."""
        self._expect("{")
        first = True
        while (mark := self.next_mark()) != "}":
            if not first:
                self._expect(",")
                mark = self.next_mark()
            if mark != '"':
                raise self._wrong()
            key = self.value()
            self._expect(":")
            yield str(key)
            first = False
        self._at += 1

    def elements(self) -> Iterator[int]:
        """The numbers, from 0, of the elements of the array that comes next."""
        self._expect("[")
        number = 0
        while self.next_mark() != "]":
            if number:
                self._expect(",")
            self.next_mark()
            yield number
            number += 1
        self._at += 1

    def value(self) -> Any:
        """The next value, whole. It may not be larger than one report may be."""
        if not self.next_mark():
            raise self._broken_off()
        wanted = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                raise UnreadableInputError(
                    self._where, "is nested too deeply for a file of reports"
                ) from None
            except ValueError:
                # Cut off at the end of what has been read so far, or wrong: more of it will tell.
                if len(self._text) - self._at > self._largest:
                    raise self._wrong() from None
                if not self._more(wanted):
                    raise self._broken_off() from None
                wanted *= 2
                continue
            # "12" or "1e" at the end of a piece may go on as "1234" or "1e9" in the next.
            is_number = type(value) in (int, float)
            if is_number and end > len(self._text) - _LONGEST_EXPONENT and self._more():
                continue
            self._at = end
            return value

    def skip(self) -> None:
        """Pass over the next value, of whatever size, holding nothing of it."""
        mark = self.next_mark()
        if not mark:
            raise self._broken_off()
        if mark not in '"{[':
            self._skip_to(_SCALAR_END)
            return
        depth = 0
        while True:
            found = self._skip_to(_MARK)
            self._at += 1
            if found == '"':
                self._skip_string()
            elif found in "{[":
                depth += 1
            else:
                depth -= 1
            if depth > _DEEPEST:
                raise UnreadableInputError(self._where, "is nested too deeply for a file of reports")
            if depth <= 0:
                return

    def _skip_string(self) -> None:
        while self._skip_to(_STRING_END) == "\\":
            self._at += 1
            while self._at >= len(self._text):
                if not self._more():
                    raise self._broken_off()
            self._at += 1
        self._at += 1

    def _skip_to(self, wanted: re.Pattern[str]) -> str:
        """Go to the next place that matches, and say what stands there."""
        while True:
            found = wanted.search(self._text, self._at)
            if found is not None:
                self._at = found.start()
                return found[0]
            self._at = len(self._text)
            if not self._more():
                if wanted is _SCALAR_END:
                    return ""
                raise self._broken_off()

    def _expect(self, mark: str) -> None:
        found = self.next_mark()
        if not found:
            raise self._broken_off()
        if found != mark:
            raise self._wrong()
        self._at += 1

    def _more(self, wanted: int = _CHUNK) -> bool:
        """Read on; what was passed is let go."""
        if self._ended:
            return False
        self._text, self._at = self._text[self._at :], 0
        self._take(self._stream.read(wanted))
        return True

    def _take(self, data: bytes) -> None:
        self._ended = not data
        try:
            self._text += self._decoder.decode(data, final=self._ended)
        except UnicodeDecodeError:
            raise UnreadableInputError(self._where, "is not UTF-8, as JSON must be") from None

    def _wrong(self) -> UnreadableInputError:
        return UnreadableInputError(self._where, "is not JSON from here on", "export it again")

    def _broken_off(self) -> UnreadableInputError:
        return UnreadableInputError(self._where, "breaks off within its JSON", "export it again")


_DECODER = json.JSONDecoder()
