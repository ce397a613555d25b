"""What would turn an estimate: found by supposing further voices, one by one, and reckoning again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.estimation.evidence import Vote
from sayso.estimation.question import Method, Question
from sayso.model import CONTESTED, Estimate, SourceClass, Turn

MOST_VOICES = 5
"""So many further voices on one day are tried; more seldom speak of a place."""
_STATES = 2
"""So many states are tried as what they say, the likeliest first."""
_ADMITS = SourceClass.BELLIGERENT_OFFICIAL
_INDEPENDENT = SourceClass.AGENCY_DESK


@dataclass(frozen=True, slots=True)
class _Supposed:
    """So many voices of one kind that say one thing; they speak for a side, or for none."""

    speaks_for: str | None
    says: str
    votes: tuple[Vote, ...]


def turns_of(estimate: Estimate, method: Method, question: Question) -> tuple[Turn, ...]:
    """How many further voices on the estimate's day would turn its top state, for each kind that is tried:
    independent desks that say another state, and officials who say it against their own side.

    `question` is the one that the estimate answers, of that one day. Nothing where no claim speaks of it.
    """
    if not question.dated_votes():
        return ()
    tried = list(_tried(estimate, question))
    every = tuple(vote for each in tried for vote in each.votes)
    names = {vote.claim_id for vote in every}
    heard = [{vote.claim_id for vote in each.votes[:n]} for each in tried for n in range(1, MOST_VOICES + 1)]
    asked = replace(question, supposed=every)
    curves = iter(method.curves(asked, [names - some for some in heard]))
    turns = []
    for each in tried:
        days = [next(curves)[-1] for _ in each.votes]
        likely = [dict(zip(question.states, map(float, day), strict=True)) for day in days]
        turned = [n for n, one in enumerate(likely) if max(one, key=lambda s: one[s]) != estimate.ranked[0]]
        turns.append(
            Turn(
                speaks_for=each.speaks_for,
                says=each.says,
                voices=turned[0] + 1 if turned else None,
                tried=MOST_VOICES,
                probabilities=likely[turned[0] if turned else -1],
            )
        )
    return tuple(turns)


def _tried(estimate: Estimate, question: Question) -> Iterator[_Supposed]:
    top, *others = estimate.ranked
    for says in others[:_STATES]:
        yield _supposed(question, None, says)
        if says == CONTESTED:
            continue
        against = [side for side in estimate.ranked if side not in (CONTESTED, says)]
        losers = [top] if top != CONTESTED else against[:1]
        for side in losers:
            yield _supposed(question, side, says)


def _supposed(question: Question, speaks_for: str | None, says: str) -> _Supposed:
    votes = tuple(
        Vote(
            day_known=question.last,
            day_about=question.last,
            origin=f"supposed {speaks_for} {says} {number}",
            side_of_source=speaks_for,
            state=says,
            weight=1.0,
            claim_id=f"supposed {speaks_for} {says} {number}",
            source_class=_INDEPENDENT if speaks_for is None else _ADMITS,
            is_admission=speaks_for is not None,
        )
        for number in range(MOST_VOICES)
    )
    return _Supposed(speaks_for, says, votes)
