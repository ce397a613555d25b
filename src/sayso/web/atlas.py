"""Every place on every day, reckoned in the background: a request waits a moment for it, never long."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from threading import Condition, Thread

from sayso.answers.atlas import Days, Sheaf, put_together
from sayso.answers.atlas.telling import Telling
from sayso.estimation.markov import shipped_markov
from sayso.ledger import Ledger

log = logging.getLogger(__name__)

_PATIENCE = 0.4
"""Seconds that a request waits for what is being reckoned; then it is told what is ready."""
_BETWEEN = 5.0
"""Seconds at least between two showings of what is ready so far, which take a tenth of the time at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What can be told now: `done` of `total` places, which are all where `is_whole`. `version` changes with
    whatever can be told."""

    days: Days
    telling: Telling
    version: str
    done: int
    total: int
    is_whole: bool


class Atlas:
    """Safe to use from several threads; begins to reckon when it is first asked."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._sheaf = ledger, Sheaf(ledger)
        self._changed = Condition()
        self._running = False
        self._head: str | None = None
        self._done, self._total = 0, 0
        self._ready = self._put_together("", is_whole=False)

    def ready(self) -> Ready:
        """What is ready after a moment; all of it where little had changed."""
        head = self._ledger.head().hash
        with self._changed:
            if self._head != head:
                if not self._running:
                    self._running = True
                    Thread(target=self._reckon, args=(head,), name="atlas", daemon=True).start()
                self._changed.wait_for(lambda: not self._running, _PATIENCE)
            return self._ready

    def _reckon(self, head: str) -> None:
        shown_at = time.monotonic()

        def advance(done: int, total: int) -> None:
            nonlocal shown_at
            self._done, self._total = done, total
            began = time.monotonic()
            if began - shown_at > _BETWEEN and self._head is None and done < total:
                self._show(self._put_together(head, is_whole=False))
                shown_at = began + 9 * (time.monotonic() - began)

        try:
            changed = self._sheaf.bring_up_to_date(advance)
            if changed or self._head is None:
                self._done = self._total = len(self._sheaf.sheets)
                self._show(self._put_together(head, is_whole=True))
            self._head = head
        except Exception:
            # Whoever asks next sets it going again.
            log.exception("the map cannot be reckoned")
        finally:
            with self._changed:
                self._running = False
                self._changed.notify_all()

    def _show(self, ready: Ready) -> None:
        with self._changed:
            self._ready = ready

    def _put_together(self, head: str, *, is_whole: bool) -> Ready:
        whole = put_together(list(self._sheaf.sheets.values()))
        return Ready(
            days=Days(whole, shipped_markov()),
            telling=Telling(whole),
            version=f"{head[:16]}-{len(whole.keys)}" if is_whole else f"part-{len(whole.keys)}",
            done=self._done,
            total=self._total,
            is_whole=is_whole,
        )

    @property
    def progress(self) -> tuple[int, int, bool]:
        """How many places of how many are done, and whether any are being reckoned now."""
        return self._done, self._total, self._running
