"""Answers as plain values, for lines of JSON, citations and the desk in the browser."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sayso.answers.brief import Brief, PlaceNews
from sayso.answers.disputes import PlaceDispute
from sayso.answers.holders import holder_value
from sayso.answers.phrases import says
from sayso.answers.place import Answer, Said
from sayso.answers.reckoning import Reckoning, exact
from sayso.demo import paraphrase_note
from sayso.estimation import Verdict
from sayso.export.record import claim_record
from sayso.model import Estimate, RecordedClaim

_DIGITS = 6


def answer_value(answer: Answer) -> dict[str, Any]:
    """All of an answer: the voices with their pages, the disputes, the estimate with its reasons."""
    verdict = answer.verdict
    return {
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
            **independent_value(verdict, answer.day),
        },
        "estimate": answer.estimate
        and {
            **estimate_value(answer.estimate, explain=True),
            "exact": exact(answer.estimate.probabilities),
            "method": answer.estimate.method,
            "parameters": answer.estimate.parameters,
        },
        "curve": [
            {
                "date": each.day.isoformat(),
                "probabilities": rounded(each.probabilities),
                "exact": exact(each.probabilities),
            }
            for each in answer.curve
        ],
        "reckoning": answer.reckoning and answer.reckoning.value(),
    }


def estimate_value(
    estimate: Estimate, *, explain: bool, reckoning: Reckoning | None = None
) -> dict[str, Any]:
    """`{"place", "date", "probabilities"}`, its reasons where they are asked for, and what it was reckoned by
    with its numbers to the last bit."""
    value: dict[str, Any] = {
        "place": estimate.place,
        "date": estimate.day.isoformat(),
        "probabilities": rounded(estimate.probabilities),
    }
    if explain:
        value |= _explained(estimate)
    if reckoning is not None:
        value |= {"exact": exact(estimate.probabilities), "reckoning": reckoning.value()}
    return value


def _explained(estimate: Estimate) -> dict[str, Any]:
    return {
        "entropy": round(estimate.entropy, _DIGITS),
        "between": list(estimate.ranked[:2]),
        "prior_holder": estimate.prior_holder and holder_value(estimate.prior_holder),
        "because": [
            {
                "claim": each.claim,
                "origin": each.origin,
                "log_odds": round(each.log_odds, _DIGITS),
                "times": each.times if each.times is None else float(f"{each.times:.{_DIGITS}g}"),
            }
            for each in estimate.because
        ],
        "origins": [
            {
                "origin": each.origin,
                "claims": each.claims,
                "log_odds": round(each.log_odds, _DIGITS),
                "without": rounded(each.probabilities),
            }
            for each in estimate.origins
        ],
        "turns": [
            {
                "speaks_for": each.speaks_for,
                "says": each.says,
                "voices": each.voices,
                "tried": each.tried,
                "probabilities": rounded(each.probabilities),
            }
            for each in estimate.turns
        ],
    }


def independent_value(verdict: Verdict, day: date) -> dict[str, Any]:
    """How many independent origins were heard of late, which, and how long ago the last of them spoke."""
    last = verdict.last_independent
    return {
        "independent_origins": list(verdict.independent_origins),
        "last_independent": _iso(last),
        "days_since_independent": (day - last).days if last else None,
    }


def rounded(probabilities: Mapping[str, float]) -> dict[str, float]:
    """Probabilities as they are shown."""
    return {state: round(p, _DIGITS) for state, p in probabilities.items()}


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
        "published": recorded.published.iso() if recorded.published else None,
        "outlet": recorded.outlet,
        "url": recorded.url,
        "relayed_by": list(claim.relayed_by),
        "when": claim.when_iso,
        "said_on": claim.said_on.iso() if claim.said_on else None,
        "sentence": recorded.sentence,
        "paraphrase": paraphrase_note(recorded.document_id),
    }


def _iso(day: date | datetime | None) -> str | None:
    return day.isoformat() if day is not None else None


def claim_value(recorded: RecordedClaim) -> dict[str, Any]:
    """One claim as the record writes it, with its id and its report."""
    return {
        "id": recorded.id,
        **claim_record(recorded.claim, recorded.evidence).model_dump(mode="json"),
        "background": recorded.claim.background,
        "document": recorded.document_id,
        "published": recorded.published.iso() if recorded.published else None,
        "outlet": recorded.outlet,
        "url": recorded.url,
        "sentence": recorded.sentence,
        "paraphrase": paraphrase_note(recorded.document_id),
    }


def brief_value(brief: Brief, *, most: int | None = None) -> dict[str, Any]:
    """All of a brief; of each place at most so many of the claims, those that were last recorded."""
    return {
        "since": brief.since.isoformat(),
        "until": brief.until.isoformat(),
        "on": brief.day.isoformat(),
        "news": [_news(each, most) for each in brief.news],
        "untold": brief.untold,
        "disputes_opened": [_dispute(each) for each in brief.opened],
        "disputes_closed": [_dispute(each) for each in brief.closed],
        "corrections": [
            {
                "what": each.change.what,
                "subject": each.change.subject,
                "outlet": each.change.outlet,
                "at": each.change.recorded_at.isoformat(),
                "reason": each.change.reason,
                "claims": [claim.id for claim in each.change.claims],
                "places": list(each.places),
                "citations": list(each.citations),
            }
            for each in brief.corrections
        ],
        "quiet": [
            {"place": each.place, "place_id": each.key and each.key[0], "last_heard": _iso(each.last_heard)}
            for each in brief.quiet
        ],
        "silent": [
            {
                "voice": each.voice,
                "last_heard": each.last_heard.isoformat(),
                "days": each.days,
                "heard_elsewhere": each.is_heard_elsewhere,
            }
            for each in brief.silent
        ],
    }


def _news(news: PlaceNews, most: int | None) -> dict[str, Any]:
    claims = sorted(news.claims, key=_recorded_at)
    return {
        "place": news.place,
        "place_id": news.key and news.key[0],
        "before": news.before,
        "now": news.now,
        "moved": news.has_moved,
        "new_origins": list(news.new_origins),
        "claim_count": len(claims),
        "claims": [
            {
                **_page(each),
                "recorded": _iso(each.recorded_at),
                "source": each.claim.source.name,
                "source_side": each.claim.source.side,
                "kind": each.claim.kind.value,
                "party": each.claim.party,
                "polarity": each.claim.polarity.value,
                "certainty": each.claim.certainty.value,
                "put_in_by": news.put_in_by.get(each.id),
                "says": says(each.claim),
            }
            for each in (claims if most is None else claims[max(0, len(claims) - most) :])
        ],
    }


def _recorded_at(recorded: RecordedClaim) -> datetime:
    return recorded.recorded_at or datetime.min.replace(tzinfo=UTC)


def _dispute(dispute: PlaceDispute) -> dict[str, Any]:
    return {
        "place": dispute.place.full_name,
        "place_id": dispute.place.id,
        "kind": dispute.kind,
        "positions": [each.position.words for each in dispute.positions],
    }
