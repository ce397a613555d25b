"""The hall: the nouns that both wings speak of.

Frozen dataclasses and enums from the standard library; no I/O. Each noun is made from the one
before: `Document`, `Attribution`, `Statement`, `Claim`, `Estimate`.
"""

from sayso.model.attribution import Attribution
from sayso.model.claim import Claim, Quantity
from sayso.model.document import NO_GROUNDS, Document, Grounds, Mark, Provenance, saved_at
from sayso.model.estimate import CONTESTED, Estimate, OriginPart, Reason, RecordedClaim, Turn
from sayso.model.judgement import Judgement, JudgementKind, Withdrawn
from sayso.model.place import Place
from sayso.model.reading import Declined, PlaceMention, Reading, TimeMention
from sayso.model.recorded import RecordedDocument
from sayso.model.run import Run
from sayso.model.source import UNSPECIFIED, Source
from sayso.model.spans import Span, Spans, merged
from sayso.model.statement import EvidenceItem, Statement
from sayso.model.theatre import (
    Basis,
    Body,
    FormerName,
    GenericParty,
    HandKeptPlace,
    Holder,
    Official,
    Outlet,
    Party,
    Theatre,
)
from sayso.model.vocabulary import (
    VOCABULARIES,
    Certainty,
    Channel,
    EvidenceKind,
    Kind,
    MentionType,
    PlaceRole,
    Polarity,
    Precision,
    Quote,
    SourceClass,
    Stage,
    TimeRole,
    Voice,
)
from sayso.model.when import Publication, When, day_over_by

__all__ = [
    "CONTESTED",
    "NO_GROUNDS",
    "UNSPECIFIED",
    "VOCABULARIES",
    "Attribution",
    "Basis",
    "Body",
    "Certainty",
    "Channel",
    "Claim",
    "Declined",
    "Document",
    "Estimate",
    "EvidenceItem",
    "EvidenceKind",
    "FormerName",
    "GenericParty",
    "Grounds",
    "HandKeptPlace",
    "Holder",
    "Judgement",
    "JudgementKind",
    "Kind",
    "Mark",
    "MentionType",
    "Official",
    "OriginPart",
    "Outlet",
    "Party",
    "Place",
    "PlaceMention",
    "PlaceRole",
    "Polarity",
    "Precision",
    "Provenance",
    "Publication",
    "Quantity",
    "Quote",
    "Reading",
    "Reason",
    "RecordedClaim",
    "RecordedDocument",
    "Run",
    "Source",
    "SourceClass",
    "Span",
    "Spans",
    "Stage",
    "Statement",
    "Theatre",
    "TimeMention",
    "TimeRole",
    "Turn",
    "Voice",
    "When",
    "Withdrawn",
    "day_over_by",
    "merged",
    "saved_at",
]
