"""The bundled reports of the fight for Soledar, January 2023: what `sayso demo` is shown on.

Every text is our own paraphrase of the page at its address, so no report is ever shown without
`attribution_line`. `README.md` beside this file says how the texts and dates were made.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.resources import files

from sayso.model import Document, Publication

__all__ = ["attribution_line", "demo_reports", "paraphrase_note"]

REPORTS = "reports.jsonl"


def demo_reports() -> tuple[Document, ...]:
    """All bundled reports, by day of publication and then id. Days only, no instants."""
    lines = files(__name__).joinpath(REPORTS).read_text(encoding="utf-8").splitlines()
    return tuple(_document(**json.loads(line)) for line in lines)


def attribution_line(document: Document) -> str:
    """`Paraphrase by sayso of <outlet>, <date>, <address>`: goes with a report wherever it is shown.

    Raises ValueError for a document that lacks one of the three: a paraphrase whose origin is
    unknown is never shown under a name.
    """
    if document.outlet is None or document.published is None or document.url is None:
        raise ValueError(f"report {document.id!r} lacks an outlet, a date or an address")
    return f"Paraphrase by sayso of {document.outlet}, {document.published.day.isoformat()}, {document.url}"


def paraphrase_note(document_id: str) -> str | None:
    """The line that goes with a bundled report; None for any other."""
    return _notes().get(document_id)


@cache
def _notes() -> dict[str, str]:
    return {document.id: attribution_line(document) for document in demo_reports()}


# Keyword arguments refuse a field that the line format does not have.
def _document(*, id: str, published: str, outlet: str, url: str, language: str, text: str) -> Document:
    return Document(
        id=id,
        text=text,
        published=Publication(date.fromisoformat(published)),
        outlet=outlet,
        url=url,
        language=language,
    )
