"""The claims of every place of a ledger, some places at a time, so that no ledger is too large."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

from sayso.answers.origins import under_their_origins
from sayso.ledger import Ledger, PlaceKey, place_key
from sayso.model import Place, RecordedClaim

_PLACES_AT_ONCE = 200


def all_places(ledger: Ledger) -> list[PlaceKey]:
    """Every place that a claim is about, once, in one order whatever that of recording was."""
    found: dict[str, PlaceKey] = {}
    for each in ledger.places():
        key = place_key(Place(name=each.name, id=each.id))
        found.setdefault(key[0] or key[1], key)
    return [found[name] for name in sorted(found)]


def claims_by_place(
    ledger: Ledger,
    places: Sequence[PlaceKey],
    *,
    as_known: date | None = None,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[tuple[str, list[RecordedClaim]]]:
    """The claims of each place under their origins, by the one name that it has in the ledger.

    `advance` is told how many places of how many are done.
    """
    for first in range(0, len(places), _PLACES_AT_ONCE):
        some = places[first : first + _PLACES_AT_ONCE]
        found = by_place(ledger.claims_of_places(some, as_known=as_known))
        for name in sorted(found):
            yield name, under_their_origins(ledger, found[name])
        advance(min(first + _PLACES_AT_ONCE, len(places)), len(places))


def by_place(claims: Iterable[RecordedClaim]) -> dict[str, list[RecordedClaim]]:
    """The claims of each place by the one name that it has in the ledger, in their order."""
    found: dict[str, list[RecordedClaim]] = {}
    for each in claims:
        if each.claim.place is not None:
            id, name = place_key(each.claim.place)
            found.setdefault(id or name, []).append(each)
    return found


def keys_of(names: Collection[PlaceKey | None]) -> list[PlaceKey]:
    """The places of these keys, each once, in order."""
    found = {key[0] or key[1]: key for key in names if key is not None}
    return [found[name] for name in sorted(found)]
