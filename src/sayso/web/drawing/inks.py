"""Colours and hatches: those of a side by its number alone, with others for `contested` and `unknown`."""

from __future__ import annotations

from sayso.export.page.markup import Markup, element, joined

INK, SOFT, LINE, PAPER, SUNK = "#1d1f23", "#575b63", "#d9d6cf", "#fdfcfa", "#f4f2ed"
SIDES = ("#55595f", "#1a5a9e", "#8f4a00", "#00645a", "#7d2d86", "#5b5a00", "#a3195b")
"""As the style sheet has them by day: a picture that was saved has no style sheet."""
_TEXTURES = (
    "",
    "",
    "M0 3H6",
    "M3 0V6",
    "M0 2H6M0 5H6",
    "M3 0V6M0 3H6",
    "M1.5 0V6M4.5 0V6",
)
"""What is drawn over the area of a side, by its number: the first's is plain."""


def side_ink(number: int) -> str:
    """The colour of a side's number; 0 is no side."""
    return SIDES[number % len(SIDES)]


def hatches() -> Markup:
    """The patterns of one picture: `hatch-contested`, `hatch-unknown`, `hatch-side-2` and so on."""
    drawn = [
        _pattern(
            "contested", element("path", d="M-2 2L2 -2M0 8L8 0M6 10L10 6", stroke=INK, class_="hatch"), 8
        ),
        _pattern("unknown", element("circle", cx="3", cy="3", r="1", fill=SOFT, class_="dot"), 7),
    ]
    drawn += [
        _pattern(f"side-{number}", element("path", d=path, stroke=PAPER, class_="grain"), 6)
        for number, path in enumerate(_TEXTURES)
        if path
    ]
    return element("defs", *drawn)


def texture(number: int) -> str | None:
    """The pattern over a side's area, as a paint; None for a plain one."""
    return f"url(#hatch-side-{number})" if number < len(_TEXTURES) and _TEXTURES[number] else None


def _pattern(name: str, drawn: Markup, size: int) -> Markup:
    return element(
        "pattern",
        joined(drawn),
        id=f"hatch-{name}",
        width=str(size),
        height=str(size),
        patternUnits="userSpaceOnUse",
    )
