"""What a method is asked: one place, the claims about it, the states it can be in, the days."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from sayso.estimation.evidence import Vote, votes
from sayso.estimation.windows import Floats
from sayso.model import CONTESTED, Holder, RecordedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Who of `sides` holds the place on each day from `first` to `last`, both included.

    With `hindsight` the claims stand at the days that they are about, as known now; without, at the
    days on which they became known, and no day may be told by what came after it. With hindsight one that
    tells since when stands at that first day too. `supposed` are votes that
    nobody gave, to try what they would change. `holders` are the entries about who held the place, from
    whenever; their parties bear the names of `sides`, or are none of them.
    """

    claims: tuple[RecordedClaim, ...]
    sides: tuple[str, ...]
    first: date
    last: date
    hindsight: bool = False
    supposed: tuple[Vote, ...] = ()
    holders: tuple[Holder, ...] = ()

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the last day {self.last} is before the first {self.first}")
        if not self.sides or len(set(self.sides)) < len(self.sides) or CONTESTED in self.sides:
            raise ValueError(f"sides must be different names, none of them {CONTESTED!r}: {self.sides}")

    @property
    def states(self) -> tuple[str, ...]:
        """The sides and `contested`, in the order of the columns of a curve."""
        return (*self.sides, CONTESTED)

    @property
    def days(self) -> tuple[date, ...]:
        """The days asked about, in the order of the rows of a curve."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    def dated_votes(self) -> list[tuple[date, Vote]]:
        """The votes that bear on these days, each with the day at which it stands."""
        given = [*votes(self.claims, self.sides), *self.supposed]
        if self.hindsight:
            onsets = filter(None, (vote.at_onset() for vote in given))
            dated = [(vote.day_about, vote) for vote in (*given, *onsets)]
        else:
            dated = [(vote.day_known, vote) for vote in given if not vote.is_old_news]
        return [(day, vote) for day, vote in dated if day <= self.last]


class Method(Protocol):
    """A way to reckon. `name` and `parameters` are written into every estimate it makes."""

    @property
    def name(self) -> str: ...

    @property
    def parameters(self) -> str: ...

    @property
    def memory(self) -> int:
        """For how many days before a day its reasons are looked for."""
        ...

    def evidence(self, question: Question) -> Mapping[str, Floats]:
        """The log-likelihood [states] of the words of each claim that has a vote, by its id: its own
        evidence, whatever the place was taken for before. Empty where the method has no such thing."""
        ...

    def prior_holder(self, question: Question) -> Holder | None:
        """The entry of `holders` that the curve begins with; None where there is none that counts, or where
        the method has no use for any."""
        ...

    def curves(self, question: Question, muted: Sequence[Collection[str]] = ((),)) -> list[Floats]:
        """One array [days, states] of probabilities for each set of claim ids in `muted`.

        Muted claims still teach the method (its parameters are those of all claims), but are no
        evidence about the place: the difference to the curve with nothing muted is their part in it.
        """
        ...
