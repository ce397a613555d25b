"""What one cue does in a parsed text: it hands content to a source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.model import Attribution, Certainty, Polarity, Span, Spans, merged

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
    cut = [_without_citations(handover, handovers) for handover in handovers]
    return [_clipped(inner, [o for o in cut if _is_around(o, inner)], text) for inner in cut]


def _without_citations(outer: Handover, handovers: Sequence[Handover]) -> Handover:
    """ "P, the agency reported, citing a commander": whom it cites is no part of what it reported."""
    cited = [
        span
        for inner in handovers
        if inner.relayer is not None and inner.relayer == outer.speaker and inner.verb != outer.verb
        for span in (*inner.cue_spans, *(inner.source or ()))
    ]
    kept = tuple(piece for piece in outer.content if not any(piece.covers(span) for span in cited))
    return replace(outer, content=kept) if kept and len(kept) < len(outer.content) else outer


def without_hedges(handovers: Sequence[Handover], can_speak: Callable[[Token], bool]) -> list[Handover]:
    """All but what only hedges another's words: "the jets are thought to have collided, a pilot said".

    So do plans that somebody tells of ("the navy plans to close the strait, its commander said") and things
    that suggest ("the craters suggest that ..., the mission wrote"). Where the reporter says so himself, they
    are kept, for want of another voice.
    """
    return [
        h
        for h in handovers
        if not (_is_hedge(h, can_speak) and any(o.holds(h.cue_spans[0]) for o in handovers if o is not h))
    ]


def _is_hedge(handover: Handover, can_speak: Callable[[Token], bool]) -> bool:
    cue, verb, speaker = handover.cue, handover.verb, handover.speaker
    if cue is None or verb is None or verb.pos_ not in ("VERB", "AUX"):
        return False
    is_thing = cue.shows and speaker is not None and speaker.pos_ == "NOUN" and not can_speak(speaker)
    if cue.certainty is Certainty.ASSERTED and not is_thing:
        return speaker is None and cue.polarity is Polarity.DENIED  # "it cannot be ruled out that ..."
    is_plan = cue.certainty is Certainty.PREDICTED and _is_own(handover.heads, verb)
    return is_plan or speaker is None or not can_speak(speaker)


def _is_own(heads: Sequence[Token], verb: Token) -> bool:
    return len(heads) == 1 and heads[0].dep_ == "xcomp" and heads[0].head.i == verb.i


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
