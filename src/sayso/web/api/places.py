"""Places as JSON: all of them, and one on a day."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from sayso.answers.relations import relations_of
from sayso.answers.told import told_value
from sayso.web.asking import OnDay, TheDesk
from sayso.web.place_asking import PlaceName, brief_answer, whole_answer

router = APIRouter(prefix="/api/places", tags=["places"])


@router.get("", summary="Every place of the ledger")
def all_places(desk: TheDesk) -> list[dict[str, Any]]:
    """`[{"place", "place_id", "claims", "documents"}]`, the place with most claims first."""
    return [
        {
            "place": each.name,
            "place_id": each.id,
            "claims": each.claims,
            "documents": each.documents,
        }
        for each in desk.kept("places", desk.ledger.places)
    ]


@router.get("/{name:path}", summary="Who says what about a place, and who probably holds it")
def one_place(
    name: PlaceName,
    on: OnDay,
    desk: TheDesk,
    reasons: Annotated[
        bool, Query(description="Also what each claim and origin moves, and what would turn the estimate.")
    ] = False,
) -> dict[str, Any]:
    """What `sayso place NAME --json` writes: voices with their pages, disputes, relations, the estimate.

    Its reasons, its turns and its curve take far longer and come where they are asked for.
    """
    if reasons:
        answer = whole_answer(desk, name, on)
        return desk.kept(
            ("place", name, on),
            lambda: told_value(answer, relations_of(desk.ledger, answer)),
        )
    found = brief_answer(desk, name, on)
    return told_value(found.answer, found.relations)
