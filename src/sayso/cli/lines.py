"""Answers as JSON lines for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sayso.answers.disputes import PlaceDispute, Stated
from sayso.answers.place import Answer
from sayso.answers.reckoning import Reckoning
from sayso.answers.relation_values import origin_value
from sayso.answers.relations import Relations
from sayso.answers.reliability import Record
from sayso.answers.reliability_values import record_value
from sayso.answers.sources import Health, Profile
from sayso.answers.told import told_value
from sayso.answers.values import claim_value, estimate_value, independent_value
from sayso.demo import paraphrase_note
from sayso.estimation import Verdict
from sayso.ledger import SearchHit
from sayso.model import Estimate, RecordedClaim
from sayso.relations.courses import ended_iso
from sayso.relations.dependence import known_iso


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
    return line(
        {
            "id": hit.document_id,
            "published": hit.published.iso() if hit.published else None,
            "outlet": hit.outlet,
            "url": hit.url,
            "language": hit.language,
            "snippet": hit.snippet,
            "standing": hit.standing.value,
            "paraphrase": paraphrase_note(hit.document_id),
        }
    )


def dispute_line(dispute: PlaceDispute) -> str:
    """One dispute with its positions, its end, and what would settle it."""
    closing = dispute.closing
    return line(
        {
            "place": dispute.place.full_name,
            "place_id": dispute.place.id,
            "kind": dispute.kind,
            "open": closing is None,
            "opened": known_iso(dispute.opened_by),
            "closed": closing
            and {
                "by": closing.by,
                "at": ended_iso(closing),
                "who": closing.who,
                "gave_up": closing.given_up.words,
                "claim": closing.claim.id,
            },
            "positions": [_stated(each) for each in dispute.positions],
            "settled_by": [
                {"by": each.remedy, "who": each.who, "says": each.says and each.says.words}
                for each in dispute.settled_by
            ],
        }
    )


def profile_line(profile: Profile, records: Mapping[str, Record] | None = None) -> str:
    """One voice: what it said, how it stands to the others, whether it is heard, and its labels; with
    `records` also what came of its claims."""
    lead = profile.lead.median_days
    return line(
        {
            "name": profile.name,
            "labels": [
                {
                    "org": each.org,
                    "party": each.party,
                    "side": each.side,
                    "class": each.source_class,
                    "basis": each.basis,
                }
                for each in profile.labels
            ],
            "claims": profile.claims,
            "by_kind": dict(profile.by_kind),
            "first": profile.first.isoformat(),
            "last": profile.last.isoformat(),
            "relayed": profile.relayed,
            "positions": profile.standing.positions,
            "contradicted": profile.standing.contradicted,
            "admissions": profile.standing.admissions,
            "outcomes": profile.lead.outcomes,
            "spoke_for": profile.lead.spoke_for,
            "before": profile.lead.before,
            "after": profile.lead.after,
            "spoke_otherwise": profile.lead.spoke_otherwise,
            "median_lead_days": None if lead is None else round(lead, 2),
            **_health(profile.health),
            "silent_feed": profile.health.is_silent,
            **({} if records is None else {"reliability": record_value(records.get(profile.name))}),
            "fronts": [
                {
                    "place": each.place,
                    "claims": each.claims,
                    **_health(each.health),
                    "quiet_front": each.is_quiet,
                }
                for each in profile.fronts
            ],
        }
    )


def _health(health: Health) -> dict[str, Any]:
    return {
        "last_heard": health.last_heard.isoformat(),
        "silence": health.silence,
        "longest_silence": health.longest_silence,
        "usual_pause": health.usual_pause,
    }


def _stated(stated: Stated) -> dict[str, Any]:
    return {
        "says": stated.position.words,
        "first": _claimed(stated.first),
        "last": _claimed(stated.last),
        "claims": stated.claim_count,
        "origin_count": stated.origin_count,
        "independent_count": stated.independent_count,
        "origins": [origin_value(each) for each in stated.origins],
    }


def _claimed(recorded: RecordedClaim) -> dict[str, Any]:
    return {
        "claim": recorded.id,
        "source": recorded.claim.source.name,
        "published": _publication(recorded),
        "known_from": known_iso(recorded),
        "document": recorded.document_id,
        "outlet": recorded.outlet,
        "url": recorded.url,
        "paraphrase": paraphrase_note(recorded.document_id),
    }
