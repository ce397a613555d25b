"""The disputes of all places, kept from one question to the next, and reckoned anew where claims changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from pydantic import TypeAdapter

from sayso import __version__
from sayso.answers.disputes import (
    DisputeKind,
    PlaceDispute,
    Settlement,
    Stated,
    disputes_of,
    ended_day,
    is_within,
    opened_day,
)
from sayso.errors import LedgerError
from sayso.ledger import KeptDispute, KeptDisputes, Ledger, PlaceKey, place_key
from sayso.model import RecordedClaim
from sayso.relations.courses import FALLS_SILENT, ClosedBy, Closing
from sayso.relations.dependence import Origin, known_at
from sayso.relations.positions import Position

_METHOD = f"{__version__}/1"
"""Raised with every change after which the same record tells other disputes."""
_PLACES_AT_ONCE = 200
_MOST_ORIGINS = 12
"""Of each position in a list of disputes; a long siege has hundreds, which are told of one place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputes:
    """Some disputes, the latest turn first, and how many there are in all."""

    shown: Sequence[PlaceDispute]
    total: int


def disputes_of_all_places(
    ledger: Ledger,
    *,
    since: date | None = None,
    until: date | None = None,
    is_open: bool | None = None,
    kind: DisputeKind | None = None,
    places: Collection[str] | None = None,
    first: int = 0,
    limit: int | None = None,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> Disputes:
    """The disputes that were open at some time of an interval, as they stand now, the latest turn first,
    `limit` of them from the `first` on. `places` are ids, or folded names where a place has none.

    What is kept of them in the ledger is brought up to date first; `advance` is told how many places of how
    many are done. Where nothing can be kept, as in a ledger that is only read, all is reckoned anew.
    """
    now = ledger.last_known()
    if now is None:
        return Disputes(shown=(), total=0)
    kept = ledger.kept_disputes(_METHOD)
    try:
        _bring_up_to_date(ledger, kept, now, advance)
    except LedgerError:
        found = [
            each
            for each in disputes_of(ledger, since=since)
            if is_within(each, since, until)
            and (is_open is None or (each.closing is None) is is_open)
            and (kind is None or each.kind is kind)
            and (places is None or _known_as(each) in places)
        ]
        return Disputes(shown=found[first:][:limit], total=len(found))
    # The kind stands first in what is kept.
    begins = f'{{"kind":"{kind}"' if kind is not None else ""
    told, total = kept.chosen(
        since, until, is_open=is_open, limit=limit, first=first, places=places, begins=begins
    )
    return Disputes(shown=_as_told(ledger, [_kept().validate_json(each) for each in told]), total=total)


def _known_as(dispute: PlaceDispute) -> str:
    id, name = place_key(dispute.place)
    return id or name


def _bring_up_to_date(
    ledger: Ledger, kept: KeptDisputes, now: datetime, advance: Callable[[int, int], None]
) -> None:
    outdated = kept.outdated(now)
    if outdated is None:
        return
    places = outdated.places
    for first in range(0, len(places), _PLACES_AT_ONCE):
        some = places[first : first + _PLACES_AT_ONCE]
        kept.replace(some, [_keep(each, now) for each in _reckoned(ledger, some)])
        advance(min(first + _PLACES_AT_ONCE, len(places)), len(places))
    kept.finish(outdated.entries)


def _reckoned(ledger: Ledger, places: Sequence[PlaceKey]) -> Iterable[PlaceDispute]:
    return disputes_of(ledger, about=ledger.control_claims(places=places))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Closing:
    by: ClosedBy
    at: datetime
    who: str
    given_up: Position
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    position: Position
    first: str
    last: str
    claim_count: int
    origins: tuple[Origin, ...]
    origin_count: int
    independent_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dispute:
    """A dispute with its claims by their ids: what they say is the record's to tell."""

    kind: DisputeKind
    opened: datetime
    opened_by: str
    closing: _Closing | None
    positions: tuple[_Stated, ...]
    settled_by: tuple[Settlement, ...]

    def named(self) -> Iterable[str]:
        yield self.opened_by
        if self.closing is not None:
            yield self.closing.claim
        for each in self.positions:
            yield from (each.first, each.last)


@cache
def _kept() -> TypeAdapter[_Dispute]:
    return TypeAdapter(_Dispute)


def _keep(dispute: PlaceDispute, now: datetime) -> KeptDispute:
    closing = dispute.closing
    told = _Dispute(
        kind=dispute.kind,
        opened=dispute.opened,
        opened_by=dispute.opened_by.id,
        closing=None
        if closing is None
        else _Closing(
            by=closing.by,
            at=closing.at,
            who=closing.who,
            given_up=closing.given_up,
            claim=closing.claim.id,
        ),
        positions=tuple(
            _Stated(
                position=each.position,
                first=each.first.id,
                last=each.last.id,
                claim_count=each.claim_count,
                origins=each.origins[:_MOST_ORIGINS],
                origin_count=each.origin_count,
                independent_count=each.independent_count,
            )
            for each in dispute.positions
        ),
        settled_by=dispute.settled_by,
    )
    return KeptDispute(
        place=place_key(dispute.place),
        opened_day=opened_day(dispute),
        ended_day=ended_day(dispute),
        latest=dispute.latest.astimezone(UTC),
        stands_until=None if closing is not None else _stands_until(dispute, now),
        told=_kept().dump_json(told).decode(),
    )


def _stands_until(dispute: PlaceDispute, now: datetime) -> datetime | None:
    """When the next of its positions will have been silent for too long, if nothing more is said."""
    ends = [moment + FALLS_SILENT for each in dispute.positions if (moment := known_at(each.last))]
    return min((end for end in ends if end >= now), default=None)


def _as_told(ledger: Ledger, kept: Sequence[_Dispute]) -> list[PlaceDispute]:
    claims = ledger.claims_of({name for each in kept for name in each.named()})
    return [_dispute(each, claims) for each in kept]


def _dispute(kept: _Dispute, claims: dict[str, RecordedClaim]) -> PlaceDispute:
    place = claims[kept.opened_by].claim.place
    assert place is not None  # only claims about places are disputed here
    stated = tuple(
        Stated(
            position=each.position,
            first=claims[each.first],
            last=claims[each.last],
            claim_count=each.claim_count,
            origins=each.origins,
            origin_count=each.origin_count,
            independent_count=each.independent_count,
        )
        for each in kept.positions
    )
    closing = None
    if kept.closing is not None:
        end = kept.closing
        closing = Closing(end.by, end.at, end.who, end.given_up, claims[end.claim])
    return PlaceDispute(
        place=place,
        kind=kept.kind,
        opened=kept.opened,
        opened_by=claims[kept.opened_by],
        closing=closing,
        positions=stated,
        settled_by=kept.settled_by,
    )
