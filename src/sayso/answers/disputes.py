"""Where voices cannot all be right about who holds a place: in one window, and over the whole ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from sayso.answers.carriers import pages_of
from sayso.estimation.evidence import origin_of
from sayso.ledger import Ledger
from sayso.model import Place, RecordedClaim
from sayso.relations.courses import FALLS_SILENT, Closing, Course, courses, ended_iso
from sayso.relations.dependence import Origin, Page, is_of_the_page, known_at, origins_of
from sayso.relations.positions import Position, Stand, credit_of, position_of


class DisputeKind(StrEnum):
    """What is disputed. Allies who name different parties dispute the credit, never the control."""

    DENIED = "denied"
    HOLDERS = "holders"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """`positions` are the voices by what they say: `held by Russia`, `not held by Russia`."""

    kind: DisputeKind
    positions: Mapping[str, tuple[str, ...]]


class Remedy(StrEnum):
    """What would settle a dispute, from how claims come to be given up."""

    DENIAL_WITHDRAWN = "denial withdrawn"
    ADMISSION = "admission"
    INDEPENDENT_ORIGIN = "independent origin"
    IMAGERY = "imagery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """One thing that would settle a dispute, by whom where it takes a side, and what they would say."""

    remedy: Remedy
    who: str | None = None
    says: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A position in a dispute: its first and last claim, how many there are, and the origins they go back to.

    `origins` are all of them, the first seen first, but for long lists only some; `origin_count` counts all,
    `independent_count` those that speak for no side.
    """

    position: Position
    first: RecordedClaim
    last: RecordedClaim
    claim_count: int
    origins: tuple[Origin, ...]
    origin_count: int
    independent_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDispute:
    """One dispute of one place. `opened_by` is the claim by which its
    positions met; `closing` is None while it is open."""

    place: Place
    kind: DisputeKind
    opened: datetime
    opened_by: RecordedClaim
    closing: Closing | None
    positions: tuple[Stated, ...]
    settled_by: tuple[Settlement, ...]

    @property
    def latest(self) -> datetime:
        """The instant of its latest turn: its end, else its latest claim."""
        moments = [known_at(each.last) for each in self.positions]
        last = max(moment for moment in moments if moment is not None)
        return last if self.closing is None else max(self.closing.at, self.opened)


def disputes_in(claims: Iterable[RecordedClaim]) -> tuple[Dispute, ...]:
    """Disputes of control among claims of one window that their sources commit to."""
    claims = list(claims)
    stated = _voices(claims, position_of_recorded)
    held = {each: names for each, names in stated.items() if each.stand is Stand.HELD}
    denied = {each: names for each, names in stated.items() if each.stand is Stand.NOT_HELD}
    found = []
    if len(held) > 1:
        found.append(_dispute(DisputeKind.HOLDERS, held))
    for denial, names in denied.items():
        claim = Position(Stand.HELD, denial.who)
        if claim in held:
            found.append(_dispute(DisputeKind.DENIED, {claim: held[claim], denial: names}))
    by_side: dict[str | None, list[RecordedClaim]] = {}
    for each in claims:
        by_side.setdefault(each.claim.side, []).append(each)
    for allies in by_side.values():
        credits = _voices(allies, lambda recorded: credit_of(recorded.claim))
        if len(credits) > 1:
            found.append(_dispute(DisputeKind.CREDIT, credits))
    return tuple(found)


def position_of_recorded(recorded: RecordedClaim) -> Position | None:
    """The position that a recorded claim of control takes."""
    return position_of(recorded.claim)


def _voices(
    claims: Iterable[RecordedClaim], position: Callable[[RecordedClaim], Position | None]
) -> dict[Position, list[str]]:
    found: dict[Position, dict[str, None]] = {}
    for each in claims:
        if (taken := position(each)) is not None:
            found.setdefault(taken, {})[origin_of(each)] = None
    return {taken: list(names) for taken, names in found.items()}


def _dispute(kind: DisputeKind, voices: Mapping[Position, Sequence[str]]) -> Dispute:
    return Dispute(kind=kind, positions={each.words: tuple(names) for each, names in voices.items()})


def opened_day(dispute: PlaceDispute) -> date:
    """The day on which a reader could know that there was a dispute."""
    published = dispute.opened_by.published
    return published.day if published is not None else dispute.opened.date()


def ended_day(dispute: PlaceDispute) -> date | None:
    """The day of its end; None while it is open."""
    return None if dispute.closing is None else _ended(dispute.closing)


def is_within(dispute: PlaceDispute, since: date | None, until: date | None) -> bool:
    """Whether it was open at some time of an interval."""
    ended = ended_day(dispute)
    is_before = since is not None and ended is not None and ended < since
    return not is_before and (until is None or opened_day(dispute) <= until)


