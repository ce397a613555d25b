"""`sayso add`: reports into a ledger."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from sayso.cli.options import (
    about_the_report,
    json_option,
    ledger_option,
    own_gazetteer,
    pipeline_option,
    progress_option,
)

if TYPE_CHECKING:
    from sayso.model import Publication


@click.command(short_help="Read reports and record them in a ledger.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@about_the_report
@ledger_option
@json_option("the fate of each report")
@pipeline_option
@progress_option
def add(
    paths: tuple[str, ...],
    published: Publication | None,
    outlet: str | None,
    url: str | None,
    language: str | None,
    ledger: str,
    as_json: bool,
    pipeline: str | None,
    progress: bool | None,
) -> None:
    """Read reports and record them in a ledger, which is made where there is none.

    PATH is a text, a saved web page, a PDF or an e-mail; or what holds many reports: a feed, a Telegram
    export, a web archive, a table, JSON; or a folder of such. What a file is, sayso finds out itself:

    \b
        sayso add report.html notes/ result.json crawl.warc.gz table.csv
        sayso add report.txt --published 2023-01-14 --outlet "Al Jazeera"

    A report about no armed conflict that sayso knows is recorded and not read on: it can hold no claim.

    Each report goes in whole or not at all, and never twice. What could not be taken in is listed at the end
    with the remedy, and the exit status is then 1.
    """
    from datetime import UTC, datetime

    from sayso.cli.intake import files_in
    from sayso.cli.recording import Recorder, Summary
    from sayso.cli.terminal import console, show, tracked
    from sayso.ingest import Description
    from sayso.ledger import Ledger
    from sayso.pipeline import Reader

    files = files_in(paths, apart_from=ledger)
    about = Description(published=published, outlet=outlet, url=url, language=language)
    summary = Summary()
    with Ledger.open(ledger, created_at=datetime.now(UTC)) as opened:
        recorder = Recorder(
            opened,
            Reader(pipeline, own_gazetteer(), conflicts_only=True).read,
            today=date.today(),
            clock=lambda: datetime.now(UTC),
        )
        for file in tracked(files, "adding", progress, total=len(files), talking=as_json):
            for outcome in recorder.take(file, about):
                summary.count(outcome)
                if as_json:
                    click.echo(outcome.json_line())
    if not as_json:
        from sayso.cli.tables import summary_view

        show(console(), summary_view(summary, ledger))
    for failure in summary.failures:
        click.echo(f"sayso: {failure.problem}", err=True)
    if summary.failures:
        sys.exit(1)
