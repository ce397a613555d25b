"""Reports at addresses, for the commands that take such."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import click

from sayso.cli.terminal import plain
from sayso.errors import SaysoError
from sayso.fetching import (
    MOST_PAGES,
    Answer,
    Fetcher,
    Pace,
    PageError,
    Pages,
    Robots,
    document_of_item,
    items_of,
    own_pages,
    page_address,
)
from sayso.ingest import Description, Unread, documents_in_bytes
from sayso.ingest.recognition import Format, recognise
from sayso.model import Document, saved_at
from sayso.recording import Fate, Outcome, Recorder

_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf"}


def is_address(named: str) -> bool:
    """Whether what a user names is to be fetched, not opened."""
    return named.lower().startswith(("http://", "https://"))


@dataclass(slots=True)
class Addresses:
    """Fetches and records; `pages`: of a feed, whether to take the pages behind its items."""

    recorder: Recorder
    fetcher: Fetcher
    pages: bool = True
    pace: Pace = field(default_factory=Pace)
    robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        self.robots = Robots(self.fetcher)

    def outcomes(self, address: str, about: Description) -> Iterator[Outcome]:
        """The fate of every report at one address; what failed is noted, to be tried again."""
        problems = []
        for outcome in self._outcomes(address, about):
            if outcome.problem is not None:
                problems.append(outcome.problem)
            yield outcome
        self.recorder.note(address, about, problems)

    def _outcomes(self, address: str, about: Description) -> Iterator[Outcome]:
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
                yield from self._behind(answer, address, about)
                return
            whole = replace(about, url=about.url or answer.url)
            found = documents_in_bytes(
                answer.body, answer.url, today=date.today(), about=whole, suffix=suffix
            )
            yield from self.recorder.take_all(map(_saved_now, found), address)
        except SaysoError as problem_told:
            yield _failed(address, str(problem_told))

    def _behind(self, answer: Answer, address: str, about: Description) -> Iterator[Outcome]:
        """The fate of every item of a feed. An item's page comes before what the feed says itself."""
        pages = Pages(self.fetcher, self.robots, self.pace)
        today = date.today()
        items = list(items_of(answer.body, answer.url, today=today))
        own = own_pages(item for item in items if not isinstance(item, Unread))
        for number, item in enumerate(items):
            if number == MOST_PAGES:
                problem = f"{answer.url}: has more than {MOST_PAGES} items; `sayso watch` takes them all"
                yield _failed(address, problem)
                return
            told = None
            if isinstance(item, Unread):
                found: Document | Unread = item
            elif page_address(item) not in own:
                found = document_of_item(item, about)
            else:
                try:
                    found = pages.document(item, about, today=today)
                except PageError as problem_told:
                    told = str(problem_told)
                    found = document_of_item(item, about)
            if isinstance(found, Unread):
                yield _failed(address, told or str(found))
                continue
            if told is not None:
                click.echo(f"sayso: {plain(told)}; its feed's text was taken instead", err=True)
            yield self.recorder.record(saved_at(found, datetime.now(UTC)), address)


def _is_feed(answer: Answer, suffix: str) -> bool:
    kind = recognise(io.BytesIO(answer.body), answer.url, suffix)
    return kind in (Format.FEED, Format.JSON_FEED)


def _failed(address: str, problem: str) -> Outcome:
    return Outcome(file=address, fate=Fate.FAILED, problem=problem)


def _saved_now(found: Document | Unread) -> Document | Unread:
    return found if isinstance(found, Unread) else saved_at(found, datetime.now(UTC))
