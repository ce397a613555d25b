"""Which report is which: the same one in another form, another version of one, or a new one.

A story is what all versions of one report share: the number of a channel's post, else the address of
the page. Which version speaks is told by their instants whenever the ledger is asked (see
`speaking`), so it does not depend on the order in which they came in.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import overload
from urllib.parse import parse_qsl, urlencode, urlsplit

from sayso.model import Document, Mark, Publication

_SHINGLE = 4
"""Words that are compared together: fewer are shared by any two reports of one battle."""
_SAME_PAGE = 0.3
"""Share of the shorter text's shingles from which two texts at one address are versions of one report.

Some sites give every page the address of their front page as its own.
"""
_CONTAINED = 0.8
"""Share of a text's shingles in a longer one from which it is an excerpt of that."""
_MUCH_SHORTER = 0.8
_FRONT = re.compile(r"/?(?:index\.\w{2,5}|home/?|default\.\w{2,5})?", re.I)
_COUNTING = re.compile(r"(?:utm_\w+|fbclid|gclid|yclid|mc_[ce]id|igshid|cmpid|ocid|amp)", re.I)
_HOST_FORMS = re.compile(r"^(?:www|m|mobile|amp)\.")
_PAGE_FORMS = re.compile(r"(?:/amp|\.amp|/index\.html?)?/*$")


class Addition(StrEnum):
    """What became of a document that was brought to the ledger."""

    NEW = "new"
    VERSION = "version"
    CARRIER = "carrier"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the ledger holds of a document, as far as it is needed to tell another from it."""

    id: str
    story: str
    text: str
    text_sha256: str
    raw_sha256: str | None
    outlet: str | None
    url: str | None
    published: Publication | None
    known_from: datetime
    version_at: datetime
    is_excerpt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Where a document belongs: the id it has in the ledger, which for a carrier is that of the document
    it carries; its story; from when it could be known; and at which instant its words were these."""

    addition: Addition
    id: str
    story: str
    known_from: datetime
    version_at: datetime
    is_excerpt: bool


def place_document(document: Document, held: Sequence[Held], learned_at: datetime) -> Placing:
    """Tell what a document is beside those that share its id, text, bytes or story.

    `learned_at` is when the ledger learned of it. A carrier is what needs no reading: the same words, or
    the beginning of them, that are there already.
    """
    same = [other for other in held if _is_same(document, other)]
    if same:
        last = max(same, key=lambda each: each.version_at)
        if _is_better_told(document, same):
            return _placing(document, Addition.VERSION, last.story, held, learned_at)
        if _is_back_to(document, last, held):
            return _placing(document, Addition.VERSION, last.story, held, learned_at, beside=same)
        return _carrying(last)
    versions = [other for other in held if _is_of_story(document, other)]
    longer = next((other for other in versions if _is_beginning_of(document, other)), None)
    if longer is not None:
        return _carrying(longer)
    if versions:
        return _placing(document, Addition.VERSION, versions[0].story, held, learned_at, beside=versions)
    story = story_of(document)
    is_taken = any(other.story == story for other in held)
    return _placing(document, Addition.NEW, _free_id(document, held) if is_taken else story, held, learned_at)


def story_of(document: Document) -> str:
    """The name that all versions of a report share; its own id where nothing better is known."""
    if document.story is not None:
        return document.story
    return (canonical_address(document.url) if document.url else None) or document.id


