"""Whose page a report is, told wherever something of it is shown."""

from __future__ import annotations

from sayso.demo import paraphrase_note
from sayso.model import RecordedClaim


def origin_line(recorded: RecordedClaim) -> str:
    """Outlet and day; of a bundled report also that it is our paraphrase, and of which page."""
    if note := paraphrase_note(recorded.document_id):
        return note
    day = recorded.published.day.isoformat() if recorded.published else "undated"
    return f"{recorded.outlet or recorded.url or recorded.document_id}, {day}"
