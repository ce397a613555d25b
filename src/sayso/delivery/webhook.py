"""A brief posted as JSON to a web address of the user's own."""

from __future__ import annotations

import hashlib
import hmac
import json
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import responses
from typing import Any
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from sayso import __version__
from sayso.delivery.problems import DeliveryError, is_this_machine, reply_words

_CONNECT_SECONDS, _READ_SECONDS = 10.0, 30.0
_PAUSES = (1.0, 4.0, 15.0)
"""Seconds before each new try; so there are four tries at most."""
_LARGEST_REPLY = 4096
_LONGEST_URL = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where briefs are posted. The path and the query often are the key to it, so `repr` shows neither, nor
    the secret that bodies are signed with."""

    scheme: str
    host: str
    port: int | None
    target: str = field(repr=False)
    secret: str | None = field(default=None, repr=False)

    @classmethod
    def at(cls, url: str, secret: str | None = None) -> Webhook:
        """A webhook at an address. Raises `DeliveryError` for one that no brief is posted to."""
        remedy = "write https://HOST/PATH"
        if len(url) > _LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
            raise DeliveryError(
                "webhook", "its address is too long or holds signs that no address has", remedy
            )
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise DeliveryError("webhook", "is no web address", remedy) from None
        if not host or parts.scheme not in ("http", "https"):
            raise DeliveryError("webhook", "is no web address", remedy)
        if parts.username is not None or parts.password is not None:
            raise DeliveryError("webhook", "its address carries a user name", "sign with a secret instead")
        if parts.scheme == "http" and not is_this_machine(host):
            raise DeliveryError(
                f"webhook {host}", "plain http would show the brief to others", "write https://"
            )
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return cls(scheme=parts.scheme, host=host, port=port, target=target, secret=secret or None)

    @property
    def name(self) -> str:
        """For people: scheme and host, without what may be a key."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (f":{self.port}" if self.port else "")


def body_of(brief: Mapping[str, Any]) -> bytes:
    """What is posted: the brief as one JSON object in UTF-8."""
    words = json.dumps(brief, ensure_ascii=False, separators=(",", ":"))
    return words.encode("utf-8", "replace")


def headers_of(body: bytes, secret: str | None) -> dict[str, str]:
    """The headers of a post. A delivery keeps its id over every try, so that a receiver can tell a second."""
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"sayso/{__version__}",
        "X-Sayso-Delivery": hashlib.sha256(body).hexdigest()[:32],
    }
    if secret is not None:
        digest = hmac.new(secret.encode("utf-8"), body, hashlib.sha256).hexdigest()
        headers["X-Sayso-Signature"] = f"sha256={digest}"
    return headers


def post_brief(
    brief: Mapping[str, Any], webhook: Webhook, *, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Post a brief, trying again a few times where the server has trouble or does not answer.

    Redirects are not followed: who signs for one address must not be sent to another. Raises `DeliveryError`.
    """
    body = body_of(brief)
    headers = headers_of(body, webhook.secret)
    for pause in (*_PAUSES, None):
        problem, is_passing = _posted(webhook, body, headers)
        if problem is None:
            return
        if pause is None or not is_passing:
            raise problem
        sleep(pause)


def _posted(webhook: Webhook, body: bytes, headers: Mapping[str, str]) -> tuple[DeliveryError | None, bool]:
    """What is wrong, if anything, and whether it may pass by itself."""
    try:
        with _pool(webhook) as pool:
            response = pool.urlopen(
                "POST",
                webhook.target,
                body=body,
                headers=dict(headers),
                redirect=False,
                retries=False,
                preload_content=False,
            )
            try:
                status = response.status
                # One look at what is there: nobody can keep us by sending much, or little for long.
                said = b"" if 200 <= status < 300 else response.read1(_LARGEST_REPLY, decode_content=False)
            finally:
                response.close()
    except (HTTPError, OSError) as told:
        return _unanswered(webhook, told)
    if 200 <= status < 300:
        return None, False
    return _answered(webhook, status, said), status >= 500 or status in (408, 425, 429)


def _pool(webhook: Webhook) -> urllib3.HTTPConnectionPool:
    timeout = urllib3.Timeout(connect=_CONNECT_SECONDS, read=_READ_SECONDS)
    if webhook.scheme == "http":
        return urllib3.HTTPConnectionPool(webhook.host, webhook.port, timeout=timeout)
    # The system's certificates, or those that $SSL_CERT_FILE names: a desk may have an authority of its own.
    context = ssl.create_default_context()
    return urllib3.HTTPSConnectionPool(webhook.host, webhook.port, timeout=timeout, ssl_context=context)


def _answered(webhook: Webhook, status: int, said: bytes) -> DeliveryError:
    told = f"answers {status} {responses.get(status, '')}".rstrip()
    if words := reply_words(said):
        told += f" ({words})"
    if 300 <= status < 400:
        return DeliveryError(webhook.name, told, "redirects are not followed; give the final address")
    if status in (401, 403, 404, 410):
        return DeliveryError(webhook.name, told, "check the address and the secret")
    return DeliveryError(webhook.name, told)


def _unanswered(webhook: Webhook, told: Exception) -> tuple[DeliveryError, bool]:
    match told:
        case SSLError():
            return DeliveryError(
                webhook.name,
                "no connection over TLS can be trusted or made",
                "check the address; for a certificate of your own name its file in $SSL_CERT_FILE",
            ), False
        case NameResolutionError():
            remedy = "check its spelling, or your network"
            return DeliveryError(webhook.name, "the host is not known", remedy), True
        case NewConnectionError():
            return DeliveryError(webhook.name, "refuses the connection", "check host and port"), True
        case ConnectTimeoutError() | ReadTimeoutError():
            return DeliveryError(webhook.name, "does not answer in time", "try again later"), True
        case _:
            problem = f"gives no answer ({type(told).__name__})"
            return DeliveryError(webhook.name, problem, "try again later"), True
