"""The model of the estimate: a hidden Markov chain for each place, sources that speak in the frame of a side.

Claims of one place are weighed with what is believed of their sources' classes beforehand, or with what a
ledger taught of the sources until a day; nothing is fitted to the claims that are weighed, so no day after
that one is told by what came after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from sayso.estimation.beginning import beginning, prior_holder
from sayso.estimation.chain import Heard, filtered, in_any_order, smoothed
from sayso.estimation.discounts import Weighed, discounted
from sayso.estimation.evidence import Vote, day_known, tells_of_today
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.leaps import Anchors, Powers, anchored, carried_over, filtered_on
from sayso.estimation.learning import Parameters, Speaker, Voice, believed, evidence_of, heard_in
from sayso.estimation.priors import Priors, shipped
from sayso.estimation.question import Question
from sayso.estimation.taught import Learned
from sayso.estimation.windows import WINDOW, Floats, Table
from sayso.model import Holder

MEMORY = 60
"""Days after which a claim is no longer looked at as a reason for a day; little of it is left by then."""
_TOGETHER = 100
"""Curves that are reckoned together with hindsight; more take more memory and no less time."""

Voted = Sequence[tuple[date, Vote]]


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed [H] of a place at the end of the last day on which something was heard of it."""

    day: date
    hidden: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Markov:
    """Filtered as known on each day; smoothed where the question is asked with hindsight.

    With `learned`, a source that was learned from speaks by its own record, another by its class; without,
    all by the priors. Whoever asks sees to it that no day is asked about that the learning knew of.
    """

    priors: Priors
    name: str = "party-frame-chain"
    learned: Learned | None = None

    @property
    def parameters(self) -> str:
        told = f"priors={self.priors.version} ({self.priors.digest})"
        if self.learned is None:
            return told
        return f"{told}, learned={self.learned.digest} (until {self.learned.known_until})"

    def given(self, speakers: Sequence[Speaker], observable: int) -> Parameters:
        """The parameters of these sources, at a place with so many observable states."""
        if self.learned is None:
            return believed(self.priors, speakers, observable)
        return self.learned.taught.parameters(speakers, observable)

    @property
    def memory(self) -> int:
        return MEMORY

    def curves(self, question: Question, muted: Sequence[Collection[str]] = ((),)) -> list[Floats]:
        voted = question.dated_votes()
        earliest = first_spoken_of(question, voted)
        if earliest is None:
            return [_even(question) for _ in muted]
        voted = [(max(day, earliest), vote) for day, vote in voted]
        reckon = self._smoothed if question.hindsight else self._filtered
        curves = []
        for known in reckon(question, voted, muted, earliest):
            curve = _even(question)
            curve[len(curve) - len(known) :] = known
            curves.append(curve)
        return curves

    def prior_holder(self, question: Question) -> Holder | None:
        earliest = first_spoken_of(question, question.dated_votes())
        return None if earliest is None else prior_holder(question, earliest)

    def belief(self, question: Question) -> Belief | None:
        """What is believed of the place by all that was known on the last day, to be carried over to later
        ones; None where nothing was."""
        voted = question.dated_votes()
        earliest = first_spoken_of(question, voted)
        if earliest is None:
            return None
        dated = [(max(day, earliest), vote) for day, vote in voted]
        anchors = self._anchors(question, dated, earliest, self._beginning(question, earliest))
        day = earliest + timedelta(days=int(anchors.day[-1]))
        return Belief(day=day, hidden=tuple(map(float, anchors.belief[-1])))

    def beliefs(self, question: Question, voted: Voted) -> list[Belief]:
        """What is believed of the place when it is first spoken of, and at the end of each later day on which
        something was heard of it; empty where nothing was. `voted` are the votes of the question."""
        earliest = first_spoken_of(question, voted)
        if earliest is None:
            return []
        dated = [(max(day, earliest), vote) for day, vote in voted]
        anchors = self._anchors(question, dated, earliest, self._beginning(question, earliest))
        days = (earliest + timedelta(days=day) for day in anchors.day.tolist())
        return [Belief(day, tuple(hidden)) for day, hidden in zip(days, anchors.belief.tolist(), strict=True)]

    def carry(self, observable: int, longest: int) -> Floats:
        """What is shown [N, H, K] of each hidden state after 0 to `longest` silent days."""
        gaps = np.arange(longest + 1)
        return hidden_states(observable).shown(_powers(self, observable).over(gaps))

    def carried(self, beliefs: Sequence[Belief], day: date, observable: int) -> Floats:
        """The probabilities [N, K] of places with so many states on a day on which nothing more is known;
        the same to the last bit as those of `curves`."""
        hidden = np.array([each.hidden for each in beliefs])
        gaps = np.array([(day - each.day).days for each in beliefs])
        found = carried_over(hidden, gaps, _powers(self, observable))
        return hidden_states(observable).shown(found)

    def _filtered(
        self, question: Question, voted: Voted, muted: Sequence[Collection[str]], earliest: date
    ) -> Iterator[Floats]:
        """The days asked about since the place was first spoken of, [days, K], without each muted set. What
        went before any of them is missed is reckoned once."""
        missed: set[str] = set().union(*muted)
        parting = min((day for day, vote in voted if vote.claim_id in missed), default=date.max)
        earlier = sorted((each for each in voted if each[0] < parting), key=lambda each: each[0])
        later = [each for each in voted if each[0] >= parting]
        weighed = zip(earlier, discounted(earlier), strict=True)
        lately = [(day, vote, weight) for (day, vote), weight in weighed if (parting - day).days < WINDOW]
        before = self._anchors(question, earlier, earliest, self._beginning(question, earliest))
        states, powers = hidden_states(len(question.states)), _powers(self, len(question.states))
        asked = np.array([(day - earliest).days for day in question.days if day >= earliest], dtype=np.int64)
        for mute in muted:
            left = [each for each in later if each[1].claim_id not in mute]
            anchors = self._anchors(question, left, earliest, before, lately)
            yield states.shown(filtered_on(anchors, powers, asked))

    def _smoothed(
        self, question: Question, voted: Voted, muted: Sequence[Collection[str]], earliest: date
    ) -> Iterator[Floats]:
        """The same with hindsight: the sets are reckoned at once, each as if about a place of its own."""
        states = hidden_states(len(question.states))
        transition = self.given((), len(question.states)).transition(states)
        days = (question.last - earliest).days + 1
        begin = self._beginning(question, earliest).belief
        for first in range(0, len(muted), _TOGETHER):
            some = muted[first : first + _TOGETHER]
            left = [[each for each in voted if each[1].claim_id not in mute] for mute in some]
            rows = self._heard(question, left, earliest)
            forward = filtered(rows, np.repeat(begin, len(some), axis=0), transition, days, in_any_order)
            for one in smoothed(rows, forward, transition, in_any_order)[0]:
                yield states.shown(one[-len(question.days) :])

    def _beginning(self, question: Question, earliest: date) -> Anchors:
        """What is believed of a place when it is first spoken of, before anything is heard."""
        start = hidden_states(len(question.states)).settled(beginning(self.priors, question, earliest))
        return Anchors(np.zeros(1, dtype=np.int64), start[None, :])

    def _anchors(
        self,
        question: Question,
        voted: Voted,
        earliest: date,
        before: Anchors,
        lately: Sequence[Weighed] = (),
    ) -> Anchors:
        heard = self._heard(question, [voted], earliest, lately)
        return anchored(heard, before, _powers(self, len(question.states)))

    def _heard(
        self, question: Question, sets: Sequence[Voted], earliest: date, before: Sequence[Weighed] = ()
    ) -> Heard:
        """What each set of votes tells of the days from `earliest` on, all of them after the same votes
        `before`."""
        speakers, table = rows_of(question, sets, earliest, before, known=self.known)
        return heard_in(table, self.given(speakers, table.states), self.priors.exponent)

    @property
    def known(self) -> Collection[Voice]:
        """The voices that have a record of their own."""
        return () if self.learned is None else self.learned.taught.counts.voices

    def evidence(self, question: Question) -> Mapping[str, Floats]:
        dated = question.dated_votes()
        if not dated:
            return {}
        first = min(day for day, _ in dated)
        speakers, table = rows_of(question, [dated], first, known=self.known)
        parameters = self.given(speakers, table.states)
        logs = evidence_of(table, parameters, self.priors.exponent)[:, : table.states]
        found: dict[str, Floats] = {}
        for (_, vote), row in zip(dated, logs, strict=True):
            found[vote.claim_id] = found.get(vote.claim_id, np.zeros(table.states)) + row
        return found


