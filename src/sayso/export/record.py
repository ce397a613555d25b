"""The JSON record: one object a document. A contract, documented in `docs/record.md`.

Spans count code points of the document's text, `text[start:end] == evidence`. Unknown is null.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from sayso.model import (
    Certainty,
    Channel,
    Claim,
    EvidenceKind,
    Kind,
    Mark,
    MentionType,
    PlaceRole,
    Polarity,
    Precision,
    Quote,
    Reading,
    Spans,
    Stage,
    Statement,
    TimeRole,
    Voice,
    When,
)

SpanList = list[tuple[int, int]]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceRecord(_Part):
    """Who speaks; `spans` are the words that name the voice."""

    name: str
    org: str | None
    party: str | None
    side: str | None
    spans: SpanList


class EvidenceRecord(_Part):
    """One thing a source offers in support."""

    kind: EvidenceKind
    spans: SpanList
    url: str | None


class StatementRecord(_Part):
    """What one voice says; `within` is the id of the statement it is told inside of."""

    id: str
    within: str | None
    voice: Voice
    source: SourceRecord | None
    cue: SpanList
    content: SpanList
    relayed_by: list[str]
    channel: Channel | None
    quote: Quote
    certainty: Certainty
    polarity: Polarity
    evidence_items: list[EvidenceRecord]
    said_on: str | None
    said_at: datetime | None
    text: str


class QuantityRecord(_Part):
    """A range of a counted thing; an open end is null."""

    low: float | None
    high: float | None
    counts: str


class ClaimRecord(_Part):
    """One typed claim. `statement` is the id of the statement it hangs on."""

    kind: Kind
    place: str | None
    place_id: str | None
    lat: float | None
    lon: float | None
    party: str | None
    side: str | None
    polarity: Polarity
    certainty: Certainty
    source: str
    source_org: str | None
    relayed_by: list[str]
    channel: Channel | None
    quote: Quote
    when: str | None
    when_from: datetime | None
    when_to: datetime | None
    said_on: str | None
    extent: str | None
    quantity: QuantityRecord | None
    statement: str
    evidence: str
    start: int
    end: int


class DeclinedRecord(_Part):
    """A passage that was not used, and why."""

    start: int
    end: int
    stage: Stage
    reason: str


class TimeRecord(_Part):
    """A time expression; `from` and `to` are null where it is not dated or open."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    start: int
    end: int
    from_: str | None = Field(alias="from")
    to: str | None
    precision: Precision | None
    role: TimeRole


class PlaceRecord(_Part):
    """A name that could be a place, resolved or not."""

    start: int
    end: int
    type: MentionType
    name: str | None
    lat: float | None
    lon: float | None
    party: str | None
    role: PlaceRole | None


class MentionsRecord(_Part):
    """Every time expression and every name that could be a place."""

    times: list[TimeRecord]
    places: list[PlaceRecord]


class Record(_Part):
    """Everything read of one document. `text` and `mentions` are there only when asked for, `marks` only
    where the page says such things of itself."""

    id: str
    language: str | None
    published: str | None
    outlet: str | None
    url: str | None
    text_sha256: str
    sayso: str
    pipeline: str
    statements: list[StatementRecord]
    claims: list[ClaimRecord]
    declined: list[DeclinedRecord]
    mentions: MentionsRecord | None = None
    text: str | None = None
    marks: list[Mark] | None = None

    def json_line(self) -> str:
        """The record as one line of JSON, keys in the contract's order, without what is not there."""
        left_out = {name for name in ("mentions", "text", "marks") if getattr(self, name) is None}
        return self.model_dump_json(exclude=left_out or None, by_alias=True)


