"""One place over time as JSON, tables and a picture; and a citation of the view."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from sayso.answers.glance import Course
from sayso.answers.timeline import marks_between
from sayso.answers.timeline_values import course_rows, course_value, mark_rows, mark_value
from sayso.export.page.sides import SideSign, signs
from sayso.web.asking import TheDesk
from sayso.web.delimited import csv_response
from sayso.web.drawing import draw_timeline
from sayso.web.place_asking import ThePlace, course

router = APIRouter(prefix="/api/places", tags=["places"])
MOST_CLAIMS = 500
"""Claims of one answer; `offset` goes on."""
_ALL = 100_000
Format = Annotated[Literal["json", "csv"], Query(alias="format", description="csv is a table to download.")]


@router.get(
    "/{name:path}/days", summary="Each day of a place: who probably holds it, and whether that may be told"
)
def days(
    asked: ThePlace,
    desk: TheDesk,
    format_: Format = "json",
    now: Annotated[bool, Query(description="Also all days as today's record has them.")] = False,
) -> Response:
    """The days up to the one asked as the view has them; with `now` also all of them as told today.

    Without `as_known` each day is told as it was known on it; with it, looking back from that day, and
    nothing after it. `state` is null where too few independent origins have spoken: unknown.
    """
    found = course(desk, asked, with_now=now)
    if format_ == "csv":
        return csv_response(f"{file_name(found)}-days", *course_rows(found))
    return JSONResponse(course_value(found))


@router.get("/{name:path}/claims", summary="The claims of some days, as the marks of a timeline")
def claims(
    asked: ThePlace,
    desk: TheDesk,
    format_: Format = "json",
    limit: Annotated[int, Query(ge=1, le=MOST_CLAIMS)] = 100,
    offset: Annotated[int, Query(ge=0, le=_ALL)] = 0,
) -> Response:
    """Claims that bear on who holds the place, the latest first; `known` tells which the view holds.

    A table has all of them, JSON `limit` of them from `offset` on, and `total`.
    """
    found = course(desk, asked, with_now=False)
    marks = marks_between(found.lanes, *asked.chosen)
    if format_ == "csv":
        return csv_response(f"{file_name(found)}-claims", *mark_rows(marks, found.known))
    first, last = asked.chosen
    told: dict[str, Any] = {
        "place": found.place.full_name,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "total": len(marks),
        "offset": offset,
        "claims": [
            mark_value(lane, mark, is_known=mark.recorded.id in found.known)
            for lane, mark in marks[offset : offset + limit]
        ],
    }
    return JSONResponse(told)


@router.get("/{name:path}/timeline.svg", summary="The timeline as a picture")
def timeline(
    asked: ThePlace,
    desk: TheDesk,
    numbers: Annotated[bool, Query(description="Draw also what is unknown.")] = False,
) -> Response:
    """An SVG that needs nothing else; the page shows the same."""
    found = course(desk, asked)
    drawn = draw_timeline(found, signs_of(found), with_numbers=numbers)
    return Response(
        '<?xml version="1.0" encoding="UTF-8"?>\n' + drawn,
        media_type="image/svg+xml",
        headers={"content-disposition": f'inline; filename="{file_name(found)}-timeline.svg"'},
    )


def signs_of(found: Course) -> dict[str | None, SideSign]:
    """The colour and letter of every side that the picture speaks of."""
    spoken = {lane.side for lane in found.lanes}
    spoken |= {mark.recorded.claim.side for lane in found.lanes for mark in lane.marks}
    return dict(signs(found.sides, spoken))


def file_name(found: Course) -> str:
    """A name for a file of it: letters and digits of any script would do, a header takes fewer."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", found.place.full_name).strip("-")
    return f"{plain or 'place'}-{found.day.isoformat()}"
