"""The words of the interface: data, by key, so that another language is another file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from sayso.errors import InvalidDataError

LANGUAGE = "en"


@cache
def wording(language: str = LANGUAGE) -> Mapping[str, str]:
    """Every string of a language by its dotted key. Raises `InvalidDataError` for what is no text."""
    file = resources.files("sayso.web").joinpath(f"strings/{language}.toml")
    return dict(_flat(tomllib.loads(file.read_text(encoding="utf-8")), "", str(file)))


def say(key: str, **values: object) -> str:
    """The string of a key with its blanks filled in; `count` of 1 takes `<key>.one` where there is one.

    Raises KeyError for a key that no file has: a page must not show one.
    """
    strings = wording()
    if values.get("count") == 1 and f"{key}.one" in strings:
        key = f"{key}.one"
    elif f"{key}.many" in strings:
        key = f"{key}.many"
    return strings[key].format(**values)


def _flat(table: Mapping[str, Any], before: str, where: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        key = f"{before}{name}"
        if isinstance(value, Mapping):
            found += _flat(value, f"{key}.", where)
        elif isinstance(value, str):
            found.append((key, value))
        else:
            raise InvalidDataError(where, key, "is no text")
    return found
