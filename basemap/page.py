"""The part of docs/basemap.md that lists every edit, written from `edits.toml`.

python -m basemap.page
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .edits import Edit, Edits, load

PAGE = Path(__file__).resolve().parent.parent / "docs" / "basemap.md"
START, END = "<!-- edits: written by python -m basemap.page -->", "<!-- end of edits -->"

PARTS: tuple[tuple[str, Callable[[Edit], bool]], ...] = (
    ("Land drawn with another country than in the source", lambda e: e.how in ("move", "merge", "split")),
    ("Lines drawn dashed", lambda e: e.how in ("dash", "line")),
    ("Drawn as the source has it", lambda e: e.how == "none"),
    ("Not drawn", lambda e: e.how == "not drawn"),
)


def section(edits: Edits) -> str:
    """The Markdown between the two marks."""
    parts = [f"> {edits.viewpoint}."]
    for title, belongs in PARTS:
        entries = "\n".join(
            f"- **{e.name}.** {e.what}{_lines(e)} *Basis:* {e.basis}." for e in edits.edits if belongs(e)
        )
        parts.append(f"### {title}\n\n{entries}")
    return "\n\n".join(parts)


def _lines(edit: Edit) -> str:
    names = [name for name in (edit.border, edit.was) if name]
    return f" *Dashed:* {'; '.join(names)}." if names else ""


def written(page: str, edits: Edits) -> str:
    """The page with the list as `edits` has it. Raises `ValueError` where the marks are missing."""
    head, start, rest = page.partition(START)
    _, end, tail = rest.partition(END)
    if not (start and end):
        raise ValueError(f"docs/basemap.md has no {START!r} and {END!r}")
    return f"{head}{START}\n{section(edits)}\n{END}{tail}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), load()), encoding="utf-8")
