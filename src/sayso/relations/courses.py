"""The disputes of a place in time: when two positions meet, and when one of them is given up.

Claims are taken in the order in which the world could know them, those of one instant together, so that
no order of intake tells. A *camp* is a side with all its voices, or a voice that speaks for none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations, groupby

from sayso.estimation.evidence import OLD_NEWS_DAYS, day_about, day_known, origin_of
from sayso.model import RecordedClaim
from sayso.relations.dependence import known_at, known_iso, order
from sayso.relations.positions import Position, Stand, credit_of, is_admission, stance_of

MEETS = timedelta(days=14)
"""How near in time two positions must be stated to be a dispute."""
FALLS_SILENT = timedelta(days=30)
"""After how long a position that nobody repeats no longer stands."""


class ClosedBy(StrEnum):
    """By what a dispute ends."""

    ADMISSION = "admission"
    """A voice of the side that disputed it now says so, against its own interest."""
    DENIAL_WITHDRAWN = "denial withdrawn"
    """The voice that denied it now says so."""
    AGREEMENT = "agreement"
    """Whoever said otherwise now says the same."""
    SILENCE = "silence"
    """One position was not repeated for thirty days."""


@dataclass(frozen=True, slots=True)
class Closing:
    """How and when a dispute ended, who ended it and by giving up what. `claim` is the one by which they
    did; where they fell silent, their last."""

    by: ClosedBy
    at: datetime
    who: str
    given_up: Position
    claim: RecordedClaim


def ended_iso(closing: Closing) -> str:
    """When it ended: by a word, the instant or day of that; by silence, the thirtieth day."""
    if closing.by is not ClosedBy.SILENCE:
        return known_iso(closing.claim) or closing.at.isoformat()
    # What is known by its day alone is known from the midnight after it.
    return (closing.at - timedelta(microseconds=1)).date().isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One dispute of a place: its positions with their claims in order, from when, and until when."""

    positions: tuple[tuple[Position, tuple[RecordedClaim, ...]], ...]
    opened: datetime
    opened_by: RecordedClaim
    closing: Closing | None
    is_of_credit: bool = False


def courses(claims: Iterable[RecordedClaim], *, now: datetime) -> tuple[Course, ...]:
    """The disputes of one place, the first first, as they stand at `now`: of control, then of credit."""
    claims = list(claims)
    if not _may_meet(claims):
        return ()
    fresh = [each for each in claims if not _is_old_news(each)]
    allies: dict[str, list[RecordedClaim]] = {}
    for each in fresh:
        if each.claim.side is not None and each.claim.source.side == each.claim.side:
            allies.setdefault(each.claim.side, []).append(each)
    found = _walked(_Walk(lambda each: stance_of(each.claim), _camp), fresh, now, is_of_credit=False)
    for said in allies.values():
        # Who took it, in the word of their own side: a page that writes "Russian forces" credits nobody.
        credit = _Walk(lambda each: credit_of(each.claim), _ally)
        found += _walked(credit, said, now, is_of_credit=True)
    return tuple(
        sorted(found, key=lambda each: (each.opened, each.is_of_credit, order(each.positions[0][1][0])))
    )


def _may_meet(claims: Iterable[RecordedClaim]) -> bool:
    """Whether any two positions are contrary at all: of most places everybody says the same."""
    taken = {position for each in claims for position in (stance_of(each.claim), credit_of(each.claim))}
    positions = [position for position in taken if position is not None]
    return any(one.contradicts(other) for one, other in combinations(positions, 2))


def _walked(
    walk: _Walk, claims: Iterable[RecordedClaim], now: datetime, *, is_of_credit: bool
) -> list[Course]:
    walk.take(claims, now)
    return [_course(group, walk.claims, is_of_credit) for group in _joined(walk.episodes)]


def _camp(recorded: RecordedClaim) -> str:
    return recorded.claim.source.side or origin_of(recorded)


def _ally(recorded: RecordedClaim) -> str:
    return recorded.claim.source.party or origin_of(recorded)


def _is_old_news(recorded: RecordedClaim) -> bool:
    """Whether a claim was history when it became known: told again, it opens nothing again."""
    known = day_known(recorded)
    return known is None or (known - day_about(recorded.claim, known)).days > OLD_NEWS_DAYS


@dataclass(slots=True)
class _Live:
    """A camp's word for a position, as long as it stands."""

    moment: datetime
    last: RecordedClaim
    side: str | None
    voices: set[str] = field(default_factory=set)


Pair = frozenset[Position]


@dataclass(slots=True)
class _Episode:
    pair: Pair
    opened: datetime
    opened_by: RecordedClaim
    closing: Closing | None = None


