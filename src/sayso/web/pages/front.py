"""The first page: what moved for the places that are watched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sayso.answers.brief import Brief, PlaceNews
from sayso.answers.values import brief_value
from sayso.export.feed import brief_feed
from sayso.export.page.sides import signs
from sayso.web.asking import TheDesk
from sayso.web.briefing import DEFAULT, MOST_PLACES, AskedHours, AskedPlaces, brief_of, brief_soon
from sayso.web.problems import told
from sayso.web.rendering import page, waiting
from sayso.web.watched import keep_watched, place_name, watched_in
from sayso.web.wording import say

router = APIRouter(include_in_schema=False)

_SHOWN = 4
"""Statements of one place that are shown; the rest are counted."""
_IN_FEED = 20
_QUICK = ("24h", "yesterday 18:00", "7 days")


@router.get("/")
def front(request: Request, desk: TheDesk, hours: AskedHours, places: AskedPlaces) -> HTMLResponse:
    watching = watched_in(request)
    about = places or watching
    found = None
    if hours and (found := brief_soon(desk, hours, about)) is None:
        return waiting(request, say("brief.title"))
    shared = [("place", each) for each in about]
    words = [("since", hours.words)] if hours and hours.words != DEFAULT else []
    return page(
        request,
        "front.html",
        title=say("brief.title"),
        brief=found,
        hours=hours,
        names=_names(found) if found else {},
        news=[_shown(each) for each in found.news] if found else [],
        about=about,
        is_shared=bool(places) and set(places) != set(watching),
        is_all=not about,
        most=MOST_PLACES,
        shown=_SHOWN,
        quick=[(each, _address([*shared, ("since", each)])) for each in _QUICK],
        link=_address([*shared, *words]),
        feed=f"/brief.rss?{urlencode([*shared, *words])}".rstrip("?"),
        json=f"/api/brief?{urlencode([*shared, *words])}".rstrip("?"),
    )


def _shown(news: PlaceNews) -> dict[str, Any]:
    latest = news.latest()
    spoken = (each.claim.source.side for each in latest)
    return {
        "of": news,
        "latest": latest[:_SHOWN],
        "more": len(latest) - _SHOWN,
        "signs": signs(news.sides, spoken),
    }


def _names(found: Brief) -> dict[str, str]:
    """What the places are called, by their ids."""
    return {each.key[0]: each.place for each in (*found.news, *found.quiet) if each.key and each.key[0]}


def _address(query: Sequence[tuple[str, str]]) -> str:
    return f"/?{urlencode(query, quote_via=quote, safe=':')}" if query else "/"


@router.get("/brief.rss")
def feed(request: Request, desk: TheDesk, hours: AskedHours, places: AskedPlaces) -> Response:
    if hours is None:
        return told(request, 404, say("brief.empty"))
    value = brief_value(brief_of(desk, hours, places), most=_IN_FEED)
    words = brief_feed(value, base=str(request.base_url), here=str(request.url))
    return Response(words, media_type="application/rss+xml; charset=utf-8")


@router.post("/watch")
async def watch(request: Request) -> Response:
    """Watch a place in this browser, or (`action` unwatch, unwatch all) no longer."""
    form = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=100)
    names = [name for each in form.get("place", []) if (name := place_name(each))]
    action = form.get("action", ["watch"])[0]
    watching = list(watched_in(request))
    if action == "unwatch all":
        watching = []
    elif action == "unwatch":
        watching = [each for each in watching if each not in names]
    elif action == "watch" and names:
        watching += names
    else:
        return told(request, 422, say("watch.none"))
    response = RedirectResponse(_back(form.get("back", ["/"])[0]), 303)
    keep_watched(request, response, watching)
    return response


def _back(path: str) -> str:
    """Where the browser came from, if that is a page of ours."""
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_ours and len(path) < 2_000 else "/"
