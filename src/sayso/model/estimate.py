"""What the record makes probable: who holds a place on a day, with the claims that made it so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sayso.model.claim import Claim
from sayso.model.judgement import JudgementKind
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
    """One claim's part in an estimate: its evidence for the top state over the next, in log-odds."""

    claim: str
    origin: str
    log_odds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Probabilities over holders and `contested` for one place on one civil day; they sum to 1.

    A party here is a side of the theatre. `method` and `parameters` say how it was reckoned.
    `because` is empty where the method keeps no reasons.
    """

    place: str
    day: date
    probabilities: Mapping[str, float]
    method: str
    parameters: str
    because: tuple[Reason, ...] = ()
