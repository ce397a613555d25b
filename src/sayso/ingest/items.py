"""One item of a feed: what it says of itself, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sayso.errors import InvalidDateError
from sayso.ingest.dates import parse_publication
from sayso.ingest.itemmarks import marks_of_item
from sayso.ingest.page import Page
from sayso.ingest.unread import Unread
from sayso.model import Provenance, Publication

_NAMES = ("where", "name", "address", "text", "title", "outlet", "language", "author", "problem")
_LAST_DAY = date(9999, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a feed says of one report. `text` is None where it gives no more than a headline.

    `address` leads to the page that the item announces. `name` is what the item is known by when the feed
    is asked again: the id that its feed gives it, else its address. `problem` is why its text, which is
    there, could not be read.
    """

    where: str
    name: str | None = None
    address: str | None = None
    text: str | None = None
    title: str | None = None
    published: Publication | None = None
    edited: datetime | None = None
    outlet: str | None = None
    language: str | None = None
    author: str | None = None
    problem: str | None = None

    def page(self) -> Page | Unread:
        """The item by its own text alone."""
        if self.problem is not None:
            return Unread(self.where, self.problem)
        if self.text is None:
            return Unread(self.where, "has no text" if self.title is None else "has a headline and no text")
        return Page(
            text=self.text,
            title=self.title,
            published=self.published,
            outlet=self.outlet,
            url=self.address,
            language=self.language,
            author=self.author,
            provenance=Provenance(edited=self.edited) if self.edited else None,
            marks=marks_of_item(self.text),
        ).found_in("feed")

    def kept(self) -> dict[str, str | None]:
        """The item as it can be written down until its page has been had."""
        return {
            **{name: getattr(self, name) for name in _NAMES},
            "published": self.published.iso() if self.published else None,
            "edited": self.edited.isoformat() if self.edited else None,
        }

    @classmethod
    def of_kept(cls, kept: Mapping[str, object]) -> Item:
        """The item that was written down. Raises ValueError for what was not written by `kept`."""
        if not all(value is None or isinstance(value, str) for value in kept.values()):
            raise ValueError("an item has a field that is no text")
        fields = {name: str(value) for name, value in kept.items() if value is not None}
        published, edited = fields.pop("published", None), fields.pop("edited", None)
        if "where" not in fields or fields.keys() - set(_NAMES):
            raise ValueError("an item has other fields")
        where = fields.pop("where")
        try:
            when = parse_publication(published, today=_LAST_DAY) if published else None
        except InvalidDateError as problem:
            raise ValueError(str(problem)) from None
        return cls(
            where=where,
            published=when,
            edited=datetime.fromisoformat(edited) if edited else None,
            **fields,
        )
