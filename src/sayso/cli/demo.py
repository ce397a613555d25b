"""`sayso demo`: the bundled reports of the fight for Soledar, in a ledger of their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from sayso.cli.options import json_option

if TYPE_CHECKING:
    from sayso.ledger import Ledger

LEDGER = "sayso-demo.db"
PLACE = "Soledar"
FIRST, LAST = date(2023, 1, 2), date(2023, 1, 26)


@click.command(short_help="Show what sayso keeps, on bundled reports.")
@click.option("--ledger", default=LEDGER, show_default=True, metavar="FILE", help="Where the ledger is put.")
@click.option("--serve", is_flag=True, help="Then open that ledger as pages in the browser.")
@json_option("the estimate of each day")
def demo(ledger: str, serve: bool, as_json: bool) -> None:
    """Show what sayso keeps, on bundled reports of the fight for Soledar in January 2023.

    \b
        sayso demo
        sayso demo --serve

    The reports are our own paraphrases, each shown with the address of the page it renders. They go into a
    small ledger of their own, which you can ask further; run again, the command adds nothing to it.
    """
    from datetime import UTC, datetime

    from sayso.answers.days import days_of
    from sayso.cli.demonstration import demonstration, key_claims
    from sayso.cli.terminal import console, show, write_line
    from sayso.estimation import DEFAULT_METHOD
    from sayso.ledger import Ledger

    with Ledger.open(ledger, created_at=datetime.now(UTC)) as opened:
        _fill(opened)
        days = days_of(opened, PLACE, FIRST, LAST, method=DEFAULT_METHOD)
        said = key_claims(opened, PLACE, LAST)
    if as_json:
        from sayso.cli.lines import estimate_line

        for day in days.estimates:
            write_line(estimate_line(day, reckoning=days.reckoning))
    else:
        show(console(), demonstration(days, said, opened.name))
    if serve:
        from sayso.cli.serve import HOST, PORT
        from sayso.cli.serving import serve_ledger

        serve_ledger(ledger, host=HOST, port=PORT, names=(), token=None, tiles=None)


def _fill(ledger: Ledger) -> None:
    """Read and record what is not there yet; a first run takes some seconds and says so.

    A ledger only grows, so the paraphrases must not get into one that holds real reports.
    """
    import sys
    from datetime import UTC, datetime

    from sayso.cli.progress import tracked
    from sayso.demo import demo_reports
    from sayso.errors import LedgerError, SaysoError
    from sayso.recording import Recorder, Settings, reader_of

    there = {each.id for each in ledger.documents()}
    bundled = demo_reports()
    if there - {each.id for each in bundled}:
        raise LedgerError(ledger.name, "holds other reports than the demo's", "name another file")
    missing = [each for each in bundled if each.id not in there]
    if missing and not sys.stderr.isatty():
        click.echo(f"reading {len(missing)} bundled reports into {ledger.name}", err=True)
    settings = Settings(today=date.today())
    recorder = Recorder(ledger, settings, reader_of(settings), clock=lambda: datetime.now(UTC))
    for document in tracked(missing, "reading bundled reports", total=len(missing)):
        outcome = recorder.record(document, "demo")
        if outcome.problem:
            raise SaysoError(outcome.problem)
