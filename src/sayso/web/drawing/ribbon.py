"""The probabilities of a place over days, stacked: one band a state, unknown days greyed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from sayso.answers.timeline import Told
from sayso.export.page.markup import Markup, element, joined
from sayso.export.page.sides import SideSign
from sayso.model import CONTESTED
from sayso.web.drawing.inks import INK, PAPER, SOFT, SUNK, side_ink, texture
from sayso.web.drawing.scale import Scale
from sayso.web.wording import say

_NAMED = 40.0
"""Units across from which a band or an unknown stretch is named in the picture."""
_TALL = 14.0


def stacked(sides: Sequence[str]) -> tuple[str, ...]:
    """The states from below: the first side, contested, the others."""
    return (*sides[:1], CONTESTED, *sides[1:])


def draw_ribbon(
    told: Sequence[Told],
    scale: Scale,
    *,
    sides: Sequence[str],
    signs: Mapping[str | None, SideSign],
    top: float,
    height: float,
    with_numbers: bool,
) -> Markup:
    """The bands of each stretch of days that may be told; the others as unknown, unless `with_numbers`."""
    drawn: list[Markup] = []
    for is_shown, stretch in _stretches(told, with_numbers=with_numbers):
        if is_shown:
            drawn += _bands(stretch, scale, sides, signs, top, height)
        if not is_shown or (with_numbers and all(each.verdict.is_unknown for each in stretch)):
            drawn.append(_unknown(stretch, scale, top, height, is_over=is_shown))
    return element("g", *drawn, class_="ribbon")


def draw_outline(
    now: Sequence[Told], scale: Scale, *, sides: Sequence[str], top: float, height: float
) -> Markup:
    """Where the bands of today's record meet, as dashed lines; none over days that are unknown now."""
    lines: list[str] = []
    for is_shown, stretch in _stretches(now, with_numbers=False):
        if is_shown:
            lines += [_steps(stretch, scale, level, top, height) for level in _levels(stretch, sides)[:-1]]
    path = "".join(lines)
    if not path:
        return joined()
    return element(
        "g",
        element("path", d=path, fill="none", stroke=PAPER, stroke_width="4", class_="halo"),
        element("path", d=path, fill="none", stroke=INK, stroke_width="1.6", stroke_dasharray="5 3"),
        class_="now",
    )


def _stretches(told: Sequence[Told], *, with_numbers: bool) -> Iterator[tuple[bool, list[Told]]]:
    run: list[Told] = []
    for each in told:
        if run and (
            each.verdict.is_unknown != run[-1].verdict.is_unknown
            or each.day - run[-1].day > timedelta(days=1)
        ):
            yield with_numbers or not run[0].verdict.is_unknown, run
            run = []
        run.append(each)
    if run:
        yield with_numbers or not run[0].verdict.is_unknown, run


def _levels(stretch: Sequence[Told], sides: Sequence[str]) -> list[list[float]]:
    """The upper edge of each state on each day, as a share of the height."""
    found, below = [], [0.0] * len(stretch)
    for state in stacked(sides):
        below = [
            low + each.estimate.probabilities.get(state, 0.0)
            for low, each in zip(below, stretch, strict=True)
        ]
        found.append(below)
    return found


def _bands(
    stretch: Sequence[Told],
    scale: Scale,
    sides: Sequence[str],
    signs: Mapping[str | None, SideSign],
    top: float,
    height: float,
) -> Iterator[Markup]:
    below = [0.0] * len(stretch)
    for state, upper in zip(stacked(sides), _levels(stretch, sides), strict=True):
        sign = signs.get(state)
        path = _steps(stretch, scale, upper, top, height)
        path += _steps(stretch, scale, below, top, height, is_back=True) + "Z"
        number = sign.colour if sign and state != CONTESTED else 0
        if state == CONTESTED:
            yield element("path", d=path, fill=SUNK, class_="band contested")
            yield element("path", d=path, fill="url(#hatch-contested)", class_="over")
        else:
            yield element(
                "path", d=path, fill=side_ink(number), fill_opacity="0.72", class_=f"band side-{number}"
            )
            if over := texture(number):
                yield element("path", d=path, fill=over, class_="over")
        yield _name(stretch, scale, below, upper, top, height, _called(state, sign))
        below = upper


def _called(state: str, sign: SideSign | None) -> str:
    return say("place.contested_short") if state == CONTESTED else (sign.letter if sign else "")


def _name(
    stretch: Sequence[Told],
    scale: Scale,
    below: Sequence[float],
    upper: Sequence[float],
    top: float,
    height: float,
    words: str,
) -> Markup:
    """The name of a band where it is tallest, if it is tall and long enough there."""
    room = [high - low for low, high in zip(below, upper, strict=True)]
    best = max(
        range(len(room)), key=lambda at: (min(room[max(at - 1, 0) : at + 2]), -abs(at - len(room) / 2))
    )
    if room[best] * height < _TALL:
        return joined()
    level, margin = (below[best] + upper[best]) / 2, _TALL / 2 / height

    def holds(at: int) -> bool:
        return below[at] <= level - margin and level + margin <= upper[at]

    first = last = best
    while first > 0 and holds(first - 1):
        first -= 1
    while last + 1 < len(room) and holds(last + 1):
        last += 1
    left, right = scale.start(stretch[first].day), scale.start(_after(stretch[last].day))
    half = 4.0 * len(words) + 2
    if right - left < 2 * half:
        return joined()
    x = min(max(scale.middle(stretch[best].day), left + half), right - half)
    y = top + height * (1 - level) + 4
    return element(
        "text",
        words,
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        text_anchor="middle",
        font_size="12",
        font_weight="700",
        fill=INK,
        stroke=PAPER,
        stroke_width="3",
        paint_order="stroke",
        class_="name",
    )


def _unknown(stretch: Sequence[Told], scale: Scale, top: float, height: float, *, is_over: bool) -> Markup:
    left, right = scale.start(stretch[0].day), scale.start(_after(stretch[-1].day))
    box = {
        "x": f"{left:.1f}",
        "y": f"{top:.1f}",
        "width": f"{right - left:.1f}",
        "height": f"{height:.1f}",
    }
    words = None
    if right - left > _NAMED + 20:
        words = element(
            "text",
            say("place.unknown_short"),
            x=f"{(left + right) / 2:.1f}",
            y=f"{top + height / 2 + 4:.1f}",
            text_anchor="middle",
            font_size="12",
            font_style="italic",
            fill=SOFT,
            stroke=PAPER,
            stroke_width="4",
            paint_order="stroke",
            class_="name soft",
        )
    ground = element("rect", **box, fill=SUNK, fill_opacity="0.6" if is_over else "1", class_="ground")
    return element("g", ground, element("rect", **box, fill="url(#hatch-unknown)"), words, class_="unknown")


def _steps(
    stretch: Sequence[Told],
    scale: Scale,
    level: Sequence[float],
    top: float,
    height: float,
    *,
    is_back: bool = False,
) -> str:
    points: list[tuple[float, float]] = []
    for each, share in zip(stretch, level, strict=True):
        y = top + height * (1 - share)
        points += [(scale.start(each.day), y), (scale.start(_after(each.day)), y)]
    if is_back:
        points.reverse()
    return ("L" if is_back else "M") + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _after(day: date) -> date:
    return day + timedelta(days=1)
