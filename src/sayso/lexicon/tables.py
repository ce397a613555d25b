"""Read curated TOML tables strictly: every key known, every value checked, every fault named.

`claims.toml` and other data files beside the lexicon are read with the same two functions.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from sayso.errors import InvalidDataError

Choice = TypeVar("Choice", bound=StrEnum)

_NOT_WORD = re.compile(r"\W+")


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file. Raises InvalidDataError where it is absent or not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InvalidDataError(path, "file", "is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidDataError(path, "file", f"is not TOML: {error}") from error


def read_entries(path: Path, name: str) -> Iterator[Entry]:
    """Yield the `[[name]]` entries of a file that holds nothing else. Raises InvalidDataError."""
    tables = read_toml(path)
    for other in tables.keys() - {name}:
        raise InvalidDataError(path, other, f"is unknown; this file holds [[{name}]] entries only")
    rows = tables.get(name)
    if not isinstance(rows, list) or not rows:
        raise InvalidDataError(path, name, f"holds no [[{name}]] entries")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise InvalidDataError(path, f"{name} {number}", "is not a table")
        yield Entry(path, f"{name} {number}", row)


class Entry:
    """One table of a data file. Each key is taken once; `finish` refuses the keys that nobody took.

    Every method raises InvalidDataError, which names the file, the entry and the fault.
    """

    def __init__(self, path: Path, label: str, row: dict[str, Any]) -> None:
        self.path, self.label = path, label
        self._rest = dict(row)

    def fail(self, problem: str) -> NoReturn:
        raise InvalidDataError(self.path, self.label, problem)

    def named(self, name: str) -> None:
        """Add a name to the label, for the reader of an error: `cue 12 (deny verb)`."""
        self.label = f"{self.label} ({name})"

    def text(self, key: str, *, may_be_empty: bool = False) -> str:
        """Take a required string."""
        if key not in self._rest:
            self.fail(f"{key} is missing")
        value = self._rest.pop(key)
        if not isinstance(value, str):
            self.fail(f"{key} is {value!r}, not a string")
        if not value.strip() and not may_be_empty:
            self.fail(f"{key} is empty")
        return value

    def optional_text(self, key: str) -> str | None:
        return self.text(key) if key in self._rest else None

    def flag(self, key: str) -> bool:
        """Take an optional true or false; false when absent."""
        value = self._rest.pop(key, False)
        if not isinstance(value, bool):
            self.fail(f"{key} is {value!r}, not true or false")
        return value

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """Take a required string that is a value of `choices`."""
        return self._one_of(key, self.text(key), choices)

    def optional_choice(self, key: str, choices: type[Choice]) -> Choice | None:
        return self.choice(key, choices) if key in self._rest else None

    def strings(self, key: str) -> tuple[str, ...]:
        """Take a required list of strings: at least one, none empty, none twice."""
        value = self._rest.pop(key, None)
        if value is None:
            self.fail(f"{key} is missing")
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fail(f"{key} is {value!r}, not a list of strings")
        if not value or not all(item.strip() for item in value):
            self.fail(f"{key} is empty or holds an empty string")
        if len(set(value)) < len(value):
            self.fail(f"{key} holds a string twice")
        return tuple(value)

    def choices(self, key: str, choices: type[Choice]) -> frozenset[Choice]:
        """Take a required list of values of `choices`."""
        return frozenset(self._one_of(key, item, choices) for item in self.strings(key))

    def forms(self, key: str, *, single_words: bool = False) -> tuple[str, ...]:
        """Take a required list of word forms: lower case; with `single_words`, without a space."""
        forms = self.strings(key)
        for form in forms:
            self.check_lower_case(key, form)
            if single_words and len(form.split()) > 1:
                self.fail(f"{key} holds {form!r}, which is more than one word")
        return forms

    def example(self, *shown: str) -> str:
        """Take the required example sentence, which must show at least one of `shown`."""
        example = self.text("example")
        plain = f" {_plain(example)} "
        if shown and not any(f" {_plain(form)} " in plain for form in shown):
            self.fail(f"the example shows none of {', '.join(shown[:6])}")
        return example

    def pieces(self, key: str, example: str, *, may_be_empty: bool = False) -> str:
        """Take a string whose words must all occur in the example, in order, perhaps in pieces."""
        value = self.text(key, may_be_empty=may_be_empty)
        if not has_in_order(example, value):
            self.fail(f"{key} {value!r} is not in the example")
        return value

    def check_lower_case(self, key: str, form: str) -> None:
        if form != form.lower():
            self.fail(f"{key} holds {form!r}, which is not lower case")

    def finish(self) -> None:
        """Refuse what is left."""
        if self._rest:
            self.fail(f"unknown key {', '.join(sorted(self._rest))}")

    def _one_of(self, key: str, value: str, choices: type[Choice]) -> Choice:
        try:
            return choices(value)
        except ValueError:
            self.fail(f"{key} {value!r} is none of {', '.join(choices)}")


def has_phrase(text: str, phrase: str) -> bool:
    """Whether the words of `phrase` stand together in `text`, whatever their case."""
    return f" {_plain(phrase)} " in f" {_plain(text)} "


def has_in_order(text: str, words: str) -> bool:
    """Whether the words all occur in `text` in this order, other words perhaps between them."""
    rest = iter(_plain(text).split())
    return all(word in rest for word in _plain(words).split())


def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", text).strip().lower()
