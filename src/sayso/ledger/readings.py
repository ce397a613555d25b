"""One document out of the record with all that was read from it, and what people judged of that since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from sayso.ledger import judgements, queries, rows, schema
from sayso.ledger.carriers import Carrier
from sayso.ledger.judgements import told
from sayso.ledger.speaking import Standing, standing_of_document
from sayso.ledger.whole_claims import OF_WHEN, fetched, when_of, whole_claims
from sayso.model import (
    Certainty,
    Channel,
    Declined,
    EvidenceItem,
    EvidenceKind,
    Judgement,
    JudgementKind,
    Polarity,
    Quote,
    Reading,
    RecordedClaim,
    RecordedDocument,
    Span,
    Stage,
    Statement,
    Voice,
    Withdrawn,
)

_document, _claim, _source = schema.document, schema.claim, schema.source
_statement, _declined, _withdrawal = schema.statement, schema.declined, schema.withdrawal


class ClaimStanding(StrEnum):
    """Whether a claim counts now as far as people judged it; a document's own standing is another thing."""

    COUNTS = "counts"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim:
    """A claim with where it stands and every judgement of it, each with whether that still stands. `put_by`
    is the number of the judgement by which a person put it there; None for what was read."""

    recorded: RecordedClaim
    standing: ClaimStanding
    judgements: tuple[tuple[Judgement, bool], ...] = ()
    put_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That a source took a report back, and when that was seen."""

    kind: Withdrawn
    reason: str | None
    seen_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedReading:
    """What the ledger holds of one document. `reading.claims` and `claims` run in the same order: first those
    that were read, as they stand in the text, then those that people put in."""

    reading: Reading
    document: RecordedDocument
    standing: Standing
    claims: tuple[JudgedClaim, ...]
    carriers: tuple[Carrier, ...]
    versions: tuple[RecordedDocument, ...]
    withdrawals: tuple[Withdrawal, ...]


def reading_of(connection: Connection, document_id: str) -> RecordedReading | None:
    """All that is on record of one document; None where there is none of that id."""
    document = queries.document(connection, document_id)
    if document is None:
        return None
    recorded = queries.documents_named(connection, [document_id])[document_id]
    number = queries.number_of(connection, document_id)
    claims = _claims(connection, number)
    standing = select(standing_of_document()).where(_document.c.number == number)
    return RecordedReading(
        reading=Reading(
            document=document,
            language=recorded.language,
            pipeline=recorded.pipeline,
            theatre=recorded.theatre,
            statements=_statements(connection, number),
            claims=tuple(each.recorded.claim for each in claims),
            declined=_passages(connection, number),
        ),
        document=recorded,
        standing=Standing(connection.execute(standing).scalar_one()),
        claims=claims,
        carriers=tuple(queries.carriers(connection, document_id)),
        versions=tuple(queries.of_story(connection, recorded.story)),
        withdrawals=_withdrawals(connection, number),
    )


def _claims(connection: Connection, number: int) -> tuple[JudgedClaim, ...]:
    query = whole_claims().where(_claim.c.document == number).order_by(_claim.c.position)
    found = list(told(connection, fetched(connection, query), None))
    put = select(_claim.c.id, _claim.c.judgement).where(
        _claim.c.document == number, _claim.c.judgement.is_not(None)
    )
    put_by: dict[str, int] = {row.id: row.judgement for row in connection.execute(put)}
    judged = judgements.about(connection, [each.id for each in found])
    back = judgements.about(connection, [str(each) for each in put_by.values()])
    taken_back = {
        subject
        for subject, made in back.items()
        if any(judgement.kind is JudgementKind.TAKE_BACK for judgement, _ in made)
    }
    return tuple(
        JudgedClaim(
            recorded=each,
            standing=_standing(judged.get(each.id, []), is_back=str(put_by.get(each.id)) in taken_back),
            judgements=tuple(judged.get(each.id, ())),
            put_by=put_by.get(each.id),
        )
        for each in found
    )


def _standing(judged: list[tuple[Judgement, bool]], *, is_back: bool) -> ClaimStanding:
    kinds = {judgement.kind for judgement, stands in judged if stands}
    if JudgementKind.REJECT in kinds:
        return ClaimStanding.REJECTED
    if JudgementKind.CORRECT in kinds:
        return ClaimStanding.CORRECTED
    return ClaimStanding.TAKEN_BACK if is_back else ClaimStanding.COUNTS


def _statements(connection: Connection, number: int) -> tuple[Statement, ...]:
    voice = (_source.c[name].label(f"voice_{name}") for name in rows.OF_SOURCE)
    query = (
        select(*_statement.c, *voice)
        .select_from(_statement)
        .outerjoin(_source, _source.c.key == _statement.c.source)
        .where(_statement.c.document == number)
        .order_by(_statement.c.position)
    )
    return tuple(_one_statement(row) for row in connection.execute(query).mappings())


def _one_statement(row: RowMapping) -> Statement:
    source = None
    if row["source"] is not None:
        known: dict[str, Any] = {name: row[f"voice_{name}"] for name in rows.OF_SOURCE}
        source = rows.source_of(known, row["source_spans"] or ())
    return Statement(
        id=row["id"],
        voice=Voice(row["voice"]),
        source=source,
        cue=row["cue"],
        content=row["content"],
        quote=Quote(row["quote"]),
        certainty=Certainty(row["certainty"]),
        polarity=Polarity(row["polarity"]),
        within=row["within"],
        relayed_by=tuple(row["relayed_by"]),
        channel=Channel(row["channel"]) if row["channel"] is not None else None,
        evidence_items=tuple(
            EvidenceItem(
                kind=EvidenceKind(item["kind"]),
                spans=tuple(Span(start, end) for start, end in item["spans"]),
                url=item["url"],
            )
            for item in row["evidence_items"]
        ),
        said_on=when_of(tuple(row[f"said_on_{name}"] for name in OF_WHEN)),
        said_at=row["said_at"],
    )


def _passages(connection: Connection, number: int) -> tuple[Declined, ...]:
    query = select(_declined).where(_declined.c.document == number).order_by(_declined.c.position)
    return tuple(
        Declined(span=Span(row["start"], row["end"]), stage=Stage(row["stage"]), reason=row["reason"])
        for row in connection.execute(query).mappings()
    )


def _withdrawals(connection: Connection, number: int) -> tuple[Withdrawal, ...]:
    query = select(_withdrawal).where(_withdrawal.c.document == number).order_by(_withdrawal.c.number)
    return tuple(
        Withdrawal(
            kind=Withdrawn(row["kind"]),
            reason=row["reason"],
            seen_at=row["seen_at"],
            recorded_at=row["recorded_at"],
        )
        for row in connection.execute(query).mappings()
    )
