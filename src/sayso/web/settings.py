"""What whoever starts the desk may choose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
UPLOADS = ("/read", "/api/read")
"""Where a report may be brought."""
OPEN_TO_ALL = ("/read", "/api/read", "/sign-in", "/sign-out", "/watch", "/api/watch")
"""Where more than a look may be asked for without the token: nothing of the record changes there."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`hosts` are the names under which the desk may be asked for: a page elsewhere that has its own name
    point at this machine is turned away. Without a `token` nobody can judge or store. `tiles` is the address
    of a user's own map tiles, the only other origin that a page may then ask. `per_second` requests a client
    may make, `burst` at once; `largest` are the bytes that a request may bring, `largest_upload` those of a
    report to be read. While one is read `most_waiting` others wait, and it has `longest_reading` seconds; who
    signs in is signed in for `longest_session` seconds."""

    token: str | None = field(default=None, repr=False)
    hosts: tuple[str, ...] = LOOPBACK
    tiles: str | None = None
    per_second: float = 100.0
    burst: int = 300
    largest: int = 2_000_000
    largest_upload: int = 10_000_000
    most_waiting: int = 4
    longest_reading: float = 120.0
    longest_session: float = 8 * 3600.0
    clock: Callable[[], datetime] = _now

    def largest_at(self, path: str) -> int:
        """The bytes that a request to a path may bring."""
        return self.largest_upload if path in UPLOADS else self.largest
