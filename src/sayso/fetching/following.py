"""One visit to a feed: its items, the pages that they lead to, and what to remember of both."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urldefrag, urlsplit

from sayso.errors import UnreadableInputError
from sayso.fetching.client import Answer, Fetcher
from sayso.fetching.feedlist import Feed
from sayso.fetching.memory import Memory, Waiting, instant_of, mark
from sayso.fetching.pace import Pace
from sayso.fetching.pages import PageError, Pages
from sayso.fetching.robots import Robots
from sayso.fetching.waits import asked_to_wait
from sayso.fetching.watching import RAREST, Visit
from sayso.ingest.description import Description
from sayso.ingest.feeds import feed_items, json_feed_items
from sayso.ingest.items import Item
from sayso.ingest.loading import document_of
from sayso.ingest.recognition import Format, recognise
from sayso.ingest.unread import Unread
from sayso.model import Document

MOST_PAGES = 100
"""Pages of one feed that are fetched in one visit; the others wait for the next."""
_LONGEST_VISIT = 600.0
_MOST_TRIES = 3
_MOST_FAULTS = 100
_MOST_CHARACTERS = 100_000
"""An item whose own text is longer than this needs no page behind it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one report: whether it is new, or why it could not be recorded."""

    is_new: bool
    problem: str | None = None


Record = Callable[[Document, str], Recorded]
"""Records one report; the second value is where it was found."""


def items_of(data: bytes, where: str, *, today: date) -> Iterator[Item | Unread]:
    """What a feed of any form says of each item. Raises `UnreadableInputError` for what is no feed."""
    stream = io.BytesIO(data)
    kind = recognise(stream, where)
    if kind not in (Format.FEED, Format.JSON_FEED):
        raise UnreadableInputError(where, "is no feed any more", "look where it went")
    return (feed_items if kind is Format.FEED else json_feed_items)(stream, where, today=today)


def own_pages(items: Iterable[Item]) -> frozenset[str | None]:
    """The addresses that lead to the page of one item alone.

    Some feeds have every item lead to one and the same page, or to the front page of their site: what stands
    there is not what the item announces.
    """
    leading: dict[str, set[str | None]] = {}
    for item in items:
        if (url := page_address(item)) is not None:
            leading.setdefault(url, set()).add(item.name)
    return frozenset(url for url, names in leading.items() if len(names) == 1)


def page_address(item: Item) -> str | None:
    """Where the page of an item would stand; None for no address, and for the front page of a site."""
    try:
        url = urldefrag(item.address or "").url
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.path not in ("", "/") or parts.query else None


def document_of_item(item: Item, about: Description) -> Document | Unread:
    """An item by its own text alone, with the user's word before its own."""
    page = item.page()
    if isinstance(page, Unread):
        return page
    try:
        return document_of(about.of_many(page), item.where, form="feed")
    except UnreadableInputError as problem:
        return Unread.of(problem)


@dataclass(slots=True)
class FeedVisitor:
    """Asks feeds. `save` keeps the memory: it is called whenever something was recorded that must not be
    recorded twice."""

    fetcher: Fetcher
    robots: Robots
    record: Record
    save: Callable[[], None]
    pace: Pace

    def __call__(self, feed: Feed, memory: Memory, now: datetime) -> Visit:
        """Ask a feed, record what is new in it, and note what is to be remembered."""
        if not self.robots.may_fetch(feed.url):
            told = f"{feed.url}: its host's robots.txt asks not to fetch it"
            return Visit(feed=feed, problem=told, wait=RAREST)
        self.pace.keep(feed.url)
        began = time.monotonic()
        answer = self.fetcher.get(feed.url, _conditions(memory))
        memory.seconds = round(time.monotonic() - began, 3)
        if answer.status not in (200, 304):
            told = f"{feed.url}: the server answered {answer.status}"
            return Visit(feed=feed, problem=told, wait=asked_to_wait(answer, now))
        visit = _Round(self, feed, memory, now)
        problem = visit.take(answer) if answer.status == 200 else None
        memory.answered, memory.failures = now.isoformat(), 0
        memory.is_changed = problem is not None
        visit.follow()
        is_unchanged = answer.status == 304
        return Visit(feed=feed, new=visit.new, known=visit.known, is_unchanged=is_unchanged, problem=problem)


