"""Read one table of a data file key by key, refusing what the schema does not know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sayso.errors import InvalidDataError

_ABSENT = object()


class Entry:
    """One TOML table with checked access; `done` refuses every key that nobody asked for.

    Every method raises InvalidDataError with the file, the entry and what is wrong with it.
    """

    def __init__(self, path: Path, label: str, table: object) -> None:
        self.path, self.label = path, label
        if not isinstance(table, Mapping):
            raise InvalidDataError(path, label, "is no table")
        self._table: dict[str, object] = dict(table)

    def refuse(self, problem: str) -> InvalidDataError:
        """The error to raise about this entry."""
        return InvalidDataError(self.path, self.label, problem)

    def has(self, key: str) -> bool:
        """Whether the key is there and was not asked for yet."""
        return key in self._table

    def text(self, key: str) -> str:
        """A string that must be there and must say something."""
        value = self.optional_text(key)
        if value is None:
            raise self.refuse(f"{key} is missing")
        return value

    def optional_text(self, key: str) -> str | None:
        """A string, or None where the key is absent."""
        value = self._table.pop(key, _ABSENT)
        if value is _ABSENT:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(f"{key} must be a string that is not empty")
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of strings without repetitions; empty where the key is absent."""
        value = self._table.pop(key, _ABSENT)
        if value is _ABSENT:
            if required:
                raise self.refuse(f"{key} is missing")
            return ()
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.refuse(f"{key} must be a list of strings that are not empty")
        repeated = sorted({v for v in value if value.count(v) > 1})
        if repeated:
            raise self.refuse(f"{key} says {repeated[0]!r} twice")
        return tuple(value)

    def texts_or_entries(self, key: str) -> tuple[str | Entry, ...]:
        """A list whose members are strings or `{...}` tables; empty where the key is absent."""
        value = self._table.pop(key, [])
        if not isinstance(value, list) or not all(_says(v) or isinstance(v, Mapping) for v in value):
            raise self.refuse(f"{key} must be a list of strings that are not empty, or of {{...}} tables")
        return tuple(v if isinstance(v, str) else Entry(self.path, f"{self.label}: {key}", v) for v in value)

    def day(self, key: str) -> date | None:
        """A date written as 2022-02-24, or None where the key is absent."""
        value = self._table.pop(key, None)
        if value is not None and type(value) is not date:
            raise self.refuse(f"{key} must be a date like 2022-02-24, without quotation marks")
        return value

    def number(self, key: str, low: float, high: float) -> float:
        """A number that must be there, between low and high."""
        value = self._table.pop(key, None)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.refuse(f"{key} must be a number from {low:g} to {high:g}")
        return float(value)

    def entries(self, key: str, name_key: str = "name") -> list[Entry]:
        """The `[[key]]` tables inside this one, each labelled by its name or its number."""
        value = self._table.pop(key, [])
        if not isinstance(value, list):
            raise self.refuse(f"{key} must be written as [[{key}]]")
        return [Entry(self.path, _label(key, name_key, n, v), v) for n, v in enumerate(value, 1)]

    def table(self, key: str) -> Entry:
        """The `[key]` table inside this one, which must be there."""
        if key not in self._table:
            raise self.refuse(f"[{key}] is missing")
        return Entry(self.path, f"[{key}]", self._table.pop(key))

    def done(self) -> None:
        """Refuse what is left: a key that the schema does not know is a slip of the pen."""
        if self._table:
            raise self.refuse(f"unknown key {sorted(self._table)[0]!r}")


def _says(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _label(key: str, name_key: str, number: int, value: object) -> str:
    name = value.get(name_key) if isinstance(value, Mapping) else None
    return f"[[{key}]] {name!r}" if isinstance(name, str) else f"[[{key}]] number {number}"
