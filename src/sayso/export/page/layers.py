"""Marks over a text, laid out as elements that nest.

Statements lie inside statements and claims inside them, but now and then two of them cross. Elements
cannot: one of the two is cut where the other begins or ends, a statement rather than a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sayso.model import Span, Spans


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be shown over a part of the text; `key` says what. Of `whole` marks none is cut for
    the sake of one that is not."""

    key: str
    spans: Spans
    whole: bool = False


@dataclass(slots=True)
class Layer:
    """A piece of a mark, with what lies in it. `first` and `last` tell the ends of the mark from cuts."""

    mark: Mark
    start: int
    end: int
    children: list[Layer | Span] = field(default_factory=list)

    @property
    def is_first(self) -> bool:
        return self.start == self.mark.spans[0].start

    @property
    def is_last(self) -> bool:
        return self.end == self.mark.spans[-1].end


@dataclass(frozen=True, slots=True)
class _Piece:
    mark: Mark
    span: Span
    rank: tuple[int, bool, int]


def layers(within: Span, marks: Sequence[Mark]) -> list[Layer | Span]:
    """The stretch of text as spans and nested layers; every character of it stands in one span, in order."""
    pieces = sorted(_pieces(within, marks), key=lambda piece: piece.rank)
    edges = sorted({within.start, within.end, *(e for p in pieces for e in (p.span.start, p.span.end))})
    top: list[Layer | Span] = []
    opened: list[tuple[_Piece, Layer]] = []
    for start, end in pairwise(edges):
        here = [piece for piece in pieces if piece.span.start <= start < piece.span.end]
        kept = 0
        while kept < min(len(opened), len(here)) and opened[kept][0] is here[kept]:
            kept += 1
        del opened[kept:]
        for piece in here[kept:]:
            layer = Layer(piece.mark, start, start)
            (opened[-1][1].children if opened else top).append(layer)
            opened.append((piece, layer))
        for _, layer in opened:
            layer.end = end
        (opened[-1][1].children if opened else top).append(Span(start, end))
    return top


def _pieces(within: Span, marks: Sequence[Mark]) -> Iterator[_Piece]:
    """Every mark's part of the stretch. The longer lies outside; of equals, the mark named first."""
    wholes = [span for mark in marks if mark.whole for span in _clipped(mark.spans, within)]
    for order, mark in enumerate(marks):
        for span in _clipped(mark.spans, within):
            cuts = () if mark.whole else _crossings(span, wholes)
            for piece in _cut(span, cuts):
                yield _Piece(mark, piece, (-len(piece), mark.whole, order))


def _clipped(spans: Spans, within: Span) -> list[Span]:
    return [
        Span(max(span.start, within.start), min(span.end, within.end)) for span in spans if span.meets(within)
    ]


def _crossings(span: Span, others: Iterable[Span]) -> set[int]:
    """Where others that neither hold the span nor lie in it begin or end inside it."""
    return {
        edge
        for other in others
        if other.meets(span) and not other.covers(span) and not span.covers(other)
        for edge in (other.start, other.end)
        if span.start < edge < span.end
    }


def _cut(span: Span, at: Iterable[int]) -> Iterator[Span]:
    edges = [span.start, *sorted(at), span.end]
    return (Span(start, end) for start, end in pairwise(edges))
