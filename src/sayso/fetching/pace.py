"""How fast one host is asked: whoever sends many requests at once is taken for an attack, and is one."""

from __future__ import annotations

import time
from collections.abc import Callable

from sayso.fetching.addresses import location_of

_BETWEEN = 2.0
"""Seconds between two requests to one host."""


class Pace:
    """Keeps a distance between two requests to one host, whatever they are for."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep
        self._asked_at: dict[str, float] = {}

    def keep(self, url: str) -> None:
        """Wait until the host of an address may be asked again, and note that it is."""
        origin = location_of(url).origin
        waited = time.monotonic() - self._asked_at.get(origin, -_BETWEEN)
        if waited < _BETWEEN:
            self._sleep(_BETWEEN - waited)
        self._asked_at[origin] = time.monotonic()
