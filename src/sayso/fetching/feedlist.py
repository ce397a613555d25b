"""The feeds that a user wants followed, as a file of TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sayso.errors import InvalidDataError, SaysoError, UnreadableInputError
from sayso.fetching.addresses import location_of

_EVERY, _OFTENEST, _RAREST = timedelta(minutes=15), timedelta(minutes=1), timedelta(days=30)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_KEYS = ("url", "outlet", "language", "every", "pages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed to follow, as the user wrote it down; `pages`: whether to fetch what its items lead to."""

    url: str
    outlet: str | None = None
    language: str | None = None
    every: timedelta = _EVERY
    pages: bool = True


def read_feeds(path: Path) -> tuple[Feed, ...]:
    """The feeds of a TOML file: `[[feed]]` tables with url, and outlet, language, every ("15m"), pages.

    Raises `UnreadableInputError` where there is no such file and `InvalidDataError`, naming the entry.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise UnreadableInputError(path, problem.strerror or "cannot be read") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise InvalidDataError(path, "file", f"is not TOML: {problem}") from None
    listed = tables.get("feed")
    if not isinstance(listed, list) or not listed:
        raise InvalidDataError(path, "file", "names no feed: write [[feed]] and url = “https://…”")
    feeds = tuple(_feed(path, f"feed {number}", entry) for number, entry in enumerate(listed, 1))
    seen: set[str] = set()
    for number, feed in enumerate(feeds, 1):
        if feed.url in seen:
            raise InvalidDataError(path, f"feed {number}", "stands there twice")
        seen.add(feed.url)
    return feeds


def _feed(path: Path, label: str, entry: Any) -> Feed:
    if not isinstance(entry, Mapping):
        raise InvalidDataError(path, label, "is no table")
    if unknown := sorted(entry.keys() - set(_KEYS)):
        raise InvalidDataError(
            path, label, f"unknown field {unknown[0]!r}; it may have {', '.join(sorted(_KEYS))}"
        )
    if not isinstance(entry.get("pages", True), bool):
        raise InvalidDataError(path, label, "pages is true or false, without quotation marks")
    texts = {key: value for key, value in entry.items() if key != "pages"}
    if not all(isinstance(value, str) and value for value in texts.values()) or "url" not in entry:
        raise InvalidDataError(path, label, "needs a url, and every field but pages is a text")
    values = {key: value for key, value in entry.items() if key != "every"}
    try:
        location_of(entry["url"])
    except SaysoError as problem:
        raise InvalidDataError(path, label, str(problem)) from None
    return Feed(**values, every=_duration(path, label, entry["every"]) if "every" in entry else _EVERY)


def _duration(path: Path, label: str, written: str) -> timedelta:
    number, unit = written[:-1], _UNITS.get(written[-1:])
    if unit is None or not number.isdecimal() or len(number) > 4:
        raise InvalidDataError(path, label, f"every is {written!r}; write 15m, 2h or 1d")
    found = timedelta(**{unit: int(number)})
    if not _OFTENEST <= found <= _RAREST:
        raise InvalidDataError(path, label, f"every is {written!r}; it is from 1m to 30d")
    return found
