"""The brief as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from sayso.answers.values import brief_value
from sayso.web.asking import TheDesk
from sayso.web.briefing import AskedHours, AskedPlaces, brief_of

router = APIRouter(prefix="/api/brief", tags=["brief"])


@router.get("", summary="What moved in the record since an hour")
def the_brief(
    desk: TheDesk,
    hours: AskedHours,
    places: AskedPlaces,
    claims: Annotated[int, Query(ge=0, le=200, description="Of each place at most so many claims.")] = 20,
) -> dict[str, Any] | None:
    """What `sayso brief --json` writes, about the places named or those of which most came in; null where the
    ledger holds nothing. Verdicts are those of `on`; `untold` counts places with news that are left out."""
    return None if hours is None else brief_value(brief_of(desk, hours, places), most=claims)
