"""The sheets of all places, kept from one question to the next and reckoned anew where claims changed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence

from sayso import __version__
from sayso.answers.atlas.packing import packed, unpacked
from sayso.answers.atlas.sheet import Sheet, sheet_of
from sayso.answers.holders import holders_digest
from sayso.answers.origins import under_their_origins
from sayso.answers.reckoning import code_version
from sayso.errors import LedgerError
from sayso.estimation.markov import shipped_markov
from sayso.ledger import KeptSheets, Ledger, PlaceKey, place_key
from sayso.model import RecordedClaim

log = logging.getLogger(__name__)

_METHOD = f"{__version__}/1"
"""Raised with every change of this package after which the same record gives other sheets."""
_PLACES_AT_ONCE = 100


class Sheaf:
    """The sheets of a ledger, as far as they are reckoned. Used by one thread at a time."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._method = ledger, shipped_markov()
        self.sheets: dict[str, Sheet] = {}
        self.entries: int | None = None
        """The links of the chain after which the sheets are right; None before they were all reckoned."""

    def bring_up_to_date(self, advance: Callable[[int, int], None] = lambda done, total: None) -> bool:
        """Reckon what may be wrong, and keep it where the ledger lets us; whether anything was.

        `advance` is told how many places of how many are done. Raises `LedgerError` where it cannot be read.
        """
        kept = self._ledger.kept_sheets(
            f"{_METHOD} {code_version()} {self._method.name} {self._method.parameters} {holders_digest()}"
        )
        is_new = self.entries is None and self._take_up(kept)
        outdated = kept.outdated(self.entries)
        if outdated is None:
            return is_new
        is_kept = self.entries is not None or _tried(kept.begin)
        places = outdated.places
        for first in range(0, len(places), _PLACES_AT_ONCE):
            some = places[first : first + _PLACES_AT_ONCE]
            made = dict(self._made(some))
            for each in some:
                self.sheets.pop(each[0] or each[1], None)
            self.sheets.update(made)
            told = {name: packed(sheet) for name, sheet in made.items()}
            is_kept = is_kept and _tried(lambda some=some, told=told: kept.replace(some, told))  # type: ignore[misc]
            advance(min(first + _PLACES_AT_ONCE, len(places)), len(places))
        if is_kept:
            _tried(lambda: kept.finish(outdated.entries))
        self.entries = outdated.entries
        return True

    def _take_up(self, kept: KeptSheets) -> bool:
        there = kept.all()
        if there is None:
            return False
        self.sheets = {key: unpacked(key, told) for key, told in there.told.items()}
        self.entries = there.entries
        return True

    def _made(self, places: Sequence[PlaceKey]) -> Iterable[tuple[str, Sheet]]:
        for key, claims in _by_place(self._ledger.claims_of_places(places)).items():
            sheet = sheet_of(key, claims, under_their_origins(self._ledger, claims), self._method)
            if sheet is not None:
                yield key, sheet


def _tried(keep: Callable[[], None]) -> bool:
    """Whether it could be kept: a ledger that is only read is reckoned in memory."""
    try:
        keep()
    except LedgerError as problem:
        log.info("what the map needs is not kept: %s", problem)
        return False
    return True


def _by_place(claims: Iterable[RecordedClaim]) -> Mapping[str, list[RecordedClaim]]:
    found: dict[str, list[RecordedClaim]] = {}
    for each in claims:
        if each.claim.place is not None:
            id, name = place_key(each.claim.place)
            found.setdefault(id or name, []).append(each)
    return found
