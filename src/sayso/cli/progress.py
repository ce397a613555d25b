"""How far long work has come, how fast it goes, and what time is left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

import click

from sayso.cli.terminal import console

Item = TypeVar("Item")

FEW = 3
"""Pieces of work that are done before anybody wonders whether something is happening."""
_MUCH = 1_000_000
"""The same in bytes, where the work is counted in these."""


class Meter(Protocol):
    """Counts work done."""

    def advance(self, size: int, things: int) -> None:
        """`size` of the total is done more, bytes or pieces, in which there were so many things."""


class _Silent:
    def advance(self, size: int, things: int) -> None:
        """Nothing is shown."""


class Pace:
    """Work done since the start, as words. `thing` is what is counted in it; where that is empty, only the
    time is told."""

    def __init__(
        self, total: int, thing: str = "report", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.total, self.done, self.things = total, 0, 0
        self._thing, self._clock, self._began = thing, clock, clock()

    def add(self, size: int, things: int) -> None:
        """Count what was done."""
        self.done, self.things = self.done + size, self.things + things

    @property
    def share(self) -> float:
        """Of the total, 0 to 1."""
        return min(self.done / self.total, 1.0) if self.total else 1.0

    @property
    def seconds(self) -> float:
        """Since the start."""
        return self._clock() - self._began

    def __str__(self) -> str:
        """As in "1,204 reports, 21.3 a second, 3 min left"."""
        said = []
        if self._thing:
            said.append(f"{self.things:,} {self._thing}{'' if self.things == 1 else 's'}")
            if self.seconds > 0 and self.things:
                said.append(f"{self.things / self.seconds:.1f} a second")
        if 0 < self.share < 1:
            said.append(f"{time_in_words(self.seconds * (1 - self.share) / self.share)} left")
        return ", ".join(said)


def time_in_words(seconds: float) -> str:
    """A stretch of time as nobody minds its being a little off: "40 s", "3 min", "2 h 10 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def meter(
    what: str,
    wanted: bool | None,
    *,
    total: int,
    pieces: int,
    thing: str = "report",
    talking: bool = False,
) -> Iterator[Meter]:
    """A bar on standard error of a terminal, lines for a log elsewhere.

    `wanted` None leaves it to whether somebody is looking and there is much to do: more than a few pieces
    or more than a megabyte. `talking` says that results go to the terminal meanwhile, which tell as much.
    """
    if wanted is None:
        is_long = pieces > FEW or total > _MUCH
        wanted = sys.stderr.isatty() and is_long and not (talking and sys.stdout.isatty())
    pace = Pace(total, thing)
    if not wanted:
        yield _Silent()
    elif sys.stderr.isatty():
        with _bar(what, pace) as shown:
            yield shown
    else:
        yield _Log(what, pace)


def tracked(
    items: Iterable[Item],
    what: str,
    wanted: bool | None = None,
    *,
    total: int,
    thing: str = "report",
    talking: bool = False,
) -> Iterator[Item]:
    """The items, counted by a `meter` as they are worked through."""
    with meter(what, wanted, total=total, pieces=total, thing=thing, talking=talking) as shown:
        for item in items:
            yield item
            shown.advance(1, 1)


@contextmanager
def steps(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error of a terminal for work that tells, once it has begun, how many of how many
    steps are done; work that tells nothing shows nothing."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with _bar(what, Pace(0, thing=""), is_seen=False) as shown:
        yield shown.reach


class _Log:
    """A line for every tenth of the work."""

    def __init__(self, what: str, pace: Pace) -> None:
        self._what, self._pace, self._told = what, pace, 0

    def advance(self, size: int, things: int) -> None:
        self._pace.add(size, things)
        tenth = int(self._pace.share * 10)
        if tenth > self._told:
            self._told = tenth
            click.echo(
                f"{self._what}: {', '.join(filter(None, (f'{tenth * 10} %', str(self._pace))))}", err=True
            )


class _Bar:
    """A line that is drawn again; `draw` takes the pace."""

    def __init__(self, pace: Pace, draw: Callable[[Pace], None]) -> None:
        self._pace, self._draw = pace, draw

    def advance(self, size: int, things: int) -> None:
        self._pace.add(size, things)
        self._draw(self._pace)

    def reach(self, done: int, total: int) -> None:
        """So many of so many steps are done."""
        self._pace.done, self._pace.total = done, total
        self._draw(self._pace)


@contextmanager
def _bar(what: str, pace: Pace, *, is_seen: bool = True) -> Iterator[_Bar]:
    """`is_seen`: whether it is drawn before anything is done."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[pace]}"),
    )
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        line = bar.add_task(what, total=pace.total or None, visible=is_seen, pace="")

        def draw(pace: Pace) -> None:
            bar.update(line, completed=pace.done, total=pace.total or None, visible=True, pace=str(pace))

        yield _Bar(pace, draw)
