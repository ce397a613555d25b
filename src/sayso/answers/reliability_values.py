"""Reliability and credibility as plain values, for lines of JSON. The two never stand in one value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.answers.admiralty import grade_of
from sayso.answers.credibility import Credibility
from sayso.answers.reliability import Record
from sayso.estimation.reliability import Reliability

_DIGITS = 4


def record_value(record: Record | None) -> dict[str, Any] | None:
    """What came of the claims of a voice, with its letter and the counts; None where it took no position."""
    found = record.overall if record is not None else None
    if record is None or found is None:
        return None
    return {
        **_reliability(found),
        "parameters": record.parameters,
        "directions": {name.value: _reliability(each) for name, each in record.directions.items()},
    }


def credibility_value(found: Mapping[str, Credibility]) -> list[dict[str, Any]]:
    """The figure of each claim with the disinterested origins that make it."""
    return [
        {
            "claim": claim,
            "credibility": each.credit.number,
            "words": each.credit.value,
            "borne_out_by": list(each.borne_out_by),
            "contradicted_by": list(each.contradicted_by),
        }
        for claim, each in found.items()
    ]


def _reliability(found: Reliability) -> dict[str, Any]:
    grade = grade_of(found)
    return {
        "grade": grade.name,
        "words": grade.value,
        "claims": found.claims,
        "weight": round(found.weight, _DIGITS),
        "held": round(found.held, _DIGITS),
        "low": round(found.low, _DIGITS),
        "high": round(found.high, _DIGITS),
    }
