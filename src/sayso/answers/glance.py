"""An answer about a place without its reasons, and the place over time: what a page shows at once.

What each claim moves and what would turn the estimate takes far longer to reckon: `place.ask` tells it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sayso.answers.disputes import disputes_in
from sayso.answers.origins import under_their_origins
from sayso.answers.place import Answer, View, claims_of, place_of, sides_for, standing, voices
from sayso.answers.relations import Relations, relations_of
from sayso.answers.timeline import Lane, Told, days_looking_back, days_then, lanes_of
from sayso.estimation.evidence import day_known
from sayso.ledger import Ledger
from sayso.model import Place, RecordedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The claims about a place in a view, and the same under the voices that they go back to, which is how
    they weigh. It answers for any day and any window of the view."""

    place: Place
    view: View
    claims: tuple[RecordedClaim, ...]
    weighed: tuple[RecordedClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A place over the days from `first` to `last`.

    `told` are the days up to the one asked as the view has them: each as it was known on it, or looking back
    from the moment of the view, and nothing after that. `now` are all the days as the record of today has
    them. `lanes` are all claims of today's record, `known` the ids of those that the view holds,
    `recorded` the instants at which the ledger learned any of them.
    """

    place: Place
    day: date
    first: date
    last: date
    sides: tuple[str, ...]
    view: View
    looks_back: bool
    told: tuple[Told, ...]
    now: tuple[Told, ...]
    lanes: tuple[Lane, ...]
    known: frozenset[str]
    recorded: tuple[datetime, ...]

    @property
    def asked(self) -> Told | None:
        """What is told of the day asked about; None where the view ends before it."""
        return next((each for each in self.told if each.day == self.day), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """`answer` is that of `place.ask` without reasons and without a curve."""

    answer: Answer
    relations: Relations


def gather(ledger: Ledger, name: str, view: View) -> Gathered:
    """Read what is on record. Raises `UnknownPlaceError` where the ledger has no claim about the place."""
    claims = claims_of(ledger, name, view)
    return Gathered(
        place=place_of(claims, name),
        view=view,
        claims=tuple(claims),
        weighed=tuple(under_their_origins(ledger, claims)),
    )


def course_of(
    seen: Gathered,
    everything: Gathered,
    *,
    day: date,
    first: date,
    last: date,
    looks_back: bool,
    method: str,
    with_now: bool = True,
) -> Course:
    """A place over some days, in the view of `seen`, against `everything` that is on record today.

    `looks_back` tells all the days from the moment of the view, else each is told as it was known on it.
    """
    sides = sides_for(seen.claims, day)
    known = _day(seen.view.as_known)
    end = day if known is None else min(day, known)
    told: tuple[Told, ...] = ()
    if looks_back or seen.view.hindsight:
        told = days_looking_back(seen.weighed, sides=sides, first=first, last=end, known=known, method=method)
    elif first <= end:
        told = days_then(seen.weighed, sides=sides, first=first, last=end, method=method)
    now: tuple[Told, ...] = ()
    if with_now:
        now = days_looking_back(everything.weighed, sides=sides, first=first, last=last, method=method)
    window = [each for each in everything.claims if _is_between(each, first, last)]
    return Course(
        place=everything.place,
        day=day,
        first=first,
        last=last,
        sides=sides,
        view=seen.view,
        looks_back=looks_back or seen.view.hindsight,
        told=told,
        now=now,
        lanes=lanes_of(window, sides),
        known=frozenset(each.id for each in seen.claims),
        recorded=tuple(sorted({each.recorded_at for each in everything.claims if each.recorded_at})),
    )


def glance(
    ledger: Ledger, seen: Gathered, *, day: date, days: int, method: str, told: Told | None = None
) -> Glance:
    """The answer about a day from what was gathered. `told` is what a course tells of that day, where one is
    at hand."""
    view = seen.view
    dated = standing(seen.claims) if view.hindsight else seen.claims
    recent = [each for each in dated if _is_within(each, day, days)]
    sides = sides_for(seen.claims, day)
    if told is None and sides:
        reckon = days_looking_back if view.hindsight else days_then
        (told,) = reckon(seen.weighed, sides=sides, first=day, last=day, method=method)
    answer = Answer(
        place=seen.place,
        day=day,
        view=view,
        days=days,
        sides=sides,
        said=voices(recent),
        disputes=disputes_in(recent),
        estimate=told.estimate if told else None,
        verdict=told.verdict if told else None,
        claims={each.id: each for each in seen.claims},
    )
    return Glance(answer=answer, relations=relations_of(ledger, answer))


def window_of(day: date, weeks: int, latest: date, chosen: Sequence[date] = ()) -> tuple[date, date]:
    """The days that are drawn: so many weeks, up to the day asked and a week beyond it where anything is on
    record there; wider where the chosen days lie outside."""
    last = max(day, min(latest, day + timedelta(days=7)))
    first = last - timedelta(days=7 * weeks - 1)
    return min([first, *chosen]), max([last, *chosen])


def _is_within(recorded: RecordedClaim, day: date, days: int) -> bool:
    known = day_known(recorded)
    return known is not None and day - timedelta(days=days) < known <= day


def _is_between(recorded: RecordedClaim, first: date, last: date) -> bool:
    known = day_known(recorded)
    return known is not None and first <= known <= last


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
