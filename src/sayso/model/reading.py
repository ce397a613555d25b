"""Everything that reading made of one document, and what it declined to use."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.claim import Claim
from sayso.model.document import Document
from sayso.model.place import Place
from sayso.model.spans import Span
from sayso.model.statement import Statement
from sayso.model.vocabulary import MentionType, PlaceRole, Stage, TimeRole
from sayso.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """A passage that a stage would not use, and why, so that a person can ask for it."""

    span: Span
    stage: Stage
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression, dated or not, and what it dates."""

    span: Span
    when: When | None
    role: TimeRole


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A name that could be a place, and what it turned out to be; `place` or `party` where resolved.

    `former` says that the place had left off this name by the day of the report.
    """

    span: Span
    type: MentionType
    place: Place | None = None
    party: str | None = None
    role: PlaceRole | None = None
    former: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The outcome of reading one document. Statements and claims stand in the order of the text."""

    document: Document
    language: str | None
    pipeline: str
    theatre: str | None = None
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    declined: tuple[Declined, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()

    @property
    def passed_over(self) -> Declined | None:
        """Why none of the text was read, its language or its subject; None where it was read."""
        size = len(self.document.text)
        return next(
            (
                each
                for each in self.declined
                if each.stage in (Stage.LANGUAGE, Stage.SUBJECT) and each.span.end - each.span.start == size
            ),
            None,
        )
