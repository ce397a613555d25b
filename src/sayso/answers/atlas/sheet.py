"""One place through all its days, in numbers: what the map is drawn from.

A day is an ordinal (`date.toordinal`). Words stand once in `words`; the numbers that point to one are -1
where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.answers.atlas.heard import heard_over_time
from sayso.answers.atlas.reckoned_between import sides_over_time
from sayso.answers.holders import holders_of
from sayso.estimation.evidence import day_known, tells_of_today
from sayso.estimation.markov import Markov
from sayso.estimation.question import Question
from sayso.model import Kind, Place, RecordedClaim, SourceClass
from sayso.relations.courses import courses, ended_iso
from sayso.relations.positions import Stand, position_of

KINDS, CLASSES = tuple(Kind), tuple(SourceClass)
STANDS = (None, Stand.HELD, Stand.NOT_HELD)
"""What a claim says of who holds its place: nothing, that somebody does, that somebody does not."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The arrays of a sheet. B beliefs, each a day of evidence under the sides then at war, in order: from
    which day it counts, of which day it is, its setting (which sides), and what is believed of the hidden
    states, laid end to end. S steps of what was heard lately. D disputes of control, first and last day.
    C claims in the order in which they could be known: `says` is a number of `STANDS`."""

    counts_from: NDArray[np.int32]
    belief_day: NDArray[np.int32]
    setting: NDArray[np.int16]
    hidden: NDArray[np.float32]
    step_day: NDArray[np.int32]
    step: NDArray[np.int32]
    opened: NDArray[np.int32]
    ended: NDArray[np.int32]
    day: NDArray[np.int32]
    kind: NDArray[np.int8]
    voice: NDArray[np.int32]
    voice_side: NDArray[np.int32]
    voice_class: NDArray[np.int8]
    party: NDArray[np.int32]
    side: NDArray[np.int32]
    says: NDArray[np.int8]
    of_whom: NDArray[np.int32]
    relayed: NDArray[np.int8]


TYPES: dict[str, Any] = {
    "setting": np.int16,
    "hidden": np.float32,
    **dict.fromkeys(("kind", "voice_class", "says", "relayed"), np.int8),
}
"""What is not a column of int32."""
NAMES = tuple(each.name for each in fields(Columns))
OF_WORDS = ("voice", "voice_side", "party", "side", "of_whom")


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One place. `settings` are the sides between which it is reckoned, as they changed."""

    key: str
    name: str
    place_id: str | None
    latitude: float | None
    longitude: float | None
    settings: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    columns: Columns


def sheet_of(
    key: str, claims: Sequence[RecordedClaim], weighed: Sequence[RecordedClaim], method: Markov
) -> Sheet | None:
    """The sheet of one place from all its claims, and from the same under their origins; None where none of
    them is dated."""
    place = claims[-1].claim.place
    dated = [(day, each) for each in claims if (day := day_known(each)) is not None]
    if not dated or place is None:
        return None
    rows: dict[str, list[Any]] = {name: [] for name in NAMES}
    settings = _reckon(rows, place, weighed, method, max(known for known, _ in dated))
    for first, last in _disputed(claims):
        rows["opened"].append(first)
        rows["ended"].append(last)
    words: dict[str, int] = {}
    for known, each in dated:
        _add_claim(rows, words, known, each)
    return Sheet(
        key=key,
        name=place.full_name,
        place_id=place.id,
        latitude=place.latitude,
        longitude=place.longitude,
        settings=tuple(settings),
        words=tuple(words),
        columns=Columns(**{name: np.array(rows[name], TYPES.get(name, np.int32)) for name in NAMES}),
    )


