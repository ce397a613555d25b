"""Public web pages, fetched so that a hostile address, redirect or answer does no harm.

from sayso.fetching import Fetcher
answer = Fetcher().get("https://example.org/report.html")
"""

from sayso.fetching.addresses import ForbiddenAddressError, is_public
from sayso.fetching.client import Answer, Fetcher, FetchError
from sayso.fetching.robots import Robots

__all__ = ["Answer", "FetchError", "Fetcher", "ForbiddenAddressError", "Robots", "is_public"]
