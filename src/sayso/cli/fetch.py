"""`sayso fetch`: public web pages into a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
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
    from sayso.fetching import Fetcher, Robots
    from sayso.ingest import Description
    from sayso.model import Publication
    from sayso.recording import Outcome, Recorder

_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf"}


@click.command(short_help="Fetch public web pages and record them in a ledger.")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@about_the_report
@ledger_option
@json_option("the fate of each report")
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
    pipeline: str | None,
    progress: bool | None,
) -> None:
    """Fetch public web pages and record them in a ledger, which is made where there is none.

    ADDRESS is that of a page, a feed or a PDF:

    \b
        sayso fetch https://example.org/report.html
        sayso fetch https://example.org/feed.xml --outlet "Example Desk"

    Only public http and https addresses are asked, after every redirect too; a host's robots.txt is honoured,
    and no script is ever run. What cannot be had is listed at the end, and the exit status is then 1.
    """
    from sayso.cli.recording import recorder_into, tell_all
    from sayso.cli.terminal import tracked
    from sayso.fetching import Fetcher, Robots
    from sayso.ingest import Description

    about = Description(published=published, outlet=outlet, url=url, language=language)
    fetcher = Fetcher()
    robots = Robots(fetcher)
    with recorder_into(ledger, pipeline) as recorder:
        asked = tracked(addresses, "fetching", progress, total=len(addresses), talking=as_json)
        fetched = (o for address in asked for o in _fetched(address, fetcher, robots, recorder, about))
        tell_all(fetched, ledger, as_json=as_json)


def _fetched(
    address: str, fetcher: Fetcher, robots: Robots, recorder: Recorder, about: Description
) -> Iterator[Outcome]:
    """The fate of every report at one address."""
    from dataclasses import replace

    from sayso.errors import SaysoError
    from sayso.ingest import documents_in_bytes
    from sayso.recording import Fate, Outcome

    try:
        if not robots.may_fetch(address):
            problem = f"{address}: its host's robots.txt asks not to fetch it; save the page yourself"
            yield Outcome(file=address, fate=Fate.FAILED, problem=problem)
            return
        answer = fetcher.get(address)
        if answer.status != 200:
            problem = f"{address}: the server answered {answer.status}; open it in a browser and save it"
            yield Outcome(file=address, fate=Fate.FAILED, problem=problem)
            return
        found = documents_in_bytes(
            answer.body,
            answer.url,
            today=date.today(),
            about=replace(about, url=about.url or answer.url),
            suffix=_SUFFIXES.get(answer.media_type, ""),
        )
        yield from recorder.take_all(found, address)
    except SaysoError as problem_told:
        yield Outcome(file=address, fate=Fate.FAILED, problem=str(problem_told))
