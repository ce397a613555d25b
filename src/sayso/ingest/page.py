"""What one file or page says, before it becomes a document."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.model import NO_GROUNDS, Grounds, Mark, Provenance, Publication

LARGEST_INPUT = 20 * 1024 * 1024
"""Bytes of one file or one line. A news report of 20 MB is something else in disguise."""

TAKES = "sayso takes text, web pages, PDF, e-mails, feeds, tables, and exports and archives of them"
"""The remedy for a file of another kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The text of a report and what its file says of it; what is not said is None.

    `title` is kept apart: a headline is no part of the text, and no claim is read from it.
    `id` is the report's own where it is one of many in a file, `raw_sha256` the digest of its bytes.
    `story` is a name that all its versions share.
    """

    text: str
    title: str | None = None
    published: Publication | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    id: str | None = None
    raw_sha256: str | None = None
    provenance: Provenance | None = None
    marks: tuple[Mark, ...] = ()
    grounds: Grounds = NO_GROUNDS
    story: str | None = None

    def found_in(self, place: str) -> Page:
        """The page with one place named as the ground of all that its file says of it."""
        fields = ("published", "outlet", "url", "language", "author")
        told = {name: place for name in fields if getattr(self, name) is not None}
        edited = place if self.provenance is not None and self.provenance.edited is not None else None
        return replace(self, grounds=Grounds(**told, edited=edited))
