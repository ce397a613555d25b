"""Answers as JSON lines for other programs."""

from __future__ import annotations

import json
from typing import Any

from sayso.answers.place import Answer
from sayso.answers.values import answer_value, estimate_value
from sayso.demo import paraphrase_note
from sayso.ledger import SearchHit
from sayso.model import Estimate


def line(value: dict[str, Any]) -> str:
    """One line of JSON; letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def estimate_line(estimate: Estimate, *, explain: bool = False) -> str:
    """`{"place", "date", "probabilities"}`, and `"because"` where it is asked for."""
    return line(estimate_value(estimate, explain=explain))


def answer_line(answer: Answer) -> str:
    """All of an answer: the voices with their pages, the disputes, the estimate with its reasons."""
    return line(answer_value(answer))


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
