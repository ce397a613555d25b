"""Estimates by what a ledger taught: which days it may tell, and the method that tells them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sayso.answers.parameter_file import learned_of, read_parameters
from sayso.answers.place import Answer, View
from sayso.errors import ForeknowledgeError, LedgerError
from sayso.estimation.markov import Markov
from sayso.estimation.priors import shipped
from sayso.estimation.taught import Learned


@dataclass(frozen=True, slots=True)
class LearnedMethod:
    """A method with the parameters of a file; `where` names it."""

    method: Markov
    learned: Learned
    where: Path

    def tells(self, day: date) -> None:
        """Raises `ForeknowledgeError` for a day that is to be told as known on it and was learned from."""
        if day <= self.learned.known_until:
            raise ForeknowledgeError(self.where, self.learned.known_until, day)

    def tells_in(self, view: View, day: date) -> None:
        """The same of an answer in a view. Looking back from a later day, what was known by that may tell.

        Raises `LedgerError` where only what was recorded by an instant may: the file was made since.
        """
        if view.as_recorded is not None:
            told = "was learned from what the ledger holds, not from what it held at an earlier instant"
            raise LedgerError(self.where, told, "leave out --as-recorded, or --learned")
        if not view.hindsight:
            self.tells(day)
        elif view.as_known is not None and _day(view.as_known) < self.learned.known_until:
            raise ForeknowledgeError(self.where, self.learned.known_until, _day(view.as_known))

    def only_told(self, answer: Answer) -> Answer:
        """The answer without those days of its curve that may not be told."""
        if answer.view.hindsight:
            return answer
        until = self.learned.known_until
        return replace(answer, curve=tuple(each for each in answer.curve if each.day > until))


def learned_method(path: Path) -> LearnedMethod:
    """The default method with the parameters of a file; raises what `read_parameters` raises."""
    learned = learned_of(read_parameters(path), path)
    return LearnedMethod(Markov(shipped(), learned=learned), learned, path)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
