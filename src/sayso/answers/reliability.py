"""How reliable the voices of a ledger are, in the direction in which they speak, as all others have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sayso.answers.admiralty import Grade, grade_of
from sayso.answers.every_place import all_places, claims_by_place, keys_of
from sayso.answers.holders import holders_of
from sayso.answers.place import sides_for
from sayso.estimation.evidence import day_known
from sayso.estimation.markov import Markov, shipped_markov
from sayso.estimation.question import Question
from sayso.estimation.reliability import Assembled, Direction, Reliability, overall
from sayso.ledger import Ledger
from sayso.model import day_over_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What came of the claims of one voice, in each direction in which it spoke and in all together."""

    directions: Mapping[Direction, Reliability]
    parameters: str

    @property
    def overall(self) -> Reliability | None:
        """All directions together; None where nothing that it said can be judged."""
        return overall(list(self.directions.values())) if self.directions else None

    @property
    def grade(self) -> Grade:
        """The letter of the Admiralty code for all directions together."""
        return grade_of(self.overall)


def records(
    ledger: Ledger,
    name: str | None = None,
    *,
    method: Markov | None = None,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, Record]:
    """The record of every voice by its name, or of one, from the places that it speaks of.

    `method` is the one with the shipped priors unless another is given; `advance` is told how many places of
    how many are done.
    """
    last = ledger.last_known()
    if last is None:
        return {}
    method, today = method or shipped_markov(), day_over_by(last)
    if name is None:
        places = all_places(ledger)
    else:
        places = keys_of([each.place_key for each in ledger.utterances(name, by_place=True)])
    assembled = Assembled(method)
    for _, claims in claims_by_place(ledger, places, advance=advance):
        days = [known for each in claims if (known := day_known(each)) is not None]
        sides = sides_for(claims, max(days)) if days else ()
        if sides:
            question = Question(
                claims=tuple(claims),
                sides=sides,
                first=today,
                last=today,
                hindsight=True,
                holders=holders_of(claims[-1].claim.place, sides),
            )
            assembled.add(question, None if name is None else {name})
    return {
        voice: Record(directions=found, parameters=method.parameters)
        for voice, found in assembled.reliabilities().items()
    }
