"""Coded claims into a ledger, so that who reckons from them need not read a word by machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from sayso import __version__
from sayso.ledger import Added, Addition, Ledger
from sayso.model import Run, Theatre
from sayso.recording.coded import BY_HAND, Coded

_AT_ONCE = 300


def record_coded(
    ledger: Ledger,
    reports: Sequence[Coded],
    recorded_at: datetime,
    *,
    coder: str,
    theatre: Theatre | None = None,
    named: str | None = None,
) -> Iterator[tuple[Coded, Added, bool]]:
    """Record reports; what became of each, and whether the ledger holds it with other claims than these.

    The ledger keeps its first reading of the same words: those of another coder, or a correction, belong
    into a ledger of their own.
    """
    settings = {"coder": coder, **({"theatre": theatre.id} if theatre else {})}
    run = Run(sayso=__version__, pipeline=BY_HAND, settings=settings)
    left = iter(reports)
    while some := list(islice(left, _AT_ONCE)):
        readings = (each.reading for each in some)
        added = list(ledger.add_many(readings, recorded_at, named=named, run=run, at_once=_AT_ONCE))
        there = [each.document for each in added if each.addition in (Addition.KNOWN, Addition.CARRIER)]
        with ledger.snapshot() as seen:
            held = seen.claims_in(there)
        for coded, each in zip(some, added, strict=True):
            is_other = each.document in there and held.get(each.document, ()) != coded.reading.claims
            yield coded, each, is_other
