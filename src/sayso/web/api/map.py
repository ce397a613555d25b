"""All places on a day as JSON, in columns: what the map is drawn from."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from sayso.answers.atlas.telling import Row
from sayso.web.asking import TheDesk
from sayso.web.asking_map import OnMap, Within
from sayso.web.columns import as_json
from sayso.web.map_table import as_csv

router = APIRouter(prefix="/api/map", tags=["map"])
Sort = Annotated[
    Literal["place", "state", "probability", "claims", "last"], Query(description="What to order by.")
]
Descending = Annotated[bool, Query(description="The last first.")]


@router.get("/status", summary="How much of the map is ready")
def status(desk: TheDesk) -> dict[str, Any]:
    """`{"ready", "done", "total", "version"}`: places reckoned, of how many; `ready` when all are."""
    ready = desk.atlas.ready()
    done, total, is_running = desk.atlas.progress
    return {
        "ready": ready.is_whole and not is_running,
        "done": done,
        "total": total,
        "version": ready.version,
    }


@router.get("/days", summary="The days that can be asked for")
def days(desk: TheDesk) -> dict[str, Any]:
    """`{"first", "last"}`, null where nothing is dated."""
    whole = desk.atlas.ready().days.whole
    return {"first": _iso(whole.first), "last": _iso(whole.last)}


@router.get("/places", summary="Where the places are, in the order of every day's columns")
def places(request: Request, desk: TheDesk) -> Response:
    """`{"version", "ids", "names", "latitudes", "longitudes"}`: columns of one length. `version` is that of
    the days with the same order; a request with `If-None-Match` is answered 304 while it holds."""
    ready = desk.atlas.ready()
    return _tagged(
        request,
        f"places-{ready.version}",
        lambda: desk.kept(
            ("map places", ready.version),
            lambda: _packed({"version": ready.version} | ready.telling.places()),
        ),
    )


@router.get("/day", summary="Every place on a day: who leads, how probably, what is disputed")
def day(request: Request, on: OnMap, desk: TheDesk) -> Response:
    """`{"day", "view", "version", "states", "state", "probability", "flags", "claims", "ago", "unknowns",
    "unknown"}`.

    `states` is the legend; each column has a number for each of the places, in their order: `state` in the
    legend, -1 where a place is not shown; `probability` in per cent (100 for what was said); `flags` 1 for
    unknown, 2 for disputed and 4 for unclear, added; `claims` of the last 14 days as chosen; `ago` days since
    the last; `unknown` in `unknowns`, which say why a place is shown as unknown, -1 where it is not.
    """

    def reckon() -> bytes:
        told = {"day": on.day.isoformat(), "view": on.view, "version": on.ready.version}
        return _packed(told | on.ready.telling.day(on.shown()))

    tag = f"{on.ready.version}-{abs(hash(on.key())):x}"
    return _tagged(request, tag, lambda: desk.kept(("map day", *on.key()), reckon))


@router.get("/table", summary="The places of a day as a table")
def table(
    on: OnMap,
    within: Within,
    sort: Sort = "place",
    descending: Descending = False,
    page: Annotated[int, Query(ge=1, le=10_000, description="Which page of a hundred.")] = 1,
    format: Annotated[Literal["json", "csv"], Query(description="csv has all pages.")] = "json",
) -> Response:
    """`{"day", "view", "total", "rows"}`; as CSV every row, with day and point of view in each."""
    shown = on.shown()
    numbers = on.ready.telling.table(shown, on.chosen, within=within, sort=sort, descending=descending)
    if format == "csv":
        written = as_csv(on.day.isoformat(), on.view, on.ready.telling.rows(shown, numbers))
        name = f"sayso-map-{on.day.isoformat()}.csv"
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(written, media_type="text/csv; charset=utf-8", headers=headers)
    rows = on.ready.telling.rows(shown, numbers[(page - 1) * PAGE : page * PAGE])
    told = {"day": on.day.isoformat(), "view": on.view, "total": len(numbers)}
    return JSONResponse(told | {"rows": [_row(each) for each in rows]})


PAGE = 100
"""Rows of a page of the table."""


def _row(row: Row) -> dict[str, Any]:
    return {
        "place": row.place,
        "place_id": row.place_id,
        "told": row.words,
        "top_state": row.state,
        "probability": None if row.probability is None else round(row.probability, 4),
        "unknown": row.is_unknown,
        "disputed": row.is_disputed,
        "claims": row.claims,
        "last_day": row.last_day.isoformat(),
    }


def _tagged(request: Request, tag: str, packed: Callable[[], bytes]) -> Response:
    """An answer that was packed when it was kept, as nearly every browser takes it."""
    headers = {"etag": f'W/"{tag}"', "cache-control": "no-cache", "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    body = packed()
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(body), media_type="application/json", headers=headers)
    headers["content-encoding"] = "gzip"
    return Response(body, media_type="application/json", headers=headers)


def _packed(value: dict[str, Any]) -> bytes:
    # Level 2 takes half the time of 5 and a tenth more room.
    return gzip.compress(as_json(value), 2, mtime=0)


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()
