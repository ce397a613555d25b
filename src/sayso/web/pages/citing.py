"""Keeping a citation of what a page shows, and the page of one that was kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request
from starlette.responses import HTMLResponse, RedirectResponse

from sayso.answers.citation import check
from sayso.web.asking import TheDesk
from sayso.web.place_asking import ThePlace
from sayso.web.rendering import page
from sayso.web.sealing import citation_of
from sayso.web.wording import say

router = APIRouter(include_in_schema=False)


@router.post("/place/{name:path}/cite")
def keep(asked: ThePlace, desk: TheDesk) -> RedirectResponse:
    """Keep the citation of this very view, for whoever signed in, and show it."""
    return RedirectResponse(f"/cite/{citation_of(desk, asked, keep=True)['seal']}", status_code=303)


@router.get("/cite/{key}")
def kept(request: Request, key: Annotated[str, Path(max_length=100)], desk: TheDesk) -> HTMLResponse:
    """A citation that was kept, and whether the ledger still holds what it rests on."""
    snapshot = desk.ledger.citation(key)
    if snapshot is None:
        raise HTTPException(404, say("cite.absent"))
    return page(
        request,
        "cite.html",
        title=say("cite.title", place=snapshot["answer"]["place"], day=snapshot["answer"]["on"]),
        cited=snapshot,
        problems=list(check(desk.ledger, snapshot)),
        key=key,
    )
