"""A desk that follows one feed of our own server, by a clock that is set by hand."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest

from sayso.fetching import Feed, FeedVisitor, Fetcher, Pace, Recorded, Robots, Watch

START = datetime(2023, 1, 14, 9, 0, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


class Desk:
    """One feed of the server, a clock that is set by hand, and what was recorded: texts by their ids."""

    def __init__(self, site, memories=None, recorded=None):
        self.site, self.now = site, START
        self.recorded = {} if recorded is None else recorded
        self.saved = 0
        fetcher = Fetcher(allowed=lambda address: address == ip_address("127.0.0.1"), seconds=1.0)
        self.feed = Feed(url=site.url("/feed"), every=QUARTER)
        visitor = FeedVisitor(fetcher, Robots(fetcher), self.record, self._save, Pace(sleep=lambda _: None))
        self.watch = Watch(
            (self.feed,),
            {} if memories is None else memories,
            visitor,
            clock=lambda: self.now,
            chance=lambda: 0.5,
        )

    def record(self, document, _where):
        is_new = document.id not in self.recorded
        self.recorded.setdefault(document.id, document)
        return Recorded(is_new)

    def _save(self):
        self.saved += 1

    @property
    def taken(self):
        return [document.text for document in self.recorded.values()]

    @property
    def memory(self):
        return self.watch.memories[self.feed.url]

    def holds(self, *texts, **headers):
        """Items that lead nowhere."""
        self.lists(*(f"<item><description>{text}</description></item>" for text in texts), **headers)

    def lists(self, *items, **headers):
        feed = f'<rss version="2.0"><channel><title>Mill Desk</title>{"".join(items)}</channel></rss>'
        self.site.page("/feed", feed.encode(), Content_Type="application/rss+xml", **headers)

    def ask(self):
        """Wait until the feed is due, and visit it; give the visit and how long that took, in minutes."""
        before, self.now = self.now, max(self.now, self.watch.next_due())
        assert self.watch.due() == [self.feed]
        return self.watch.visit(self.feed), (self.now - before).total_seconds() / 60

    @property
    def health(self):
        return self.watch.health(self.feed)


@pytest.fixture
def make_desk(site):
    """Another desk at the same server: with the memory of an earlier one, and its record."""
    return lambda memories=None, recorded=None: Desk(site, memories, recorded)


@pytest.fixture
def desk(make_desk):
    return make_desk()
