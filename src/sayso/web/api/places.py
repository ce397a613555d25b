"""Places as JSON: all of them, and one on a day."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from sayso.answers.relations import relations_of
from sayso.answers.told import told_value
from sayso.web.asking import OnDay, TheDesk
from sayso.web.listing import PlacesNarrowed, places_narrowed
from sayso.web.paging import Offset
from sayso.web.place_asking import PlaceName, brief_answer, whole_answer
from sayso.web.tables import Format, InFormat, csv_table

router = APIRouter(prefix="/api/places", tags=["places"])
_COLUMNS = ("place", "place_id", "claims", "documents", "last_heard")


@router.get("", summary="Every place of the ledger", response_model=None)
def all_places(
    desk: TheDesk,
    wanted: PlacesNarrowed,
    offset: Offset = 0,
    limit: Annotated[int, Query(ge=1, le=50_000, description="At most so many.")] = 50_000,
    format: InFormat = Format.JSON,
) -> list[dict[str, Any]] | Response:
    """`[{"place", "place_id", "claims", "documents", "last_heard"}]`, the place with most claims first."""
    found = places_narrowed(desk.kept("places", desk.ledger.places), wanted)
    rows = [
        {
            "place": each.name,
            "place_id": each.id,
            "claims": each.claims,
            "documents": each.documents,
            "last_heard": each.last_heard and each.last_heard.isoformat(),
        }
        for each in found[offset : offset + limit]
    ]
    return rows if format is Format.JSON else csv_table("places", _COLUMNS, rows)


@router.get(
    "/{name:path}",
    summary="Who says what about a place, and who probably holds it",
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}},
    response_class=Response,
)
def one_place(
    name: PlaceName,
    on: OnDay,
    desk: TheDesk,
    reasons: Annotated[
        bool, Query(description="Also what each claim and origin moves, and what would turn the estimate.")
    ] = False,
) -> Response:
    """What `sayso place NAME --json` writes: voices with their pages, disputes, relations, the estimate.

    Its reasons, its turns and its curve take far longer and come where they are asked for.
    """

    def told() -> bytes:
        if reasons:
            answer = whole_answer(desk, name, on)
            value = told_value(answer, relations_of(desk.ledger, answer))
        else:
            found = brief_answer(desk, name, on)
            value = told_value(found.answer, found.relations)
        return json.dumps(value, ensure_ascii=False).encode()

    # Written once: what is asked again is most often what many ask.
    return Response(desk.kept(("place told", name, on, reasons), told), media_type="application/json")
