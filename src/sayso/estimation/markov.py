"""The model of the estimate: a hidden Markov chain for each place, sources that speak in the frame of a side.

Claims of one place are weighed with what is believed of their sources' classes beforehand; nothing is fitted
to them, so no day is told by what came after it. See `learning` for parameters that a whole ledger taught.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from sayso.estimation.chain import filtered, in_any_order, smoothed
from sayso.estimation.discounts import discounted
from sayso.estimation.evidence import Vote, day_known, tells_of_today
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.learning import Speaker, believed, heard_in
from sayso.estimation.priors import Priors, shipped
from sayso.estimation.question import Question
from sayso.estimation.windows import Floats, Table


@dataclass(frozen=True, slots=True)
class Markov:
    """Filtered as known on each day; smoothed where the question is asked with hindsight."""

    priors: Priors
    name: str = "party-frame-chain"

    @property
    def parameters(self) -> str:
        return f"priors={self.priors.version} ({self.priors.digest})"

    def curves(self, question: Question, muted: Sequence[Collection[str]] = ((),)) -> list[Floats]:
        return [self._curve(question, mute) for mute in muted]

    def _curve(self, question: Question, muted: Collection[str]) -> Floats:
        dated = [(day, vote) for day, vote in question.dated_votes() if vote.claim_id not in muted]
        curve = np.full((len(question.days), len(question.states)), 1.0 / len(question.states))
        earliest = _first_spoken_of(question)
        if earliest is None:
            return curve
        dated = [(max(day, earliest), vote) for day, vote in dated]
        days = (question.last - earliest).days + 1
        speakers, table = _table(question, dated, earliest, days)
        observable = len(question.states)
        states = hidden_states(observable)
        parameters = believed(self.priors, speakers, observable)
        heard = heard_in(table, parameters, self.priors.exponent)
        start = states.settled(self._at_first(observable)[None, :])
        transition = parameters.transition(states)
        belief = filtered(heard, start, transition, days, in_any_order)
        if question.hindsight:
            belief, _ = smoothed(heard, belief, transition, in_any_order)
        shown = states.shown(belief)[0]
        known = shown[-len(question.days) :]
        curve[len(curve) - len(known) :] = known
        return curve

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
    question: Question, dated: Sequence[tuple[date, Vote]], earliest: date, days: int
) -> tuple[list[Speaker], Table]:
    """The votes as rows, one for each claim and state that it votes for, and who speaks."""
    weights = discounted(dated)
    speakers: dict[Speaker, int] = {}
    place, day, source, shares = [], [], [], []
    for (at, vote), weight in zip(dated, weights, strict=True):
        speaker = Speaker(vote.source_class, _side(vote, question.sides))
        row = np.zeros(len(question.states))
        row[question.states.index(vote.state)] = weight
        place.append(0)
        day.append((at - earliest).days)
        source.append(speakers.setdefault(speaker, len(speakers)))
        shares.append(row)
    return list(speakers), Table(
        place=np.array(place, dtype=np.int64),
        day=np.array(day, dtype=np.int64),
        source=np.array(source, dtype=np.int64),
        shares=np.array(shares).reshape(len(shares), len(question.states)),
        places=1,
        days=days,
        sources=len(speakers),
    )


def _side(vote: Vote, sides: Sequence[str]) -> int:
    return sides.index(vote.side_of_source) if vote.side_of_source in sides else NOBODY
