"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from sayso.model import Publication

Command = TypeVar("Command", bound=Callable[..., Any])

LEDGER = "sayso.db"
GAZETTEER = "gazetteer.sqlite"


def dated(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Publication | None:
    """A day, or an instant with its zone. What is none is told in one line, like any wrong input."""
    from sayso.ingest import parse_publication

    return None if value is None else parse_publication(value, today=date.today())


def moment(ctx: click.Context, param: click.Parameter, value: str | None) -> Publication | None:
    """A day or an instant; a time of day without a zone is refused, since it names no instant."""
    from sayso.errors import InvalidDateError

    found = dated(ctx, param, value)
    if value is not None and ":" in value and found is not None and found.instant is None:
        raise InvalidDateError(value, "has a time of day and no zone: write 2023-01-14T10:30:00+02:00")
    return found


def ledger_option(command: Command) -> Command:
    """`--ledger`: a file or a database, from $SAYSO_LEDGER where it is not given."""
    option = click.option(
        "--ledger",
        envvar="SAYSO_LEDGER",
        default=LEDGER,
        show_default=f"$SAYSO_LEDGER, else {LEDGER}",
        metavar="LEDGER",
        help="A file, or a postgresql:// address.",
    )
    return option(command)


def gazetteer_path() -> Path:
    """Where the user's own gazetteer lies: $SAYSO_GAZETTEER, else in the folder for data of programs."""
    named = os.environ.get("SAYSO_GAZETTEER")
    if named:
        return Path(named)
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Application Support"
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return folder / "sayso" / GAZETTEER


def own_gazetteer() -> Path | None:
    """The user's own gazetteer, None where none was made. One that is named must be there."""
    path = gazetteer_path()
    return path if os.environ.get("SAYSO_GAZETTEER") or path.exists() else None


def gazetteer_option(command: Command) -> Command:
    """`--gazetteer`: a gazetteer of the user's own, by default the one that all commands use."""
    option = click.option(
        "--gazetteer",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="A gazetteer of your own; by default $SAYSO_GAZETTEER, else the one among your data.",
    )
    return option(command)


def json_option(what: str) -> Callable[[Command], Command]:
    """`--json`: lines for other programs instead of text for people."""
    return click.option("--json", "as_json", is_flag=True, help=f"Write JSON Lines: {what}.")


def learned_option(command: Command) -> Command:
    """`--learned`: parameters that a ledger taught instead of the shipped priors."""
    option = click.option(
        "--learned",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Weigh each voice by its own record, from a file of sayso learn.",
    )
    return option(command)


def about_the_report(command: Command) -> Command:
    """What the user knows of the reports better than their files say."""
    options = (
        click.option(
            "--published", callback=dated, metavar="DATE", help="When they came out; it anchors “on Friday”."
        ),
        click.option("--outlet", help="Who published them."),
        click.option("--url", help="Their address."),
        click.option("--language", help="ISO 639 code; recognised where it is not given."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def pipeline_option(command: Command) -> Command:
    """`--pipeline`: another linguistic analysis."""
    option = click.option(
        "--pipeline", metavar="NAME", help="An installed spaCy pipeline to read with instead of sayso's own."
    )
    return option(command)


def progress_option(command: Command) -> Command:
    """`--progress`: by default where somebody is looking at a long run."""
    option = click.option(
        "--progress/--no-progress",
        default=None,
        help="Show a progress bar. By default on a terminal, for more than three reports.",
    )
    return option(command)


def workers_option(command: Command) -> Command:
    """`--workers`: by default one process for each processor."""
    option = click.option(
        "--workers",
        type=click.IntRange(min=1),
        metavar="N",
        help="How many processes read at once; by default one for each processor. The ledger is the same.",
    )
    return option(command)


def with_reason(command: Command) -> Command:
    """Who decides, and why: every judgement says so."""
    options = (
        click.option(
            "--author",
            envvar="SAYSO_AUTHOR",
            required=True,
            metavar="NAME",
            show_envvar=True,
            help="Who decides.",
        ),
        click.option("--reason", required=True, metavar="WORDS", help="Why, for whoever asks later."),
        click.option(
            "--evidence", multiple=True, metavar="ADDRESS", help="What others can check; may be repeated."
        ),
        ledger_option,
    )
    for option in reversed(options):
        command = option(command)
    return command
