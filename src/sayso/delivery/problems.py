"""What is said where a brief did not arrive."""

from __future__ import annotations

import re
from ipaddress import ip_address

from sayso.errors import SaysoError

_LONGEST_REPLY = 160
# A report or a reply is a stranger's text: it must not break a header, steer a terminal, or turn the line's
# direction. Half a surrogate cannot be sent at all.
_STEERING = re.compile(
    r"[\x00-\x20\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+"
)


class DeliveryError(SaysoError):
    """A brief could not be handed over to `where`. Names what was answered, and the remedy."""

    def __init__(self, where: str, problem: str, remedy: str | None = None) -> None:
        super().__init__(f"{where}: {problem}" + (f"; {remedy}" if remedy else ""))
        self.where, self.problem, self.remedy = where, problem, remedy


def plain(words: str) -> str:
    """A stranger's words on one line, without characters that steer."""
    return _STEERING.sub(" ", words).strip()


def reply_words(reply: bytes | str) -> str:
    """What a server said, on one line and cut short."""
    words = plain(reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply)
    return words if len(words) <= _LONGEST_REPLY else words[:_LONGEST_REPLY] + "…"


def is_this_machine(host: str) -> bool:
    """Whether a host is the machine itself, so that nobody else can listen on the way."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
