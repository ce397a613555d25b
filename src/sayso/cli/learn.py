"""`sayso learn`: what a ledger teaches of how its voices speak, as a file for estimates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import dated, json_option, ledger_option

if TYPE_CHECKING:
    from sayso.model import Publication

_ROUNDS = 15


@click.command(short_help="Learn how each voice speaks, for estimates of later days.")
@click.option(
    "--until",
    callback=dated,
    metavar="DATE",
    help="The last day to learn from. By default the last that the ledger knows.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Where to."
)
@click.option(
    "--rounds",
    type=click.IntRange(1, 200),
    default=_ROUNDS,
    show_default=True,
    help="At most so many rounds; it ends before where nothing moves any more.",
)
@ledger_option
@json_option("all that was learned, as one line")
def learn(until: Publication | None, output: Path | None, rounds: int, ledger: str, as_json: bool) -> None:
    """Learn from the whole ledger how each voice speaks of ground that its side holds, or has lost.

    \b
        sayso learn --until 2023-01-10 -o january.json
        sayso estimate Soledar --from 2023-01-11 --learned january.json

    Nothing is labelled: what voices say of the same places is set against each other, by expectation and
    maximisation, and each voice is held near to its class, the more so the less it said. The file is of all
    that was known by a day, and tells no day up to that one but with --hindsight. The same ledger gives the
    same file.
    """
    from sayso.answers.learning import learn as learned_from
    from sayso.answers.parameter_file import write_parameters
    from sayso.cli.progress import steps
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened, steps("learning") as advance:
        found = learned_from(opened, until.day if until else None, rounds=rounds, advance=advance)
    if output is not None:
        write_parameters(found, output)
    if as_json:
        from sayso.cli.terminal import write_line

        write_line(found.line())
        return
    from sayso.cli.learned import learned_view
    from sayso.cli.terminal import console, show

    show(console(), learned_view(found, output))
