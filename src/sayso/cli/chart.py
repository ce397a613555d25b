"""The curve of the last weeks as a few lines of text, one for each state and one mark for each day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from rich.console import Console
from rich.text import Text

from sayso.cli.terminal import dim, plain
from sayso.model import Estimate

_BLOCKS = "▁▂▃▄▅▆▇█"
_TENTHS = "0123456789"
_ROOM = 60
"""Columns below which a terminal is too narrow to tell blocks apart."""
_EVEN = 1e-9


def takes_blocks(out: Console) -> bool:
    """Whether blocks are shown; elsewhere digits, which any program and any screen reader can read."""
    return out.is_terminal and out.width >= _ROOM and "utf" in out.encoding.lower()


def chart(days: Sequence[Estimate], *, blocks: bool) -> list[Text]:
    """A line for each state under a heading, from the first day on which anything tells; none for
    a single day."""
    days = list(dropwhile(_is_even, days))
    if len(days) < 2:
        return []
    marks = _BLOCKS if blocks else _TENTHS
    states = list(days[0].probabilities)
    wide = max(len(plain(state)) for state in states)
    unit = "" if blocks else ", in tenths (9: 90% and more)"
    lines = [dim(f"{days[0].day} to {days[-1].day}, a mark a day{unit}")]
    for state in states:
        curve = "".join(_mark(day, state, marks) for day in days)
        lines.append(Text(f"  {plain(state):<{wide}}  {curve}"))
    return lines


def _is_even(day: Estimate) -> bool:
    shares = day.probabilities.values()
    return max(shares) - min(shares) < _EVEN


def _mark(day: Estimate, state: str, marks: str) -> str:
    return marks[min(int(day.probabilities[state] * len(marks)), len(marks) - 1)]
