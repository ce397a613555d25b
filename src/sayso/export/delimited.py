"""Tables as CSV (RFC 4180, UTF-8) that neither a spreadsheet nor a second reading changes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import Any, BinaryIO, Generic

from sayso.export.columns import Column, Row, Type, plain_value

# A cell that begins so is a formula to a spreadsheet; one that already bears apostrophes before it
# would otherwise lose one of its own when it is read back.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NEUTRAL = re.compile(r"'+[=+\-@\t\r]")
_SEPARATOR = "; "


class DelimitedFile(Generic[Row]):
    """One table. Empty cells are null; texts that would be formulas bear a leading apostrophe."""

    def __init__(self, stream: BinaryIO, columns: Sequence[Column[Row]]) -> None:
        self._columns = columns
        self._stream = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        self._writer = csv.writer(self._stream, lineterminator="\r\n")
        self._writer.writerow([column.name for column in columns])

    def write(self, row: Row) -> None:
        """Add a row."""
        self._writer.writerow([cell(plain_value(each.of(row)), each.type) for each in self._columns])

    def close(self) -> dict[str, int]:
        """Write what is left; the stream stays open. There is nothing to count beside the rows."""
        self._stream.flush()
        self._stream.detach()
        return {}


def cell(value: Any, type_: Type) -> str:
    """A value as it stands in a cell; numbers stay numbers, whatever their sign."""
    if value is None:
        return ""
    if type_ is Type.LIST:
        value = joined(value)
    elif type_ is Type.TRUTH:
        return "true" if value else "false"
    elif type_ in (Type.NUMBER, Type.INTEGER):
        return repr(int(value)) if value == int(value) else repr(value)
    return f"'{value}" if _FORMULA.match(value) else value


def uncelled(words: str) -> str | None:
    """What a cell says: null where it is empty, without the apostrophe that made a formula harmless."""
    if _NEUTRAL.match(words):
        return words[1:]
    return words or None


def joined(names: Sequence[str]) -> str:
    """Names in one cell, parted by semicolons; as a list of JSON where one of them bears a semicolon."""
    if any(";" in name or name.startswith("[") or name != name.strip() for name in names):
        return json.dumps(list(names), ensure_ascii=False)
    return _SEPARATOR.join(names)


def parted(words: str | None) -> tuple[str, ...]:
    """The names that `joined` joined. Raises ValueError for a list of JSON that is none."""
    if not words:
        return ()
    if words.startswith("["):
        names = json.loads(words)
        if not all(isinstance(name, str) for name in names):
            raise ValueError("a list of names holds something else")
        return tuple(names)
    return tuple(name.strip() for name in words.split(";") if name.strip())
