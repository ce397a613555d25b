"""Learning without labels: how voices speak and how places change hands, by expectation and maximisation.

Baum and Welch's algorithm with Dirichlet priors, over places with any number of sides at once: what a voice
says is counted in the frame of its side, and changes of a place by their kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.estimation.cells import cells, seen_by
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.learning import Expected, Parameters, Speaker, Voice, believed, expected
from sayso.estimation.priors import Priors
from sayso.estimation.taught import KINDS, Counts, Rate, Taught, Volume
from sayso.estimation.windows import Floats, Integers, Table

ROUNDS = 25
_SETTLED_BY = 1e-4
"""Learning ends when no probability of what a source says moves by more."""


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """Places with one number of sides: what was said of them, and by whom.

    `speakers` [S] are the sources of the table, each with its voice; `start` [P, K] is what is believed of a
    place on the day on which it `begins` [P], None for the first.
    """

    table: Table
    speakers: Sequence[Speaker]
    start: Floats
    begins: Integers | None = None


def taught(
    lessons: Sequence[Lesson],
    priors: Priors,
    rounds: int = ROUNDS,
    *,
    by_volume: bool = True,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Taught, int]:
    """What makes all that was said most probable, held near to what is believed of the sources, and the
    rounds that it took.

    `by_volume`: whether how much is said tells anything; it is counted anyway. `advance` is told how many
    places of how many are done, over all rounds.
    """
    now = Taught(Counts(voices={}, moves=(Rate(0.0, 0.0),) * 3, volume=()), priors, by_volume=by_volume)
    if not any(len(each.table.day) for each in lessons):
        return now, 0
    before = [believed(priors, each.speakers, each.table.states) for each in lessons]
    places = sum(each.table.places for each in lessons)
    done = 0

    def count(some: int) -> None:
        nonlocal done
        done += some
        advance(min(done, rounds * places), rounds * places)

    for made in range(1, rounds + 1):
        found = [
            expected(each.table, given, each.start, priors.exponent, each.begins, count)
            for each, given in zip(lessons, before, strict=True)
        ]
        now = Taught(_counts(lessons, found), priors, by_volume=by_volume)
        after = [now.parameters(each.speakers, each.table.states) for each in lessons]
        moved = max(
            float(np.abs(one.record - other.record).max(initial=0.0))
            for one, other in zip(after, before, strict=True)
        )
        before = after
        if moved < _SETTLED_BY:
            return now, made
    return now, rounds


def learned(
    table: Table, priors: Priors, speakers: Sequence[Speaker], start: Floats, rounds: int = ROUNDS
) -> Parameters:
    """The same from one table, as the parameters of its sources; each of them is a voice of its own."""
    if not len(table.day):
        return believed(priors, speakers, table.states)
    own = [
        Speaker(each.source_class, each.side, Voice(str(n), each.source_class, None))
        for n, each in enumerate(speakers)
    ]
    found, _ = taught([Lesson(table, own, start)], priors, rounds)
    return found.parameters(own, table.states)


def _counts(lessons: Sequence[Lesson], found: Sequence[Expected]) -> Counts:
    voices: dict[Voice, dict[bool, Floats]] = {}
    changes, days = np.zeros(3), np.zeros(3)
    claims, spent = np.zeros(len(KINDS)), np.zeros(len(KINDS))
    for lesson, each in zip(lessons, found, strict=True):
        observable = lesson.table.states
        _add_voices(voices, lesson.speakers, each.said, observable)
        for at, (made, could) in enumerate(_changes(each.moves)):
            changes[at] += made
            days[at] += could
        kinds = hidden_states(observable).kinds
        claims += np.bincount(kinds, each.claims, minlength=len(KINDS))
        spent += np.bincount(kinds, each.days, minlength=len(KINDS))
    return Counts(
        voices=voices,
        moves=tuple(Rate(*each) for each in zip(changes.tolist(), days.tolist(), strict=True)),
        volume=tuple(Volume(*each) for each in zip(claims.tolist(), spent.tolist(), strict=True)),
    )


def _add_voices(
    voices: dict[Voice, dict[bool, Floats]], speakers: Sequence[Speaker], said: Floats, observable: int
) -> None:
    by_side: dict[int, list[int]] = {}
    for n, each in enumerate(speakers):
        by_side.setdefault(each.side, []).append(n)
    for side, rows in by_side.items():
        of_side = side != NOBODY
        counted = seen_by(observable, side).counted(said[rows], len(cells(of_side)))
        for n, told in zip(rows, counted, strict=True):
            voice = speakers[n].voice
            assert voice is not None  # whoever is learned from has a record of their own
            own: Mapping[bool, Floats] = voices.get(voice, {})
            voices[voice] = {**own, of_side: own[of_side] + told if of_side in own else told}


def _changes(moves: Floats) -> tuple[tuple[float, float], ...]:
    """For each of `CHANGES` the expected number of them, and of the days on which they could happen, from
    moves [K, K] with days of staying on the diagonal."""
    held, open_days = float(moves[:-1].sum()), float(moves[-1].sum())
    into, out = float(moves[:-1, -1].sum()), float(moves[-1, :-1].sum())
    between = float(moves[:-1, :-1].sum() - np.trace(moves[:-1, :-1]))
    return (into, held), (out, open_days), (between, held)
