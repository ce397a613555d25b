"""`sayso fetch`: public web pages into a ledger."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
    from sayso.cli.recording import Outcome, Recorder
    from sayso.fetching import Answer, Fetcher, Pace, Robots
    from sayso.ingest import Description, Unread
    from sayso.model import Document, Publication

_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf"}


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
    from sayso.cli.recording import recorder_into, tell_all
    from sayso.cli.terminal import tracked
    from sayso.fetching import Fetcher, Pace, Robots
    from sayso.ingest import Description

    about = Description(published=published, outlet=outlet, url=url, language=language)
    fetcher = Fetcher()
    with recorder_into(ledger, pipeline) as recorder:
        fetching = _Fetching(fetcher, Robots(fetcher), Pace(), recorder, about, pages)
        asked = tracked(addresses, "fetching", progress, total=len(addresses), talking=as_json)
        tell_all((o for address in asked for o in fetching.outcomes(address)), ledger, as_json=as_json)


@dataclass(frozen=True, slots=True)
class _Fetching:
    """What all addresses of one command share."""

    fetcher: Fetcher
    robots: Robots
    pace: Pace
    recorder: Recorder
    about: Description
    pages: bool

    def outcomes(self, address: str) -> Iterator[Outcome]:
        """The fate of every report at one address."""
        from sayso.errors import SaysoError
        from sayso.ingest import documents_in_bytes

        try:
            if not self.robots.may_fetch(address):
                problem = f"{address}: its host's robots.txt asks not to fetch it; save the page yourself"
                yield _failed(address, problem)
                return
            self.pace.keep(address)
            answer = self.fetcher.get(address)
            if answer.status != 200:
                problem = f"{address}: the server answered {answer.status}; open it in a browser and save it"
                yield _failed(address, problem)
                return
            suffix = _SUFFIXES.get(answer.media_type, "")
            if self.pages and _is_feed(answer, suffix):
                yield from self._behind(answer)
                return
            about = replace(self.about, url=self.about.url or answer.url)
            found = documents_in_bytes(
                answer.body, answer.url, today=date.today(), about=about, suffix=suffix
            )
            yield from self.recorder.take_all(found, address)
        except SaysoError as problem_told:
            yield _failed(address, str(problem_told))

    def _behind(self, answer: Answer) -> Iterator[Outcome]:
        """The fate of every item of a feed. An item's page comes before what the feed says itself."""
        from sayso.cli.terminal import plain
        from sayso.fetching import (
            MOST_PAGES,
            PageError,
            Pages,
            document_of_item,
            items_of,
            own_pages,
            page_address,
        )
        from sayso.ingest import Unread

        pages = Pages(self.fetcher, self.robots, self.pace)
        today = date.today()
        items = list(items_of(answer.body, answer.url, today=today))
        own = own_pages(item for item in items if not isinstance(item, Unread))
        for number, item in enumerate(items):
            if number == MOST_PAGES:
                problem = f"{answer.url}: has more than {MOST_PAGES} items; `sayso watch` takes them all"
                yield _failed(answer.url, problem)
                return
            told = None
            if isinstance(item, Unread):
                found: Document | Unread = item
            elif page_address(item) not in own:
                found = document_of_item(item, self.about)
            else:
                try:
                    found = pages.document(item, self.about, today=today)
                except PageError as problem_told:
                    told = str(problem_told)
                    found = document_of_item(item, self.about)
            if isinstance(found, Unread):
                yield _failed(answer.url, told or str(found))
                continue
            if told is not None:
                click.echo(f"sayso: {plain(told)}; its feed's text was taken instead", err=True)
            yield self.recorder.record(found, answer.url)


def _is_feed(answer: Answer, suffix: str) -> bool:
    from sayso.ingest.recognition import Format, recognise

    kind = recognise(io.BytesIO(answer.body), answer.url, suffix)
    return kind in (Format.FEED, Format.JSON_FEED)


def _failed(address: str, problem: str) -> Outcome:
    from sayso.cli.recording import Fate, Outcome

    return Outcome(file=address, fate=Fate.FAILED, problem=problem)
