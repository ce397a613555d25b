"""Citations as JSON: made of a view of a place, and those that were kept."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path
from starlette.responses import Response

from sayso.web.api.timeline import file_name
from sayso.web.asking import TheDesk
from sayso.web.place_asking import ThePlace, course
from sayso.web.sealing import citation_of
from sayso.web.wording import say

router = APIRouter(prefix="/api", tags=["citations"])


@router.get("/places/{name:path}/citation", summary="The answer about a place frozen, as a file")
def citation(asked: ThePlace, desk: TheDesk) -> Response:
    """What `sayso cite` writes, sealed, and `sayso verify FILE` checks. The ledger does not keep it."""
    name = file_name(course(desk, asked, with_now=False))
    return Response(
        json.dumps(citation_of(desk, asked, keep=False), ensure_ascii=False, indent=1) + "\n",
        media_type="application/json",
        headers={"content-disposition": f'attachment; filename="{name}.citation.json"'},
    )


@router.post("/places/{name:path}/cite", summary="Freeze the answer about a place, and keep it")
def keep(asked: ThePlace, desk: TheDesk) -> dict[str, Any]:
    """The same, kept in the ledger too, so that a later correction of what it rests on can be told. Takes
    the token."""
    return citation_of(desk, asked, keep=True)


@router.get("/citations/{key}", summary="A citation that was kept")
def one_citation(key: Annotated[str, Path(max_length=100)], desk: TheDesk) -> dict[str, Any]:
    """By its seal, as it was kept."""
    found = desk.ledger.citation(key)
    if found is None:
        raise HTTPException(404, say("cite.absent"))
    return found
