"""A document as the record keeps it, beside its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sayso.model.document import Mark
from sayso.model.when import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedDocument:
    """What the ledger keeps of a document beside its text.

    `claims` is how many were read in it; `run` names what read it, with its knowledge and settings.
    """

    id: str
    published: Publication | None
    outlet: str | None
    url: str | None
    language: str | None
    author: str | None
    text_sha256: str
    raw_sha256: str | None
    theatre: str | None
    run: str
    pipeline: str
    sayso: str
    recorded_at: datetime
    claims: int
    story: str
    known_from: datetime
    title: str | None
    marks: tuple[Mark, ...]
