"""Words in a picture."""

from __future__ import annotations

from sayso.export.page.markup import Markup, element


def label(
    words: str, *, x: float | str, y: float, size: int, ink: str, end: bool = False, class_: str = ""
) -> Markup:
    """A line of them; with `end` it ends at `x`."""
    return element(
        "text",
        words,
        x=x if isinstance(x, str) else f"{x:.1f}",
        y=f"{y:.1f}",
        font_size=str(size),
        text_anchor="end" if end else None,
        fill=ink,
        class_=class_,
    )
