"""The list of all places."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sayso.web.asking import TheDesk
from sayso.web.listing import PlaceOrder, PlacesNarrowed, places_narrowed
from sayso.web.paging import PageNumber, address, portion
from sayso.web.rendering import page, waiting
from sayso.web.wording import say

router = APIRouter(include_in_schema=False)


@router.get("/places")
def places(request: Request, desk: TheDesk, wanted: PlacesNarrowed, number: PageNumber = 1) -> HTMLResponse:
    found, is_latest = desk.soon("places", desk.ledger.places)
    if found is None:
        return waiting(request, say("places.title"))
    query = address(request, page=None).partition("?")[2]
    return page(
        request,
        "places.html",
        title=say("places.title"),
        portion=portion(request, places_narrowed(found, wanted), number),
        count=len(found),
        wanted=wanted,
        orders=[(each, address(request, page=None, sort=each.value)) for each in PlaceOrder],
        is_latest=is_latest,
        csv=f"/api/places?{'&'.join(filter(None, (query, 'format=csv')))}",
        json=f"/api/places?{query}".rstrip("?"),
    )
