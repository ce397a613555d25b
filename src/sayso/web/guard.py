"""What stands before every request: who may ask, how much and how often, what a browser must refuse."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.settings import Settings
from sayso.web.wording import say

log = logging.getLogger(__name__)

_CLIENTS = 4096
"""How many clients are told apart at once; those not heard of for longest are forgotten first."""

_LONGEST_NUMBER = 20


def policy(settings: Settings) -> str:
    """The content security policy: everything from here, nothing inline, no frame around it."""
    elsewhere = f" {_origin(settings.tiles)}" if settings.tiles else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data: blob:{elsewhere}",
            f"connect-src 'self'{elsewhere}",
            "font-src 'self'",
            "worker-src 'self' blob:",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


class Guard:
    """Wraps the whole desk. Turned away with a line of text: 400 for a host that is not ours, 413 for too
    much, 429 for too often (`Retry-After` says when), 403 for a change asked for by another site's page."""

    def __init__(self, app: ASGIApp, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._app, self._settings = app, settings
        self._pace = _Pace(settings.per_second, settings.burst, clock)
        self._headers = {
            "content-security-policy": policy(settings),
            "referrer-policy": "no-referrer",
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        is_head = scope["method"] == "HEAD"
        limited = _Limited(receive, self._settings.largest_at(scope["path"]))

        has_begun = False

        async def sealed(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                if limited.is_over and message["status"] != 413:
                    # Whoever read the body may have caught what was raised and made it another's fault.
                    raise _TooMuchError
                has_begun = True
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            elif is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, sealed)
            return
        if is_head:
            # What can be got can be asked after.
            scope["method"] = "GET"
        try:
            await self._app(scope, limited, sealed)
        except _TooMuchError:
            await _told(scope, "more than can be taken at once", 413)(scope, receive, sealed)
        except Exception:
            if has_begun:
                raise
            # Whoever asked is told no more than that it broke, and not in a page, which asks the ledger too.
            log.exception("%s %s", scope["method"], scope["path"])
            await _told(scope, say("problem.broke"), 500)(scope, receive, sealed)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if "*" not in self._settings.hosts and _name(host) not in self._settings.hosts:
            return _told(scope, "this desk does not go by that name", 400)
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdecimal() and len(length) < _LONGEST_NUMBER):
            return _told(scope, "the length is no number", 400)
        if int(length) > (largest := self._settings.largest_at(scope["path"])):
            return _told(scope, f"more than {largest} bytes", 413)
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and not _is_own(headers, host):
            return _told(scope, "asked for by another site's page", 403)
        wait = self._pace.wait(scope["client"][0] if scope.get("client") else "")
        if wait > 0:
            return _told(scope, "too often", 429, headers={"retry-after": str(int(wait) + 1)})
        return None


class _TooMuchError(Exception):
    pass


class _Limited:
    """Counts what a request brings, which need not have told its length."""

    def __init__(self, receive: Receive, largest: int) -> None:
        self._receive, self._left = receive, largest
        self.is_over = False

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                self.is_over = True
                raise _TooMuchError
        return message


class _Pace:
    """So many requests a second from each client, more at once where it has been quiet."""

    def __init__(self, per_second: float, burst: int, clock: Callable[[], float]) -> None:
        self._per_second, self._burst, self._clock = per_second, burst, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Seconds until the client may ask; 0 where it may now."""
        now = self._clock()
        left, since = self._left.pop(client, (float(self._burst), now))
        left = min(float(self._burst), left + (now - since) * self._per_second)
        wait = 0.0 if left >= 1 else (1 - left) / self._per_second
        self._left[client] = (left if wait else left - 1, now)
        while len(self._left) > _CLIENTS:
            self._left.popitem(last=False)
        return wait


def _told(scope: Scope, words: str, status: int, headers: dict[str, str] | None = None) -> Response:
    """A refusal: JSON for programs, a line of text for others."""
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": status, "detail": words}, status, headers=headers)
    return PlainTextResponse(words, status, headers=headers)


def _is_own(headers: Headers, host: str) -> bool:
    """Whether a request that changes something comes from our own page, or from no page at all.

    A page that sends no referrer sends a form with the origin "null": then the browser's other word counts,
    if it gives one.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    if origin is None or (origin == "null" and site is not None):
        return True
    return origin != "null" and urlsplit(origin).netloc == host


def _name(host: str) -> str:
    """A host without its port."""
    return host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
