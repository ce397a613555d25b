"""What the record makes probable: who holds a place on a day, with the claims that made it so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import log2

from sayso.model.claim import Claim
from sayso.model.judgement import JudgementKind
from sayso.model.theatre import Holder
from sayso.model.when import Publication

CONTESTED = "contested"
"""The state of a place that two sides each hold a part of, or fight inside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedClaim:
    """A claim with what the record knows of the document that carries it.

    `id` is stable for the same words in the same document. `origin` names the voice the claim goes
    back to, whichever page carries it; `recorded_at` is when our ledger learned it, None outside one.
    `known_from` is the first instant at which a reader could know it in these words: of an edited post
    the edit; None where only `published` tells. `evidence` are the words that the claim's span covers,
    `findings` what people found out about it.
    """

    id: str
    claim: Claim
    document_id: str
    published: Publication | None
    outlet: str | None
    url: str | None
    sentence: str
    recorded_at: datetime | None = None
    known_from: datetime | None = None
    evidence: str = ""
    findings: tuple[JudgementKind, ...] = ()

    @property
    def origin(self) -> str:
        """The voice that the claim goes back to."""
        return self.claim.source.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One claim's part in an estimate: what the log-odds of the top state over the next lose without it.

    `times` is its own evidence, whatever else was heard: how many times likelier its words are where the top
    state holds than where the next does. None where the method has no such number.
    """

    claim: str
    origin: str
    log_odds: float
    times: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginPart:
    """The same for all claims of one origin at once, `claims` in number, and the `probabilities` without
    them. Copies vouch for each other: each alone may move nothing, and all together much."""

    origin: str
    claims: int
    log_odds: float
    probabilities: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What would turn the top state: that `voices` further voices, each heard once on the day, asserted that
    `says` is so. They speak for the side `speaks_for`, or for none.

    `voices` is None where not even `tried` of them would. `probabilities` are those with so many.
    """

    speaks_for: str | None
    says: str
    voices: int | None
    tried: int
    probabilities: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Probabilities over holders and `contested` for one place on one civil day; they sum to 1.

    A party here is a side of the theatre. `method` and `parameters` say how it was reckoned.
    `because`, `origins` and `turns` are empty where they were not asked for. `prior_holder` is the entry
    about who held the place before the first claim that the reckoning began with, None where it had none.
    """

    place: str
    day: date
    probabilities: Mapping[str, float]
    method: str
    parameters: str
    because: tuple[Reason, ...] = ()
    origins: tuple[OriginPart, ...] = ()
    turns: tuple[Turn, ...] = ()
    prior_holder: Holder | None = None

    @property
    def ranked(self) -> tuple[str, ...]:
        """The states, the likeliest first; those that are even stand in their order."""
        return tuple(sorted(self.probabilities, key=lambda state: -self.probabilities[state]))

    @property
    def entropy(self) -> float:
        """How much is open, in bits: 0 where one state is sure, 1 where two are even."""
        return -sum(p * log2(p) for p in self.probabilities.values() if p > 0.0)
