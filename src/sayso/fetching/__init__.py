"""Public web pages and feeds, fetched so that a hostile address, redirect or answer does no harm.

from sayso.fetching import Fetcher
answer = Fetcher().get("https://example.org/report.html")
"""

from sayso.fetching.addresses import ForbiddenAddressError, is_public
from sayso.fetching.channels import ChannelClient, ChannelError, ChannelVisitor, WaitAskedError
from sayso.fetching.client import Answer, Fetcher, FetchError
from sayso.fetching.feedlist import Channel, Feed, Followed, read_feeds
from sayso.fetching.following import (
    MOST_PAGES,
    FeedVisitor,
    Record,
    Recorded,
    document_of_item,
    items_of,
    own_pages,
    page_address,
)
from sayso.fetching.memory import Memory, load_memories, save_memories
from sayso.fetching.pace import Pace
from sayso.fetching.pages import PageError, Pages
from sayso.fetching.robots import Robots
from sayso.fetching.watching import Health, Visit, Watch, summary

__all__ = [
    "MOST_PAGES",
    "Answer",
    "Channel",
    "ChannelClient",
    "ChannelError",
    "ChannelVisitor",
    "Feed",
    "FeedVisitor",
    "FetchError",
    "Fetcher",
    "Followed",
    "ForbiddenAddressError",
    "Health",
    "Memory",
    "Pace",
    "PageError",
    "Pages",
    "Record",
    "Recorded",
    "Robots",
    "Visit",
    "WaitAskedError",
    "Watch",
    "document_of_item",
    "is_public",
    "items_of",
    "load_memories",
    "own_pages",
    "page_address",
    "read_feeds",
    "save_memories",
    "summary",
]
