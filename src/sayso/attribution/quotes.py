"""Quotations and the cues around them.

The parse says which clause a cue governs; quotation marks say how far the words reach. A quotation
that touches the content of a cue belongs to it whole, over sentence and paragraph bounds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.analysis.syntax import span_of, subject
from sayso.attribution.handover import Handover
from sayso.attribution.speaking import source_spans
from sayso.model import Span, merged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.lexicon import Lexicon
    from sayso.text import Quotation

_CREDIT = re.compile(
    r"[ \t\xa0]*(?P<dash>―|—|–|--?)[ \t\xa0]*"
    r"(?P<name>[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,4})"
    r"(?=[.,][^\n]{0,60}$|[.]?[ \t\xa0]*$)",
    re.MULTILINE,
)
"""A name behind a dash up to the end of the line, perhaps with a word on who that is."""
_CLOSING_MARKS = frozenset("”\"»’'“")
_SPEECH_WORDS = 4
"""Quoted stretches of fewer words are terms or titles unless a cue's content holds them."""


def join_quotations(
    doc: Doc, handovers: Sequence[Handover], quotations: Sequence[Quotation], lexicon: Lexicon
) -> list[Handover]:
    """Return the handovers with their quotations whole, and one more for each quotation left over.

    A leftover quotation that continues an unclosed one, or that fills its paragraph right after a
    quoting paragraph, goes to the same speaker; else it needs a cue in its own sentence or a line
    ending in a colon before it ("The ministry said:"). What is left is no speech we can place.
    """
    text = doc.text
    joined = [_whole(handover, quotations, text) for handover in handovers]
    previous: int | None = None
    for quotation in quotations:
        owner = _owner(joined, quotation)
        if owner is None and previous is not None and _goes_on(doc, text, joined[previous], quotation):
            joined[previous] = _extended(joined[previous], quotation, text)
            owner = previous
        elif owner is None and _words(quotation, text) >= _SPEECH_WORDS:
            cue = _credited(doc, text, quotation) or _cue_beside(doc, text, quotation, lexicon)
            if cue is not None:
                joined.append(cue)
                owner = len(joined) - 1
            elif previous is not None and _follows(text, joined[previous], quotation):
                joined[previous] = _extended(joined[previous], quotation, text)
                owner = previous
        if owner is not None:
            previous = owner
    return joined


def _whole(handover: Handover, quotations: Sequence[Quotation], text: str) -> Handover:
    for quotation in quotations:
        touched = any(_substantial(piece, quotation.span) for piece in handover.content)
        if not touched or any(quotation.span.meets(cue) for cue in handover.cue_spans):
            continue
        if any(piece.covers(quotation.span) for piece in handover.content):
            continue
        handover = _extended(handover, quotation, text)
    return _without_what_follows(handover, quotations, text)


def _without_what_follows(handover: Handover, quotations: Sequence[Quotation], text: str) -> Handover:
    """ "“He loves us,” she said, and soon the balloons fell": behind the cue only marks make it speech."""
    cue = max((span.end for span in handover.cue_spans), default=0)
    if any(head.idx > cue and head.dep_ == "ccomp" for head in handover.heads):
        return handover  # a clause of the cue's own stands behind it
    before = [piece for piece in handover.content if piece.end <= cue]
    if not before or not any(
        before[-1].end - q.span.end in (0, 1) and q.span.meets(before[-1]) for q in quotations
    ):
        return handover
    kept = tuple(
        piece
        for piece in handover.content
        if piece.start < cue or any(q.span.meets(piece) for q in quotations)
    )
    return replace(handover, content=kept)


def _substantial(piece: Span, quotation: Span) -> bool:
    shared = min(piece.end, quotation.end) - max(piece.start, quotation.start)
    return shared > 1


def _extended(handover: Handover, quotation: Quotation, text: str) -> Handover:
    pieces: list[Span] = []
    for piece in (*handover.content, quotation.span):
        overlapping = [p for p in pieces if p.meets(piece)]
        for p in overlapping:
            pieces.remove(p)
            piece = Span(min(p.start, piece.start), max(p.end, piece.end))
        pieces.append(piece)
    return replace(handover, content=merged(pieces, text))


def _owner(handovers: Sequence[Handover], quotation: Quotation) -> int | None:
    """Index of the handover whose content holds the quotation; the widest where several do."""
    holding = [
        (handover.reach, index) for index, handover in enumerate(handovers) if handover.holds(quotation.inner)
    ]
    return max(holding)[1] if holding else None


