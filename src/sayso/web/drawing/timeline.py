"""The timeline of a place: what is probable above, who said what below, over the same days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.answers.glance import Course
from sayso.answers.timeline import Shape
from sayso.export.page.markup import Markup, element, joined
from sayso.export.page.sides import NO_SIDE, SideSign
from sayso.model import Certainty
from sayso.web.drawing.inks import INK, LINE, PAPER, SOFT, hatches
from sayso.web.drawing.labels import label
from sayso.web.drawing.lanes import draw_lanes
from sayso.web.drawing.marks import draw_mark
from sayso.web.drawing.ribbon import draw_outline, draw_ribbon
from sayso.web.drawing.scale import LEFT, RIGHT, WIDTH, Scale
from sayso.web.rendering import day_words, legible
from sayso.web.wording import say

TOP, RIBBON = 40.0, 132.0
_AXIS = 36.0
_FONT = 'system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif'


def draw_timeline(
    course: Course, signs: Mapping[str | None, SideSign], *, with_numbers: bool = False
) -> Markup:
    """The whole picture as one SVG that needs nothing else. `with_numbers` draws unknown days too."""
    scale = Scale(course.first, course.last)
    lanes, bottom = draw_lanes(course, scale, signs, TOP + RIBBON + _AXIS)
    height = bottom + 8
    title = say("place.timeline.title", place=legible(course.place.full_name))
    return element(
        "svg",
        element("title", title, id="timeline-title"),
        element("desc", description(course), id="timeline-desc"),
        hatches(),
        element("rect", width=f"{WIDTH:.0f}", height=f"{height:.0f}", fill=PAPER, class_="paper"),
        _axis(scale, bottom),
        element(
            "g",
            *_probability_axis(),
            draw_ribbon(
                course.told,
                scale,
                sides=course.sides,
                signs=signs,
                top=TOP,
                height=RIBBON,
                with_numbers=with_numbers,
            ),
            draw_outline(course.now, scale, sides=course.sides, top=TOP, height=RIBBON),
        ),
        lanes,
        _days_asked(course, scale, bottom),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH:.0f} {height:.0f}",
        width=f"{WIDTH:.0f}",
        height=f"{height:.0f}",
        role="img",
        aria_labelledby="timeline-title timeline-desc",
        font_family=_FONT,
        class_="timeline",
    )


def description(course: Course) -> str:
    """The picture in words: its days, what is told of the day asked and of it today, how many claims."""
    asked = course.asked
    today = next((each for each in course.now if each.day == course.day), None)
    return say(
        "place.timeline.description",
        first=day_words(course.first),
        last=day_words(course.last),
        day=day_words(course.day),
        then=asked.verdict.label if asked else say("place.not_told"),
        now=today.verdict.label if today else say("place.not_told"),
        claims=sum(len(lane.marks) for lane in course.lanes),
        voices=len(course.lanes),
    )


def mark_icon(shape: Shape, *, certainty: Certainty = Certainty.ASSERTED, is_relayed: bool = False) -> Markup:
    """One mark by itself, for a legend."""
    mark = draw_mark(shape, NO_SIDE, x=10, y=10, certainty=certainty, is_relayed=is_relayed)
    return element(
        "svg", mark, viewBox="0 0 20 20", width="20", height="20", class_="mark", aria_hidden="true"
    )


def _axis(scale: Scale, bottom: float) -> Markup:
    drawn: list[Markup] = []
    for day, name, year in scale.ticks():
        x = f"{scale.start(day):.1f}"
        drawn.append(element("path", d=f"M{x} {TOP:.0f}V{bottom:.0f}", stroke=LINE, class_="grid"))
        drawn.append(
            label(name, x=scale.start(day) + 3, y=TOP + RIBBON + 15, size=12, ink=SOFT, class_="soft")
        )
        if year is not None:
            x_year = scale.start(day) + 3
            drawn.append(label(year, x=x_year, y=TOP + RIBBON + 28, size=11, ink=SOFT, class_="soft"))
    return element("g", *drawn)


def _probability_axis() -> Iterator[Markup]:
    yield label(say("place.timeline.probability"), x=0, y=TOP + 10, size=11, ink=SOFT, class_="soft")
    for share in (0, 50, 100):
        y = TOP + RIBBON * (1 - share / 100)
        yield label(
            f"{share} %",
            x=LEFT - 8,
            y=min(max(y + 4, TOP + 9), TOP + RIBBON),
            size=10,
            ink=SOFT,
            end=True,
            class_="soft",
        )
    yield element(
        "rect",
        x=f"{LEFT:.1f}",
        y=f"{TOP:.1f}",
        width=f"{WIDTH - LEFT - RIGHT:.1f}",
        height=f"{RIBBON:.1f}",
        fill="none",
        stroke=LINE,
        class_="grid",
    )


def _days_asked(course: Course, scale: Scale, bottom: float) -> Markup:
    ends = scale.start(course.told[-1].day) + scale.step if course.told else None
    x = scale.middle(course.day)
    is_late = x > LEFT + 190
    words = say("place.timeline.asked", day=day_words(course.day))
    veil = None
    if ends is not None and ends < WIDTH - RIGHT - 1:
        veil = element(
            "path",
            d=f"M{ends:.1f} {TOP - 6:.0f}V{bottom:.0f}",
            stroke=SOFT,
            stroke_dasharray="2 3",
            class_="edge",
        )
    return joined(
        veil,
        element(
            "path",
            d=f"M{x:.1f} {TOP - 8:.0f}V{bottom:.0f}",
            stroke=INK,
            stroke_opacity="0.55",
            class_="asked",
        ),
        label(words, x=x - 5 if is_late else x + 5, y=TOP - 14, size=12, ink=INK, end=is_late, class_="ink"),
    )
