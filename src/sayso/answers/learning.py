"""What a ledger teaches of its voices: all claims that were known at the end of a day, as lessons."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from sayso.answers.every_place import all_places, claims_by_place
from sayso.answers.holders import holders_of
from sayso.answers.parameter_file import ParameterFile, file_of
from sayso.answers.place import sides_for
from sayso.errors import LedgerError
from sayso.estimation.beginning import beginning
from sayso.estimation.discounts import discounted
from sayso.estimation.evidence import Vote, day_known
from sayso.estimation.learning import Speaker, Voice
from sayso.estimation.markov import first_spoken_of, side_among, voice_of
from sayso.estimation.priors import shipped
from sayso.estimation.question import Question
from sayso.estimation.teaching import ROUNDS, Lesson, taught
from sayso.estimation.windows import Floats, Table
from sayso.ledger import Ledger
from sayso.model import CONTESTED, RecordedClaim, day_over_by

Advance = Callable[[int, int], None]


def _silently(done: int, total: int) -> None:
    """Nothing is shown."""


def learn(
    ledger: Ledger,
    until: date | None = None,
    *,
    rounds: int = ROUNDS,
    advance: Advance = _silently,
) -> ParameterFile:
    """What the ledger teaches by what was known at the end of a day, by default its last.

    `advance` is told how many steps of how many are done: to gather the claims is as one round. How much is
    said of a place is counted, and not taken to tell anything: copies that nobody told of would speak
    through it. Raises `LedgerError` where nothing tells who holds a place.
    """
    last = ledger.last_known()
    if last is None:
        raise LedgerError(ledger.name, "holds no report to learn from", "sayso add takes some in")
    known_until = until or day_over_by(last)
    head, priors = ledger.head(), shipped()
    classes: dict[int, _Class] = {}
    claims: set[str] = set()
    said: dict[Voice, dict[str, int]] = {}
    names = all_places(ledger)

    def gathering(done: int, total: int) -> None:
        advance(done, total * (rounds + 1))

    def learning(done: int, total: int) -> None:
        # Places that nobody says anything about who holds are gathered, and not learned from.
        advance(len(names) * (total + done * rounds) // total, len(names) * (rounds + 1))

    for _, about in claims_by_place(ledger, names, as_known=known_until, advance=gathering):
        sides = _sides(about)
        if not sides:
            continue
        question = Question(
            claims=tuple(about),
            sides=sides,
            first=known_until,
            last=known_until,
            holders=holders_of(about[-1].claim.place, sides),
        )
        voted = question.dated_votes()
        first = first_spoken_of(question, voted)
        if first is None or not voted:
            continue
        start = beginning(priors, question, first)
        classes.setdefault(len(sides) + 1, _Class()).add(question, voted, first, start)
        for _, vote in voted:
            _count(said.setdefault(voice_of(vote), {}), vote, sides)
            claims.add(vote.claim_id)
    if not classes:
        remedy = "learn until a later day, or take more reports in"
        raise LedgerError(ledger.name, f"no claim known by {known_until} tells who holds a place", remedy)
    lessons = [classes[count].lesson(count, known_until) for count in sorted(classes)]
    found, made = taught(lessons, priors, rounds, by_volume=False, advance=learning)
    return file_of(
        found,
        said=said,
        known_until=known_until,
        head=head.hash,
        entries=head.entries,
        places=sum(each.table.places for each in lessons),
        claims=len(claims),
        rounds=made,
    )


def _sides(claims: Sequence[RecordedClaim]) -> tuple[str, ...]:
    days = [known for each in claims if (known := day_known(each)) is not None]
    return sides_for(claims, max(days)) if days else ()


def _count(counts: dict[str, int], vote: Vote, sides: Sequence[str]) -> None:
    """One more claim of a voice, by what it says in the frame of the voice's side."""
    if vote.state == CONTESTED:
        said = CONTESTED
    elif vote.side_of_source in sides:
        said = "own" if vote.state == vote.side_of_source else "enemy"
    else:
        said = "a side"
    counts[said] = counts.get(said, 0) + 1


@dataclass(slots=True)
class _Class:
    """Places with one number of sides, as columns that grow."""

    speakers: dict[Speaker, int] = field(default_factory=dict)
    starts: list[Floats] = field(default_factory=list)
    begins: array[int] = field(default_factory=lambda: array("q"))
    place: array[int] = field(default_factory=lambda: array("q"))
    day: array[int] = field(default_factory=lambda: array("q"))
    source: array[int] = field(default_factory=lambda: array("q"))
    state: array[int] = field(default_factory=lambda: array("q"))
    weight: array[float] = field(default_factory=lambda: array("d"))

    def add(self, question: Question, voted: Sequence[tuple[date, Vote]], first: date, start: Floats) -> None:
        number, states = len(self.begins), {each: n for n, each in enumerate(question.states)}
        self.starts.append(start)
        self.begins.append(first.toordinal())
        for (day, vote), weight in zip(voted, discounted(voted), strict=True):
            speaker = Speaker(vote.source_class, side_among(vote, question.sides), voice_of(vote))
            self.place.append(number)
            self.day.append(max(day, first).toordinal())
            self.source.append(self.speakers.setdefault(speaker, len(self.speakers)))
            self.state.append(states[vote.state])
            self.weight.append(weight)

    def lesson(self, observable: int, last: date) -> Lesson:
        begins = np.array(self.begins, dtype=np.int64)
        first = int(begins.min())
        state = np.array(self.state, dtype=np.int64)
        shares = np.zeros((len(state), observable))
        shares[np.arange(len(state)), state] = np.array(self.weight)
        return Lesson(
            table=Table(
                place=np.array(self.place, dtype=np.int64),
                day=np.array(self.day, dtype=np.int64) - first,
                source=np.array(self.source, dtype=np.int64),
                shares=shares,
                places=len(begins),
                days=last.toordinal() - first + 1,
                sources=len(self.speakers),
            ),
            speakers=list(self.speakers),
            start=np.array(self.starts),
            begins=begins - first,
        )
