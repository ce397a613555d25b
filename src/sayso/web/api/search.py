"""Search as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from sayso.answers.finding import find, found_value
from sayso.web.asking import TheDesk

router = APIRouter(prefix="/api/search", tags=["search"])


@router.get("", summary="Reports that hold some words, and places and voices called so")
def search(
    desk: TheDesk,
    q: Annotated[str, Query(min_length=1, max_length=200, description="Words; “in quotes” together.")],
    exact: Annotated[bool, Query(description="Compare case and accents too.")] = False,
    offset: Annotated[int, Query(ge=0, le=1_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> dict[str, Any]:
    """`{"places", "voices", "reports", "more"}`; in a snippet the words stand in square brackets."""
    return found_value(find(desk.ledger, q, first=offset, limit=limit, exact=exact))
