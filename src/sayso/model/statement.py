"""An attribution made whole: who says it, how, when, and how far they commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sayso.model.source import Source
from sayso.model.spans import Spans
from sayso.model.vocabulary import Certainty, Channel, EvidenceKind, Polarity, Quote, Voice
from sayso.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """One thing that a source offers for what it says: a video, a visit, a document."""

    kind: EvidenceKind
    spans: Spans
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one voice says in one place of a document.

    A sentence in the reporter's own voice is a statement of the outlet (`voice` narrator, no cue).
    `source` is None only where the text withholds it. `relayed_by` names every voice between the
    source and the reader, innermost first, the outlet left out. `within` is the id of the statement
    that this one is told inside of.
    """

    id: str
    voice: Voice
    source: Source | None
    cue: Spans
    content: Spans
    quote: Quote
    certainty: Certainty = Certainty.ASSERTED
    polarity: Polarity = Polarity.AFFIRMED
    within: str | None = None
    relayed_by: tuple[str, ...] = ()
    channel: Channel | None = None
    evidence_items: tuple[EvidenceItem, ...] = ()
    said_on: When | None = None
    said_at: datetime | None = None
