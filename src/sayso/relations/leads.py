"""How far ahead of the outcome a voice was, over the disputes that have ended.

The *outcome* of an ended dispute is the position that was left when another was given up: of two holders the
one that nobody gave up, of a claim and its denial the one that stands. Where a position was given up by
silence the other must have been stated again after it, or both were only forgotten. A dispute of three
holders, or of credit between allies, has none here. An outcome is what was no longer disputed, not a finding
of who held.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from sayso.estimation.evidence import origin_of
from sayso.estimation.summary import is_independent
from sayso.model import RecordedClaim
from sayso.relations.courses import FALLS_SILENT, ClosedBy, Course, courses
from sayso.relations.dependence import known_at
from sayso.relations.positions import Position, Stand, stance_of

_FEWEST_OUTCOMES = 3
"""Outcomes from which a median is told; two tell nothing of a habit."""
_DAY = timedelta(days=1)


@dataclass(slots=True)
class Lead:
    """One voice over the ended disputes in which it took a position.

    `outcomes` counts those disputes; `spoke_for` on how many it stated the outcome, `before` and `after`
    on how many of them earlier or later than the mark; `spoke_otherwise` on how many it stated what cannot be
    right beside the outcome. A voice that did both on one dispute is in both counts.

    The mark is the instant at which the first independent origin other than the voice itself stated the
    outcome; where there is none, the instant at which the dispute ended. `days` has, for each dispute on
    which the voice spoke for the outcome, the days from its first word for it to the mark, less than 0
    where it came after.
    """

    outcomes: int = 0
    spoke_for: int = 0
    before: int = 0
    after: int = 0
    spoke_otherwise: int = 0
    days: list[float] = field(default_factory=list)

    @property
    def median_days(self) -> float | None:
        """The median lead in days, less than 0 for a lag; None under three outcomes that it spoke for."""
        return median(self.days) if len(self.days) >= _FEWEST_OUTCOMES else None


def leads(claims: Iterable[RecordedClaim], *, now: datetime) -> dict[str, Lead]:
    """How each voice, by its name, stands to the outcomes of the disputes that had ended by `now`.

    Claims are about any places; those without a place or a time tell nothing. What a voice says up to 30
    days after the end counts as said of that dispute, unless the next one of the place has opened.
    """
    by_place: dict[str, list[RecordedClaim]] = {}
    for each in claims:
        place = each.claim.place
        if place is not None:
            by_place.setdefault(place.id or place.full_name.casefold(), []).append(each)
    found: dict[str, Lead] = {}
    for said in by_place.values():
        _count_place(said, now, found)
    return found


def _count_place(said: Sequence[RecordedClaim], now: datetime, found: dict[str, Lead]) -> None:
    disputed = [each for each in courses(said, now=now) if not each.is_of_credit]
    if not disputed:
        return
    stated = sorted(
        (
            (moment, position, each)
            for each in said
            if (position := stance_of(each.claim)) is not None
            and (moment := known_at(each)) is not None
            and moment <= now
        ),
        key=lambda item: (item[0], item[2].id),
    )
    for number, course in enumerate(disputed):
        outcome = outcome_of(course)
        if outcome is None or course.closing is None:
            continue
        ended = course.closing.at
        if course.closing.by is ClosedBy.SILENCE and not any(
            moment >= ended and _speaks_for(each, position, outcome) for moment, position, each in stated
        ):
            # Nobody speaks of it any more: whoever happened to speak last was not borne out.
            continue
        # Another dispute of the place may have opened before this one ended: that one bounds nothing.
        later = [each.opened for each in disputed[number + 1 :] if each.opened > ended]
        until = min([ended + FALLS_SILENT, *later])
        first = course.opened - FALLS_SILENT
        _count(
            [each for each in stated if first <= each[0] < until or each[0] == ended], outcome, ended, found
        )


def outcome_of(course: Course) -> Position | None:
    """The position that is left of an ended dispute; None while it is open, or where several are left."""
    if course.closing is None or course.is_of_credit:
        return None
    given_up = course.closing.given_up
    if given_up.stand is Stand.NOT_HELD:
        return Position(Stand.HELD, given_up.who)
    left = [
        position
        for position, _ in course.positions
        if position.stand is Stand.HELD and position.who != given_up.who
    ]
    if len(left) > 1:
        return None
    return left[0] if left else Position(Stand.NOT_HELD, given_up.who)


def _count(
    stated: Sequence[tuple[datetime, Position, RecordedClaim]],
    outcome: Position,
    ended: datetime,
    found: dict[str, Lead],
) -> None:
    first: dict[str, tuple[datetime, str]] = {}
    otherwise: set[str] = set()
    independent: dict[str, datetime] = {}
    for moment, position, each in stated:
        name = each.claim.source.name
        if _speaks_for(each, position, outcome):
            first.setdefault(name, (moment, origin_of(each)))
            if is_independent(each):
                independent.setdefault(origin_of(each), moment)
        elif position.contradicts(outcome) and moment <= ended:
            otherwise.add(name)
    for name in first.keys() | otherwise:
        lead = found.setdefault(name, Lead())
        lead.outcomes += 1
        lead.spoke_otherwise += name in otherwise
        if name in first:
            moment, origin = first[name]
            others = [seen for each, seen in independent.items() if each != origin]
            mark = min(others, default=ended)
            lead.spoke_for += 1
            lead.before += moment < mark
            lead.after += moment > mark
            lead.days.append((mark - moment) / _DAY)


def _speaks_for(recorded: RecordedClaim, position: Position, outcome: Position) -> bool:
    """Whether a claim states the outcome: in these words, or as a side's that it does not hold the place."""
    if position == outcome:
        return True
    own = recorded.claim.source.side
    is_out = own is not None and position == Position(Stand.NOT_HELD, own)
    return is_out and outcome.stand is Stand.HELD and outcome.who != own