@lru_cache(maxsize=1000)
def canonical_address(url: str) -> str | None:
    """An address less what does not tell one page from another; None for a site's front page.

    >>> canonical_address("https://www.example.org/arden/?utm_source=x#top")
    'example.org/arden'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not _COUNTING.fullmatch(name)]
    path = _PAGE_FORMS.sub("", parts.path)
    if _FRONT.fullmatch(path) and not kept:
        return None
    host = _HOST_FORMS.sub("", host) + (f":{port}" if port not in (None, 80, 443) else "")
    return host + path + (f"?{urlencode(kept)}" if kept else "")


def has_id_of_its_own(document_id: str) -> bool:
    """Whether its file named the document; else its id is the digest of its text."""
    return not document_id.startswith("sha256:")


@overload
def known_from(document: Document, learned_at: datetime) -> datetime: ...
@overload
def known_from(document: Document, learned_at: datetime | None) -> datetime | None: ...
def known_from(document: Document, learned_at: datetime | None) -> datetime | None:
    """The first instant at which a reader could know a report that is seen for the first time.

    A channel's post that was edited is known in these words from the edit on. Pages tell of every touch as
    a change, years later too, and seldom what was changed: they are known from their publication.
    """
    if document.story is not None and document.provenance is not None and document.provenance.edited:
        return document.provenance.edited
    return document.published.known_from if document.published is not None else learned_at


def _version_at(document: Document, learned_at: datetime, versions: Sequence[Held]) -> datetime:
    """An instant at which the report stood in these words: its last edit, else when it was saved.

    A post without a mark of an edit is as it was when it was posted. What is saved now stands after the
    versions that are there, though the clock was set back since.
    """
    if (told := _told_at(document)) is not None:
        return told
    if document.story is not None and document.published is not None:
        return document.published.known_from
    return max(learned_at, *(other.version_at for other in versions)) if versions else learned_at


def _told_at(document: Document) -> datetime | None:
    provenance = document.provenance
    return (provenance.edited or provenance.captured) if provenance is not None else None


def _is_excerpt(document: Document) -> bool:
    """Whether the text may be only the beginning of the report: most feeds give no more of it."""
    return document.form in ("feed", "json_feed") or Mark.EXCERPT in document.marks


def _is_same(document: Document, other: Held) -> bool:
    """Whether a document of the same words is the same report, and not another's or another day's.

    A channel may post "No change on the front." every evening, and two papers carry one agency's words:
    each is a report of its own, since somebody else says it or says it again.
    """
    if other.text_sha256 != document.text_sha256:
        return False
    if other.id == document.id and has_id_of_its_own(document.id):
        return True
    if other.raw_sha256 is not None and other.raw_sha256 == document.raw_sha256:
        return True
    if document.outlet and other.outlet and _plain(document.outlet) != _plain(other.outlet):
        return False
    if _shares_story(document, other):
        return True
    if has_id_of_its_own(document.id) and has_id_of_its_own(other.id):
        return False
    if document.published is None or other.published is None:
        return True
    return document.published.day == other.published.day


def _is_better_told(document: Document, same: Sequence[Held]) -> bool:
    """Whether the user or a fuller form now tells an outlet or a day that was unknown, or puts the day right.

    The narrator is the outlet and times are read from the day of publication, so the text has to be read
    again.
    """
    if document.outlet is not None and all(other.outlet is None for other in same):
        return True
    if document.published is None or any(other.published == document.published for other in same):
        return False
    last = same[-1]
    if last.published is None:
        return True
    is_same_file = last.raw_sha256 is not None and last.raw_sha256 == document.raw_sha256
    return is_same_file and last.published.day != document.published.day


def _is_back_to(document: Document, last: Held, held: Sequence[Held]) -> bool:
    """Whether a report, after other words, now stands in words that it had before."""
    told = _told_at(document)
    return told is not None and any(
        other.story == last.story and last.version_at < other.version_at < told for other in held
    )


def _shares_story(document: Document, other: Held) -> bool:
    # A story named by an id of our own making says no more than the words do.
    return (story := story_of(document)) != document.id and other.story == story


def _is_of_story(document: Document, other: Held) -> bool:
    if not _shares_story(document, other):
        return False
    return document.story is not None or _overlap(document.text, other.text) >= _SAME_PAGE


def _is_beginning_of(document: Document, other: Held) -> bool:
    """Whether an excerpt only repeats what a longer text says that is there."""
    is_shorter = _is_excerpt(document) and len(document.text) < _MUCH_SHORTER * len(other.text)
    return is_shorter and _overlap(document.text, other.text) >= _CONTAINED


def _changed_at(document: Document, beside: Sequence[Held], learned_at: datetime) -> datetime:
    """From when a changed text could be known: its edit, else when it was saved, else now.

    The whole of what a feed gave in excerpt came out with the excerpt, and a post came out when it did.
    """
    is_first_whole = all(other.is_excerpt for other in beside)
    if document.published is not None and (is_first_whole or document.story is not None):
        return known_from(document, learned_at)
    return _told_at(document) or learned_at


def _placing(
    document: Document,
    addition: Addition,
    story: str,
    held: Sequence[Held],
    learned_at: datetime,
    *,
    beside: Sequence[Held] = (),
) -> Placing:
    """The place of a text that is to be read; `beside` are the other wordings of its story."""
    return Placing(
        addition=addition,
        id=_free_id(document, held),
        story=story,
        known_from=_changed_at(document, beside, learned_at) if beside else known_from(document, learned_at),
        version_at=_version_at(document, learned_at, [other for other in held if other.story == story]),
        is_excerpt=_is_excerpt(document),
    )


def _carrying(other: Held) -> Placing:
    return Placing(
        addition=Addition.CARRIER,
        id=other.id,
        story=other.story,
        known_from=other.known_from,
        version_at=other.version_at,
        is_excerpt=other.is_excerpt,
    )


def _free_id(document: Document, held: Sequence[Held]) -> str:
    """The document's id, made longer where another document has it."""
    if all(other.id != document.id for other in held):
        return document.id
    published = document.published.iso() if document.published is not None else None
    about = [document.text_sha256, document.outlet, document.url, published]
    digest = hashlib.sha256(json.dumps(about).encode()).hexdigest()
    return f"{document.id}@{digest[:8]}"


def _overlap(one: str, other: str) -> float:
    """Share of the shorter text's shingles that the other holds too, 0 to 1."""
    first, second = _shingles(one), _shingles(other)
    fewer = min(len(first), len(second))
    return len(first & second) / fewer if fewer else 0.0


def _shingles(text: str) -> set[int]:
    words = re.findall(r"\w+", text.casefold())
    size = min(_SHINGLE, len(words))
    return {hash(tuple(words[at : at + size])) for at in range(len(words) - size + 1)} if words else set()


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
