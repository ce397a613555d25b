"""A report as it was taken in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sayso.model.when import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How a report came to us, where its file says so; what it does not say is None.

    None of it is the report's own word. `captured` is when somebody saved it, which is never taken for
    its publication; `edited` is when its text was last changed. Both carry a zone. `forwarded_from`
    names whose words a channel passes on; it is empty where the file says that it passes words on and
    withholds whose. `raw_hash` is the digest that an archiving tool wrote down, as it wrote it.
    """

    forwarded_from: str | None = None
    edited: datetime | None = None
    captured: datetime | None = None
    archive_url: str | None = None
    raw_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report: its extracted text and what is known of where it comes from.

    `text` is what every span indexes; it is never changed after extraction. What the page does not
    say is None. `raw_sha256` is the digest of the bytes that the text was extracted from.
    `provenance` is not kept in the ledger yet.
    """

    id: str
    text: str
    published: Publication | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    raw_sha256: str | None = None
    provenance: Provenance | None = None

    @property
    def text_sha256(self) -> str:
        """Hex digest of the text as UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
