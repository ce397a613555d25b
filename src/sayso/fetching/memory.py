"""What is remembered of feeds and channels between visits, and outlives a stop.

The memory is saved after every visit and every page. A stop between recording and saving costs one more
request and no report: what was recorded already is known by its text.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from sayso.errors import InvalidDataError, UnwritableOutputError
from sayso.ingest.items import Item

_MOST_SEEN = 2000
_MOST_WAITING, _MOST_CHARACTERS = 2000, 4_000_000
"""Items of one feed that wait for their pages, and what their own texts may come to."""


@dataclass(slots=True)
class Waiting:
    """An item whose page is still to be had. `tries` counts visits that failed to get it, `faults` those
    that could not record it."""

    item: Item
    tries: int = 0
    faults: int = 0

    def kept(self) -> dict[str, Any]:
        """As it is written down."""
        return {"item": self.item.kept(), "tries": self.tries, "faults": self.faults}

    @classmethod
    def of_kept(cls, kept: Mapping[str, Any]) -> Waiting:
        """What was written down. Raises what comes of a value that was not."""
        return cls(Item.of_kept(kept["item"]), int(kept["tries"]), int(kept["faults"]))


@dataclass(slots=True)
class Memory:
    """What is remembered of a feed. Instants are ISO 8601 in UTC.

    `seen` are the marks of items that need no second look, the latest last, and `waiting` are those whose
    page is to be had, not before `pages_after`. `note` is what went wrong beside, though the feed answered.

    Of a channel, `chat` is its number, `last_post` that of the last post on record, `posts` are the latest by
    number, version and a sum of their words, and `gone` the deleted ones, each with when that was noticed.
    """

    etag: str | None = None
    modified: str | None = None
    due: str | None = None
    asked: str | None = None
    answered: str | None = None
    last_new: str | None = None
    failures: int = 0
    seconds: float = 0.0
    problem: str | None = None
    is_changed: bool = False
    note: str | None = None
    pages_after: str | None = None
    seen: list[str] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    chat: int = 0
    last_post: int = 0
    posts: list[tuple[int, int, int]] = field(default_factory=list)
    gone: list[tuple[int, str]] = field(default_factory=list)

    def known(self) -> set[str]:
        """The marks of all items that were seen, or wait already."""
        return {*self.seen, *(mark(each.item) for each in self.waiting)}

    def queue(self, item: Item) -> bool:
        """Have an item wait for its page; False where too many do."""
        if len(self.waiting) >= _MOST_WAITING:
            return False
        held = sum(len(each.item.text or "") for each in self.waiting)
        if held + len(item.text or "") > _MOST_CHARACTERS:
            return False
        self.waiting.append(Waiting(item))
        return True

    def done(self, waiting: Waiting) -> None:
        """An item needs no further look."""
        self.waiting = [each for each in self.waiting if each is not waiting]
        self.seen.append(mark(waiting.item))

    def keep(self, listed: Iterable[Item]) -> None:
        """Forget the oldest of what was seen, but nothing that the feed still lists."""
        known = set(self.seen)
        current = [each for each in dict.fromkeys(mark(item) for item in listed) if each in known]
        others = known.difference(current)
        older = [each for each in dict.fromkeys(self.seen) if each in others]
        room = max(_MOST_SEEN - len(current), 0)
        self.seen = (older[-room:] if room else []) + current


def mark(item: Item) -> str:
    """What an item is remembered by: short, since there are many."""
    return hashlib.sha256((item.name or item.where).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def load_memories(path: Path) -> dict[str, Memory]:
    """What is remembered of each feed, by its address; empty where nothing is.

    Raises `InvalidDataError` for a file that is no memory of ours.
    """
    if not path.exists():
        return {}
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {url: _memory(values) for url, values in kept["feeds"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise InvalidDataError(
            path, "file", "is no memory of feeds; remove it and every feed is new"
        ) from None


def save_memories(path: Path, memories: Mapping[str, Memory]) -> None:
    """Keep what is remembered; the file is whole at every moment. Raises `UnwritableOutputError`."""
    beside = path.with_name(path.name + ".new")
    whole = json.dumps({"feeds": {url: _kept(memory) for url, memory in memories.items()}})
    try:
        beside.write_text(whole + "\n", encoding="utf-8")
        os.replace(beside, path)
    except OSError as problem:
        raise UnwritableOutputError(path, problem.strerror or "cannot be written") from None


def instant_of(written: str | None) -> datetime | None:
    """An instant that was written down; None where none was, or what is none."""
    try:
        found = datetime.fromisoformat(written) if written else None
    except (ValueError, TypeError):
        return None
    return found if found is not None and found.tzinfo is not None else None


_READ: dict[str, Callable[[Any], object]] = {
    "seen": str,
    "waiting": Waiting.of_kept,
    "posts": lambda post: (int(post[0]), int(post[1]), int(post[2])),
    "gone": lambda pair: (int(pair[0]), str(pair[1])),
}
"""How the members of each list are read back."""


def _memory(values: Mapping[str, Any]) -> Memory:
    """A memory; what a later version keeps besides is passed over."""
    memory = Memory()
    for name in (each.name for each in fields(Memory)):
        if name not in values:
            continue
        value, usual = values[name], getattr(memory, name)
        if isinstance(usual, list) and not isinstance(value, list):
            raise TypeError(name)
        if name in _READ:
            value = [_READ[name](each) for each in value]
        elif usual is None:
            if not isinstance(value, str | None):
                raise TypeError(name)
        elif not isinstance(value, (int, float) if isinstance(usual, float) else type(usual)):
            raise TypeError(name)
        setattr(memory, name, value)
    return memory


def _kept(memory: Memory) -> dict[str, Any]:
    shallow = {each.name: getattr(memory, each.name) for each in fields(Memory)}
    return {**shallow, "waiting": [each.kept() for each in memory.waiting]}
