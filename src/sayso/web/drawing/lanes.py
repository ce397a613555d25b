"""One lane for each voice, with the mark of everything that it says at its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.answers.glance import Course
from sayso.answers.phrases import relayed, says
from sayso.answers.timeline import Group, Lane, Mark
from sayso.export.page.markup import Markup, element, joined
from sayso.export.page.sides import NO_SIDE, SideSign
from sayso.web.drawing.inks import INK, LINE, side_ink
from sayso.web.drawing.marks import draw_mark
from sayso.web.drawing.scale import LEFT, RIGHT, WIDTH, Scale
from sayso.web.rendering import day_words, instant_words, legible
from sayso.web.wording import say

_HEADING, _LANE = 25.0, 21.0
MOST_LANES = 8
"""Lanes of one group that are drawn apart; the voices after them share one."""
_LONGEST = 25
_ABREAST, _LINE, _MOST_LINES = 17.0, 16.0, 5
"""Units that a mark takes across and down, and the lines that one lane may take."""


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    lanes: tuple[Lane, ...]


def draw_lanes(
    course: Course, scale: Scale, signs: Mapping[str | None, SideSign], y: float
) -> tuple[Markup, float]:
    """The lanes of all voices from a height on, grouped by whom they speak for, and where they end."""
    drawn: list[Markup] = []
    labels: list[Markup] = []
    for (group, side), lanes in _grouped(course.lanes).items():
        sign = signs.get(side, NO_SIDE)
        heading = say("place.group." + group, side=legible(side or ""))
        if sign.letter:
            heading = f"{sign.letter} · {heading}"
        drawn.append(element("path", d=f"M0 {y + 3:.0f}H{WIDTH - RIGHT:.0f}", stroke=LINE, class_="grid"))
        words = element(
            "text",
            heading,
            x="0",
            y=f"{y + 17:.1f}",
            font_size="13",
            font_weight="700",
            fill=side_ink(sign.colour),
            class_="heading",
        )
        labels.append(element("g", words, class_=f"side-{sign.colour}"))
        y += _HEADING
        for row in _rows(lanes):
            lines = _lines(row, scale)
            labels.append(_label(row.name, y + _LANE / 2))
            drawn.append(_lane(row, course, scale, signs, y + _LANE / 2, lines))
            y += _LANE + (lines - 1) * _LINE
    # Apart from the marks, so that a narrow page can keep them in view.
    return joined(element("g", *drawn, class_="lanes"), element("g", *labels, id="timeline-labels")), y


def _grouped(lanes: Sequence[Lane]) -> dict[tuple[Group, str | None], list[Lane]]:
    found: dict[tuple[Group, str | None], list[Lane]] = {}
    for each in lanes:
        found.setdefault((each.group, each.side), []).append(each)
    return found


def _rows(lanes: Sequence[Lane]) -> Iterator[_Row]:
    most = MOST_LANES if len(lanes) > MOST_LANES + 1 else len(lanes)
    for each in lanes[:most]:
        yield _Row(legible(each.voice), (each,))
    if rest := lanes[most:]:
        yield _Row(say("place.more_voices", count=len(rest)), tuple(rest))


def _lines(row: _Row, scale: Scale) -> int:
    """How many lines the marks of its fullest day take."""
    counts: dict[date, int] = {}
    for lane in row.lanes:
        for mark in lane.marks:
            counts[mark.day] = counts.get(mark.day, 0) + 1
    abreast = max(1, int(scale.step / _ABREAST))
    return min(_MOST_LINES, -(-max(counts.values(), default=1) // abreast))


def _label(words: str, y: float) -> Markup:
    shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
    return element(
        "text",
        element("title", words),
        shown,
        x="0",
        y=f"{y + 4:.1f}",
        font_size="12",
        fill=INK,
        class_="ink",
    )


def _lane(
    row: _Row,
    course: Course,
    scale: Scale,
    signs: Mapping[str | None, SideSign],
    y: float,
    lines: int,
) -> Markup:
    line = element("path", d=f"M{LEFT:.0f} {y:.1f}H{WIDTH - RIGHT:.0f}", stroke=LINE, class_="grid")
    return element("g", line, *_marks(row, course, scale, signs, y, lines))


def _marks(
    row: _Row,
    course: Course,
    scale: Scale,
    signs: Mapping[str | None, SideSign],
    y: float,
    lines: int,
) -> Iterator[Markup]:
    by_day: dict[date, list[tuple[Lane, Mark]]] = {}
    for lane in row.lanes:
        for mark in lane.marks:
            by_day.setdefault(mark.day, []).append((lane, mark))
    abreast = max(1, int(scale.step / _ABREAST))
    for day, said in by_day.items():
        deep = min(lines, -(-len(said) // abreast))
        across = -(-len(said) // deep)
        for number, (lane, mark) in enumerate(said):
            # Pages that give no hour stand side by side in their day, and below where that is full.
            yield _claim(
                lane,
                mark,
                course,
                signs,
                x=scale.at(day, mark.at, (number // deep + 0.5) / across),
                y=y + number % deep * _LINE,
            )


def _claim(
    lane: Lane,
    mark: Mark,
    course: Course,
    signs: Mapping[str | None, SideSign],
    *,
    x: float,
    y: float,
) -> Markup:
    is_known = mark.recorded.id in course.known
    drawn = draw_mark(
        mark.shape,
        signs.get(mark.about, NO_SIDE),
        x=x,
        y=y,
        certainty=mark.certainty,
        is_relayed=mark.is_relayed,
    )
    return element(
        "g",
        element("title", _told(lane, mark, is_known=is_known)),
        drawn,
        class_=f"claim {mark.shape}" + ("" if is_known else " later"),
        opacity=None if is_known else "0.35",
        data_claim=mark.recorded.id,
        data_document=mark.recorded.document_id,
        data_day=mark.day.isoformat(),
    )


def _told(lane: Lane, mark: Mark, *, is_known: bool) -> str:
    claim = mark.recorded.claim
    when = instant_words(mark.at) if mark.at else day_words(mark.day)
    parts = [f"{lane.voice}, {when}: {says(claim)} ({claim.certainty})", relayed(claim)]
    parts.append(None if is_known else say("place.not_known_then"))
    return legible("; ".join(filter(None, parts)))
