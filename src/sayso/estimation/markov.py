"""The model of the estimate: a hidden Markov chain for each place, sources that speak in the frame of a side.

Claims of one place are weighed with what is believed of their sources' classes beforehand; nothing is fitted
to them, so no day is told by what came after it. See `learning` for parameters that a whole ledger taught.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from sayso.estimation.chain import Heard, filtered, in_any_order, smoothed
from sayso.estimation.discounts import Weighed, discounted
from sayso.estimation.evidence import Vote, day_known, tells_of_today
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.learning import Speaker, believed, evidence_of, heard_in
from sayso.estimation.priors import Priors, shipped
from sayso.estimation.question import Question
from sayso.estimation.windows import WINDOW, Floats, Table

MEMORY = 60
"""Days after which a claim is no longer looked at as a reason for a day; little of it is left by then."""
_TOGETHER = 100
"""Curves that are reckoned together; more take more memory and no less time."""


@dataclass(frozen=True, slots=True)
class Markov:
    """Filtered as known on each day; smoothed where the question is asked with hindsight."""

    priors: Priors
    name: str = "party-frame-chain"

    @property
    def parameters(self) -> str:
        return f"priors={self.priors.version} ({self.priors.digest})"

    @property
    def memory(self) -> int:
        return MEMORY

    def curves(self, question: Question, muted: Sequence[Collection[str]] = ((),)) -> list[Floats]:
        earliest = _first_spoken_of(question)
        even = np.full((len(question.days), len(question.states)), 1.0 / len(question.states))
        if earliest is None:
            return [even] * len(muted)
        dated = [(max(day, earliest), vote) for day, vote in question.dated_votes()]
        curves = []
        for first in range(0, len(muted), _TOGETHER):
            for known in self._known(question, dated, muted[first : first + _TOGETHER], earliest):
                curve = even.copy()
                curve[len(curve) - len(known) :] = known
                curves.append(curve)
        return curves

    def _known(
        self,
        question: Question,
        dated: Sequence[tuple[date, Vote]],
        muted: Sequence[Collection[str]],
        earliest: date,
    ) -> Iterator[Floats]:
        """The days asked about since the place was first spoken of, [days, states], without each muted set.

        The days before any of them is missed, and before any is asked about, are reckoned once; from then on
        all sets at once, as if each were about a place of its own.
        """
        missed: set[str] = set().union(*muted)
        parting = min([question.first, *(day for day, vote in dated if vote.claim_id in missed)])
        parting = max(parting, earliest)
        observable = len(question.states)
        states = hidden_states(observable)
        start = states.settled(self._at_first(observable)[None, :])
        transition = states.transition(self.priors.moves(observable))
        if parting > earliest:
            first_days = [each for each in dated if each[0] < parting]
            rows = self._heard(question, [first_days], earliest, parting - timedelta(days=1))
            before = filtered(rows, start, transition, (parting - earliest).days, in_any_order)
            start = in_any_order(before[:, -1], transition)
        since = parting - timedelta(days=WINDOW)
        earlier = sorted((each for each in dated if each[0] < parting), key=lambda each: each[0])
        weighed = zip(earlier, discounted(earlier), strict=True)
        lately = [(day, vote, weight) for (day, vote), weight in weighed if day > since]
        later = [each for each in dated if each[0] >= parting]
        left = [[each for each in later if each[1].claim_id not in mute] for mute in muted]
        rows = self._heard(question, left, parting, question.last, lately)
        start = np.repeat(start, len(muted), axis=0)
        belief = filtered(rows, start, transition, (question.last - parting).days + 1, in_any_order)
        if question.hindsight:
            belief, _ = smoothed(rows, belief, transition, in_any_order)
        for one in belief:
            yield states.shown(one[-len(question.days) :])

    def _heard(
        self,
        question: Question,
        sets: Sequence[Sequence[tuple[date, Vote]]],
        first: date,
        last: date,
        before: Sequence[Weighed] = (),
    ) -> Heard:
        """What each set of votes tells of the days from `first` to `last`, counted from `first`, all sets
        after the same votes `before`."""
        speakers, table = _table(question, sets, first, last, before)
        return heard_in(table, believed(self.priors, speakers, table.states), self.priors.exponent)

    def evidence(self, question: Question) -> Mapping[str, Floats]:
        dated = question.dated_votes()
        if not dated:
            return {}
        earliest = min(day for day, _ in dated)
        speakers, table = _table(question, [dated], earliest, question.last)
        parameters = believed(self.priors, speakers, table.states)
        logs = evidence_of(table, parameters, self.priors.exponent)[:, : table.states]
        found: dict[str, Floats] = {}
        for (_, vote), row in zip(dated, logs, strict=True):
            found[vote.claim_id] = found.get(vote.claim_id, np.zeros(table.states)) + row
        return found

    def _at_first(self, observable: int) -> Floats:
        """What is believed [K] of a place when it is first spoken of."""
        contested = self.priors.places["contested_at_first"]
        found = np.full(observable, (1.0 - contested) / (observable - 1))
        found[-1] = contested
        return found


def _first_spoken_of(question: Question) -> date | None:
    """The day of the first claim about the place, of whatever kind; None where there is none in time."""
    days = [day_known(each) for each in question.claims if tells_of_today(each)]
    voted = [day for day, _ in question.dated_votes()]
    first = min([*filter(None, days), *voted], default=None)
    return first if first is not None and first <= question.last else None


def shipped_markov() -> Markov:
    """The model with the priors that ship with sayso."""
    return Markov(shipped())


def _table(
    question: Question,
    heard: Sequence[Sequence[tuple[date, Vote]]],
    first: date,
    last: date,
    before: Sequence[Weighed] = (),
) -> tuple[list[Speaker], Table]:
    """The votes of each set from `first` to `last` as rows, one for each claim and state that it votes for,
    and who speaks. Each set is a place of its own; the votes `before` tell only of the discounts."""
    speakers: dict[Speaker, int] = {}
    place, day, source, shares = [], [], [], []
    for number, dated in enumerate(heard):
        for (at, vote), weight in zip(dated, discounted(dated, before), strict=True):
            speaker = Speaker(vote.source_class, _side(vote, question.sides))
            row = np.zeros(len(question.states))
            row[question.states.index(vote.state)] = weight
            place.append(number)
            day.append((at - first).days)
            source.append(speakers.setdefault(speaker, len(speakers)))
            shares.append(row)
    return list(speakers), Table(
        place=np.array(place, dtype=np.int64),
        day=np.array(day, dtype=np.int64),
        source=np.array(source, dtype=np.int64),
        shares=np.array(shares).reshape(len(shares), len(question.states)),
        places=len(heard),
        days=(last - first).days + 1,
        sources=len(speakers),
    )


def _side(vote: Vote, sides: Sequence[str]) -> int:
    return sides.index(vote.side_of_source) if vote.side_of_source in sides else NOBODY
