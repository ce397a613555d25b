"""The model of the estimate: a hidden Markov chain for each place, sources that speak in the frame of a side.

Claims of one place are weighed with what is believed of their sources' classes beforehand; nothing is fitted
to them, so no day is told by what came after it. See `learning` for parameters that a whole ledger taught.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from sayso.estimation.chain import Heard, filtered, in_any_order, smoothed
from sayso.estimation.discounts import discounted
from sayso.estimation.evidence import Vote, day_known, tells_of_today
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.leaps import Anchors, Powers, anchored, carried_over, filtered_on
from sayso.estimation.learning import Speaker, believed, heard_in
from sayso.estimation.priors import Priors, shipped
from sayso.estimation.question import Question
from sayso.estimation.windows import Floats, Table

Voted = Sequence[tuple[date, Vote]]


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed [H] of a place at the end of the last day on which something was heard of it."""

    day: date
    hidden: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Markov:
    """Filtered as known on each day; smoothed where the question is asked with hindsight."""

    priors: Priors
    name: str = "party-frame-chain"

    @property
    def parameters(self) -> str:
        return f"priors={self.priors.version} ({self.priors.digest})"

    def curves(self, question: Question, muted: Sequence[Collection[str]] = ((),)) -> list[Floats]:
        voted = question.dated_votes()
        earliest = _first_spoken_of(question, voted)
        if earliest is None:
            return [_even(question) for _ in muted]
        return [
            self._curve(question, [each for each in voted if each[1].claim_id not in mute], earliest)
            for mute in muted
        ]

    def belief(self, question: Question) -> Belief | None:
        """What is believed of the place by all that was known on the last day, to be carried over to later
        ones; None where nothing was."""
        voted = question.dated_votes()
        earliest = _first_spoken_of(question, voted)
        if earliest is None:
            return None
        anchors = self._anchors(question, voted, earliest)
        day = earliest + timedelta(days=int(anchors.day[-1]))
        return Belief(day=day, hidden=tuple(map(float, anchors.belief[-1])))

    def carried(self, beliefs: Sequence[Belief], day: date, observable: int) -> Floats:
        """The probabilities [N, K] of places with so many states on a day on which nothing more is known;
        the same to the last bit as those of `curves`."""
        hidden = np.array([each.hidden for each in beliefs])
        gaps = np.array([(day - each.day).days for each in beliefs])
        found = carried_over(hidden, gaps, _powers(self.priors, observable))
        return hidden_states(observable).shown(found)

    def _curve(self, question: Question, voted: Voted, earliest: date) -> Floats:
        curve = _even(question)
        observable = len(question.states)
        states = hidden_states(observable)
        asked = np.array([(day - earliest).days for day in question.days if day >= earliest])
        if question.hindsight:
            heard, start = self._heard(question, voted, earliest)
            transition = states.transition(self.priors.moves(observable))
            days = (question.last - earliest).days + 1
            forward = filtered(heard, start[None, :], transition, days, in_any_order)
            found = smoothed(heard, forward, transition, in_any_order)[0][0, asked]
        else:
            anchors = self._anchors(question, voted, earliest)
            found = filtered_on(anchors, _powers(self.priors, observable), asked)
        curve[len(curve) - len(asked) :] = states.shown(found)
        return curve

    def _anchors(self, question: Question, voted: Voted, earliest: date) -> Anchors:
        heard, start = self._heard(question, voted, earliest)
        return anchored(heard, start, _powers(self.priors, len(question.states)))

    def _heard(self, question: Question, voted: Voted, earliest: date) -> tuple[Heard, Floats]:
        """What was heard from the first day on, and what is believed [H] before it."""
        dated = [(max(day, earliest), vote) for day, vote in voted]
        observable = len(question.states)
        speakers, table = _table(question, dated, earliest, (question.last - earliest).days + 1)
        parameters = believed(self.priors, speakers, observable)
        heard = heard_in(table, parameters, self.priors.exponent)
        return heard, hidden_states(observable).settled(self._at_first(observable))

    def _at_first(self, observable: int) -> Floats:
        """What is believed [K] of a place when it is first spoken of."""
        contested = self.priors.places["contested_at_first"]
        found = np.full(observable, (1.0 - contested) / (observable - 1))
        found[-1] = contested
        return found


def _even(question: Question) -> Floats:
    return np.full((len(question.days), len(question.states)), 1.0 / len(question.states))


@cache
def _powers(priors: Priors, observable: int) -> Powers:
    return Powers(hidden_states(observable).transition(priors.moves(observable)))


def _first_spoken_of(question: Question, voted: Voted) -> date | None:
    """The day of the first claim about the place, of whatever kind; None where there is none in time."""
    days = [day_known(each) for each in question.claims if tells_of_today(each)]
    first = min([*filter(None, days), *(day for day, _ in voted)], default=None)
    return first if first is not None and first <= question.last else None


def shipped_markov() -> Markov:
    """The model with the priors that ship with sayso."""
    return Markov(shipped())


def _table(question: Question, dated: Voted, earliest: date, days: int) -> tuple[list[Speaker], Table]:
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
