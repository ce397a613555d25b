"""Answers as JSON lines for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sayso.answers.dispute_values import dispute_value
from sayso.answers.disputes import PlaceDispute
from sayso.answers.finding import hit_value
from sayso.answers.place import Answer
from sayso.answers.profile_values import profile_value
from sayso.answers.reckoning import Reckoning
from sayso.answers.relations import Relations
from sayso.answers.reliability import Record
from sayso.answers.sources import Profile
from sayso.answers.told import told_value
from sayso.answers.values import claim_value, estimate_value, independent_value
from sayso.estimation import Verdict
from sayso.ledger import SearchHit
from sayso.model import Estimate, RecordedClaim


def line(value: dict[str, Any]) -> str:
    """One line of JSON; letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def estimate_line(
    estimate: Estimate,
    *,
    reckoning: Reckoning,
    explain: bool = False,
    verdict: Verdict | None = None,
) -> str:
    """`{"place", "date", "probabilities"}`, by what it was reckoned, and its reasons where asked for."""
    value = estimate_value(estimate, explain=explain, reckoning=reckoning)
    if explain and verdict is not None:
        value |= independent_value(verdict, estimate.day)
    return line(value)


def answer_line(answer: Answer, relations: Relations) -> str:
    """All of an answer: voices with their pages, disputes, estimate, and how its claims relate."""
    return line(told_value(answer, relations))


def claim_line(recorded: RecordedClaim) -> str:
    """One claim as the record writes it, with its id and its report."""
    return line(claim_value(recorded))


def judged_claim_line(judgement: int, recorded: RecordedClaim) -> str:
    """The same of a claim that a person put in, with the number of the judgement that did."""
    return line({"judgement": judgement, **claim_value(recorded)})


def _publication(recorded: RecordedClaim) -> str | None:
    return recorded.published.iso() if recorded.published else None


def hit_line(hit: SearchHit) -> str:
    """One document that holds the words."""
    return line(hit_value(hit))


def dispute_line(dispute: PlaceDispute) -> str:
    """One dispute with its positions, its end, and what would settle it."""
    return line(dispute_value(dispute))


def profile_line(profile: Profile, records: Mapping[str, Record] | None = None) -> str:
    """One voice: what it said, how it stands to the others, whether it is heard, and its labels; with
    `records` also what came of its claims."""
    return line(profile_value(profile, records))
