"""Numbers of the desk for Prometheus: how many requests, how they ended, how long they took.

A label is the pattern of a route, never what was asked: "/place/{name}", and no name of a place. The text
format is four lines of rules, so no library is taken for it.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from threading import Lock

from starlette.types import ASGIApp, Message, Receive, Scope, Send

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)
"""Seconds."""
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_NO_ROUTE = "none"


class Metrics:
    """Counts since the desk was started. Safe to use from several threads."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._times: dict[str, list[int]] = {}
        self._seconds: dict[str, float] = {}
        self._lock = Lock()

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request that was answered."""
        with self._lock:
            self._requests[method if method in _METHODS else "other", route, status] += 1
            times = self._times.setdefault(route, [0] * (len(BOUNDS) + 1))
            times[bisect_left(BOUNDS, seconds)] += 1
            self._seconds[route] = self._seconds.get(route, 0.0) + seconds

    def lines(self) -> Iterator[str]:
        """The lines about requests."""
        with self._lock:
            requests, times = sorted(self._requests.items()), sorted(self._times.items())
            seconds = dict(self._seconds)
        yield "# HELP sayso_requests_total Requests by method, route and status."
        yield "# TYPE sayso_requests_total counter"
        for (method, route, status), count in requests:
            labels = f'method="{method}",route="{_escaped(route)}",status="{status}"'
            yield f"sayso_requests_total{{{labels}}} {count}"
        yield "# HELP sayso_request_seconds Time to answer, by route."
        yield "# TYPE sayso_request_seconds histogram"
        for route, counts in times:
            name, sofar = _escaped(route), 0
            for bound, count in zip((*map(str, BOUNDS), "+Inf"), counts, strict=True):
                sofar += count
                yield f'sayso_request_seconds_bucket{{route="{name}",le="{bound}"}} {sofar}'
            yield f'sayso_request_seconds_sum{{route="{name}"}} {seconds[route]:.6f}'
            yield f'sayso_request_seconds_count{{route="{name}"}} {sofar}'


def gauge(name: str, about: str, value: float) -> Iterator[str]:
    """The lines of one number that goes up and down."""
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} gauge"
    yield f"{name} {value}"


class Meter:
    """Wraps the whole desk and counts what it answers, refusals too."""

    def __init__(self, app: ASGIApp, metrics: Metrics, clock: Callable[[], float] = time.monotonic) -> None:
        self._app, self._metrics, self._clock = app, metrics, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, method = self._clock(), 500, scope["method"]

        async def counted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            self._metrics.count(method, _route(scope), status, self._clock() - began)


def _route(scope: Scope) -> str:
    if scope["path"].startswith("/static/"):
        return "/static"
    path = getattr(scope.get("route"), "path", None)
    return path if isinstance(path, str) else _NO_ROUTE


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
