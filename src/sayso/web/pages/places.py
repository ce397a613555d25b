"""The list of all places."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sayso.web.asking import TheDesk
from sayso.web.rendering import page
from sayso.web.wording import say

router = APIRouter(include_in_schema=False)


@router.get("/places")
def places(request: Request, desk: TheDesk) -> HTMLResponse:
    found = desk.kept("places", desk.ledger.places)
    return page(request, "places.html", title=say("places.title"), places=found)
