"""A report as a page shows it: statements and claims with number, colour and what is told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sayso.answers.document import DocumentAnswer
from sayso.export.page.layers import Mark
from sayso.export.page.sides import SideSign, signs
from sayso.export.sentences import counted, sentence_of, span_of_days
from sayso.ledger import ClaimStanding, JudgedClaim
from sayso.model import Certainty, Claim, Declined, Polarity, Source, Span, Statement, Voice
from sayso.web.stretches import Shown, shown_of

MOST_MARKS = 1_500
"""Statements, claims and passages that are marked on one page."""

_NO_SIDE = "#"


@dataclass(frozen=True, slots=True)
class ClaimNote:
    """A claim with its place on the page: `name` is the letter of its side, or #, and its
    number."""

    judged: JudgedClaim
    name: str
    sign: SideSign
    sentence: str

    @property
    def claim(self) -> Claim:
        return self.judged.recorded.claim

    @property
    def id(self) -> str:
        return self.judged.recorded.id

    @property
    def counts(self) -> bool:
        return self.judged.standing is ClaimStanding.COUNTS

    @property
    def is_hedged(self) -> bool:
        return self.claim.certainty is not Certainty.ASSERTED

    @property
    def is_denied(self) -> bool:
        return self.claim.polarity is Polarity.DENIED

    @property
    def about(self) -> str | None:
        return span_of_days(self.claim.when)

    @property
    def said(self) -> str | None:
        return span_of_days(self.claim.said_on)

    @property
    def counted(self) -> str | None:
        return counted(self.claim.quantity)


@dataclass(frozen=True, slots=True)
class StatementNote:
    """A statement with its number on the page, and the claims that hang on it."""

    statement: Statement
    number: int
    sign: SideSign
    claims: tuple[ClaimNote, ...]

    @property
    def source(self) -> Source | None:
        return self.statement.source

    @property
    def is_own(self) -> bool:
        return self.statement.voice is Voice.NARRATOR

    @property
    def said(self) -> str | None:
        return span_of_days(self.statement.said_on)

    @property
    def start(self) -> int:
        """Where its words begin."""
        return min(span.start for span in self.statement.content)


@dataclass
class Sheet:
    """A report to be shown, `part` of it where its text is long; with `declined` marked where they stand."""

    answer: DocumentAnswer
    part: int | None = None
    claims: tuple[ClaimNote, ...] = field(init=False)
    statements: tuple[StatementNote, ...] = field(init=False)

    def __post_init__(self) -> None:
        reading = self.answer.reading
        voices = [each.recorded.claim.source.side for each in self.answer.claims]
        voices += [each.source.side for each in reading.statements if each.source is not None]
        self._signs = signs(self.answer.sides, voices)
        self._spoken = set(voices)
        self.claims = tuple(
            ClaimNote(
                judged=each,
                name=f"{self._sign(each.recorded.claim.source).letter or _NO_SIDE}{number}",
                sign=self._sign(each.recorded.claim.source),
                sentence=sentence_of(each.recorded.claim, reading.document),
            )
            for number, each in enumerate(self.answer.claims, start=1)
        )
        by_statement: dict[str, list[ClaimNote]] = {}
        for each in self.claims:
            by_statement.setdefault(each.claim.statement, []).append(each)
        told = (each for each in reading.statements if each.content)
        self.statements = tuple(
            StatementNote(each, number, self._sign(each.source), tuple(by_statement.get(each.id, ())))
            for number, each in enumerate(told, start=1)
        )

    @property
    def text(self) -> str:
        return self.answer.reading.document.text

    @property
    def sides(self) -> list[tuple[str | None, SideSign]]:
        """Every side that somebody here speaks for, in the theatre's order; no side comes last."""
        spoken = [(side, sign) for side, sign in self._signs.items() if side in self._spoken]
        return sorted(spoken, key=lambda each: each[0] is None)

    @property
    def declined(self) -> Sequence[Declined]:
        return () if self.answer.reading.passed_over else self.answer.reading.declined

    @cached_property
    def shown(self) -> Shown:
        evidence = (each.claim.evidence for each in self.claims)
        return shown_of(len(self.text), evidence, self.part)

    def is_shown(self, span: Span) -> bool:
        """Whether any of it is on this page."""
        return any(span.meets(each) for each in self.shown.stretches)

    def marks(self) -> list[Mark]:
        """What is marked on this page: claims before statements, those before what was declined."""
        marks = list(self._some(self._marks_of_claims()))
        marks += self._some(self._marks_of_statements(), MOST_MARKS - len(marks))
        declined = (Mark(f"d{n}", (each.span,)) for n, each in enumerate(self.declined))
        return marks + list(self._some(declined, MOST_MARKS - len(marks)))

    def _sign(self, source: Source | None) -> SideSign:
        return self._signs[source.side if source is not None else None]

    def _marks_of_claims(self) -> Iterator[Mark]:
        for number, each in enumerate(self.claims):
            yield from self._mark(f"c{number}", (each.claim.evidence,), whole=True)

    def _marks_of_statements(self) -> Iterator[Mark]:
        for number, each in enumerate(self.statements):
            yield from self._mark(f"s{number}", each.statement.content, whole=False)

    def _mark(self, key: str, spans: Iterable[Span], *, whole: bool) -> Iterator[Mark]:
        end = len(self.text)
        inside = tuple(Span(each.start, min(each.end, end)) for each in sorted(spans) if each.start < end)
        if inside:
            yield Mark(key, inside, whole)

    def _some(self, marks: Iterable[Mark], most: int = MOST_MARKS) -> Iterator[Mark]:
        kept = 0
        for each in marks:
            if kept >= most:
                return
            if any(self.is_shown(span) for span in each.spans):
                kept += 1
                yield each
