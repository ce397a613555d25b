"""`sayso fetch`: public web pages into a ledger."""

from __future__ import annotations

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


@click.command(short_help="Fetch public web pages and record them in a ledger.")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@about_the_report
@ledger_option
@json_option("the fate of each report")
@click.option(
    "--pages/--no-pages",
    default=True,
    help="Take the pages behind a feed's items (the default), or only what the feed itself says.",
)
@pipeline_option
@progress_option
def fetch(
    addresses: tuple[str, ...],
    published: Publication | None,
    outlet: str | None,
    url: str | None,
    language: str | None,
    ledger: str,
    as_json: bool,
    pages: bool,
    pipeline: str | None,
    progress: bool | None,
) -> None:
    """Fetch public web pages and record them in a ledger, which is made where there is none.

    ADDRESS is that of a page, a feed or a PDF:

    \b
        sayso fetch https://example.org/report.html
        sayso fetch https://example.org/feed.xml --outlet "Example Desk"

    Of a feed, the page behind each item is recorded, of a hundred at the most; where that cannot be had or
    holds no article, the item's own text is.

    Only public http and https addresses are asked, after every redirect too; a host's robots.txt is honoured,
    and no script is ever run. What cannot be had is listed at the end, and the exit status is then 1.
    """
    from sayso.cli.addresses import Addresses
    from sayso.cli.progress import tracked
    from sayso.cli.recording import opened_recorder, tell_all
    from sayso.fetching import Fetcher
    from sayso.ingest import Description

    about = Description(published=published, outlet=outlet, url=url, language=language)
    with opened_recorder(ledger, pipeline) as (opened, recorder):
        there = Addresses(recorder, Fetcher(), pages)
        asked = tracked(addresses, "fetching", progress, total=len(addresses), thing="page", talking=as_json)
        taken = (each for address in asked for each in there.outcomes(address, about))
        tell_all(taken, opened.name, as_json=as_json)
