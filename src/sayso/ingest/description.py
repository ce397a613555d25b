"""What the user knows of a report better than its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.ingest.dates import parse_publication
from sayso.ingest.page import Page
from sayso.model import Grounds, Publication

THE_USER = "the user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What the user says of a file's reports; None where nothing is said."""

    published: Publication | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None

    @classmethod
    def from_words(cls, words: Mapping[str, str], *, today: date) -> Description:
        """What `as_words` wrote down. Raises `InvalidDateError` for a day that is none."""
        published = words.get("published")
        return cls(
            published=parse_publication(published, today=today) if published else None,
            outlet=words.get("outlet"),
            url=words.get("url"),
            language=words.get("language"),
        )

    def as_words(self) -> dict[str, str]:
        """What is said, as words to keep."""
        published = self.published.iso() if self.published is not None else None
        said = {
            "published": published,
            "outlet": self.outlet,
            "url": self.url,
            "language": self.language,
        }
        return {name: value for name, value in said.items() if value is not None}

    def of_one(self, page: Page) -> Page:
        """The page with the user's word in place of its own."""
        return replace(
            page,
            published=self.published or page.published,
            outlet=self.outlet or page.outlet,
            url=self.url or page.url,
            language=self.language or page.language,
            grounds=self._grounds(page.grounds, ("published", "outlet", "url", "language")),
        )

    def of_many(self, page: Page) -> Page:
        """One report of several in a file: the day only fills a gap, and one address is not that of all."""
        return replace(
            page,
            published=page.published or self.published,
            outlet=self.outlet or page.outlet,
            language=self.language or page.language,
            grounds=self._grounds(
                page.grounds,
                ("outlet", "language") if page.published else ("published", "outlet", "language"),
            ),
        )

    def _grounds(self, grounds: Grounds, fields: Sequence[str]) -> Grounds:
        """The grounds with the user's word for what the user says."""
        given = {name: THE_USER for name in fields if getattr(self, name)}
        return replace(grounds, **given) if given else grounds
