"""Feeds asked again and again: when each is due, how long a failing one is left alone, how each is doing.

What a feed holds is the caller's to take in; here is only when to ask and what to remember of it. The memory
is saved after every visit. A stop between taking in and saving costs one more request and no report: what was
taken in already is known by its text.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path

from sayso.errors import InvalidDataError, SaysoError, UnwritableOutputError
from sayso.fetching.addresses import location_of
from sayso.fetching.client import Answer, Fetcher
from sayso.fetching.feedlist import Feed
from sayso.fetching.robots import Robots

_RAREST = timedelta(days=1)
_BETWEEN = 2.0
"""Seconds between two requests to one host."""
_MANY_FAILURES = 3
_SLOW = 10.0
_SILENT, _SILENT_ROUNDS = timedelta(days=2), 20


class Health(StrEnum):
    """How a feed is doing, so that a broken feed is not taken for a quiet front."""

    WELL = "well"
    NEW = "not asked yet"
    SILENT = "silent"
    SLOW = "slow"
    BROKEN = "broken"
    CHANGED = "changed shape"


@dataclass(slots=True)
class Memory:
    """What is remembered of a feed between visits. Instants are ISO 8601 in UTC."""

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


@dataclass(frozen=True, slots=True)
class Taken:
    """What the caller made of an answer: new and known reports, and why it could not be read, if so."""

    new: int
    known: int
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How one request to a feed went."""

    feed: Feed
    new: int = 0
    known: int = 0
    is_unchanged: bool = False
    problem: str | None = None


@dataclass(slots=True)
class Watch:
    """Follows feeds. `clock`, `sleep` and `chance` (0 to 1) are the world's, save in tests."""

    feeds: tuple[Feed, ...]
    memories: dict[str, Memory]
    fetcher: Fetcher
    robots: Robots
    take: Callable[[Feed, Answer], Taken]
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    _asked_at: dict[str, float] = field(default_factory=dict)

    def due(self) -> list[Feed]:
        """The feeds whose time has come, the longest due first."""
        now = self.clock()
        waiting = [(self._due(feed), number, feed) for number, feed in enumerate(self.feeds)]
        return [feed for due, _, feed in sorted(waiting, key=lambda each: each[:2]) if due <= now]

    def next_due(self) -> datetime:
        """When the next feed is due."""
        return min(self._due(feed) for feed in self.feeds)

    def visit(self, feed: Feed) -> Visit:
        """Ask one feed, have what it gives taken in, and remember how it went."""
        memory = self.memories.setdefault(feed.url, Memory())
        now = self.clock()
        memory.asked = now.isoformat()
        wait = feed.every
        try:
            visit, wait = self._asked(feed, memory, now)
        except SaysoError as problem:
            visit = Visit(feed=feed, problem=str(problem))
        if visit.problem is not None and not memory.is_changed:
            memory.failures += 1
            wait = max(wait, min(feed.every * 2**memory.failures, max(_RAREST, feed.every)))
        memory.problem = visit.problem
        # A tenth more or less, so that a hundred feeds do not all come due in one second.
        memory.due = (now + wait * (0.9 + 0.2 * self.chance())).isoformat()
        return visit

    def health(self, feed: Feed) -> Health:
        """How the feed is doing."""
        memory = self.memories.get(feed.url)
        if memory is None or memory.asked is None:
            return Health.NEW
        if memory.is_changed:
            return Health.CHANGED
        if memory.failures >= _MANY_FAILURES or (memory.failures and memory.answered is None):
            return Health.BROKEN
        if memory.seconds > _SLOW:
            return Health.SLOW
        last = _instant(memory.last_new or memory.answered)
        quiet = max(_SILENT, feed.every * _SILENT_ROUNDS)
        return Health.SILENT if last is not None and self.clock() - last > quiet else Health.WELL

    def _asked(self, feed: Feed, memory: Memory, now: datetime) -> tuple[Visit, timedelta]:
        if not self.robots.may_fetch(feed.url):
            return Visit(
                feed=feed, problem=f"{feed.url}: its host's robots.txt asks not to fetch it"
            ), _RAREST
        self._keep_distance(feed.url)
        began = time.monotonic()
        answer = self.fetcher.get(feed.url, _conditions(memory))
        memory.seconds = round(time.monotonic() - began, 3)
        if answer.status == 304:
            memory.failures, memory.answered = 0, now.isoformat()
            return Visit(feed=feed, is_unchanged=True), feed.every
        if answer.status != 200:
            problem = f"{feed.url}: the server answered {answer.status}"
            return Visit(feed=feed, problem=problem), _asked_to_wait(answer, now)
        taken = self.take(feed, answer)
        memory.answered, memory.failures = now.isoformat(), 0
        memory.is_changed = taken.problem is not None
        if taken.problem is None:
            memory.etag, memory.modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        if taken.new:
            memory.last_new = now.isoformat()
        return Visit(feed=feed, new=taken.new, known=taken.known, problem=taken.problem), feed.every

    def _keep_distance(self, url: str) -> None:
        origin = location_of(url).origin
        waited = time.monotonic() - self._asked_at.get(origin, -_BETWEEN)
        if waited < _BETWEEN:
            self.sleep(_BETWEEN - waited)
        self._asked_at[origin] = time.monotonic()

    def _due(self, feed: Feed) -> datetime:
        memory = self.memories.get(feed.url)
        return (_instant(memory.due) if memory else None) or datetime.min.replace(tzinfo=UTC)


def _conditions(memory: Memory) -> dict[str, str]:
    """Headers by which a server need not send again what it sent before."""
    headers = {"If-None-Match": memory.etag, "If-Modified-Since": memory.modified}
    return {name: value for name, value in headers.items() if value is not None}


def _asked_to_wait(answer: Answer, now: datetime) -> timedelta:
    """What the server asks by Retry-After, in seconds or by a date; a day at the most."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isdecimal():
        return min(timedelta(seconds=int(said[:7])), _RAREST)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return timedelta()
    until = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta()), _RAREST)


def load_memories(path: Path) -> dict[str, Memory]:
    """What is remembered of each feed, by its address; empty where nothing is.

    Raises `InvalidDataError` for a file that is no memory of ours.
    """
    if not path.exists():
        return {}
    known = {each.name for each in fields(Memory)}
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {
            url: Memory(**{name: value for name, value in values.items() if name in known})
            for url, values in kept["feeds"].items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise InvalidDataError(
            path, "file", "is no memory of feeds; remove it and every feed is new"
        ) from None


def save_memories(path: Path, memories: Mapping[str, Memory]) -> None:
    """Keep what is remembered; the file is whole at every moment. Raises `UnwritableOutputError`."""
    beside = path.with_name(path.name + ".new")
    whole = json.dumps({"feeds": {url: asdict(memory) for url, memory in memories.items()}}, indent=1)
    try:
        beside.write_text(whole + "\n", encoding="utf-8")
        os.replace(beside, path)
    except OSError as problem:
        raise UnwritableOutputError(path, problem.strerror or "cannot be written") from None


def _instant(written: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(written) if written else None
    except (ValueError, TypeError):
        return None
    return found if found is not None and found.tzinfo is not None else None


def summary(visits: Iterable[Visit]) -> tuple[int, int]:
    """New reports and failures of some visits."""
    counted = list(visits)
    return sum(visit.new for visit in counted), sum(visit.problem is not None for visit in counted)
