"""Round after round over the feeds that are due, what is told of them, and how it ends."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click

from sayso.cli.terminal import plain
from sayso.fetching import Visit, Watch

_LONGEST_SLEEP = 60.0


def ask_all_due(watched: Watch, save: Callable[[], None]) -> list[Visit]:
    """Visit every feed that is due, tell of each, and keep what is to be remembered."""
    visits = []
    for feed in watched.due():
        visits.append(watched.visit(feed))
        save()
        _tell(watched, visits[-1])
    return visits


def follow(watched: Watch, save: Callable[[], None], sleep: Callable[[float], None] = time.sleep) -> None:
    """Visit what is due, again and again, and once a day tell how each feed is doing.

    A feed that broke on the first day of a month must not be missed on the last because nobody asked.
    """
    told = watched.clock().date()
    while True:
        ask_all_due(watched, save)
        if (today := watched.clock().date()) != told:
            tell_health(watched)
            told = today
        seconds = (watched.next_due() - watched.clock()).total_seconds()
        sleep(max(1.0, min(seconds, _LONGEST_SLEEP)))


@contextmanager
def kept_at_the_end(save: Callable[[], None]) -> Iterator[None]:
    """Whatever ends the work, what is to be remembered is kept. SIGTERM, by which a service is stopped, ends
    it with status 0: it is a stop that was asked for, not a failure to be restarted from."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        sys.exit(0)

    is_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, stop) if is_main else None
    try:
        yield
    finally:
        save()
        if is_main:
            signal.signal(signal.SIGTERM, before)


def tell_health(watched: Watch) -> None:
    """A line for each feed: how it is doing, when it last had something new, and what is wrong."""
    for feed in watched.feeds:
        memory = watched.memories.get(feed.url)
        last = (memory.last_new or "nothing new yet")[:16].replace("T", " ") if memory else "nothing new yet"
        line = f"{watched.health(feed).value:14} {last:16}  {plain(feed.outlet or feed.url)}"
        told = (memory.problem or memory.note) if memory is not None else None
        click.echo(line + (f" ({plain(told)})" if told else ""))


def _tell(watched: Watch, visit: Visit) -> None:
    if visit.problem is not None:
        click.echo(f"sayso: {plain(visit.problem)}", err=True)
    now = watched.clock().strftime("%Y-%m-%d %H:%M")
    for told in (*([f"{visit.new} new"] if visit.new else []), *visit.told):
        click.echo(f"{now}  {plain(visit.feed.outlet or visit.feed.url)}: {plain(told)}")