def _words(quotation: Quotation, text: str) -> int:
    return len(quotation.inner.of(text).split())


def _cue_beside(doc: Doc, text: str, quotation: Quotation, lexicon: Lexicon) -> Handover | None:
    """A quoting verb outside the marks, in a sentence that the quotation begins or ends in."""
    for token in _tokens_beside(doc, text, quotation):
        if token.pos_ not in ("VERB", "AUX"):
            continue
        for cue in lexicon.cues_by_form.get(token.text.lower(), ()):
            speaker = subject(token)
            if cue.pos == "verb" and "quote" in cue.frames and speaker is not None:
                return Handover(
                    source=source_spans(doc, speaker, token, []),
                    cue_spans=(span_of(token),),
                    content=(quotation.span,),
                    cue=cue,
                    verb=token,
                    speaker=speaker,
                    heads=(),
                )
    return None


def _credited(doc: Doc, text: str, quotation: Quotation) -> Handover | None:
    """A pull quote with its speaker behind a dash: “Nobody came to the market.” — Ana P., teacher."""
    found = _CREDIT.match(text, quotation.span.end)
    if found is None:
        return None
    name = doc.char_span(*found.span("name"), alignment_mode="expand")
    if name is None or not any(token.pos_ == "PROPN" for token in name):
        return None
    return Handover(
        source=(Span(*found.span("name")),),
        cue_spans=(Span(*found.span("dash")),),
        content=(quotation.span,),
        speaker=next(token for token in name if token.pos_ == "PROPN"),
    )


def _tokens_beside(doc: Doc, text: str, quotation: Quotation) -> list[Token]:
    span = quotation.span
    first = doc.char_span(span.start, span.start + 1, alignment_mode="expand")
    last = doc.char_span(span.end - 1, span.end, alignment_mode="expand")
    if not first or not last:
        return []  # a mark that reaches to a blank at the end of the text
    sentences = {first[0].sent.start: first[0].sent, last[-1].sent.start: last[-1].sent}
    beside = [
        token
        for sentence in sentences.values()
        for token in sentence
        if not span.start <= token.idx < span.end and not token.is_space
    ]
    before = text[max(0, span.start - 200) : span.start].rstrip()
    if before.endswith(":") and first[0].i > 0:
        # "In a post he wrote:" on a line of its own, the words on the next
        lead = next((t for t in reversed(doc[: first[0].i]) if not t.is_space), None)
        if lead is not None and lead.sent.start not in sentences:
            beside = [*(t for t in lead.sent if not t.is_space), *beside]
    return sorted(beside, key=lambda token: abs(token.idx - span.start))


def _goes_on(doc: Doc, text: str, previous: Handover, quotation: Quotation) -> bool:
    """ "“Here he is,” she said on Friday. “Here he comes.”": a new sentence right behind the cue's own."""
    cue = doc.char_span(previous.cue_spans[0].start, previous.cue_spans[0].end, alignment_mode="expand")
    before = text[: quotation.span.start].rstrip()
    if cue is None or not before.endswith((".", "!", "?")) or not quotation.inner.of(text)[:1].isupper():
        return False
    last = next((t for t in reversed(doc[: cue[-1].sent.end]) if not t.is_space), cue[-1])
    between = text[last.idx + len(last) : quotation.span.start]
    is_quoted = any(text[piece.end - 1] in _CLOSING_MARKS for piece in previous.content)
    return is_quoted and last.idx < quotation.span.start and not between.strip() and "\n" not in between


def _follows(text: str, previous: Handover, quotation: Quotation) -> bool:
    """Whether the quotation carries on the speech that the previous handover ended with."""
    if quotation.continues:
        return True
    last = max(piece.end for piece in (*previous.content, *previous.cue_spans, *(previous.source or ())))
    between = text[last : quotation.span.start] if last <= quotation.span.start else ""
    if last > quotation.span.start or between.count("\n") > 2:
        return False
    line_start = text.rfind("\n", 0, quotation.span.start) + 1
    line_end = text.find("\n", quotation.span.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)].strip()
    fills_line = len(line) - len(quotation.span) <= 2
    same_line = "\n" not in between and not any(c.isalnum() for c in between)
    return fills_line or same_line
