"""Writing to a terminal, a file or a pipe."""

from __future__ import annotations

import re
import sys

import click
from rich.console import Console, RenderableType
from rich.text import Text

WIDE = 110
"""Columns from which a sentence finds room beside what it says."""

# A report is data: it must not move the cursor, ring the bell or turn the line's direction.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


class _Desk(Console):
    """Lets a broken pipe through: the command line ends on it quietly."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(*, error: bool = False) -> Console:
    """Where text for people goes. Colours only on a terminal; NO_COLOR and COLUMNS are honoured."""
    return _Desk(
        file=sys.stderr if error else sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=False
    )


def plain(words: object) -> str:
    """Words from a report or a page on one line, without characters that steer a terminal."""
    return " ".join(_UNSEEN.sub(" ", str(words)).split())


def dim(words: object) -> Text:
    """Words that stand back."""
    return Text(plain(words), style="dim")


def write_line(line: str) -> None:
    """One line of JSON, at once: a reader at the other end of a pipe need not wait."""
    click.echo(line)


def show(out: Console, *views: RenderableType) -> None:
    """Print; what goes to a file or a pipe has no blanks at the ends of its lines."""
    if out.is_terminal:
        out.print(*views, sep="\n")
        return
    with out.capture() as captured:
        out.print(*views, sep="\n")
    click.echo("\n".join(line.rstrip() for line in captured.get().split("\n")), nl=False)