class _Round:
    """One visit as it goes on."""

    def __init__(self, visitor: FeedVisitor, feed: Feed, memory: Memory, now: datetime) -> None:
        self._visitor, self._feed, self._memory, self._now = visitor, feed, memory, now
        self._about = Description(outlet=feed.outlet, language=feed.language)
        self._pages = Pages(visitor.fetcher, visitor.robots, visitor.pace, lambda: now)
        self._missed: list[str] = []
        self.new = self.known = 0

    def take(self, answer: Answer) -> str | None:
        """Record what needs no page, and have the rest wait for theirs; give why nothing could be read."""
        memory = self._memory
        listed: list[Item] = []
        problems: list[str] = []
        known = memory.known()
        is_whole, read = True, 0
        try:
            found = list(items_of(answer.body, self._feed.url, today=self._now.date()))
            pages = own_pages(item for item in found if isinstance(item, Item)) if self._feed.pages else ()
            for item in found:
                if isinstance(item, Unread):
                    problems.append(str(item))
                    is_whole = False
                elif _needs_page(item, pages):
                    read += 1
                    listed.append(item)
                    if mark(item) in known:
                        self.known += 1
                    elif memory.queue(item):
                        known.add(mark(item))
                    else:
                        is_whole = False
                elif isinstance(document := document_of_item(item, self._about), Unread):
                    problems.append(str(document))
                elif (problem := self._record(document, item.where)) is not None:
                    problems.append(problem)
                    is_whole = False
                else:
                    read += 1
        except UnreadableInputError as told:
            problems.append(str(told))
            is_whole = False
        problem = problems[0] if problems and not read else None
        memory.keep(listed)
        if problem is None and is_whole:
            memory.etag, memory.modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        elif problem is None:
            # What there was no room for, or what broke off, is asked for again.
            memory.etag = memory.modified = None
        return problem

    def follow(self) -> None:
        """Fetch the pages that wait, as many as one visit may."""
        memory = self._memory
        until = instant_of(memory.pages_after)
        if not memory.waiting or (until is not None and self._now < until):
            return
        self._visitor.save()
        began, tried = time.monotonic(), 0
        for waiting in memory.waiting[:MOST_PAGES]:
            if time.monotonic() - began > _LONGEST_VISIT:
                break
            tried += 1
            if self._land(waiting):
                memory.done(waiting)
            else:
                memory.waiting = [*(each for each in memory.waiting if each is not waiting), waiting]
            self._visitor.save()
        if tried:
            missed = f"{len(self._missed)} of {tried} pages" if tried > 1 else "a page"
            memory.note = f"{missed} not had: {self._missed[-1]}" if self._missed else None

    def _land(self, waiting: Waiting) -> bool:
        """Record the page of an item, or its own text in its place; whether the item is done with."""
        document = self._document(waiting)
        if document is None or isinstance(document, Unread):
            return document is not None
        problem = self._record(document, waiting.item.address or waiting.item.where)
        if problem is None:
            return True
        waiting.faults += 1
        self._missed.append(problem)
        return waiting.faults >= _MOST_FAULTS

    def _document(self, waiting: Waiting) -> Document | Unread | None:
        """The page of an item, or its own text where there is none; None where it is worth another try."""
        item = waiting.item
        if not self._feed.pages:  # the user has thought better of it meanwhile
            return document_of_item(item, self._about)
        try:
            return self._pages.document(item, self._about, today=self._now.date())
        except PageError as told:
            waiting.tries += 1
            if told.wait:
                self._memory.pages_after = (self._now + told.wait).isoformat()
            if not told.is_final and waiting.tries < _MOST_TRIES:
                self._missed.append(str(told))
                return None
            document = document_of_item(item, self._about)
            instead = "nothing instead" if isinstance(document, Unread) else "its feed's text instead"
            self._missed.append(f"{told} ({instead})")
            return document

    def _record(self, document: Document, where: str) -> str | None:
        recorded = self._visitor.record(document, where)
        if recorded.problem is None:
            self.new += recorded.is_new
            self.known += not recorded.is_new
        return recorded.problem


def _needs_page(item: Item, pages: Collection[str | None]) -> bool:
    is_long = len(item.text or "") > _MOST_CHARACTERS
    return page_address(item) in pages and item.name is not None and not is_long


def _conditions(memory: Memory) -> dict[str, str]:
    """Headers by which a server need not send again what it sent before."""
    headers = {"If-None-Match": memory.etag, "If-Modified-Since": memory.modified}
    return {name: value for name, value in headers.items() if value is not None}
