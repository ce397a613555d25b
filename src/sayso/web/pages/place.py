"""The page of one place: the heart of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from sayso.answers.glance import Course
from sayso.answers.timeline import Shape, marks_between
from sayso.estimation import METHODS, likelihood_words
from sayso.export.page.sides import SideSign
from sayso.model import Certainty
from sayso.web import origins_view as origins
from sayso.web import place_view as view
from sayso.web.api.timeline import file_name, signs_of
from sayso.web.asking import TheDesk
from sayso.web.desk import Desk
from sayso.web.drawing import draw_timeline, mark_icon
from sayso.web.drawing.scale import LEFT, RIGHT, WIDTH
from sayso.web.place_asking import PlaceAsked, ThePlace, course, course_and_glance, whole_answer
from sayso.web.rendering import page
from sayso.web.wording import say

router = APIRouter(include_in_schema=False)
LISTED = 40
"""Claims that the list shows at once."""
_EAGER = 500
"""Claims of a place up to which its reasons are fetched unasked."""
_STOPS = 200


@router.get("/place/{name:path}/evidence")
def evidence(
    request: Request,
    asked: ThePlace,
    desk: TheDesk,
    part: Annotated[bool, Query(description="Without the frame of a page.")] = False,
) -> HTMLResponse:
    """Why the day is told as it is, and what would change it: a page of its own, or a part of the other."""
    found = course(desk, asked, with_now=False)
    told = _evidence(desk, asked, signs_of(found))
    template = "place_evidence.html" if part else "place_why.html"
    title = say("place.evidence.of", place=found.place.full_name)
    return page(request, template, title=title, asked=asked, links=_links(asked, found), **told)


@router.get("/place/{name:path}")
def place(
    request: Request,
    asked: ThePlace,
    desk: TheDesk,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    numbers: Annotated[bool, Query(description="Draw also what is unknown.")] = False,
    whole: Annotated[bool, Query(description="All of it at once, as for print.")] = False,
    now: Annotated[bool, Query(description="Against today's record, however long that takes.")] = False,
) -> HTMLResponse:
    """One place on one day, over the weeks around it."""
    found, glance = course_and_glance(desk, asked, with_now=now or whole)
    signs = signs_of(found)
    both, further = view.columns(glance, signs)
    marks = marks_between(found.lanes, *asked.chosen)
    shown = marks if whole else marks[offset : offset + LISTED]
    estimate = glance.answer.estimate
    return page(
        request,
        "place.html",
        title=say("place.title", place=found.place.full_name, day=found.day.isoformat()),
        asked=asked,
        course=found,
        answer=glance.answer,
        relations=glance.relations,
        signs=signs,
        today=next((each for each in found.now if each.day == found.day), None),
        both=both,
        further=further,
        independent=view.independent(glance, signs),
        unnamed=view.unnamed(glance, signs),
        appearances=origins.appearances(glance, signs),
        corroborated=origins.corroborated(glance),
        contradicted=origins.contradicted(glance),
        figure_words=origins.figure_words,
        likelihoods=[
            (state, estimate.probabilities[state], likelihood_words(estimate.probabilities[state]))
            for state in estimate.ranked
        ]
        if estimate
        else [],
        items=view.listed(shown, found, signs),
        total=len(marks),
        offset=0 if whole else offset,
        drawing=draw_timeline(found, signs, with_numbers=numbers),
        plot=_plot(found, asked),
        legend=_LEGEND,
        sizes=_SIZES,
        links=_links(asked, found),
        days={
            "before": found.day - timedelta(days=1),
            "after": found.day + timedelta(days=1),
        },
        methods=list(METHODS),
        numbers=numbers,
        whole=whole,
        is_eager=len(found.known) <= _EAGER,
        evidence=_evidence(desk, asked, signs) if whole else None,
        watch_place=found.place.id or found.place.full_name,
    )


_LEGEND = [(shape, mark_icon(shape)) for shape in Shape]
_SIZES = [
    ("asserted", mark_icon(Shape.HOLDS)),
    ("probable", mark_icon(Shape.HOLDS, certainty=Certainty.PROBABLE)),
    ("possible", mark_icon(Shape.HOLDS, certainty=Certainty.POSSIBLE)),
    ("relayed", mark_icon(Shape.HOLDS, is_relayed=True)),
]


def _evidence(desk: Desk, asked: PlaceAsked, signs: Mapping[str | None, SideSign]) -> dict[str, Any]:
    answer = whole_answer(desk, asked.name, asked.on, asked.method)
    return {
        "estimate": answer.estimate,
        "verdict": answer.verdict,
        "reasons": view.reason_items(answer, signs),
        "place_name": answer.place.full_name,
        "day": answer.day,
    }


def _links(asked: PlaceAsked, found: Course) -> dict[str, Any]:
    from urllib.parse import quote, urlencode

    name = quote(asked.name, safe=":")

    def page_of(**changed: str | None) -> str:
        return f"/place/{name}?{urlencode(asked.query(**changed))}"

    query = urlencode(asked.query())
    return {
        "page": page_of,
        "name": name,
        "query": query,
        "evidence": f"/place/{name}/evidence?{query}",
        "citation": f"/api/places/{name}/citation?{query}",
        "cite": f"/place/{name}/cite?{query}",
        "svg": f"/api/places/{name}/timeline.svg?{query}",
        "days_csv": f"/api/places/{name}/days?format=csv&{query}",
        "claims_csv": f"/api/places/{name}/claims?format=csv&{query}",
        "json": f"/api/places/{name}?{query}",
        "file": file_name(found),
    }


def _plot(found: Course, asked: PlaceAsked) -> dict[str, Any]:
    """Where the days lie across the picture, and the moments that the handles stop at."""
    days = (found.last - found.first).days + 1
    known = _day(found.view.as_known) or found.day
    recorded = list(found.recorded)
    every = max(1, -(-len(recorded) // _STOPS))
    stops = [*recorded[every - 1 :: every]]
    if recorded and (not stops or stops[-1] != recorded[-1]):
        stops.append(recorded[-1])
    at = found.view.as_recorded
    held = len(stops) - 1
    if at is not None:
        held = max(sum(_by(stop, at) for stop in stops) - 1, 0)
    first, last = asked.chosen
    return {
        "left": 100 * LEFT / WIDTH,
        "right": 100 * RIGHT / WIDTH,
        "days": days,
        "asked": (found.day - found.first).days,
        "known": min(max((known - found.first).days, 0), days - 1),
        "stops": [each.isoformat() for each in stops],
        "held": held,
        "from": min(max((first - found.first).days, 0), days - 1),
        "to": min(max((last - found.first).days, 0), days - 1),
    }


def _by(instant: datetime, moment: date | datetime) -> bool:
    return instant <= moment if isinstance(moment, datetime) else instant.date() <= moment


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