class _Walk:
    """Goes through the claims of one place and keeps which positions stand and which pairs are open."""

    def __init__(
        self,
        position: Callable[[RecordedClaim], Position | None],
        camp: Callable[[RecordedClaim], str],
    ) -> None:
        self._position, self._camp = position, camp
        self._live: dict[Position, dict[str, _Live]] = {}
        self._open: dict[Pair, _Episode] = {}
        self.episodes: list[_Episode] = []
        self.claims: list[tuple[Position, RecordedClaim]] = []

    def take(self, claims: Iterable[RecordedClaim], now: datetime) -> None:
        taken = [
            (moment, position, each)
            for each in sorted(claims, key=order)
            if (position := self._position(each)) is not None
            and (moment := known_at(each)) is not None
            and moment <= now
        ]
        self.claims = [(position, each) for _, position, each in taken]
        for moment, batch in groupby(taken, key=lambda item: item[0]):
            self._expire(moment)
            said = [(position, each) for _, position, each in batch]
            self._give_up(moment, said)
            self._state(moment, said)
            self._meet(moment, dict(reversed(said)))
        self._expire(now)

    def _expire(self, moment: datetime) -> None:
        """What nobody repeated for thirty days stands no longer."""
        latest = {
            position: max(camps.values(), key=lambda each: order(each.last))
            for position, camps in self._live.items()
            if camps
        }
        for position, live in sorted(latest.items(), key=lambda item: order(item[1].last)):
            end = live.moment + FALLS_SILENT
            if end < moment:
                who = ", ".join(sorted(self._live[position]))
                self._close(position, Closing(ClosedBy.SILENCE, end, who, position, live.last))
        for position, camps in self._live.items():
            self._live[position] = {
                camp: each for camp, each in camps.items() if each.moment + FALLS_SILENT >= moment
            }

    def _give_up(self, moment: datetime, said: Sequence[tuple[Position, RecordedClaim]]) -> None:
        """Whoever says the contrary of what their camp said gives that up, unless they say both at once."""
        both = {(position, self._camp(each)) for position, each in said}
        for position, each in said:
            camp, side = self._camp(each), each.claim.source.side
            for other, camps in self._live.items():
                if (other, camp) in both or not _gives_up(each, position, other):
                    continue
                live = camps.pop(camp, None)
                concedes = side is not None and (live is not None or other == Position(Stand.HELD, side))
                if concedes and not any(one.side for one in camps.values()):
                    # The side itself concedes: what a bystander said before does not keep the dispute
                    # open. If he says it again, it opens again.
                    camps.clear()
                if (live or concedes) and not camps:
                    by = _closed_by(each, other, live)
                    self._close(other, Closing(by, moment, camp, other, each))

    def _state(self, moment: datetime, said: Iterable[tuple[Position, RecordedClaim]]) -> None:
        for position, each in said:
            camps = self._live.setdefault(position, {})
            live = camps.setdefault(self._camp(each), _Live(moment, each, each.claim.source.side))
            live.moment, live.last = moment, each
            live.voices.add(origin_of(each))

    def _meet(self, moment: datetime, said: Mapping[Position, RecordedClaim]) -> None:
        """A dispute opens where two camps state contrary positions within two weeks."""
        for position, by in said.items():
            for other in self._live:
                pair = frozenset((position, other))
                if pair in self._open or not position.contradicts(other):
                    continue
                near = {camp for camp, each in self._live[other].items() if moment - each.moment <= MEETS}
                ours = {camp for camp, each in self._live[position].items() if each.moment == moment}
                if near and len(near | ours) > 1:
                    self._open[pair] = _Episode(pair, moment, by)
                    self.episodes.append(self._open[pair])

    def _close(self, position: Position, closing: Closing) -> None:
        for pair in [pair for pair in self._open if position in pair]:
            self._open.pop(pair).closing = closing


def _gives_up(recorded: RecordedClaim, position: Position, earlier: Position) -> bool:
    """Whether a camp that says `position` cannot still mean what it said earlier.

    A side that says it has left has nothing more to say against who came after.
    """
    if position.contradicts(earlier):
        return True
    has_left = position == Position(Stand.NOT_HELD, recorded.claim.source.side or "")
    return has_left and earlier.stand is Stand.NOT_HELD and earlier != position


def _closed_by(recorded: RecordedClaim, given_up: Position, live: _Live | None) -> ClosedBy:
    if live and given_up.stand is Stand.NOT_HELD and origin_of(recorded) in live.voices:
        return ClosedBy.DENIAL_WITHDRAWN
    if given_up.stand is not Stand.TAKEN and is_admission(recorded.claim):
        return ClosedBy.ADMISSION
    return ClosedBy.AGREEMENT


def _joined(episodes: Iterable[_Episode]) -> list[list[_Episode]]:
    """Episodes that share a position and go on at one time, or after a pause of two weeks at most, as one
    dispute: one milblogger's word is no end of what his ministry says again the next day."""
    groups: list[list[_Episode]] = []
    for each in sorted(episodes, key=lambda each: order(each.opened_by)):
        joined = [each]
        apart = []
        for group in groups:
            if any(_belong(one, each) for one in group):
                joined = [*group, *joined]
            else:
                apart.append(group)
        groups = [*apart, joined]
    return groups


def _belong(one: _Episode, later: _Episode) -> bool:
    if not one.pair & later.pair:
        return False
    return one.closing is None or later.opened - one.closing.at <= MEETS


def _course(
    group: Sequence[_Episode], claims: Iterable[tuple[Position, RecordedClaim]], is_of_credit: bool
) -> Course:
    first = min(group, key=lambda each: order(each.opened_by))
    opened = first.opened
    closings = [each.closing for each in group if each.closing is not None]
    is_open = len(closings) < len(group)
    # Of closings at one instant the one by word of mouth tells more than silence.
    closing = max(closings, key=_telling) if closings and not is_open else None
    positions = {position for each in group for position in each.pair}
    said: dict[Position, list[RecordedClaim]] = {position: [] for position in positions}
    for position, each in claims:
        moment = known_at(each)
        if position not in said or moment is None or moment < opened - FALLS_SILENT:
            continue
        if closing is None or moment <= closing.at:
            said[position].append(each)
    ranked = sorted(said.items(), key=lambda item: (order(item[1][0]), item[0]))
    return Course(
        positions=tuple((position, tuple(found)) for position, found in ranked),
        opened=opened,
        opened_by=first.opened_by,
        closing=closing,
        is_of_credit=is_of_credit,
    )


def _telling(closing: Closing) -> tuple[datetime, bool, str]:
    return closing.at, closing.by is not ClosedBy.SILENCE, closing.claim.id
