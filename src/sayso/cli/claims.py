"""`sayso claims`: the claims of a ledger, by place, party, voice, time and whatever else is known."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from sayso.cli.filters import filter_options
from sayso.cli.options import json_option, ledger_option

if TYPE_CHECKING:
    from sayso.ledger import ClaimFilter

_ON_A_SCREEN = 200


@click.command(short_help="List claims by place, party, voice, kind and time.")
@filter_options
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"Claims at most; {_ON_A_SCREEN} by default, all with --json.",
)
@ledger_option
@json_option("one claim a line")
def claims(chosen: ClaimFilter, limit: int | None, ledger: str, as_json: bool) -> None:
    """List the claims that meet all of the options, in the order in which the world could know them.

    \b
        sayso claims --place Soledar --kind control --since 2023-01-10
        sayso claims --party "Wagner Group" --denied
        sayso claims --contested --about-from 2023-01-01 --about-to 2023-01-31

    The last lists what is said of the places that, within that month, voices of different sides each said to
    be held by another. Every line of --json is a claim with its report, whatever their number; sayso export
    writes the same as tables and maps.
    """
    from sayso.cli.terminal import console, show, write_line
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        if as_json:
            from sayso.cli.lines import claim_line

            is_empty = True
            for each in islice(opened.claims(chosen), limit):
                write_line(claim_line(each))
                is_empty = False
        else:
            from sayso.cli.tables import claims_view

            most = limit or _ON_A_SCREEN
            first = list(islice(opened.claims(chosen), most + 1))
            is_empty = not first
            out = console()
            show(out, claims_view(first[:most], is_all=len(first) <= most, width=out.width))
        for unknown in opened.unknown_names(chosen) if is_empty else ():
            click.echo(f"sayso: {unknown}", err=True)
