"""`sayso place`: who says what about a place, what is disputed, and who probably holds it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import dated, json_option, learned_option, ledger_option, moment

if TYPE_CHECKING:
    from sayso.model import Publication


@click.command(short_help="Show who says what about a place, disputes and estimate.")
@click.argument("name")
@click.option(
    "--on",
    "day",
    callback=dated,
    metavar="DATE",
    help="The day asked about. By default the last that the ledger knows.",
)
@click.option(
    "--as-known",
    callback=moment,
    metavar="DATE",
    help="Only what was published by then. By default the day itself.",
)
@click.option(
    "--as-recorded",
    callback=moment,
    metavar="DATE",
    help="Only what the ledger held by then: the view to defend.",
)
@click.option(
    "--days", type=click.IntRange(min=1), default=14, show_default=True, help="Voices of so many days."
)
@click.option(
    "--numbers", is_flag=True, help="Open the probabilities, what each claim adds, what would turn it."
)
@click.option("--all", "everything", is_flag=True, help="Also claims that do not bear on who holds it.")
@learned_option
@ledger_option
@json_option("one line with voices, disputes, relations and estimate")
def place(
    name: str,
    day: Publication | None,
    as_known: Publication | None,
    as_recorded: Publication | None,
    days: int,
    numbers: bool,
    everything: bool,
    learned: Path | None,
    ledger: str,
    as_json: bool,
) -> None:
    """Show who says what about a place, what is disputed, and the estimate with its reasons.

    \b
        sayso place Soledar --on 2023-01-14
        sayso place Soledar --on 2023-01-14 --as-known 2023-01-26

    The second looks back on the same day with all that was published by the 26th. *Origins* tells what
    several origins say and on how many pages, *Replies* what the other sides answer to a claim, *Figures*
    counts as ranges by source. A place with fewer than
    two independent origins in the last 14 days is shown as unknown, whatever the numbers.
    """
    from sayso.answers.place import View, ask, latest_day
    from sayso.answers.relations import relations_of
    from sayso.estimation import DEFAULT_METHOD, Method
    from sayso.ledger import Ledger

    taught = None
    if learned is not None:
        from sayso.answers.learned import learned_method

        taught = learned_method(learned)
    with Ledger.open(ledger, create=False) as opened:
        on = day.day if day else latest_day(opened)
        known = _moment(as_known) or on
        view = View(as_known=known, as_recorded=_moment(as_recorded), hindsight=_day(known) > on)
        method: str | Method = DEFAULT_METHOD
        if taught is not None:
            taught.tells_in(view, on)
            method = taught.method
        answer = ask(opened, name, day=on, view=view, days=days, method=method)
        if taught is not None:
            answer = taught.only_told(answer)
        relations = relations_of(opened, answer)
    if as_json:
        from sayso.cli.lines import answer_line
        from sayso.cli.terminal import write_line

        write_line(answer_line(answer, relations))
        return
    from sayso.cli.chart import takes_blocks
    from sayso.cli.panes import answer_view
    from sayso.cli.terminal import console, show

    out = console()
    blocks = takes_blocks(out)
    show(out, answer_view(answer, relations, numbers=numbers, everything=everything, blocks=blocks))


def _moment(given: Publication | None) -> date | datetime | None:
    return None if given is None else given.instant or given.day


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
