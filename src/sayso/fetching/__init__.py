"""Public web pages and feeds, fetched so that a hostile address, redirect or answer does no harm.

from sayso.fetching import Fetcher
answer = Fetcher().get("https://example.org/report.html")
"""

from sayso.fetching.addresses import ForbiddenAddressError, is_public
from sayso.fetching.client import Answer, Fetcher, FetchError
from sayso.fetching.feedlist import Feed, read_feeds
from sayso.fetching.robots import Robots
from sayso.fetching.watching import (
    Health,
    Memory,
    Taken,
    Visit,
    Watch,
    load_memories,
    save_memories,
    summary,
)

__all__ = [
    "Answer",
    "Feed",
    "FetchError",
    "Fetcher",
    "ForbiddenAddressError",
    "Health",
    "Memory",
    "Robots",
    "Taken",
    "Visit",
    "Watch",
    "is_public",
    "load_memories",
    "read_feeds",
    "save_memories",
    "summary",
]
