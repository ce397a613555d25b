"""All voices, and one of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import HTMLResponse

from sayso.answers.voices import profiled, voice_lines
from sayso.web.asking import LONGEST_NAME, TheDesk
from sayso.web.listing import VoiceOrder, VoicesNarrowed, voices_narrowed
from sayso.web.paging import PageNumber, address, portion
from sayso.web.rendering import page, path_to, waiting
from sayso.web.wording import say

router = APIRouter(include_in_schema=False)

_FRONTS = 100


@router.get("/sources")
def sources(request: Request, desk: TheDesk, wanted: VoicesNarrowed, number: PageNumber = 1) -> HTMLResponse:
    found, is_latest = desk.soon("voices", lambda: voice_lines(desk.ledger))
    if found is None:
        return waiting(request, say("sources.title"))
    query = address(request, page=None).partition("?")[2]
    return page(
        request,
        "sources.html",
        title=say("sources.title"),
        portion=portion(request, voices_narrowed(found, wanted), number),
        count=len(found),
        silent=sum(each.is_silent for each in found),
        wanted=wanted,
        orders=[(each, address(request, page=None, sort=each.value)) for each in VoiceOrder],
        is_latest=is_latest,
        csv=f"/api/sources?{'&'.join(filter(None, (query, 'format=csv&limit=50000')))}",
        json=f"/api/sources?{query}".rstrip("?"),
    )


@router.get("/source/{name:path}")
def source(
    request: Request, desk: TheDesk, name: Annotated[str, Path(max_length=LONGEST_NAME)]
) -> HTMLResponse:
    found, is_latest = desk.soon(("profile", name), lambda: profiled(desk.ledger, name))
    if found is None:
        return waiting(request, name)
    profile, records = found
    return page(
        request,
        "source.html",
        title=profile.name,
        profile=profile,
        fronts=profile.fronts[:_FRONTS],
        record=records.get(profile.name),
        most=max(profile.by_kind.values()),
        is_latest=is_latest,
        csv=path_to("api/sources", profile.name, format="csv"),
        json=path_to("api/sources", profile.name),
    )
