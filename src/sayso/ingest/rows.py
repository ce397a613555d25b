"""Reports as rows of named values, whatever file they come from: tables and arrays of JSON.

Desks name their columns as they like, so a name counts by its letters and digits alone: "Published at",
"published_at" and "publishedAt" are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sayso.errors import InvalidDateError, UnreadableInputError
from sayso.ingest.dates import parse_publication
from sayso.ingest.itemmarks import marks_of_text
from sayso.ingest.moments import instant_or_none
from sayso.ingest.page import Page
from sayso.ingest.unread import Unread
from sayso.model import Provenance

# In each line the name that says it best goes first. A title is no text: no claim is read from a headline.
# Only "upload title", which archiving tools give a post of a few words, stands in for its text.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text",
        "fulltext",
        "articletext",
        "textcontent",
        "textualcontent",
        "body",
        "content",
        "message",
        "post",
        "article",
        "report",
        "uploadtitle",
    ),
    "id": ("id", "reportid", "documentid", "docid", "articleid"),
    "published": (
        "published",
        "publishedat",
        "publishedon",
        "publicationdate",
        "datepublished",
        "publishdate",
        "pubdate",
        "uploadtimestamp",
        "date",
        "datetime",
        "timestamp",
    ),
    "outlet": ("outlet", "publisher", "sitename", "channel", "source", "sourcename", "newspaper", "media"),
    "url": ("url", "link", "address", "permalink", "articleurl", "sourceurl"),
    "language": ("language", "lang"),
    "author": ("author", "authors", "byline"),
    "archive_url": ("archivelocation", "archiveurl", "archivelink", "archivedurl"),
    "captured": ("archivedate", "archivedat", "captured", "capturedat"),
    "raw_hash": ("hash", "sha256", "filehash"),
    "forwarded_from": ("forwardedfrom",),
    "edited": ("edited", "editedat"),
}


def plain_name(name: str) -> str:
    """A column's name by its letters and digits."""
    return "".join(mark for mark in name.casefold() if mark.isalnum())


def known_columns(names: Iterable[str]) -> set[str]:
    """The fields that some of these columns hold."""
    plain = {plain_name(name) for name in names}
    return {field for field, aliases in FIELDS.items() if not plain.isdisjoint(aliases)}


def page_of(row: Mapping[str, object], where: str, *, today: date) -> Page | Unread:
    """One row as a report. Its date is refused where it is none: it can be put right in the table.

    The values may be strings, numbers or None; what is neither is passed over.
    """
    values = {plain_name(name): _words(value) for name, value in row.items()}
    found = {
        field: next((value for alias in aliases if (value := values.get(alias))), None)
        for field, aliases in FIELDS.items()
    }
    text = found["text"]
    if not text:
        return Unread(where, "has no text")
    published = found["published"]
    try:
        return Page(
            id=found["id"],
            text=text,
            published=parse_publication(published, today=today) if published else None,
            outlet=found["outlet"],
            url=found["url"],
            language=found["language"],
            author=found["author"],
            provenance=_provenance(found, today),
            marks=marks_of_text(text),
        ).found_in("row")
    except InvalidDateError as problem:
        return Unread(where, str(problem))


def no_text_column(where: str, names: Iterable[str]) -> UnreadableInputError:
    """The error for a table that has no column of texts; it names those there are."""
    shown = ", ".join(" ".join(name.split())[:40] or '""' for name in list(names)[:20])
    return UnreadableInputError(
        where, f"has no column of texts among {shown}", "name the column of the reports' texts “text”"
    )


def _provenance(found: Mapping[str, str | None], today: date) -> Provenance | None:
    times: dict[str, datetime | None] = {
        name: instant_or_none(found[name], today=today) for name in ("captured", "edited")
    }
    words = {name: found[name] for name in ("archive_url", "raw_hash", "forwarded_from")}
    if not any((*times.values(), *words.values())):
        return None
    return Provenance(
        forwarded_from=words["forwarded_from"],
        edited=times["edited"],
        captured=times["captured"],
        archive_url=words["archive_url"],
        raw_hash=words["raw_hash"],
    )


def _words(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None
