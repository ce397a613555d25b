"""Which agency a page credits with its words: "(Reuters) -", "Source: TASS"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FIRST_LINES, _LAST_LINES = 3, 4
_MOST = 400
"""Characters of either end that are looked at: a page may be one line."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a credit, at one end of a page."""

    pattern: re.Pattern[str]
    where: str
    example: str


@dataclass(frozen=True, slots=True)
class Agency:
    """Who sells its words to others, with every name that it is credited under."""

    name: str
    names: tuple[str, ...]
    example: str


def credited(text: str) -> str | None:
    """The agency that the first or last lines of a page credit; None where they credit none, or two.

    A page that names two agencies mixes their words, and which said what cannot be told.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    ends = {
        "first": "\n".join(lines[:_FIRST_LINES])[:_MOST],
        "last": "\n".join(lines[-_LAST_LINES:])[-_MOST:],
    }
    for where in ("first", "last"):
        found = {
            _by_name()[match["agency"]]
            for form in forms()
            if form.where == where
            for match in form.pattern.finditer(ends[where])
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


@cache
def agencies() -> tuple[Agency, ...]:
    """The agencies of the word list."""
    return tuple(
        Agency(name=each["name"], names=tuple(each["names"]), example=each["example"])
        for each in _table()["agency"]
    )


@cache
def forms() -> tuple[Form, ...]:
    """The forms of a credit of the word list."""
    # The longest name first: "RIA Novosti" before "RIA".
    names = "|".join(map(re.escape, sorted(_by_name(), key=lambda name: (-len(name), name))))
    agency = rf"(?P<agency>(?<!\w)(?:{names})(?!\w))"
    return tuple(
        Form(
            pattern=re.compile(each["form"].replace("{agency}", agency), re.MULTILINE),
            where=each["where"],
            example=each["example"],
        )
        for each in _table()["form"]
    )


@cache
def _by_name() -> dict[str, str]:
    return {name: agency.name for agency in agencies() for name in agency.names}


@cache
def _table() -> dict[str, list[dict[str, str]]]:
    path = files(__package__).joinpath("data/credits.toml")
    found: dict[str, list[dict[str, str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return found
