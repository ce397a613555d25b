"""When a claim is about: the time of its clause, its sentence, the heading above it, or its saying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sayso.analysis.syntax import clause_of
from sayso.model import Kind, Publication, Span, TimeMention, TimeRole, When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.attribution.statements import Utterance
    from sayso.claims.proposition import Proposition

_RELATIVE = ("acl:relcl", "relcl")
_HISTORY = timedelta(days=30)
"""What is told of more than so long before publication is history, by the codebook."""


class Dating:
    """Dates the propositions of one document from the times found in it."""

    def __init__(
        self,
        doc: Doc,
        times: Sequence[TimeMention],
        headings: Sequence[tuple[Span, When]],
        published: Publication | None,
    ) -> None:
        self._headings, self._published = headings, published
        self._dated: list[tuple[TimeMention, Token]] = []
        for mention in times:
            covered = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if mention.when is not None and covered is not None:
                self._dated.append((mention, covered.root))

    def when(self, proposition: Proposition, utterance: Utterance) -> When | None:
        """The time of the clause, else of its sentence; for control said to be so, the day of saying."""
        predicate, handover = proposition.predicate, utterance.handover
        here = [(t, root) for t, root in self._dated if root.sent == predicate.sent]
        clause = clause_of(predicate)
        own = [t for t, root in here if clause_of(root).i == clause.i or root.head.i == predicate.i]
        inside = [t for t in own if handover is None or handover.holds(t.span)]
        if inside:
            return self._open_ended(inside[0], proposition, utterance)
        if handover is None:
            return self._narrated(here, predicate)
        return utterance.statement.said_on if proposition.kind is Kind.CONTROL else None

    def _open_ended(self, time: TimeMention, proposition: Proposition, utterance: Utterance) -> When | None:
        """ "Has held the town since Tuesday": the state goes on when it is said, so its end is open.

        Not so "had held it since May", of what is over, unless a said-word has pushed the tense back; and
        "the rebels, who have held it since 2014" describes them in passing, as history.
        """
        when, predicate = time.when, proposition.predicate
        is_since = time.role is TimeRole.SINCE and proposition.kind is Kind.CONTROL and proposition.state
        if when is None or not is_since:
            return when
        in_passing = clause_of(predicate).dep_ in _RELATIVE
        is_past = any(t.lower_ == "had" for t in predicate.children)
        if (in_passing and (is_past or self.is_history(when))) or (is_past and utterance.handover is None):
            return when
        return replace(when, last=None, ends_at=None)

    def _narrated(self, here: list[tuple[TimeMention, Token]], predicate: Token) -> When | None:
        """ "On December 28, troops took the centre and ...": a date in front governs the sentence."""
        leading = [t for t, root in here if t.role is not TimeRole.SAID and root.i < predicate.i]
        if leading:
            return leading[0].when
        return next((w for span, w in self._headings if span.start <= predicate.idx < span.end), None)

    def is_history(self, when: When | None) -> bool:
        """Whether the time lies more than thirty days before publication."""
        if when is None or self._published is None or when.last is None:
            return False
        return when.last < self._published.day - _HISTORY