def _printable(text: str) -> str:
    """The text with lone surrogates, which JSON cannot carry, as U+FFFD: one for one, so spans hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def record_of(reading: Reading, *, mentions: bool = False, with_text: bool = False) -> Record:
    """The record of a reading, with its mentions and its text where asked."""
    from sayso import __version__

    digest = reading.document.text_sha256
    document = replace(reading.document, text=_printable(reading.document.text))
    reading = replace(reading, document=document)
    return Record(
        id=document.id,
        language=reading.language,
        published=document.published.iso() if document.published else None,
        outlet=document.outlet,
        url=document.url,
        text_sha256=digest,
        sayso=__version__,
        pipeline=reading.pipeline,
        statements=[_statement(statement, document.text) for statement in reading.statements],
        claims=[claim_record(claim, claim.evidence.of(document.text)) for claim in reading.claims],
        declined=[
            DeclinedRecord(start=d.span.start, end=d.span.end, stage=d.stage, reason=d.reason)
            for d in reading.declined
        ],
        mentions=_mentions(reading) if mentions else None,
        text=document.text if with_text else None,
        marks=list(document.marks) or None,
    )


def record_schema() -> dict[str, Any]:
    """The JSON Schema of one line."""
    return Record.model_json_schema(by_alias=True)


def _spans(spans: Spans | None) -> SpanList:
    return [(span.start, span.end) for span in spans or ()]


def _statement(statement: Statement, text: str) -> StatementRecord:
    source = statement.source
    return StatementRecord(
        id=statement.id,
        within=statement.within,
        voice=statement.voice,
        source=None
        if source is None
        else SourceRecord(
            name=source.name, org=source.org, party=source.party, side=source.side, spans=_spans(source.spans)
        ),
        cue=_spans(statement.cue),
        content=_spans(statement.content),
        relayed_by=list(statement.relayed_by),
        channel=statement.channel,
        quote=statement.quote,
        certainty=statement.certainty,
        polarity=statement.polarity,
        evidence_items=[
            EvidenceRecord(kind=item.kind, spans=_spans(item.spans), url=item.url)
            for item in statement.evidence_items
        ],
        said_on=statement.said_on.iso() if statement.said_on else None,
        said_at=statement.said_at,
        text=" … ".join(span.of(text) for span in statement.content),
    )


def claim_record(claim: Claim, evidence: str) -> ClaimRecord:
    """A claim as the record writes it; `evidence` are the words that its span covers."""
    place = claim.place
    start, end = _bounds(claim.when)
    return ClaimRecord(
        kind=claim.kind,
        place=place.full_name if place else None,
        place_id=place.id if place else None,
        lat=place.latitude if place else None,
        lon=place.longitude if place else None,
        party=claim.party,
        side=claim.side,
        polarity=claim.polarity,
        certainty=claim.certainty,
        source=claim.source.name,
        source_org=claim.source.org,
        relayed_by=list(claim.relayed_by),
        channel=claim.channel,
        quote=claim.quote,
        when=claim.when_iso,
        when_from=start,
        when_to=end,
        said_on=claim.said_on.iso() if claim.said_on else None,
        extent=claim.extent,
        quantity=None
        if claim.quantity is None
        else QuantityRecord(low=claim.quantity.low, high=claim.quantity.high, counts=claim.quantity.counts),
        statement=claim.statement,
        evidence=evidence,
        start=claim.evidence.start,
        end=claim.evidence.end,
    )


def _bounds(when: When | None) -> tuple[datetime | None, datetime | None]:
    """The instants of a part of a day; null where only days are known."""
    return (when.starts_at, when.ends_at) if when is not None else (None, None)


def _mentions(reading: Reading) -> MentionsRecord:
    return MentionsRecord(
        times=[
            TimeRecord(
                start=t.span.start,
                end=t.span.end,
                **{"from": _edge(t.when, first=True)},
                to=_edge(t.when, first=False),
                precision=t.when.precision if t.when else None,
                role=t.role,
            )
            for t in reading.times
        ],
        places=[
            PlaceRecord(
                start=p.span.start,
                end=p.span.end,
                type=p.type,
                name=p.place.full_name if p.place else None,
                lat=p.place.latitude if p.place else None,
                lon=p.place.longitude if p.place else None,
                party=p.party,
                role=p.role,
            )
            for p in reading.places
        ],
    )


def _edge(when: When | None, *, first: bool) -> str | None:
    if when is None:
        return None
    instant = when.starts_at if first else when.ends_at
    day = when.first if first else when.last
    return instant.isoformat() if instant is not None else day.isoformat() if day is not None else None
