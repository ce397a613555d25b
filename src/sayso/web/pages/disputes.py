"""The disputes of all places."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sayso.answers.disputes import DisputeKind, PlaceDispute, ended_day
from sayso.answers.sides import sides_on, theatre_of
from sayso.export.page.sides import signs
from sayso.relations.courses import ended_iso
from sayso.relations.dependence import known_iso
from sayso.web.asking import TheDesk
from sayso.web.disputing import State, WantedDisputes, disputes_wanted
from sayso.web.paging import AT_ONCE, PageNumber, a_portion, address
from sayso.web.rendering import page
from sayso.web.wording import say

router = APIRouter(include_in_schema=False)


@router.get("/disputes")
def disputes(request: Request, desk: TheDesk, wanted: WantedDisputes, number: PageNumber = 1) -> HTMLResponse:
    found = disputes_wanted(desk, wanted, (number - 1) * AT_ONCE, AT_ONCE)
    query = address(request, page=None).partition("?")[2]
    last = desk.ledger.last_known()
    shown = [_shown(each, last and last.date()) for each in found.shown]
    return page(
        request,
        "disputes.html",
        title=say("dispute.title"),
        wanted=wanted,
        portion=a_portion(request, shown, number, found.total),
        states=list(State),
        kinds=list(DisputeKind),
        csv=f"/api/disputes?{'&'.join(filter(None, (query, 'format=csv&limit=500')))}",
        json=f"/api/disputes?{query}".rstrip("?"),
    )


def _shown(dispute: PlaceDispute, last: date | None) -> dict[str, Any]:
    """A dispute with the day to open its place at and the signs of its sides."""
    told = [claim for each in dispute.positions for claim in (each.first, each.last)]
    spoken = {each.claim.source.side for each in told} | {each.claim.side for each in told}
    spoken |= {origin.side for each in dispute.positions for origin in each.origins}
    spoken |= {each.position.who for each in dispute.positions}
    day = ended_day(dispute) or last or dispute.latest.date()
    theatre = theatre_of(told, day)
    return {
        "of": dispute,
        "day": day,
        "opened": known_iso(dispute.opened_by),
        "ended": ended_iso(dispute.closing) if dispute.closing else None,
        "last_said": known_iso(dispute.closing.claim) if dispute.closing else None,
        "signs": signs(sides_on(theatre, day) if theatre else (), spoken),
    }
