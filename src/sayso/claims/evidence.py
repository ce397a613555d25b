"""The words that a claim rests on: the shortest stretch of one sentence with predicate, place and party."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.analysis.syntax import subtree
from sayso.model import Quote, Span, Voice

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.attribution.statements import Utterance
    from sayso.claims.proposition import Proposition
    from sayso.text import Quotation

_LEFT_OUT = frozenset({"acl", "appos", "parataxis", "advcl", "conj", "cc", "punct"})
_NOT_FIRST = frozenset({"case", "mark", "punct", "cc"})


def evidence_span(doc: Doc, proposition: Proposition, utterance: Utterance) -> Span:
    """The span of a proposition's evidence, never reaching to a speaker named behind the clause."""
    predicate = proposition.predicate
    indices = {predicate.i}
    for node in proposition.nodes:
        if node.sent == predicate.sent and node.i != predicate.i:
            branches = [c for c in node.children if c.dep_.split(":")[0] in _LEFT_OUT]
            indices |= subtree(node, without=[predicate, *branches])
    limit = utterance.statement.content[-1].end
    indices = {i for i in indices if doc[i].idx < limit} or {predicate.i}
    low, high = min(indices), max(indices)
    while low < high and doc[low].dep_ in _NOT_FIRST and not _bounds_number(doc[low + 1]):
        low += 1
    return Span(doc[low].idx, doc[high].idx + len(doc[high].text))


def quote_of_evidence(evidence: Span, voice: Voice, quotations: Sequence[Quotation]) -> Quote:
    """Direct where most of the evidence stands between quotation marks."""
    if voice is Voice.NARRATOR:
        return Quote.NONE
    quoted = sum(
        max(0, min(evidence.end, q.span.end) - max(evidence.start, q.span.start)) for q in quotations
    )
    return Quote.DIRECT if quoted * 2 > len(evidence) else Quote.INDIRECT


def _bounds_number(token: Token) -> bool:
    """ "at least 40", "between 15 and 20", "over 300" keep their bound."""
    return token.pos_ == "NUM" or token.text.lower() in ("least", "most")
