"""`sayso add`: reports into a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import (
    about_the_report,
    json_option,
    ledger_option,
    pipeline_option,
    progress_option,
    workers_option,
)

if TYPE_CHECKING:
    from sayso.ingest import Description
    from sayso.ledger import Ledger
    from sayso.model import Publication
    from sayso.recording import Outcome, Recorder


@click.command(short_help="Read reports and record them in a ledger.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@about_the_report
@click.option(
    "--post", is_flag=True, help="Take a pasted channel post from standard input instead of a PATH."
)
@click.option("--forwarded-from", metavar="NAME", help="With --post: the channel whose words it passes on.")
@click.option("--retry", is_flag=True, help="Try again what failed before, instead of a PATH.")
@workers_option
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
    retry: bool,
    workers: int | None,
    ledger: str,
    as_json: bool,
    pipeline: str | None,
    progress: bool | None,
) -> None:
    """Read reports and record them in a ledger, which is made where there is none.

    PATH is a text, a saved web page, a PDF or an e-mail; or what holds many reports: a feed, a Telegram
    export, a web archive, a table, JSON; or a folder of such. What a file is, sayso finds out itself. It may
    be a public address too, as for `sayso fetch`, and a file of feeds as for `sayso watch`, each of which is
    asked once:

    \b
        sayso add report.html notes/ result.json crawl.warc.gz table.csv
        sayso add https://example.org/report.html feeds.toml
        sayso add report.txt --published 2023-01-14 --outlet "Al Jazeera"
        sayso add --post --outlet "Mill Channel" --published 2023-01-14T10:30+02:00

    --post takes one post of a channel as you paste it, ended by Ctrl-D: --outlet is the channel, --published
    its minute with its zone.

    A report about no armed conflict that sayso knows is recorded and not read on: it can hold no claim. The
    same report in another form, such as an item of a feed beside its page, is kept as a carrier of the first,
    and one that changed as a version of it.

    Each report goes in whole or not at all, and never twice. What could not be taken in is listed at the end
    with the remedy, and kept: put it right and type `sayso add --retry`. Ctrl-C stops in good order.

    Exit status: 0 where all went in, 1 where something failed, 2 for a wrong option, 130 where you
    stopped it.
    """
    if [bool(paths), post, retry].count(True) != 1:
        raise click.UsageError("name a PATH, or give --post and paste one post, or --retry")
    if forwarded_from is not None and not post:
        raise click.UsageError("--forwarded-from is about a --post")
    if post and (outlet is None or published is None or published.instant is None):
        raise click.UsageError("--post needs --outlet and --published, to the minute and with its zone")
    from sayso.cli.intake import inputs_in, pasted_post
    from sayso.cli.recording import opened_recorder, tell_all
    from sayso.ingest import Description
    from sayso.recording import default_workers

    about = Description(published=published, outlet=outlet, url=url, language=language)
    if retry and about != Description():
        raise click.UsageError("--retry takes each input as it was described before; name the PATH instead")
    pasted = pasted_post(about, forwarded_from, date.today()) if post else None
    inputs = inputs_in(paths, about, apart_from=ledger) if paths else []
    with opened_recorder(ledger, pipeline) as (opened, recorder):
        if retry:
            inputs = _to_be_retried(opened)
            if not inputs:
                click.echo(f"nothing that failed is left to be tried again in {opened.name}", err=as_json)
        taken = (
            iter([recorder.record(pasted, "the pasted post")])
            if pasted is not None
            else _taken(inputs, recorder, workers or default_workers(), progress, talking=as_json)
        )
        tell_all(taken, opened.name, as_json=as_json)


def _to_be_retried(ledger: Ledger) -> list[tuple[str, Description]]:
    """What failed, as it was described. A file that was removed since is let go, and that is told."""
    from datetime import UTC, datetime

    from sayso.cli.addresses import is_address
    from sayso.ingest import Description

    found = []
    for each in ledger.failed():
        if is_address(each.named) or Path(each.named).exists():
            found.append((each.named, Description.from_words(each.description, today=date.today())))
        else:
            click.echo(f"sayso: {each.named}: is no longer there, and is not tried again", err=True)
            ledger.note_attempt(each.named, each.description, None, datetime.now(UTC))
    return found


def _taken(
    inputs: Sequence[tuple[str, Description]],
    recorder: Recorder,
    workers: int,
    progress: bool | None,
    *,
    talking: bool,
) -> Iterator[Outcome]:
    """The fate of every report of what was named, as it comes; files before addresses."""
    from sayso.cli.addresses import Addresses, is_address
    from sayso.cli.progress import meter
    from sayso.recording import tasks_in

    today = date.today()
    files = [(Path(named), about) for named, about in inputs if not is_address(named)]
    addresses = [each for each in inputs if is_address(each[0])]
    total = sum(path.stat().st_size for path, _ in files if path.is_file())
    with meter("adding", progress, total=total, pieces=len(files), talking=talking) as shown:
        tasks = (task for path, about in files for task in tasks_in(path, about, today=today))
        for task, outcomes in recorder.take(tasks, workers):
            shown.advance(task.size, len(outcomes))
            yield from outcomes
    if not addresses:
        return
    from sayso.fetching import Fetcher

    there = Addresses(recorder, Fetcher())
    with meter("fetching", progress, total=len(addresses), pieces=len(addresses), talking=talking) as shown:
        for address, about in addresses:
            outcomes = list(there.outcomes(address, about))
            shown.advance(1, len(outcomes))
            yield from outcomes
