"""The feeds and channels that a user wants followed, as a file of TOML."""

from __future__ import annotations

import re
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
_FEED_KEYS = ("url", "outlet", "language", "every", "pages")
_CHANNEL_KEYS = ("name", "outlet", "language", "every")
_NAME = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed to follow, as the user wrote it down; `pages`: whether to fetch what its items lead to."""

    url: str
    outlet: str | None = None
    language: str | None = None
    every: timedelta = _EVERY
    pages: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One public channel of Telegram to follow, by its public name."""

    name: str
    outlet: str | None = None
    language: str | None = None
    every: timedelta = _EVERY

    @property
    def url(self) -> str:
        """Where everybody can read it; what it is remembered by."""
        return f"https://t.me/{self.name}"


Followed = Feed | Channel


def read_feeds(path: Path) -> tuple[Followed, ...]:
    """What a TOML file lists: `[[feed]]` tables with url, and `[[channel]]` tables with name; both with
    outlet, language, every ("15m") if wanted, a feed with pages.

    Raises `UnreadableInputError` where there is no such file and `InvalidDataError`, naming the entry.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise UnreadableInputError(path, problem.strerror or "cannot be read") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise InvalidDataError(path, "file", f"is not TOML: {problem}") from None
    listed = [
        (f"{kind} {number}", read(path, f"{kind} {number}", entry))
        for kind, read in (("feed", _feed), ("channel", _channel))
        for number, entry in enumerate(_tables(path, tables, kind), 1)
    ]
    if not listed:
        raise InvalidDataError(path, "file", "names no feed: write [[feed]] and url = “https://…”")
    seen: set[str] = set()
    for label, followed in listed:
        # Telegram takes a name in capitals for the same; an address of the web may differ in them.
        key = followed.url if isinstance(followed, Feed) else followed.url.casefold()
        if key in seen:
            raise InvalidDataError(path, label, "stands there twice")
        seen.add(key)
    return tuple(followed for _, followed in listed)


def _tables(path: Path, tables: Mapping[str, Any], kind: str) -> list[Any]:
    found = tables.get(kind, [])
    if not isinstance(found, list):
        raise InvalidDataError(path, "file", f"names no {kind}: write [[{kind}]]")
    return found


def _feed(path: Path, label: str, entry: Any) -> Followed:
    values = _texts(path, label, entry, _FEED_KEYS, "url")
    pages = values.pop("pages", True)
    if not isinstance(pages, bool):
        raise InvalidDataError(path, label, "pages is true or false, without quotation marks")
    try:
        location_of(values["url"])
    except SaysoError as problem:
        raise InvalidDataError(path, label, str(problem)) from None
    return Feed(**values, pages=pages)


def _channel(path: Path, label: str, entry: Any) -> Followed:
    values = _texts(path, label, entry, _CHANNEL_KEYS, "name")
    name = _NAME.fullmatch(values["name"])
    if name is None:
        raise InvalidDataError(
            path, label, "its name is no public name, such as stands after t.me/ in its address"
        )
    return Channel(**{**values, "name": name[1]})


def _texts(path: Path, label: str, entry: Any, keys: tuple[str, ...], needed: str) -> dict[str, Any]:
    """The fields of an entry, with `every` as a duration; all but `pages` must be texts."""
    if not isinstance(entry, Mapping):
        raise InvalidDataError(path, label, "is no table")
    if unknown := sorted(entry.keys() - set(keys)):
        raise InvalidDataError(
            path, label, f"unknown field {unknown[0]!r}; it may have {', '.join(sorted(keys))}"
        )
    texts = [value for key, value in entry.items() if key != "pages"]
    if needed not in entry or not all(isinstance(value, str) and value for value in texts):
        raise InvalidDataError(path, label, f"needs a {needed}, and every field but pages is a text")
    every = {"every": _duration(path, label, entry["every"])} if "every" in entry else {}
    return {**entry, **every}


def _duration(path: Path, label: str, written: str) -> timedelta:
    number, unit = written[:-1], _UNITS.get(written[-1:])
    if unit is None or not number.isdecimal() or len(number) > 4:
        raise InvalidDataError(path, label, f"every is {written!r}; write 15m, 2h or 1d")
    found = timedelta(**{unit: int(number)})
    if not _OFTENEST <= found <= _RAREST:
        raise InvalidDataError(path, label, f"every is {written!r}; it is from 1m to 30d")
    return found