def disputes_of(
    ledger: Ledger,
    *,
    since: date | None = None,
    until: date | None = None,
    about: Sequence[RecordedClaim] | None = None,
) -> list[PlaceDispute]:
    """The disputes that were open at some time of an interval, the latest turn first, as known at its end.

    Over all places, or with `about` over the claims of one. Those of one place and its parts stay apart.
    """
    if about is None:
        lookback = None if since is None else since - 2 * FALLS_SILENT
        about = ledger.control_claims(lookback, until)
        if lookback is not None:
            about = _with_their_beginnings(ledger, about, lookback, until)
    last = datetime.combine(until + timedelta(days=1), time.min, UTC) if until else ledger.last_known()
    if last is None:
        return []
    found = [
        (place, course)
        for place, claims in _by_place(about)
        for course in courses(claims, now=last)
        if since is None or course.closing is None or _ended(course.closing) >= since
    ]
    return _told(ledger, found)


def _ended(closing: Closing) -> date:
    return date.fromisoformat(ended_iso(closing)[:10])


def _with_their_beginnings(
    ledger: Ledger, claims: Sequence[RecordedClaim], first: date, until: date | None
) -> Sequence[RecordedClaim]:
    """The claims, and for places whose dispute may be older than they reach, all that went before."""
    edge = first + FALLS_SILENT
    now = datetime.max.replace(tzinfo=UTC)
    older = [
        (place.id, place.full_name)
        for place, said in _by_place(claims)
        # Only claims of its first days can go on from what went before.
        if any(moment.date() <= edge for each in said[:1] if (moment := known_at(each)))
        and any(course.opened.date() <= edge for course in courses(said, now=now))
    ]
    if not older:
        return claims
    before = ledger.control_claims(None, first - timedelta(days=1), places=older)
    known = {each.id for each in claims}
    return [*(each for each in before if each.id not in known), *claims]


def _by_place(claims: Iterable[RecordedClaim]) -> list[tuple[Place, list[RecordedClaim]]]:
    groups: dict[str, tuple[Place, list[RecordedClaim]]] = {}
    for each in claims:
        place = each.claim.place
        if place is not None:
            groups.setdefault(place.id or place.full_name.casefold(), (place, []))[1].append(each)
    return list(groups.values())


def _told(ledger: Ledger, found: Sequence[tuple[Place, Course]]) -> list[PlaceDispute]:
    copied, carried = _documents(found)
    texts = ledger.texts_of(copied)
    pages = pages_of(ledger.carriers_of(carried))
    told = [_place_dispute(place, course, texts, pages) for place, course in found]
    return sorted(told, key=lambda each: (each.latest, each.opened), reverse=True)


def _documents(found: Iterable[tuple[Place, Course]]) -> tuple[set[str], set[str]]:
    """The documents whose words may be copies, and all. One voice's pages need no comparing."""
    copied: set[str] = set()
    carried: set[str] = set()
    for _, course in found:
        for _, claims in course.positions:
            carried.update(each.document_id for each in claims)
            own = {each.document_id for each in claims if is_of_the_page(each)}
            if len({origin_of(each) for each in claims}) > 1:
                copied |= own
    return copied, carried


def _place_dispute(
    place: Place, course: Course, texts: Mapping[str, str], pages: Mapping[str, Sequence[Page]]
) -> PlaceDispute:
    stated = tuple(
        _stated(position, claims, origins_of(claims, texts=texts, pages=pages))
        for position, claims in course.positions
    )
    if course.is_of_credit:
        kind = DisputeKind.CREDIT
    else:
        held = sum(each.position.stand is Stand.HELD for each in stated)
        kind = DisputeKind.HOLDERS if held > 1 else DisputeKind.DENIED
    return PlaceDispute(
        place=place,
        kind=kind,
        opened=course.opened,
        opened_by=course.opened_by,
        closing=course.closing,
        positions=stated,
        settled_by=() if course.closing or course.is_of_credit else _settlements(stated),
    )


def _stated(position: Position, claims: Sequence[RecordedClaim], origins: tuple[Origin, ...]) -> Stated:
    return Stated(
        position=position,
        first=claims[0],
        last=claims[-1],
        claim_count=len(claims),
        origins=origins,
        origin_count=len(origins),
        independent_count=sum(each.is_independent for each in origins),
    )


def _settlements(stated: Sequence[Stated]) -> tuple[Settlement, ...]:
    """What would settle it: each side's word against its own interest, and eyes that are nobody's."""
    found: dict[Settlement, None] = {}
    for each in stated:
        sides = list(dict.fromkeys(origin.side for origin in each.origins if origin.side))
        if each.position.stand is Stand.NOT_HELD:
            claimed = Position(Stand.HELD, each.position.who)
            for side in sides:
                if side != each.position.who:
                    remedy = Remedy.DENIAL_WITHDRAWN
                    found[Settlement(remedy=remedy, who=side, says=claimed)] = None
        elif each.position.who in sides:
            says = Position(Stand.NOT_HELD, each.position.who)
            found[Settlement(remedy=Remedy.ADMISSION, who=each.position.who, says=says)] = None
    if not any(origin.is_independent for each in stated for origin in each.origins):
        found[Settlement(remedy=Remedy.INDEPENDENT_ORIGIN)] = None
    found[Settlement(remedy=Remedy.IMAGERY)] = None
    return tuple(found)
