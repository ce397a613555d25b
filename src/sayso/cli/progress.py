"""How far long work has come, how fast it goes, and what time is left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import click

from sayso.cli.terminal import FEW, console


class Meter(Protocol):
    """Counts work done."""

    def advance(self, size: int, reports: int) -> None:
        """`size` bytes more are done, in which there were so many reports."""


class _Silent:
    def advance(self, size: int, reports: int) -> None:
        """Nothing is shown."""


class Pace:
    """Reports and bytes done since the start, as words."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._total, self._clock, self._began = total, clock, clock()
        self.done = self.reports = 0

    def add(self, size: int, reports: int) -> None:
        """Count what was done."""
        self.done, self.reports = self.done + size, self.reports + reports

    @property
    def share(self) -> float:
        """Of the bytes, 0 to 1."""
        return min(self.done / self._total, 1.0) if self._total else 1.0

    @property
    def seconds(self) -> float:
        """Since the start."""
        return self._clock() - self._began

    def __str__(self) -> str:
        """As in "1,204 reports, 21.3 a second, 3 min left"."""
        said = f"{self.reports:,} report{'' if self.reports == 1 else 's'}"
        if self.seconds > 0 and self.reports:
            said += f", {self.reports / self.seconds:.1f} a second"
        if 0 < self.share < 1:
            said += f", {time_in_words(self.seconds * (1 - self.share) / self.share)} left"
        return said


def time_in_words(seconds: float) -> str:
    """A stretch of time as nobody minds its being a little off: "40 s", "3 min", "2 h 10 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def meter(
    what: str, wanted: bool | None, *, total: int, pieces: int, talking: bool = False
) -> Iterator[Meter]:
    """A bar on standard error of a terminal, lines for a log elsewhere.

    `wanted` None leaves it to whether somebody is looking and there is much to do: more than a few pieces
    or more than a megabyte. `talking` says that results go to the terminal meanwhile, which tell as much.
    """
    if wanted is None:
        is_long = pieces > FEW or total > 1_000_000
        wanted = sys.stderr.isatty() and is_long and not (talking and sys.stdout.isatty())
    if not wanted:
        yield _Silent()
    elif sys.stderr.isatty():
        with _bar(what, total) as shown:
            yield shown
    else:
        yield _Log(what, total)


class _Log:
    """A line for every tenth of the work."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._pace, self._told = what, Pace(total), 0

    def advance(self, size: int, reports: int) -> None:
        self._pace.add(size, reports)
        tenth = int(self._pace.share * 10)
        if tenth > self._told:
            self._told = tenth
            click.echo(f"{self._what}: {tenth * 10} %, {self._pace}", err=True)


@contextmanager
def _bar(what: str, total: int) -> Iterator[Meter]:
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[pace]}"),
    )
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        pace = Pace(total)
        line = bar.add_task(what, total=total or None, pace="")

        class Shown:
            def advance(self, size: int, reports: int) -> None:
                pace.add(size, reports)
                bar.update(line, completed=pace.done, pace=str(pace))

        yield Shown()


@contextmanager
def steps(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error of a terminal for work that tells, once it has begun, how many of how many
    steps are done; work that tells nothing shows nothing."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.progress import Progress

    with Progress(console=console(error=True), transient=True) as bar:
        line = bar.add_task(what, total=None, visible=False)
        yield lambda done, total: bar.update(line, completed=done, total=total, visible=True)
