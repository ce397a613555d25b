"""Reports into a ledger from the command line, and what became of them."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import click

from sayso.ledger import Ledger
from sayso.recording import Outcome, Recorder, Settings, Summary, reader_of

STOPPED = 130
"""The exit status of work that the user stopped."""


@contextmanager
def opened_recorder(ledger: str, pipeline: str | None) -> Iterator[tuple[Ledger, Recorder]]:
    """A ledger, which is made where there is none, and a recorder into it; reports of no conflict are
    passed over."""
    from sayso.cli.options import own_gazetteer

    settings = Settings(today=date.today(), pipeline=pipeline, gazetteer=own_gazetteer())
    with Ledger.open(ledger, created_at=datetime.now(UTC)) as opened:
        yield (
            opened,
            Recorder(opened, settings, reader_of(settings), clock=lambda: datetime.now(UTC)),
        )


def tell_all(outcomes: Iterable[Outcome], ledger: str, *, as_json: bool) -> None:
    """Count outcomes as they come; tell them as lines, or their sums, and what failed.

    Ends with status 1 where one failed, and with 130 where the user stopped it: what was told by then is
    on record.
    """
    from sayso.cli.tables import summary_view
    from sayso.cli.terminal import console, show

    summary = Summary()
    with stop_between() as stop:
        for outcome in outcomes:
            summary.count(outcome)
            if as_json:
                click.echo(outcome.json_line())
            if stop.is_asked:
                break
    if not as_json:
        show(console(), summary_view(summary, ledger))
    for failure in summary.failures:
        click.echo(f"sayso: {failure.problem}", err=True)
    if stop.is_asked:
        told = "stopped; what is told above is kept, and the same command goes on from there"
        click.echo(f"sayso: {told}", err=True)
        sys.exit(STOPPED)
    if summary.failures:
        sys.exit(1)


@dataclass(slots=True)
class Stop:
    """Whether the user asked for a stop."""

    is_asked: bool = False


@contextmanager
def stop_between() -> Iterator[Stop]:
    """While this lasts, Ctrl-C only asks for a stop, so that no report is left without its word; the second
    time it stops at once."""
    stop = Stop()

    def asked(_signal: int, _frame: object) -> None:
        stop.is_asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
        click.echo("sayso: stopping after the report in hand; Ctrl-C again stops at once", err=True)

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGINT, asked)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
