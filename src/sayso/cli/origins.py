"""Whose page a report is, told wherever something of it is shown."""

from __future__ import annotations

from functools import cache

from sayso.demo import attribution_line, demo_reports
from sayso.model import RecordedClaim


def origin_line(recorded: RecordedClaim) -> str:
    """Outlet and day; of a bundled report also that it is our paraphrase, and of which page."""
    if note := paraphrase_note(recorded.document_id):
        return note
    day = recorded.published.day.isoformat() if recorded.published else "undated"
    return f"{recorded.outlet or recorded.url or recorded.document_id}, {day}"


def paraphrase_note(document_id: str) -> str | None:
    """The line that goes with a bundled report; None for any other."""
    return _notes().get(document_id)


@cache
def _notes() -> dict[str, str]:
    return {document.id: attribution_line(document) for document in demo_reports()}
