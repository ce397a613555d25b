"""The mark of a claim: its shape says what is said, its size how surely, hollow that it was relayed."""

from __future__ import annotations

from math import cos, pi, sin

from sayso.answers.timeline import Shape
from sayso.export.page.markup import Markup, element
from sayso.export.page.sides import SideSign
from sayso.model import Certainty
from sayso.web.drawing.inks import PAPER, side_ink

_RADII = {Certainty.ASSERTED: 7.0, Certainty.PROBABLE: 5.6}
_SMALL = 4.4
_ROOMY = (Shape.HOLDS, Shape.FIGHTING)
"""Shapes that a letter has room in."""


def radius(certainty: Certainty) -> float:
    """How large a mark is: what is possible, conditional or foreseen is small."""
    return _RADII.get(certainty, _SMALL)


def draw_mark(
    shape: Shape, sign: SideSign, *, x: float, y: float, certainty: Certainty, is_relayed: bool
) -> Markup:
    """The shape with the letter of the side that it speaks of: inside where there is room, else beside it."""
    size = radius(certainty)
    ink = side_ink(sign.colour)
    paint = {"fill": PAPER, "stroke": ink} if is_relayed else {"fill": ink, "stroke": ink}
    body = element(
        "path",
        d=_outline(shape, size),
        class_="hollow" if is_relayed else "full",
        stroke_width="1.5",
        stroke_linejoin="round",
        **paint,
    )
    inside = shape in _ROOMY and size > _SMALL
    letter = None
    if sign.letter and size > _SMALL:
        letter = element(
            "text",
            sign.letter,
            x="0" if inside else f"{size + 0.5:.1f}",
            y="2.9" if inside else f"{-size / 2 + 1:.1f}",
            font_size="8" if inside else "7",
            font_weight="700",
            text_anchor="middle" if inside else "start",
            fill=ink if is_relayed or not inside else PAPER,
            class_="letter in" if inside and not is_relayed else "letter",
        )
    return element("g", body, letter, transform=f"translate({x:.1f} {y:.1f})", class_=f"side-{sign.colour}")


def _outline(shape: Shape, r: float) -> str:
    match shape:
        case Shape.HOLDS:
            return f"M{-r:.1f} 0A{r:.1f} {r:.1f} 0 1 1 {r:.1f} 0A{r:.1f} {r:.1f} 0 1 1 {-r:.1f} 0Z"
        case Shape.PART:
            return f"M{-r:.1f} 2A{r:.1f} {r:.1f} 0 0 1 {r:.1f} 2Z"
        case Shape.FIGHTING:
            return _polygon([(0, -r - 1), (r + 1, 0), (0, r + 1), (-r - 1, 0)])
        case Shape.MOVES:
            return _polygon([(-r * 0.7, -r * 0.9), (r, 0), (-r * 0.7, r * 0.9)])
        case Shape.DENIES:
            return _polygon([_turned(*each) for each in _cross(r)])
        case Shape.ADMITS:
            return _polygon(_star(r + 0.8))


def _cross(r: float) -> list[tuple[float, float]]:
    thin = r * 0.3
    corner = [(thin, thin), (thin, r), (-thin, r), (-thin, thin)]
    found: list[tuple[float, float]] = []
    for quarter in range(4):
        found += [_rotated(x, y, quarter * pi / 2) for x, y in corner[:3]]
    return found


def _star(r: float) -> list[tuple[float, float]]:
    return [_rotated(0, -(r if point % 2 == 0 else r * 0.45), point * pi / 5) for point in range(10)]


def _turned(x: float, y: float) -> tuple[float, float]:
    return _rotated(x, y, pi / 4)


def _rotated(x: float, y: float, by: float) -> tuple[float, float]:
    return x * cos(by) - y * sin(by), x * sin(by) + y * cos(by)


def _polygon(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
