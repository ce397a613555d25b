"""What a host asks of robots, by its robots.txt (RFC 9309)."""

from __future__ import annotations

import time
from urllib.robotparser import RobotFileParser

from sayso.fetching.addresses import ForbiddenAddressError, location_of
from sayso.fetching.client import Fetcher, FetchError

_NAME = "sayso"
_LARGEST = 500 * 1024
_FAILED = 500
_KEPT, _KEPT_FAILURE = 24 * 3600.0, 600.0
"""Seconds that rules are kept, and that a host is left alone whose rules cannot be had."""


class Robots:
    """Answers whether an address may be fetched; each host is asked once a day."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._known: dict[str, tuple[float, RobotFileParser | None]] = {}

    def may_fetch(self, url: str) -> bool:
        """Whether the host's rules let us; where it has none, or says so badly, they do.

        A host whose rules cannot be had because it fails is left alone: that is what the RFC asks. Raises
        `ForbiddenAddressError` for where must not be asked at all.
        """
        rules = self._kept(url)
        return rules is not None and rules.can_fetch(_NAME, url)

    def has_rules(self, url: str) -> bool:
        """Whether the host's rules could be had: what they forbid stays so, what fails may recover."""
        return self._kept(url) is not None

    def _kept(self, url: str) -> RobotFileParser | None:
        origin = location_of(url).origin
        until, rules = self._known.get(origin, (0.0, None))
        now = time.monotonic()
        if now >= until:
            rules = self._rules(origin, url)
            self._known[origin] = (now + (_KEPT if rules is not None else _KEPT_FAILURE), rules)
        return rules

    def _rules(self, origin: str, url: str) -> RobotFileParser | None:
        rules = RobotFileParser()
        try:
            answer = self._fetcher.get(f"{origin}/robots.txt")
        except ForbiddenAddressError as problem:
            # As the user wrote it.
            raise type(problem)(url, problem.problem, problem.remedy) from None
        except FetchError:
            return None
        if answer.status >= _FAILED:
            return None
        is_given = answer.status == 200
        text = answer.body[:_LARGEST].decode("utf-8", "replace") if is_given else ""
        rules.parse(text.splitlines())
        return rules
