"""What whoever starts the desk may choose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`hosts` are the names under which the desk may be asked for: a page elsewhere that has its own name
    point at this machine is turned away. Without a `token` nobody can judge or store. `tiles` is the address
    of a user's own map tiles, the only other origin that a page may then ask. `per_second` requests a client
    may make, `burst` at once; `largest` are the bytes that a request may bring."""

    token: str | None = field(default=None, repr=False)
    hosts: tuple[str, ...] = LOOPBACK
    tiles: str | None = None
    per_second: float = 100.0
    burst: int = 300
    largest: int = 2_000_000
    clock: Callable[[], datetime] = _now
