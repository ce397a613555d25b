"""Places as JSON: all of them, and one on a day."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path

from sayso.answers.place import ask
from sayso.answers.relation_values import relations_value
from sayso.answers.relations import relations_of
from sayso.answers.values import answer_value
from sayso.estimation import DEFAULT_METHOD
from sayso.web.asking import LONGEST_NAME, OnDay, TheDesk

router = APIRouter(prefix="/api/places", tags=["places"])
Name = Annotated[str, Path(max_length=LONGEST_NAME, description="A name, or an id such as geonames:705392.")]


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


@router.get("/{name}", summary="Who says what about a place, and who probably holds it")
def one_place(name: Name, on: OnDay, desk: TheDesk) -> dict[str, Any]:
    """What `sayso place NAME --json` writes: voices with their pages, disputes, relations, the estimate."""

    def reckon() -> dict[str, Any]:
        answer = ask(desk.ledger, name, day=on.day, view=on.view, days=on.days, method=DEFAULT_METHOD)
        return answer_value(answer) | relations_value(relations_of(desk.ledger, answer))

    return desk.kept(("place", name, on), reckon)
