"""A report as it was taken in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

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


class Mark(StrEnum):
    """What a page says of itself that a reader should know before trusting its words."""

    OPINION = "opinion"
    SATIRE = "satire"
    MACHINE_TRANSLATED = "machine-translated"
    SEVERAL_LANGUAGES = "several languages"
    EXCERPT = "excerpt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Where each thing that is known of a report was found, in the words of its file ("JSON-LD
    datePublished", "the user"); None where nothing was found or its file has only one place for it.
    """

    published: str | None = None
    edited: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None


NO_GROUNDS = Grounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report: its extracted text and what is known of where it comes from.

    `text` is what every span indexes; it is never changed after extraction. What the page does not
    say is None. `title` is no part of the text. `raw_sha256` is the digest of the bytes that the text
    was extracted from, `form` the kind of file it came in ("html", "feed", "telegram", ...). `story`
    is a name that all versions of one report share where its file gives one, such as the number of a
    channel's post.
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
    title: str | None = None
    marks: tuple[Mark, ...] = ()
    grounds: Grounds = NO_GROUNDS
    form: str | None = None
    story: str | None = None

    @property
    def text_sha256(self) -> str:
        """Hex digest of the text as UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def saved_at(document: Document, instant: datetime) -> Document:
    """The document with the instant at which it was fetched, where nothing earlier is known of that."""
    provenance = document.provenance or Provenance()
    if provenance.captured is not None:
        return document
    return replace(document, provenance=replace(provenance, captured=instant))
