"""Three plain methods, kept as the yardstick for every better one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from sayso.estimation import dawid_skene
from sayso.estimation.evidence import Vote
from sayso.estimation.question import Question
from sayso.estimation.windows import (
    REFIT_DAYS,
    WINDOW,
    Floats,
    Table,
    carried,
    has_word,
    normalised,
    over_days,
)

_DOUBT = 0.15
"""What last-claim-wins leaves to each state that the last claim did not name."""
_PSEUDO_VOTE = 0.5
_MEMORY = 2 * WINDOW
"""The window, and the one that would be the last where that one falls silent."""
_VOICES = 2
"""So many voices of one side count in full, in one week, when they speak for it."""
_CYCLE = REFIT_DAYS * WINDOW
"""Calendars begin on a whole multiple of this many days, so that a day's probabilities do not hang
on which other days were asked about."""


@dataclass(frozen=True, slots=True)
class LastClaim:
    """The state that the latest claim names; claims of one day share it by their weight."""

    name: str = "last-claim"
    parameters: str = f"doubt={_DOUBT}"
    memory: int = _MEMORY

    def evidence(self, question: Question) -> Mapping[str, Floats]:
        return {}

    def prior_holder(self, question: Question) -> None:
        return None

    def curves(self, question: Question, muted: Sequence[Collection[str]] = ((),)) -> list[Floats]:
        return [_asked(question, _last_claim(Calendar(question).table(mute))) for mute in muted]


@dataclass(frozen=True, slots=True)
class Majority:
    """The votes of the last seven days; an origin counts once for a state however often it speaks."""

    name: str = "majority-7d"
    parameters: str = f"window={WINDOW}, pseudo-vote={_PSEUDO_VOTE}"
    memory: int = _MEMORY

    def evidence(self, question: Question) -> Mapping[str, Floats]:
        return {}

    def prior_holder(self, question: Question) -> None:
        return None

    def curves(self, question: Question, muted: Sequence[Collection[str]] = ((),)) -> list[Floats]:
        return [_asked(question, _majority(Calendar(question).table(mute))) for mute in muted]


@dataclass(frozen=True, slots=True)
class DawidSkene:
    """Sources weighed by the record that they have built up so far; see `dawid_skene`."""

    name: str = "dawid-skene-7d"
    parameters: str = (
        f"window={WINDOW}, refit={REFIT_DAYS}, rounds={dawid_skene.ROUNDS}, "
        f"smoothing={dawid_skene.SMOOTHING}, trust={dawid_skene.TRUST}"
    )
    memory: int = _MEMORY

    def evidence(self, question: Question) -> Mapping[str, Floats]:
        return {}

    def prior_holder(self, question: Question) -> None:
        return None

    def curves(self, question: Question, muted: Sequence[Collection[str]] = ((),)) -> list[Floats]:
        calendar = Calendar(question)
        reckon = dawid_skene.hindsight_curves if question.hindsight else dawid_skene.online_curves
        found = reckon(calendar.table(), [calendar.table(mute) for mute in muted])
        return [_asked(question, curve) for curve in found]


class Calendar:
    """The votes of a question laid out on days numbered from a fixed start."""

    def __init__(self, question: Question) -> None:
        self.question, self.votes = question, question.dated_votes()
        self.origins = {name: n for n, name in enumerate(sorted({vote.origin for _, vote in self.votes}))}
        earliest = min((day for day, _ in self.votes), default=question.first).toordinal()
        self.start = min(earliest, question.first.toordinal()) // _CYCLE * _CYCLE
        self.days = question.last.toordinal() - self.start + 1

    def table(self, muted: Collection[str] = ()) -> Table:
        """What each origin said on each day, without the muted claims."""
        dated = [(day, vote) for day, vote in self.votes if vote.claim_id not in muted]
        said = _as_one_interest(_said(dated), {vote.origin: vote.side_of_source for _, vote in dated})
        states = self.question.states
        shares = np.array([[row.get(state, 0.0) for state in states] for row in said.values()])
        shares = shares.reshape(len(said), len(states))
        return Table(
            place=np.zeros(len(said), dtype=np.int64),
            day=np.array([day.toordinal() - self.start for day, _ in said], dtype=np.int64),
            source=np.array([self.origins[origin] for _, origin in said], dtype=np.int64),
            shares=shares / np.maximum(shares.sum(axis=1, keepdims=True), 1.0),
            places=1,
            days=self.days,
            sources=len(self.origins),
        )


def _said(dated: list[tuple[date, Vote]]) -> dict[tuple[date, str], dict[str, float]]:
    """The strongest weight to each state, by day and origin: a hundred pages that carry one voice on
    one day are one voice."""
    said: dict[tuple[date, str], dict[str, float]] = {}
    for day, vote in sorted(dated, key=lambda each: (each[0], each[1].origin)):
        weights = said.setdefault((day, vote.origin), {})
        weights[vote.state] = max(weights.get(vote.state, 0.0), vote.weight)
    return said


def _as_one_interest(
    said: dict[tuple[date, str], dict[str, float]], sides: Mapping[str, str | None]
) -> dict[tuple[date, str], dict[str, float]]:
    """The same, with what the voices of one side say for their own side shared among them.

    A ministry, its governor and its bloggers want the same thing said: beyond `_VOICES` of them in a
    week, another adds ever less. What a voice says against its own side keeps its whole weight.
    """
    discounted: dict[tuple[date, str], dict[str, float]] = {}
    for (day, origin), weights in said.items():
        side = sides[origin]
        if side is None or not weights.get(side):
            discounted[day, origin] = weights
            continue
        voices = {
            other
            for (then, other), given in said.items()
            if sides[other] == side and given.get(side) and 0 <= (day - then).days < WINDOW
        }
        share = min(1.0, _VOICES / len(voices))
        discounted[day, origin] = {state: weight * share for state, weight in weights.items()}
    return discounted


def _last_claim(table: Table) -> Floats:
    on_the_day = table.day + 1
    said = np.maximum(over_days(table, table.shares, on_the_day), 0.0)
    probabilities = _DOUBT + (1.0 - _DOUBT * table.states) * normalised(said + 1e-12)
    return carried(probabilities, has_word(table, on_the_day))


def _majority(table: Table) -> Floats:
    ends = np.minimum(table.day + WINDOW, table.days)
    weights = np.zeros((table.sources, table.days, table.states))
    for row, (day, end, source) in enumerate(zip(table.day, ends, table.source, strict=True)):
        weights[source, day:end] = np.maximum(weights[source, day:end], table.shares[row])
    said = weights.sum(axis=0, keepdims=True)
    return carried(normalised(said + _PSEUDO_VOTE), has_word(table, ends))


def _asked(question: Question, curve: Floats) -> Floats:
    """The days asked about, of a curve [1, D, K] that ends on the last of them."""
    return curve[0, -len(question.days) :]
