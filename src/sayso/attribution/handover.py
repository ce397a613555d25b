"""What one cue does in a parsed text: it hands content to a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import Attribution, Span, Spans

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
