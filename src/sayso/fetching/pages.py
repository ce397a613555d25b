"""The page behind an item of a feed: the article, where the feed gives a headline and a summary."""

from __future__ import annotations

import hashlib
import io
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from sayso.errors import SaysoError, UnreadableInputError
from sayso.fetching.addresses import ForbiddenAddressError, UnknownHostError, location_of
from sayso.fetching.client import Answer, Fetcher, FetchError
from sayso.fetching.pace import Pace
from sayso.fetching.robots import Robots
from sayso.fetching.waits import asked_to_wait
from sayso.ingest.description import Description
from sayso.ingest.items import Item
from sayso.ingest.loading import document_of
from sayso.ingest.page import Page
from sayso.ingest.recognition import Format, recognise
from sayso.model import Document, saved_at

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())

_ASKED_TOO_OFTEN = (429, 503)
_MANY_SILENCES = 2
_ITEM, _USER = "the feed's item", "the user"


class PageError(SaysoError):
    """The page of an item is not to be had now; where `is_final` it will not be at the next visit either.

    `wait` is how long its server asks to be left alone.
    """

    def __init__(self, problem: str, *, is_final: bool = False, wait: timedelta = timedelta()) -> None:
        super().__init__(problem)
        self.is_final, self.wait = is_final, wait


@dataclass(slots=True)
class Pages:
    """Gets the pages of one visit. A host that fails twice without an answer is not asked again in it:
    a hundred items of a host that stalls would hold up every other feed for an hour."""

    fetcher: Fetcher
    robots: Robots
    pace: Pace
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _silences: Counter[str] = field(default_factory=Counter)

    def document(self, item: Item, about: Description, *, today: date) -> Document:
        """The page that an item leads to; what it does not say of itself is taken from the item.

        Raises `PageError`.
        """
        if item.address is None:
            raise PageError(f"{item.where}: has no address", is_final=True)
        answer = self._answer(item.address)
        try:
            page = _read(answer, today)
        except UnreadableInputError as problem:
            raise PageError(str(problem), is_final=True) from None
        except Exception as fault:  # one strange page must not end a watch of months
            log.exception("reading %s", answer.url)
            problem_told = f"{answer.url}: sayso broke on it ({type(fault).__name__}); please report that"
            raise PageError(problem_told, is_final=True) from None
        if len(page.text) * 2 < len(item.text or ""):
            # A notice about cookies, or the first lines of what is to be paid for.
            raise PageError(f"{answer.url}: holds less than its feed gives", is_final=True)
        kind = "pdf" if answer.body.startswith(b"%PDF-") else "html"
        whole = _completed(replace(page, url=answer.url), item, about)
        digest = hashlib.sha256(answer.body).hexdigest()
        try:
            found = document_of(whole, answer.url, form=kind, raw_sha256=digest)
            return saved_at(found, self.clock())
        except UnreadableInputError as problem:
            raise PageError(str(problem), is_final=True) from None

    def _answer(self, url: str) -> Answer:
        try:
            origin = location_of(url).origin
            if self._silences[origin] >= _MANY_SILENCES:
                raise PageError(f"{url}: its host does not answer")
            self._ask_leave(url)
            self.pace.keep(url)
            answer = self.fetcher.get(url)
            if location_of(answer.url).origin != origin:
                self._ask_leave(answer.url)
        except UnknownHostError as problem:
            self._silences[origin] += 1
            raise PageError(str(problem)) from None
        except ForbiddenAddressError as problem:
            raise PageError(str(problem), is_final=True) from None
        except FetchError as problem:
            self._silences[origin] += 1
            raise PageError(str(problem)) from None
        if answer.status in _ASKED_TOO_OFTEN:
            self._silences[origin] = _MANY_SILENCES
            wait = asked_to_wait(answer, self.clock())
            raise PageError(f"{url}: the server answered {answer.status}", wait=wait)
        if answer.status != 200:
            raise PageError(f"{url}: the server answered {answer.status}")
        self._silences[origin] = 0
        return answer

    def _ask_leave(self, url: str) -> None:
        if self.robots.may_fetch(url):
            return
        if self.robots.has_rules(url):
            raise PageError(f"{url}: its host's robots.txt asks not to fetch it", is_final=True)
        raise PageError(f"{url}: its host's robots.txt cannot be had, so it is left alone")


def _read(answer: Answer, today: date) -> Page:
    """An article as HTML or PDF. Whatever else stands behind an item (a film, an archive) is no report."""
    kind = recognise(io.BytesIO(answer.body), answer.url)
    if kind is Format.PDF:
        from sayso.ingest.pdf import read_pdf

        return read_pdf(answer.body, answer.url, today=today)
    is_called_html = answer.media_type in ("text/html", "application/xhtml+xml")
    if kind is not Format.HTML and not (kind is Format.TEXT and is_called_html):
        raise UnreadableInputError(answer.url, "is no web page")
    from sayso.ingest.html import read_html

    return read_html(answer.body, answer.url, today=today, served_as=answer.charset)


def _completed(page: Page, item: Item, about: Description) -> Page:
    """The page with the user's word before its own, and the item's where it says nothing."""
    grounds = page.grounds
    if page.published is None and item.published is not None:
        grounds = replace(grounds, published=_ITEM)
    if about.outlet is not None or (page.outlet is None and item.outlet is not None):
        grounds = replace(grounds, outlet=_USER if about.outlet is not None else _ITEM)
    return replace(
        page,
        title=page.title or item.title,
        published=page.published or item.published or about.published,
        outlet=about.outlet or page.outlet or item.outlet,
        language=about.language or page.language or item.language,
        author=page.author or item.author,
        grounds=grounds,
    )
