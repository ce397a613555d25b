"""A report as it was taken in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sayso.model.when import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report: its extracted text and what is known of where it comes from.

    `text` is what every span indexes; it is never changed after extraction. What the page does not
    say is None. `raw_sha256` is the digest of the bytes that the text was extracted from.
    """

    id: str
    text: str
    published: Publication | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    raw_sha256: str | None = None

    @property
    def text_sha256(self) -> str:
        """Hex digest of the text as UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
