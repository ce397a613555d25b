"""Answers as JSON lines for other programs."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from sayso.answers.place import Answer, Said
from sayso.demo import paraphrase_note
from sayso.ledger import SearchHit
from sayso.model import Estimate, RecordedClaim

_DIGITS = 6


def line(value: dict[str, Any]) -> str:
    """One line of JSON; letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def estimate_line(estimate: Estimate, *, explain: bool = False) -> str:
    """`{"place", "date", "probabilities"}`, and `"because"` where it is asked for."""
    return line(_estimate(estimate, explain=explain))


def answer_line(answer: Answer) -> str:
    """All of an answer: the voices with their pages, the disputes, the estimate with its reasons."""
    verdict = answer.verdict
    value = {
        "place": answer.place.full_name,
        "place_id": answer.place.id,
        "on": answer.day.isoformat(),
        "as_known": _iso(answer.view.as_known),
        "as_recorded": _iso(answer.view.as_recorded),
        "hindsight": answer.view.hindsight,
        "days": answer.days,
        "sides": list(answer.sides),
        "voices": [_said(each) for each in answer.said],
        "disputes": [
            {"kind": each.kind, "positions": {what: list(who) for what, who in each.positions.items()}}
            for each in answer.disputes
        ],
        "verdict": verdict
        and {
            "label": verdict.label,
            "state": verdict.state,
            "claimed_by": list(verdict.claimed_by),
            "independent_origins": list(verdict.independent_origins),
            "last_independent": _iso(verdict.last_independent),
        },
        "estimate": answer.estimate
        and {
            **_estimate(answer.estimate, explain=True),
            "method": answer.estimate.method,
            "parameters": answer.estimate.parameters,
        },
    }
    return line(value)


def claim_line(recorded: RecordedClaim) -> str:
    """One claim as the record writes it, with its id and its report."""
    from sayso.export.record import claim_record

    return line(
        {
            "id": recorded.id,
            **claim_record(recorded.claim, recorded.evidence).model_dump(mode="json"),
            "background": recorded.claim.background,
            "document": recorded.document_id,
            "published": _publication(recorded),
            "outlet": recorded.outlet,
            "url": recorded.url,
            "sentence": recorded.sentence,
            "paraphrase": paraphrase_note(recorded.document_id),
        }
    )


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
            "paraphrase": paraphrase_note(hit.document_id),
        }
    )


def _estimate(estimate: Estimate, *, explain: bool) -> dict[str, Any]:
    value: dict[str, Any] = {
        "place": estimate.place,
        "date": estimate.day.isoformat(),
        "probabilities": {state: round(p, _DIGITS) for state, p in estimate.probabilities.items()},
    }
    if explain:
        value["because"] = [
            {"claim": each.claim, "origin": each.origin, "log_odds": round(each.log_odds, _DIGITS)}
            for each in estimate.because
        ]
    return value


def _said(said: Said) -> dict[str, Any]:
    claim = said.first.claim
    return {
        "source": claim.source.name,
        "source_org": claim.source.org,
        "source_side": claim.source.side,
        "kind": claim.kind,
        "party": claim.party,
        "side": claim.side,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "extent": claim.extent,
        "background": claim.background,
        "evidence": said.evidence,
        "pages": [_page(each) for each in said.pages],
    }


def _page(recorded: RecordedClaim) -> dict[str, Any]:
    claim = recorded.claim
    return {
        "claim": recorded.id,
        "document": recorded.document_id,
        "published": _publication(recorded),
        "outlet": recorded.outlet,
        "url": recorded.url,
        "relayed_by": list(claim.relayed_by),
        "when": claim.when.iso() if claim.when else None,
        "said_on": claim.said_on.iso() if claim.said_on else None,
        "sentence": recorded.sentence,
        "paraphrase": paraphrase_note(recorded.document_id),
    }


def _iso(day: date | datetime | None) -> str | None:
    return day.isoformat() if day is not None else None
