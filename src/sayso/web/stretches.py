"""Which stretches of a long text are shown at once: a page of a text of ten million letters helps nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model import Span

AT_ONCE = 40_000
"""Characters that a page shows; a longer text is shown around its claims, and part by part."""
_AROUND = 600
_BRIDGED = 300
"""Characters between two stretches that are shown rather than told to be left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`stretches` in order; the text has `parts` parts, of which `part` is shown, None for what lies around
    the claims. `left_out` are the characters before each stretch, and behind the last."""

    stretches: tuple[Span, ...]
    left_out: tuple[int, ...]
    length: int
    part: int | None
    parts: int

    @property
    def is_whole(self) -> bool:
        return self.parts <= 1

    @staticmethod
    def part_of(at: int) -> int:
        """The number of the part that a character lies in."""
        return at // AT_ONCE + 1


def shown_of(length: int, marked: Iterable[Span], part: int | None = None) -> Shown:
    """What a page shows of a text: all of it, the part that is asked for, or what lies around the marks."""
    parts = -(-length // AT_ONCE)
    if parts <= 1:
        stretches = [Span(0, length)] if length else []
    elif part is not None:
        start = (min(max(part, 1), parts) - 1) * AT_ONCE
        stretches = [Span(start, min(start + AT_ONCE, length))]
    else:
        stretches = _around(length, marked) or [Span(0, AT_ONCE // 4)]
    edges = [0, *(edge for each in stretches for edge in (each.start, each.end)), length]
    left_out = tuple(edges[at + 1] - edges[at] for at in range(0, len(edges), 2))
    return Shown(stretches=tuple(stretches), left_out=left_out, length=length, part=part, parts=parts)


def _around(length: int, marked: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    sofar = 0
    for each in sorted(marked):
        start, end = max(0, each.start - _AROUND), min(length, each.end + _AROUND)
        if found and start <= found[-1].end + _BRIDGED:
            start = found.pop().start
            end = max(end, start + 1)
        added = Span(start, end)
        sofar = sum(map(len, found)) + len(added)
        if sofar > AT_ONCE:
            if not found:
                found.append(Span(start, start + AT_ONCE))
            break
        found.append(added)
    return found
