"""`sayso add`: reports into a ledger."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

import click

from sayso.cli.options import (
    about_the_report,
    json_option,
    ledger_option,
    pipeline_option,
    progress_option,
)

if TYPE_CHECKING:
    from sayso.model import Publication


@click.command(short_help="Read reports and record them in a ledger.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@about_the_report
@click.option(
    "--post", is_flag=True, help="Take a pasted channel post from standard input instead of a PATH."
)
@click.option("--forwarded-from", metavar="NAME", help="With --post: the channel whose words it passes on.")
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
    post: bool,
    forwarded_from: str | None,
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
        sayso add --post --outlet "Mill Channel" --published 2023-01-14T10:30+02:00

    --post takes one post of a channel as you paste it, ended by Ctrl-D: --outlet is the channel, --published
    its minute with its zone.

    A report about no armed conflict that sayso knows is recorded and not read on: it can hold no claim.

    Each report goes in whole or not at all, and never twice. What could not be taken in is listed at the end
    with the remedy, and the exit status is then 1.
    """
    if post == bool(paths):
        raise click.UsageError("name a PATH, or give --post and paste one post")
    if forwarded_from is not None and not post:
        raise click.UsageError("--forwarded-from is about a --post")
    if post and (outlet is None or published is None or published.instant is None):
        raise click.UsageError("--post needs --outlet and --published, to the minute and with its zone")
    from sayso.cli.intake import files_in, pasted_post
    from sayso.cli.recording import recorder_into, tell_all
    from sayso.cli.terminal import tracked
    from sayso.ingest import Description

    about = Description(published=published, outlet=outlet, url=url, language=language)
    posts = [pasted_post(about, forwarded_from, date.today())] if post else []
    files = files_in(paths, apart_from=ledger) if paths else []
    with recorder_into(ledger, pipeline) as recorder:
        pasted = (recorder.record(each, "the pasted post") for each in posts)
        named = tracked(files, "adding", progress, total=len(files), talking=as_json)
        taken = (outcome for file in named for outcome in recorder.take(file, about))
        tell_all(chain(pasted, taken), ledger, as_json=as_json)
