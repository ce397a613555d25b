"""One report as it stands on record: its words, what was read of them, its versions and its carriers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sayso.answers.judging import judgement_value
from sayso.demo import paraphrase_note
from sayso.errors import SaysoError
from sayso.export import record_of
from sayso.ledger import (
    ClaimStanding,
    JudgedClaim,
    Ledger,
    RecordedReading,
    Standing,
    recorded_claims,
)
from sayso.model import Reading, RecordedDocument, Theatre
from sayso.parties import load_theatres

Value = TypeVar("Value")
_LONGEST = 10_000
"""Characters of one statement that are given; its spans tell where all of it stands."""


class UnknownDocumentError(SaysoError):
    """The ledger holds no document of this id."""

    def __init__(self, ledger: str, document: str) -> None:
        super().__init__(f"{ledger}: holds no document {document!r}; `sayso search` shows their ids")
        self.document = document


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentAnswer:
    """A reading with the claims as a record keeps them. `on_record` is None where nothing is stored."""

    reading: Reading
    claims: tuple[JudgedClaim, ...]
    theatre: Theatre | None
    note: str | None
    on_record: RecordedReading | None = None

    @property
    def standing(self) -> Standing:
        return self.on_record.standing if self.on_record is not None else Standing.COUNTS

    @property
    def sides(self) -> tuple[str, ...]:
        return self.theatre.sides if self.theatre is not None else ()


def document_of(ledger: Ledger, document_id: str, *, name: str | None = None) -> DocumentAnswer:
    """What is on record of a document. Raises `UnknownDocumentError`, under the ledger's `name`."""
    found = ledger.reading(document_id)
    if found is None:
        raise UnknownDocumentError(name or ledger.name, document_id)
    return DocumentAnswer(
        reading=found.reading,
        claims=found.claims,
        theatre=_theatre(found.reading),
        note=paraphrase_note(document_id),
        on_record=found,
    )


def document_just_read(reading: Reading) -> DocumentAnswer:
    """The same of a reading that is nowhere on record."""
    claims = (JudgedClaim(recorded=each, standing=ClaimStanding.COUNTS) for each in recorded_claims(reading))
    return DocumentAnswer(
        reading=reading,
        claims=tuple(claims),
        theatre=_theatre(reading),
        note=paraphrase_note(reading.document.id),
    )


def document_value(
    answer: DocumentAnswer, *, offset: int = 0, limit: int = 1_000, text: tuple[int, int] | None = None
) -> dict[str, Any]:
    """The record of the document with what the ledger knows beside it under `ledger`.

    Of statements, claims and passages those from `offset` on are given, `limit` of each at most; `totals`
    tells how many there are. `text` takes a stretch of the words along.
    """
    reading = answer.reading
    value = record_of(reading).model_dump(mode="json", exclude={"mentions", "text"}, by_alias=True)
    totals = {name: len(value[name]) for name in ("statements", "claims", "declined")}
    for name in totals:
        value[name] = _some(value[name], offset, limit)
    for each in value["statements"]:
        if len(each["text"]) > _LONGEST:
            each["text"] = each["text"][:_LONGEST] + "…"
    value |= {"totals": totals, "offset": offset, "limit": limit, "text_length": len(reading.document.text)}
    if text is not None:
        start, end = text
        shown = reading.document.text[start:end]
        value |= {"text": shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace")}
        value |= {"text_from": start}
    value["paraphrase"] = answer.note
    if answer.on_record is not None:
        value["ledger"] = _on_record(answer.on_record, offset, limit)
    return value


def _on_record(found: RecordedReading, offset: int, limit: int) -> dict[str, Any]:
    document = found.document
    return {
        "standing": found.standing,
        "recorded_at": document.recorded_at.isoformat(),
        "known_from": document.known_from.isoformat(),
        "title": document.title,
        "story": document.story,
        "read_by": document.sayso,
        "claims": [
            {
                "id": each.recorded.id,
                "standing": each.standing,
                "put_by": each.put_by,
                "sentence": each.recorded.sentence,
                "background": each.recorded.claim.background,
                "judgements": [judgement_value(judgement, stands) for judgement, stands in each.judgements],
            }
            for each in _some(found.claims, offset, limit)
        ],
        "versions": [version_value(each) for each in _some(found.versions, 0, limit)],
        "carriers": [
            {
                "form": each.form,
                "outlet": each.outlet,
                "url": each.url,
                "published": each.published.iso() if each.published else None,
                "recorded_at": each.recorded_at.isoformat(),
            }
            for each in _some(found.carriers, 0, limit)
        ],
        "withdrawals": [
            {
                "kind": each.kind,
                "reason": each.reason,
                "seen_at": each.seen_at.isoformat(),
                "recorded_at": each.recorded_at.isoformat(),
            }
            for each in found.withdrawals
        ],
    }


def version_value(document: RecordedDocument) -> dict[str, Any]:
    """One version of a report, beside its text."""
    return {
        "id": document.id,
        "published": document.published.iso() if document.published else None,
        "known_from": document.known_from.isoformat(),
        "recorded_at": document.recorded_at.isoformat(),
        "text_sha256": document.text_sha256,
        "claims": document.claims,
    }


def _theatre(reading: Reading) -> Theatre | None:
    return next((each for each in load_theatres() if each.id == reading.theatre), None)


def _some(values: Sequence[Value], offset: int, limit: int) -> Sequence[Value]:
    return values[offset : offset + limit]
