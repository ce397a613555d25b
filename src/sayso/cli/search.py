"""`sayso search`: reports in a ledger that hold some words."""

from __future__ import annotations

import click

from sayso.cli.options import json_option, ledger_option


@click.command(short_help="Find the reports that hold some words.")
@click.argument("words")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Reports at most.")
@click.option("--exact", is_flag=True, help="Compare case and accents too.")
@ledger_option
@json_option("one report a line")
def search(words: str, limit: int, exact: bool, ledger: str, as_json: bool) -> None:
    """Find the reports that hold all of WORDS, the best first.

    \b
        sayso search "salt mine"
        sayso search '"salt mine" Soledar'

    Words in double quotes must stand together. A report that a later version superseded, or that its source
    withdrew, is found too and marked so.
    """
    from sayso.cli.terminal import console, show, write_line
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        hits = opened.search(words, limit=limit, exact=exact)
    if as_json:
        from sayso.cli.lines import hit_line

        for hit in hits:
            write_line(hit_line(hit))
        return
    from sayso.cli.tables import hits_view

    show(console(), hits_view(hits))
