"""Why a day is told as it is: what each claim and each origin moves, by leaving it out, parameters kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

from sayso.estimation.question import Method, Question
from sayso.estimation.windows import Floats
from sayso.model import OriginPart, Reason

_LEAST = 1e-9
_Part = TypeVar("_Part", Reason, OriginPart)


class Explained:
    """The curve [days, states] of a question, and the parts of its claims and origins in each day of it from
    `first` on."""

    def __init__(self, method: Method, question: Question, first: date) -> None:
        dated = question.dated_votes()
        heard = [(day, vote) for day, vote in dated if day <= first]
        newest = max((day for day, _ in heard), default=first)
        since = newest - timedelta(days=method.memory)
        recent = [vote for day, vote in dated if day > since]
        origins = sorted({vote.origin for vote in recent})
        names = {claim.id: claim.origin for claim in question.claims}
        self._claims = [(name, names[name]) for name in sorted({vote.claim_id for vote in recent})]
        of_origin = {
            origin: {vote.claim_id for _, vote in dated if vote.origin == origin} for origin in origins
        }
        # An origin that spoke long ago is missed from then on. Asked for together with it, what is missed of
        # these weeks alone would be reckoned from that day too.
        is_old = {vote.origin for day, vote in dated if day <= since}
        self._origins = sorted(of_origin.items(), key=lambda each: each[0] in is_old)
        muted = [*((name,) for name, _ in self._claims), *(claims for _, claims in self._origins)]
        apart = len(muted) - sum(origin in is_old for origin in of_origin)
        self._question = question
        self._evidence = method.evidence(question)
        self.curve, *without = method.curves(question, [(), *muted[:apart]])
        if muted[apart:]:
            without += method.curves(question, muted[apart:])
        self._without_claim = without[: len(self._claims)]
        self._without_origin = without[len(self._claims) :]

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """Each claim's part in one day, the greatest first; those of no weight are left out."""
        top, second = self._top_two(row)
        parts = [
            Reason(
                claim=name,
                origin=origin,
                log_odds=self._part(without, row),
                times=self._times(name, top, second),
            )
            for (name, origin), without in zip(self._claims, self._without_claim, strict=True)
        ]
        return tuple(sorted(_that_move(parts), key=lambda part: (-abs(part.log_odds), part.claim)))

    def origins(self, row: int) -> tuple[OriginPart, ...]:
        """Each origin's part in one day, the greatest first; those of no weight are left out."""
        parts = [
            OriginPart(
                origin=origin,
                claims=len(claims),
                log_odds=self._part(without, row),
                probabilities=dict(zip(self._question.states, map(float, without[row]), strict=True)),
            )
            for (origin, claims), without in zip(self._origins, self._without_origin, strict=True)
        ]
        return tuple(sorted(_that_move(parts), key=lambda part: (-abs(part.log_odds), part.origin)))

    def _top_two(self, row: int) -> tuple[int, int]:
        """The columns of the likeliest state and of the next; states that are even stand in their order."""
        top, second = np.argsort(-self.curve[row], kind="stable")[:2].tolist()
        return top, second

    def _part(self, without: Floats, row: int) -> float:
        top, second = self._top_two(row)
        return _log_odds(self.curve[row], top, second) - _log_odds(without[row], top, second)

    def _times(self, claim: str, top: int, second: int) -> float | None:
        logs = self._evidence.get(claim)
        return None if logs is None else float(np.exp(logs[top] - logs[second]))


def _log_odds(probabilities: Floats, one: int, other: int) -> float:
    logs = np.log(np.maximum(probabilities, _LEAST))
    return float(logs[one] - logs[other])


def _that_move(parts: Iterable[_Part]) -> list[_Part]:
    return [part for part in parts if abs(part.log_odds) > _LEAST]
