"""Feeds and channels asked again and again: when each is due, how long a failing one is left alone, how
each is doing. How one is asked, and what is made of its answer, is the caller's to say."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sayso.errors import SaysoError
from sayso.fetching.feedlist import Followed
from sayso.fetching.memory import Memory, instant_of

RAREST = timedelta(days=1)
"""The longest that a failing feed is left alone, save where its user asks it more rarely still."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How one visit to a feed or channel went. `wait` is what its server asks for, beyond its own `every`;
    `told` is what else a reader should hear of, such as a post that is gone."""

    feed: Followed
    new: int = 0
    known: int = 0
    is_unchanged: bool = False
    problem: str | None = None
    wait: timedelta = timedelta()
    told: tuple[str, ...] = ()


Ask = Callable[[Followed, Memory, datetime], Visit]
"""Asks a feed at an instant, has what it gives recorded, and notes in the memory what is to be remembered."""


@dataclass(slots=True)
class Watch:
    """Follows feeds and channels. `clock` and `chance` (0 to 1) are the world's, save in tests."""

    feeds: tuple[Followed, ...]
    memories: dict[str, Memory]
    ask: Ask
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    chance: Callable[[], float] = random.random

    def due(self) -> list[Followed]:
        """The feeds whose time has come, the longest due first."""
        now = self.clock()
        waiting = [(self._due(feed), number, feed) for number, feed in enumerate(self.feeds)]
        return [feed for due, _, feed in sorted(waiting, key=lambda each: each[:2]) if due <= now]

    def next_due(self) -> datetime:
        """When the next feed is due."""
        return min(self._due(feed) for feed in self.feeds)

    def visit(self, feed: Followed) -> Visit:
        """Ask one feed, have what it gives taken in, and remember how it went."""
        memory = self.memories.setdefault(feed.url, Memory())
        now = self.clock()
        memory.asked = now.isoformat()
        try:
            visit = self.ask(feed, memory, now)
        except SaysoError as problem:
            visit = Visit(feed=feed, problem=str(problem))
        wait = max(feed.every, visit.wait)
        if visit.problem is not None and not memory.is_changed:
            memory.failures += 1
            wait = max(wait, min(feed.every * 2**memory.failures, max(RAREST, feed.every)))
        memory.problem = visit.problem
        if visit.new:
            memory.last_new = now.isoformat()
        # A tenth more or less, so that a hundred feeds do not all come due in one second.
        memory.due = (now + wait * (0.9 + 0.2 * self.chance())).isoformat()
        return visit

    def health(self, feed: Followed) -> Health:
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
        last = instant_of(memory.last_new or memory.answered)
        quiet = max(_SILENT, feed.every * _SILENT_ROUNDS)
        return Health.SILENT if last is not None and self.clock() - last > quiet else Health.WELL

    def _due(self, feed: Followed) -> datetime:
        memory = self.memories.get(feed.url)
        return (instant_of(memory.due) if memory else None) or datetime.min.replace(tzinfo=UTC)


def summary(visits: Iterable[Visit]) -> tuple[int, int]:
    """New reports and failures of some visits."""
    counted = list(visits)
    return sum(visit.new for visit in counted), sum(visit.problem is not None for visit in counted)
