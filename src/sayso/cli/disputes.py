"""`sayso disputes`: who contradicts whom about which place, since when, and what ended it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.cli.options import dated, json_option, ledger_option

if TYPE_CHECKING:
    from sayso.model import Publication


@click.command(short_help="List who contradicts whom, and what would settle it.")
@click.argument("place", required=False)
@click.option("--since", callback=dated, metavar="DATE", help="Those open on this day or later.")
@click.option("--until", callback=dated, metavar="DATE", help="Those open on this day or before.")
@click.option(
    "--as-known",
    callback=dated,
    metavar="DATE",
    help="As they could be known at the end of this day. By default as they stand now.",
)
@click.option(
    "--open/--closed", "is_open", default=None, help="Only those that are open, or that have ended."
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="At most so many."
)
@ledger_option
@json_option("one dispute a line")
def disputes(
    place: str | None,
    since: Publication | None,
    until: Publication | None,
    as_known: Publication | None,
    is_open: bool | None,
    limit: int,
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

    Of all places, the first 12 origins of each position are told; of PLACE, all. What was reckoned is kept in
    the ledger beside the record, so that only what changed is reckoned anew.
    """
    from sayso.answers.disputes import disputes_of, is_within
    from sayso.answers.kept_disputes import Disputes, disputes_of_all_places
    from sayso.cli.progress import steps
    from sayso.ledger import Ledger

    first = since.day if since else None
    last = until.day if until else None
    known = as_known.day if as_known else None
    with Ledger.open(ledger, create=False) as opened:
        if place is None and known is None:
            with steps("reckoning disputes") as advance:
                found = disputes_of_all_places(
                    opened, since=first, until=last, is_open=is_open, limit=limit, advance=advance
                )
        else:
            about = None
            if place is not None:
                from sayso.answers.place import View, claims_of

                about = claims_of(opened, place, View(as_known=known))
            told = disputes_of(opened, since=first, until=known, about=about)
            chosen = [
                each
                for each in told
                if is_within(each, first, last) and (is_open is None or (each.closing is None) is is_open)
            ]
            found = Disputes(shown=chosen[:limit], total=len(chosen))
    if as_json:
        from sayso.cli.lines import dispute_line
        from sayso.cli.terminal import write_line

        for each in found.shown:
            write_line(dispute_line(each))
        return
    from sayso.cli.disputed import disputes_view
    from sayso.cli.terminal import console, show

    show(console(), disputes_view(found.shown, found.total))
