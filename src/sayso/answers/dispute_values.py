"""Disputes as plain values."""

from __future__ import annotations

from typing import Any

from sayso.answers.disputes import PlaceDispute, Stated
from sayso.answers.relation_values import origin_value
from sayso.demo import paraphrase_note
from sayso.model import RecordedClaim
from sayso.relations.courses import ended_iso
from sayso.relations.dependence import known_iso


def dispute_value(dispute: PlaceDispute) -> dict[str, Any]:
    """One dispute with its positions, its end, and what would settle it."""
    closing = dispute.closing
    return {
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
        "published": recorded.published.iso() if recorded.published else None,
        "known_from": known_iso(recorded),
        "document": recorded.document_id,
        "outlet": recorded.outlet,
        "url": recorded.url,
        "paraphrase": paraphrase_note(recorded.document_id),
    }
