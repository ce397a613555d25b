"""Who may judge and store: whoever gave the token, by a session of a browser or with each request.

A browser keeps a random name and never the token; what it names is kept in memory, so that a desk that is
started again knows nobody.
"""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from threading import Lock

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.problems import told
from sayso.web.settings import OPEN_TO_ALL, Settings
from sayso.web.wording import say

COOKIE = "sayso_session"
_LOOKING = ("GET", "HEAD", "OPTIONS")
_MOST = 200
_ATTEMPTS, _WINDOW = 5, 300.0
"""Wrong tokens from one client, in so many seconds, after which it waits."""
_CLIENTS = 4096


class TooManyAttemptsError(Exception):
    """A client gave too many wrong tokens; `wait` are the seconds until it may try again."""

    def __init__(self, wait: float) -> None:
        super().__init__("too many wrong tokens")
        self.wait = wait


class Sessions:
    """Safe to use from several threads. `clock` gives seconds that only grow."""

    def __init__(self, token: str | None, longest: float, clock: Callable[[], float]) -> None:
        self._token, self._longest, self._clock = token, longest, clock
        self._until: OrderedDict[str, float] = OrderedDict()
        self._wrong: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = Lock()

    def is_token(self, given: str, client: str) -> bool:
        """Whether it is the token, compared in a time that does not tell how much of it is right. Raises
        `TooManyAttemptsError` where the client was wrong too often, whatever it gives now."""
        now = self._clock()
        with self._lock:
            wrong = [at for at in self._wrong.pop(client, []) if now - at < _WINDOW]
            if wrong:
                self._wrong[client] = wrong
            if len(wrong) >= _ATTEMPTS:
                raise TooManyAttemptsError(_WINDOW - (now - wrong[0]))
            is_right = self._token is not None and hmac.compare_digest(
                given.encode("utf-8", "surrogatepass"), self._token.encode()
            )
            if not is_right:
                self._wrong[client] = [*wrong, now]
                while len(self._wrong) > _CLIENTS:
                    self._wrong.popitem(last=False)
        return is_right

    def begin(self) -> str:
        """The name of a new session. Of too many the oldest ends."""
        name = secrets.token_urlsafe(32)
        with self._lock:
            self._until[name] = self._clock() + self._longest
            while len(self._until) > _MOST:
                self._until.popitem(last=False)
        return name

    def holds(self, name: str) -> bool:
        """Whether there is such a session, and its time is not over."""
        with self._lock:
            until = self._until.get(name)
            if until is not None and until <= self._clock():
                del self._until[name]
                return False
            return until is not None

    def end(self, name: str) -> None:
        """End a session; none of that name is as well."""
        with self._lock:
            self._until.pop(name, None)


class Doorkeeper:
    """Wraps the application. Tells pages who is signed in, and turns away whoever asks for more than a look
    without the token: a route that is added is closed until `OPEN_TO_ALL` names it."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions) -> None:
        self._app, self._settings, self._sessions = app, settings, sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            signed_in = self._is_signed_in(scope)
        except TooManyAttemptsError as problem:
            refusal = told(request, 429, say("signing.too_often"))
            refusal.headers["retry-after"] = str(int(problem.wait) + 1)
            await refusal(scope, receive, send)
            return
        scope.setdefault("state", {})["signed_in"] = signed_in
        path = scope["path"]

        async def kept_to_us(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if signed_in and not path.startswith("/static/"):
                    headers["cache-control"] = "no-store"
                else:
                    headers.setdefault("cache-control", "no-cache")
                if signed_in or path in OPEN_TO_ALL:
                    # Else a form of ours, over plain HTTP to another machine, would come from nowhere.
                    headers.setdefault("referrer-policy", "same-origin")
            await send(message)

        if scope["method"] not in _LOOKING and path not in OPEN_TO_ALL and not signed_in:
            words = say("signing.needed") if self._settings.token else say("signing.impossible")
            await told(request, 403, words)(scope, receive, kept_to_us)
            return
        await self._app(scope, receive, kept_to_us)

    def _is_signed_in(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self._settings.token:
            return self._sessions.is_token(given.strip(), client_of(scope))
        return self._sessions.holds(session_of(headers))


def session_of(headers: Headers) -> str:
    """The name of the session that a browser sent; empty where it sent none."""
    cookies = SimpleCookie()
    try:
        cookies.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[COOKIE].value if COOKIE in cookies else ""


def client_of(scope: Scope) -> str:
    """The address that a request comes from; empty where it has none."""
    client = scope.get("client")
    return str(client[0]) if client else ""
