"""The model of the estimate: a hidden Markov chain for each place, sources that speak in the frame of a side.

Claims of one place are weighed with what is believed of their sources' classes beforehand; nothing is fitted
to them, so no day is told by what came after it. See `learning` for parameters that a whole ledger taught.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from sayso.estimation.chain import filtered, in_any_order, smoothed
from sayso.estimation.discounts import discounted
from sayso.estimation.evidence import Vote, day_known, tells_of_today
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.learning import Speaker, believed, evidence_of, heard_in
from sayso.estimation.priors import Priors, shipped
from sayso.estimation.question import Question
from sayso.estimation.windows import Floats, Table

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
        heard = [[each for each in dated if each[1].claim_id not in mute] for mute in muted]
        curves = []
        for first in range(0, len(heard), _TOGETHER):
            for known in self._known(question, heard[first : first + _TOGETHER], earliest):
                curve = even.copy()
                curve[len(curve) - len(known) :] = known
                curves.append(curve)
        return curves

    def _known(
        self, question: Question, heard: Sequence[Sequence[tuple[date, Vote]]], earliest: date
    ) -> Iterator[Floats]:
        """The days asked about since the place was first spoken of, [days, states], by each set of votes.

        The sets are reckoned at once, as if each were about a place of its own.
        """
        days = (question.last - earliest).days + 1
        observable = len(question.states)
        states = hidden_states(observable)
        speakers, table = _table(question, heard, earliest, days)
        parameters = believed(self.priors, speakers, observable)
        rows = heard_in(table, parameters, self.priors.exponent)
        start = np.repeat(states.settled(self._at_first(observable)[None, :]), len(heard), axis=0)
        transition = parameters.transition(states)
        belief = filtered(rows, start, transition, days, in_any_order)
        if question.hindsight:
            belief, _ = smoothed(rows, belief, transition, in_any_order)
        for one in belief:
            yield states.shown(one[-len(question.days) :])

    def evidence(self, question: Question) -> Mapping[str, Floats]:
        dated = question.dated_votes()
        if not dated:
            return {}
        earliest = min(day for day, _ in dated)
        speakers, table = _table(question, [dated], earliest, (question.last - earliest).days + 1)
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
    question: Question, heard: Sequence[Sequence[tuple[date, Vote]]], earliest: date, days: int
) -> tuple[list[Speaker], Table]:
    """The votes of each set as rows, one for each claim and state that it votes for, and who speaks. Each
    set is a place of its own."""
    speakers: dict[Speaker, int] = {}
    place, day, source, shares = [], [], [], []
    for number, dated in enumerate(heard):
        for (at, vote), weight in zip(dated, discounted(dated), strict=True):
            speaker = Speaker(vote.source_class, _side(vote, question.sides))
            row = np.zeros(len(question.states))
            row[question.states.index(vote.state)] = weight
            place.append(number)
            day.append((at - earliest).days)
            source.append(speakers.setdefault(speaker, len(speakers)))
            shares.append(row)
    return list(speakers), Table(
        place=np.array(place, dtype=np.int64),
        day=np.array(day, dtype=np.int64),
        source=np.array(source, dtype=np.int64),
        shares=np.array(shares).reshape(len(shares), len(question.states)),
        places=len(heard),
        days=days,
        sources=len(speakers),
    )


def _side(vote: Vote, sides: Sequence[str]) -> int:
    return sides.index(vote.side_of_source) if vote.side_of_source in sides else NOBODY
