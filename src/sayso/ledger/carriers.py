"""The forms in which one report comes: the page, an item of a feed, a copy in an archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sayso.model import Document, Provenance, Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One form in which a document came to us.

    `named` is the file or address that the user named to have it taken in; `text_sha256` is of the words
    it carries, which may be only the beginning of the document's.
    """

    form: str | None
    named: str | None
    outlet: str | None
    url: str | None
    published: Publication | None
    provenance: Provenance | None
    raw_sha256: str | None
    text_sha256: str
    recorded_at: datetime


def is_same_form(document: Document, carrier: Carrier) -> bool:
    """Whether a document came in this very form before, and tells nothing of itself that was not told then.

    Where its file lay, when somebody saved it and the bytes of its page are left out: a page is never sent
    twice with the same bytes.
    """
    told = zip(_key(document), _key(carrier), strict=True)
    return all(now is None or now == then for now, then in told)


def _key(each: Document | Carrier) -> tuple[object, ...]:
    from_file = each.provenance or Provenance()
    return (
        each.form,
        each.outlet,
        each.url,
        each.published,
        each.text_sha256,
        from_file.edited,
        from_file.forwarded_from,
        from_file.archive_url,
        from_file.raw_hash,
    )
