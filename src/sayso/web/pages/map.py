"""The map, and the table that tells the same without it."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated
from urllib.parse import urlencode

import numpy as np
from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from sayso.model import Kind
from sayso.web.api.map import PAGE, Descending, Sort
from sayso.web.asking import TheDesk
from sayso.web.asking_map import ESTIMATE, MONITORS, SIDE, MapAsked, OnMap, Within
from sayso.web.rendering import page
from sayso.web.wording import say

router = APIRouter(include_in_schema=False)
_POINTS_OF_VIEW = 8


@router.get("/map")
def the_map(
    request: Request,
    on: OnMap,
    within: Within,
    desk: TheDesk,
    sort: Sort = "place",
    descending: Descending = False,
    number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
) -> HTMLResponse:
    ready, shown = on.ready, on.shown()
    telling, whole = ready.telling, ready.days.whole
    numbers = telling.table(shown, on.chosen, within=within, sort=sort, descending=descending)
    told = telling.day(shown)
    used = set(np.unique(told["state"]).tolist())
    done, total, _ = desk.atlas.progress
    asked = on.query()
    if "within" in request.query_params:
        asked["within"] = request.query_params["within"]

    def path(**changed: object) -> str:
        query = asked | {"sort": sort, "descending": "true" if descending else None} | changed
        return "/map?" + urlencode({key: str(value) for key, value in query.items() if value is not None})

    return page(
        request,
        "map.html",
        title=say("map.title"),
        words=_words(),
        on=on,
        ready=ready,
        percent_done=100 * done // total if total else 0,
        first=None if whole.first is None else on.day.fromordinal(whole.first),
        last=None if whole.last is None else on.day.fromordinal(whole.last),
        views=_views(on),
        choices=telling.choices,
        kinds=tuple(Kind),
        legend=[each for n, each in enumerate(told["states"]) if n in used],
        rows=telling.rows(shown, numbers[(number - 1) * PAGE : number * PAGE]),
        total=len(numbers),
        number=number,
        pages=max(1, -(-len(numbers) // PAGE)),
        sort=sort,
        descending=descending,
        path=path,
        csv=f"/api/map/table?{urlencode(asked | {'sort': sort, 'format': 'csv'})}",
        before=on.day - timedelta(days=1),
        after=on.day + timedelta(days=1),
        tiles=desk.settings.tiles,
    )


def _views(on: MapAsked) -> list[tuple[str, str, str | None]]:
    """The points of view, each with its words and the name of its side."""
    sides = on.ready.telling.choices.sides[:_POINTS_OF_VIEW]
    if on.side is not None and on.side not in sides:
        sides = (*sides, on.side)
    return [
        (ESTIMATE, say("map.view.estimate"), None),
        *((f"{SIDE}{each}", say("map.view.side"), each) for each in sides),
        (MONITORS, say("map.view.monitors"), None),
    ]


def _words() -> dict[str, object]:
    """What the script writes."""
    return {
        "reckoning": say("map.reckoning", percent="{percent}"),
        "problem": say("map.problem"),
        "play": say("map.play"),
        "pause": say("map.pause"),
        "close": say("map.close"),
        "open": say("map.open"),
        "unknown": say("map.unknown"),
        "unclear": say("map.unclear", state="{state}"),
        "disputed": say("map.disputed"),
        "disputed_tag": say("map.disputed_tag"),
        "cluster": say("map.cluster"),
        "tiles": say("map.tiles"),
        "none": say("map.none"),
        "one": say("map.count", count=1),
        "many": say("map.count", count="{count}"),
        "page": say("map.page", number="{number}", pages="{pages}"),
        "page_before": say("map.page_before"),
        "page_after": say("map.page_after"),
        "months": [say(f"month.{each}") for each in range(1, 13)],
    }
