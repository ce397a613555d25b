"""The disputes of all places, as JSON and as a table."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from sayso.answers.dispute_values import dispute_value
from sayso.web.asking import TheDesk
from sayso.web.disputing import WantedDisputes, disputes_wanted
from sayso.web.paging import Limit, Offset
from sayso.web.tables import Format, InFormat, csv_table

router = APIRouter(prefix="/api/disputes", tags=["disputes"])

_COLUMNS = (
    *("place", "place_id", "kind", "open", "opened", "ended", "ended_by", "gave_up"),
    *("positions", "claims", "origins", "independent", "first_documents", "last_documents"),
)


@router.get("", summary="Who contradicts whom about which place", response_model=None)
def all_disputes(
    desk: TheDesk,
    wanted: WantedDisputes,
    offset: Offset = 0,
    limit: Limit = 50,
    format: InFormat = Format.JSON,
) -> dict[str, Any] | Response:
    """`{"total", "disputes"}`, the latest turn first, each as `sayso disputes --json` writes it."""
    found = disputes_wanted(desk, wanted, offset, limit)
    values = [dispute_value(each) for each in found.shown]
    if format is Format.CSV:
        return csv_table("disputes", _COLUMNS, map(_row, values))
    return {"total": found.total, "disputes": values}


def _row(dispute: dict[str, Any]) -> dict[str, Any]:
    closed, positions = dispute["closed"] or {}, dispute["positions"]
    return {
        **{name: dispute[name] for name in ("place", "place_id", "kind", "open", "opened")},
        "ended": closed.get("at"),
        "ended_by": closed.get("by"),
        "gave_up": closed.get("gave_up"),
        "positions": [each["says"] for each in positions],
        "claims": [each["claims"] for each in positions],
        "origins": [each["origin_count"] for each in positions],
        "independent": [each["independent_count"] for each in positions],
        "first_documents": [each["first"]["document"] for each in positions],
        "last_documents": [each["last"]["document"] for each in positions],
    }
