"""What one cue does in a parsed text: it hands content to a source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.model import Attribution, Span, Spans, merged

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.lexicon import Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """An attribution together with the nodes of the parse that it was read from.

    `cue` is None for a quotation that goes on without a cue of its own. `speaker` is the head of the
    source's noun phrase; None where the text withholds the source. `heads` are the predicates or
    nouns that the content hangs on. `addressee` is whom the source told, `relayer` who passes
    its words on ("the agency quoted him as saying").
    """

    source: Spans | None
    cue_spans: Spans
    content: Spans
    cue: Cue | None = None
    verb: Token | None = None
    speaker: Token | None = None
    heads: tuple[Token, ...] = ()
    addressee: Token | None = None
    relayer: Token | None = None

    @property
    def attribution(self) -> Attribution:
        """The bare spans."""
        return Attribution(source=self.source, cue=self.cue_spans, content=self.content)

    @property
    def start(self) -> int:
        """Where the first of its words stands."""
        return min(span.start for span in (*self.cue_spans, *self.content, *(self.source or ())))

    def holds(self, span: Span) -> bool:
        """Whether the content covers the whole span."""
        return any(piece.covers(span) for piece in self.content)

    @property
    def reach(self) -> int:
        """Number of characters of content."""
        return sum(len(piece) for piece in self.content)


def nested(handovers: Sequence[Handover], text: str) -> list[Handover]:
    """The handovers with every inner content clipped to the outer one that holds its cue.

    "The general said that P, according to the agency": what the general said ends where the agency is named.
    "P has reportedly fallen, the station said": what is reported ends there too.
    """
    return [_clipped(inner, [o for o in handovers if _is_around(o, inner)], text) for inner in handovers]


def _is_around(outer: Handover, inner: Handover) -> bool:
    if outer is inner or not inner.cue_spans or not outer.cue_spans:
        return False
    if not all(outer.holds(cue) for cue in inner.cue_spans):
        return False
    is_mutual = all(inner.holds(cue) for cue in outer.cue_spans)
    return not is_mutual or _reading_order(outer) < _reading_order(inner)


def _reading_order(handover: Handover) -> tuple[int, int]:
    """Of two that hold each other, the outer begins first; of the same words, it is named last."""
    return handover.content[0].start, -handover.cue_spans[0].start


def _clipped(inner: Handover, around: Sequence[Handover], text: str) -> Handover:
    content = inner.content
    for outer in around:
        outside = (*outer.cue_spans, *(outer.source or ()))
        if any(piece.meets(span) for piece in content for span in outside):
            shared = [
                Span(max(a.start, b.start), min(a.end, b.end))
                for a in content
                for b in outer.content
                if a.meets(b)
            ]
            content = merged(shared, text) if shared else content
    return inner if content == inner.content else replace(inner, content=content)