def _even(question: Question) -> Floats:
    return np.full((len(question.days), len(question.states)), 1.0 / len(question.states))


@cache
def _powers(model: Markov, observable: int) -> Powers:
    return Powers(model.given((), observable).transition(hidden_states(observable)))


def first_spoken_of(question: Question, voted: Voted) -> date | None:
    """The day of the first claim about the place, of whatever kind; None where there is none in time."""
    days = [day_known(each) for each in question.claims if tells_of_today(each)]
    first = min([*filter(None, days), *(day for day, _ in voted)], default=None)
    return first if first is not None and first <= question.last else None


def shipped_markov() -> Markov:
    """The model with the priors that ship with sayso."""
    return Markov(shipped())


def rows_of(
    question: Question,
    sets: Sequence[Voted],
    first: date,
    before: Sequence[Weighed] = (),
    known: Collection[Voice] = (),
) -> tuple[list[Speaker], Table]:
    """The votes of each set from `first` on as rows, one for each claim and state that it votes for, and who
    speaks, with the voice of those that are `known`. Each set is a place of its own; the votes `before` tell
    only of the discounts."""
    speakers: dict[Speaker, int] = {}
    place, day, source, shares = [], [], [], []
    for number, dated in enumerate(sets):
        for (at, vote), weight in zip(dated, discounted(dated, before), strict=True):
            voice = voice_of(vote)
            speaker = Speaker(
                vote.source_class, side_among(vote, question.sides), voice if voice in known else None
            )
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
        places=len(sets),
        days=(question.last - first).days + 1,
        sources=len(speakers),
    )


def voice_of(vote: Vote) -> Voice:
    """Who gives a vote, under the label that its claim carries."""
    return Voice(vote.origin, vote.source_class, vote.side_of_source)


def side_among(vote: Vote, sides: Sequence[str]) -> int:
    """The number of the side that the source of a vote speaks for, `NOBODY` where it is none of these."""
    return sides.index(vote.side_of_source) if vote.side_of_source in sides else NOBODY