def _reckon(
    rows: dict[str, list[Any]],
    place: Place,
    weighed: Sequence[RecordedClaim],
    method: Markov,
    last: date,
) -> list[tuple[str, ...]]:
    """Write the beliefs and steps of each time in which the sides are the same, and return the sides."""
    periods = sides_over_time(weighed)
    settings: dict[tuple[str, ...], int] = {}
    code = 0
    for n, (start, sides) in enumerate(periods):
        begin = start.toordinal()
        end = periods[n + 1][0].toordinal() if n + 1 < len(periods) else date.max.toordinal()
        steps: list[tuple[int, int]] = []
        if sides:
            until = min(last, date.fromordinal(end - 1)) if start <= last else last
            holders = holders_of(place, sides)
            question = Question(claims=tuple(weighed), sides=sides, first=until, last=until, holders=holders)
            voted = question.dated_votes()
            number = settings.setdefault(sides, len(settings))
            _add_beliefs(rows, method, question, voted, number, begin)
            weighing = {vote.claim_id for _, vote in voted}
            heard = [(day, each) for each in weighed if each.id in weighing and (day := day_known(each))]
            steps = heard_over_time(heard, sides)
        else:
            _add_nothing(rows, begin)
        before = [told for day, told in steps if day <= begin]
        steps = [(begin, before[-1] if before else 0), *(each for each in steps if begin < each[0] < end)]
        for when, told in steps:
            if told != code:
                rows["step_day"].append(when)
                rows["step"].append(told)
                code = told
    return list(settings)


def _add_beliefs(
    rows: dict[str, list[Any]], method: Markov, question: Question, voted: Any, setting: int, begin: int
) -> None:
    beliefs = method.beliefs(question, voted)
    days = [each.day.toordinal() for each in beliefs]
    # Of those of the days before this setting only the last still tells.
    first = max((n for n, day in enumerate(days) if day <= begin), default=0)
    if not beliefs:
        _add_nothing(rows, begin)
    for day, each in list(zip(days, beliefs, strict=True))[first:]:
        rows["counts_from"].append(max(day, begin))
        rows["belief_day"].append(day)
        rows["setting"].append(setting)
        rows["hidden"].extend(each.hidden)


def _add_nothing(rows: dict[str, list[Any]], begin: int) -> None:
    """From this day on nothing tells who holds the place."""
    if rows["setting"] and rows["setting"][-1] >= 0:
        rows["counts_from"].append(begin)
        rows["belief_day"].append(begin)
        rows["setting"].append(-1)


def _disputed(claims: Iterable[RecordedClaim]) -> list[tuple[int, int]]:
    """The first and last day of each dispute of who holds the place. Each is told as it will end if nothing
    more is said: what ends later is not over on a day before."""
    bearing = [
        each
        for each in claims
        if each.claim.kind in (Kind.CONTROL, Kind.WITHDRAWAL) and not each.claim.background
    ]
    found = []
    for course in courses(bearing, now=datetime.max.replace(tzinfo=UTC)):
        if course.is_of_credit:
            continue
        published = course.opened_by.published
        opened = published.day if published is not None else course.opened.date()
        ended = date.fromisoformat(ended_iso(course.closing)[:10]) if course.closing else date.max
        found.append((opened.toordinal(), ended.toordinal()))
    return sorted(found)


def _add_claim(rows: dict[str, list[Any]], words: dict[str, int], day: date, recorded: RecordedClaim) -> None:
    def word(name: str | None) -> int:
        return -1 if name is None else words.setdefault(name, len(words))

    claim = recorded.claim
    position = position_of(claim) if tells_of_today(recorded) else None
    rows["day"].append(day.toordinal())
    rows["kind"].append(KINDS.index(claim.kind))
    rows["voice"].append(word(claim.source.name))
    rows["voice_side"].append(word(claim.source.side))
    rows["voice_class"].append(CLASSES.index(claim.source.source_class))
    rows["party"].append(word(claim.party))
    rows["side"].append(word(claim.side))
    rows["says"].append(0 if position is None else STANDS.index(position.stand))
    rows["of_whom"].append(word(position.who if position is not None else None))
    rows["relayed"].append(1 if claim.relayed_by else 0)
