"""One place over time: what each voice said when, and what could be made of each day then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from sayso.answers.holders import holders_of
from sayso.answers.place import place_of, standing
from sayso.estimation import Verdict, estimate, verdicts
from sayso.estimation.evidence import day_known, extent_of, origin_of
from sayso.estimation.summary import is_independent
from sayso.model import UNSPECIFIED, Certainty, Estimate, Kind, Polarity, RecordedClaim
from sayso.relations.dependence import order
from sayso.relations.positions import Stand, is_admission, stance_of


class Shape(StrEnum):
    """What a claim says of who holds its place, as the mark that it gets."""

    HOLDS = "holds"
    DENIES = "denies"
    ADMITS = "admits"
    """It speaks against its own side: "our units have left the town"."""
    PART = "part"
    """Somebody holds a part of it, or does not."""
    FIGHTING = "fighting"
    MOVES = "moves"
    """An advance, a withdrawal, an encirclement."""


_SHAPES = {
    Kind.CONTROL: Shape.PART,
    Kind.FIGHTING: Shape.FIGHTING,
    Kind.ADVANCE: Shape.MOVES,
    Kind.WITHDRAWAL: Shape.MOVES,
    Kind.ENCIRCLEMENT: Shape.MOVES,
}


class Group(StrEnum):
    """For whom a voice speaks, in the order in which lanes stand."""

    SIDE = "side"
    INDEPENDENT = "independent"
    UNNAMED = "unnamed"
    """A voice that the text withholds, or one that no list knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A claim on a timeline. `day` is the one on which it could be known, `at` the instant where its page
    gives one. `about` is the side that it speaks of."""

    recorded: RecordedClaim
    shape: Shape
    day: date
    at: datetime | None
    about: str | None

    @property
    def certainty(self) -> Certainty:
        """How far its source commits."""
        return self.recorded.claim.certainty

    @property
    def is_relayed(self) -> bool:
        """Whether another voice passed it on."""
        return bool(self.recorded.claim.relayed_by)

    @property
    def is_denial(self) -> bool:
        """Whether it says that something is not so."""
        return self.recorded.claim.polarity is Polarity.DENIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The marks of one voice, the first known first; `side` is whom it speaks for, None for the others."""

    voice: str
    group: Group
    side: str | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of one day: its estimate, and the verdict that says whether it may be shown."""

    estimate: Estimate
    verdict: Verdict

    @property
    def day(self) -> date:
        """The day."""
        return self.estimate.day


def lanes_of(claims: Iterable[RecordedClaim], sides: Sequence[str]) -> tuple[Lane, ...]:
    """One lane for each voice that says anything of who holds the place: the sides in their order, then those
    of other sides, the independent, the unnamed; in each group the one that says most first."""
    marks: dict[tuple[Group, str | None, str], list[Mark]] = {}
    for each in sorted(claims, key=order):
        mark = mark_of(each)
        if mark is not None:
            marks.setdefault((group_of(each), each.claim.source.side, origin_of(each)), []).append(mark)
    places = {side: number for number, side in enumerate(sides)}
    groups = list(Group)
    ranked = sorted(
        marks.items(),
        key=lambda item: (
            groups.index(item[0][0]),
            places.get(item[0][1] or "", len(places)),
            item[0][1] or "",
            -len(item[1]),
            item[0][2],
        ),
    )
    return tuple(
        Lane(voice=voice, group=group, side=side, marks=tuple(said)) for (group, side, voice), said in ranked
    )


def mark_of(recorded: RecordedClaim) -> Mark | None:
    """The mark of a claim; None for history, for other matters, and for what nothing dates."""
    claim, day = recorded.claim, day_known(recorded)
    if claim.kind not in _SHAPES or claim.background or day is None:
        return None
    published = recorded.published
    instant = recorded.known_from if published is None else published.instant
    if instant is not None and instant.astimezone(UTC).date() != day:
        instant = recorded.known_from
    return Mark(
        recorded=recorded, shape=_shape(recorded), day=day, at=instant, about=claim.side or claim.party
    )


def marks_between(lanes: Iterable[Lane], first: date, last: date) -> list[tuple[Lane, Mark]]:
    """The marks of some days, the latest first."""
    found = [(lane, mark) for lane in lanes for mark in lane.marks if first <= mark.day <= last]
    return sorted(found, key=lambda pair: order(pair[1].recorded), reverse=True)


def days_then(
    weighed: Sequence[RecordedClaim],
    *,
    sides: Sequence[str],
    first: date,
    last: date,
    method: str,
) -> tuple[Told, ...]:
    """Each day as it could be told on it."""
    return _told(weighed, sides=sides, first=first, last=last, method=method, hindsight=False)


def days_looking_back(
    weighed: Sequence[RecordedClaim],
    *,
    sides: Sequence[str],
    first: date,
    last: date,
    method: str,
    known: date | None = None,
) -> tuple[Told, ...]:
    """Each day up to `known` as it could be told on that one, whose record `weighed` is; None is now.

    Nothing is told of days after it. The day `known` itself is told as it was on it."""
    end = last if known is None else min(last, known - timedelta(days=1))
    found: tuple[Told, ...] = ()
    if first <= end:
        found = _told(weighed, sides=sides, first=first, last=end, method=method, hindsight=True)
    if known is not None and first <= known <= last:
        found += days_then(weighed, sides=sides, first=known, last=known, method=method)
    return found


def _told(
    weighed: Sequence[RecordedClaim],
    *,
    sides: Sequence[str],
    first: date,
    last: date,
    method: str,
    hindsight: bool,
) -> tuple[Told, ...]:
    if not sides:
        return ()
    place = place_of(weighed, "")
    reckoned = estimate(
        place.full_name,
        weighed,
        sides=sides,
        first=first,
        last=last,
        method=method,
        hindsight=hindsight,
        holders=holders_of(place, sides),
    )
    labels = verdicts(reckoned, standing(weighed) if hindsight else weighed, sides=sides)
    return tuple(Told(estimate=each, verdict=told) for each, told in zip(reckoned, labels, strict=True))


def _shape(recorded: RecordedClaim) -> Shape:
    claim = recorded.claim
    position = stance_of(claim)
    if is_admission(claim):
        return Shape.ADMITS
    if claim.kind is Kind.CONTROL and extent_of(claim).is_whole:
        denied = claim.polarity is Polarity.DENIED
        return Shape.DENIES if denied or (position and position.stand is Stand.NOT_HELD) else Shape.HOLDS
    return _SHAPES[claim.kind]


def group_of(recorded: RecordedClaim) -> Group:
    """For whom the voice of a claim speaks."""
    if recorded.claim.source.side is not None:
        return Group.SIDE
    if recorded.origin == UNSPECIFIED or not is_independent(recorded):
        return Group.UNNAMED
    return Group.INDEPENDENT


def by_day(told: Iterable[Told]) -> Mapping[date, Told]:
    """What is told, by its day."""
    return {each.day: each for each in told}
