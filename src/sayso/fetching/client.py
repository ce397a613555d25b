"""One page, with bounds on everything: bytes, seconds, redirects, and what it unpacks to."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.parse import quote, urljoin

import certifi
import urllib3
from urllib3.exceptions import HTTPError

from sayso import __version__
from sayso.errors import SaysoError
from sayso.fetching.addresses import Address, Location, address_of, is_public, location_of

AGENT = f"sayso/{__version__}"
LARGEST_ANSWER = 20 * 1024**2
_MOST_REDIRECTS = 5
_CONNECT_SECONDS, _READ_SECONDS, _ALL_SECONDS = 10.0, 20.0, 60.0
_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_UNRESERVED = "/?:@!$&'()*+,;=-._~%"


class FetchError(SaysoError):
    """A page could not be had: no answer, an error of the server, too large, too slow."""

    def __init__(self, url: str, problem: str, *, status: int | None = None) -> None:
        super().__init__(f"{url}: {problem}")
        self.url, self.problem, self.status = url, problem, status


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server gave. `url` is where it was found after every redirect; header names are lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The type without parameters, lower case; empty where the server says none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The character set that the server names."""
        message = Message()
        message["content-type"] = self.headers.get("content-type", "")
        return message.get_content_charset()


class Fetcher:
    """Gets pages. `allowed` says which addresses may be asked: public ones, save in tests."""

    def __init__(
        self,
        *,
        allowed: Callable[[Address], bool] = is_public,
        largest: int = LARGEST_ANSWER,
        seconds: float = _ALL_SECONDS,
        redirects: int = _MOST_REDIRECTS,
    ) -> None:
        self._allowed, self._largest = allowed, largest
        self._seconds, self._redirects = seconds, redirects

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to a request, followed over redirects, each of which is checked like the first.

        Raises `ForbiddenAddressError` for where must not be asked and `FetchError` for what cannot be had.
        A status that is an error is an answer too.
        """
        deadline = time.monotonic() + self._seconds
        asked = url
        for _ in range(self._redirects + 1):
            answer = self._one(location_of(url), headers or {}, deadline)
            location = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not location:
                return answer
            url = urljoin(url, quote(location, safe=_UNRESERVED + "#[]"))
        raise FetchError(asked, f"redirects more than {self._redirects} times")

    def _one(self, there: Location, headers: Mapping[str, str], deadline: float) -> Answer:
        address = address_of(there, allowed=self._allowed)
        timeout = urllib3.Timeout(connect=_CONNECT_SECONDS, read=min(_READ_SECONDS, self._seconds))
        with _pool(there, address, timeout) as pool:
            try:
                response = pool.urlopen(
                    "GET",
                    quote(there.target, safe=_UNRESERVED),
                    headers={
                        "Host": there.authority,
                        "User-Agent": AGENT,
                        "Accept-Encoding": "gzip, deflate",
                        **headers,
                    },
                    redirect=False,
                    retries=False,
                    assert_same_host=False,
                    preload_content=False,
                )
                try:
                    body = self._body(there.url, response, deadline)
                finally:
                    response.close()
            except (HTTPError, OSError) as problem:
                raise FetchError(there.url, f"no answer ({type(problem).__name__})") from None
        found = {name.lower(): value for name, value in response.headers.items()}
        return Answer(url=there.url, status=response.status, headers=found, body=body)

    def _body(self, url: str, response: urllib3.BaseHTTPResponse, deadline: float) -> bytes:
        """What was sent, unpacked; the bound is on what it unpacks to, so that a bomb is let go early."""
        parts: list[bytes] = []
        size = 0
        for part in response.stream(_CHUNK, decode_content=True):
            size += len(part)
            if size > self._largest:
                raise FetchError(url, f"is larger than {self._largest // 1024**2} MB")
            if time.monotonic() > deadline:
                raise FetchError(url, f"took more than {self._seconds:.0f} seconds")
            parts.append(part)
        return b"".join(parts)


def _pool(there: Location, address: str, timeout: urllib3.Timeout) -> urllib3.HTTPConnectionPool:
    """Connections to the one address that was checked; a certificate is held against the name."""
    if there.scheme == "http":
        return urllib3.HTTPConnectionPool(address, there.port, timeout=timeout)
    return urllib3.HTTPSConnectionPool(
        address,
        there.port,
        timeout=timeout,
        server_hostname=there.host,
        assert_hostname=there.host,
        cert_reqs="CERT_REQUIRED",
        ca_certs=certifi.where(),
    )
