"""`sayso disputes`: who contradicts whom about which place, since when, and what ended it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.cli.options import dated, json_option, ledger_option

if TYPE_CHECKING:
    from sayso.model import Publication


@click.command(short_help="List who contradicts whom, and what would settle it.")
@click.argument("place", required=False)
@click.option("--since", callback=dated, metavar="DATE", help="Disputes that were open on this day or later.")
@click.option(
    "--until", callback=dated, metavar="DATE", help="As known on this day. By default all that is known."
)
@click.option(
    "--open/--closed", "is_open", default=None, help="Only those that are open, or that have ended."
)
@ledger_option
@json_option("one dispute a line")
def disputes(
    place: str | None,
    since: Publication | None,
    until: Publication | None,
    is_open: bool | None,
    ledger: str,
    as_json: bool,
) -> None:
    """List the disputes over who holds a place, of all places or of PLACE, the latest turn first.

    \b
        sayso disputes --open
        sayso disputes Soledar --since 2023-01-01 --until 2023-01-31

    A dispute opens when two positions that cannot both be right are stated within 14 days of each other, by
    voices of different sides or of none. It ends when those who held one of them give it up in words, or do
    not repeat it for 30 days. Pages that carry one origin count once. Allies who both say that they took a
    place dispute the credit, which is listed as that.
    """
    from sayso.answers.disputes import disputes_of
    from sayso.ledger import Ledger

    first = since.day if since else None
    last = until.day if until else None
    with Ledger.open(ledger, create=False) as opened:
        about = None
        if place is not None:
            from sayso.answers.place import View, claims_of

            about = claims_of(opened, place, View(as_known=last))
        found = disputes_of(opened, since=first, until=last, about=about)
    if is_open is not None:
        found = [each for each in found if (each.closing is None) is is_open]
    if as_json:
        from sayso.cli.lines import dispute_line
        from sayso.cli.terminal import write_line

        for each in found:
            write_line(dispute_line(each))
        return
    from sayso.cli.disputed import disputes_view
    from sayso.cli.terminal import console, show

    show(console(), disputes_view(found))
