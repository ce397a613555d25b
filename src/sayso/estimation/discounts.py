"""How much each claim still tells beside those of the same origin that came before it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from sayso.estimation.evidence import Vote
from sayso.estimation.windows import WINDOW, Flags, Floats, Integers

REPEATED = 0.35
"""What the same source adds by saying the same again within a week: it has learned little since."""
ADMITTED_AGAIN = 0.7
"""The same for what it says against its own side, which costs it something every time."""
CARRIED = 0.1
"""What a further page adds that carries the word of a known origin."""
MOST = 1.5
"""All that one origin adds for one state within a week, so that neither twelve carriers nor a source that
repeats itself every hour outshouts an admission."""


Weighed = tuple[date, Vote, float]
"""A vote, its day, and the weight that the discounts leave it."""


def discounted(dated: Sequence[tuple[date, Vote]], before: Sequence[Weighed] = ()) -> list[float]:
    """The weight of each vote, in the order given, each beside those of its origin for its state before it.

    Of one day the weightiest goes first, so that no order of arrival tells. `before` are votes of earlier
    days that were weighed already, in the order of their days.
    """
    order = sorted(range(len(dated)), key=lambda n: (dated[n][0], -dated[n][1].weight, dated[n][1].claim_id))
    words = [_word(*dated[n]) for n in order]
    earlier = [(_word(day, vote), weight) for day, vote, weight in before]
    weights = dict(zip(order, _beside_earlier(words, earlier), strict=True))
    return [weights[n] for n in range(len(dated))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What was said of places, as arrays [N]: on which `day`, from which `origin`, which state is `said`,
    with what `weight`; whether the word is passed on by another, and speaks against its own side."""

    place: Integers
    day: Integers
    origin: Integers
    said: Integers
    weight: Floats
    is_relayed: Flags
    is_admission: Flags

    def discounted(self) -> Floats:
        """The weight [N] of each, beside those of its origin for its state and place before it.

        Of one day the weightiest goes first, of equals the one that is not passed on.
        """
        order = np.lexsort((self.is_relayed, -self.weight, self.day))
        columns = (self.place, self.origin, self.said, self.day, self.weight)
        flags = (self.is_relayed, self.is_admission)
        rows = zip(*(column[order].tolist() for column in (*columns, *flags)), strict=True)
        words = (_Word((place, origin, said), *rest) for place, origin, said, *rest in rows)
        found = np.empty(len(order))
        found[order] = np.fromiter(_beside_earlier(words), dtype=np.float64, count=len(order))
        return found


@dataclass(frozen=True, slots=True)
class _Word:
    """`about` is what it shares with those it is weighed beside: origin and state, and the place."""

    about: Hashable
    day: int
    weight: float
    is_relayed: bool
    is_admission: bool


def _word(day: date, vote: Vote) -> _Word:
    # The onset of a state is told beside its present: neither is the other said again.
    about = (vote.origin, vote.state, vote.is_of_onset)
    return _Word(about, day.toordinal(), vote.weight, vote.is_relayed, vote.is_admission)


def _beside_earlier(words: Iterable[_Word], before: Iterable[tuple[_Word, float]] = ()) -> Iterator[float]:
    """The weight of each word beside those before it; the words come in the order of their days, after those
    that have their weights already."""
    given: dict[Hashable, list[tuple[int, float]]] = {}
    for word, weight in before:
        given.setdefault(word.about, []).append((word.day, weight))
    for word in words:
        own = given.get(word.about, [])
        lately = [(then, weight) for then, weight in own if word.day - then < WINDOW]
        weight = word.weight * (_again(word) if lately else 1.0)
        weight = max(0.0, min(weight, MOST - sum(each for _, each in lately)))
        given[word.about] = [*lately, (word.day, weight)]
        yield weight


def _again(word: _Word) -> float:
    """What a word adds that was heard within the week."""
    if word.is_relayed:
        return CARRIED
    return ADMITTED_AGAIN if word.is_admission else REPEATED
