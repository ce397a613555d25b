"""Places in a text: half-open intervals of characters (code points)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]`, counted in code points from the start of `Document.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start


Spans = tuple[Span, ...]
"""A role in one or more pieces, in order, none overlapping."""


def merged(spans: Iterable[Span], text: str) -> Spans:
    """The same characters in as few spans as possible; pieces parted only by white space are joined."""
    pieces: list[Span] = []
    for span in sorted(spans):
        if pieces and not text[pieces[-1].end : span.start].strip():
            last = pieces.pop()
            span = Span(last.start, max(last.end, span.end))
        pieces.append(span)
    return tuple(pieces)
