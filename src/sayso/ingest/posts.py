"""Posts of a channel, whichever way they came: from an export, or asked of Telegram one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sayso.ingest.itemmarks import marks_of_text
from sayso.ingest.page import Page
from sayso.model import Provenance, Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A channel or group. `id` is the bare number that exports give, without -100 before it; `username`
    is its public name, by which its posts have an address."""

    id: int | str | None = None
    name: str | None = None
    username: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One message as it stands now. `text` is empty for a picture without words, and for what only the
    service says. `forwarded_from` is empty where whose words it passes on is withheld."""

    number: int | None
    text: str = ""
    published: Publication | None = None
    edited: datetime | None = None
    author: str | None = None
    forwarded_from: str | None = None

    @property
    def version(self) -> int:
        """The second of the last edit; 0 where it stands as it was written."""
        return int(self.edited.timestamp()) if self.edited else 0

    def address(self, chat: Chat) -> str | None:
        """Where everybody can read it."""
        is_public = self.number is not None and chat.username is not None
        return f"https://t.me/{chat.username}/{self.number}" if is_public else None


def story_of_post(chat: Chat, number: int | None) -> str | None:
    """What all versions of a post share; None where it bears no number."""
    return f"telegram:{chat.id}/{number}" if number is not None and chat.id is not None else None


def page_of_post(post: Post, chat: Chat) -> Page | None:
    """A post as a report; None where it says nothing in words.

    Each version is a report of its own; `story` is what they share.
    """
    if not post.text:
        return None
    story = story_of_post(chat, post.number)
    version = f"@{post.version}" if post.edited else ""
    is_handled = post.forwarded_from is not None or post.edited is not None
    return Page(
        id=story and story + version,
        story=story,
        text=post.text,
        published=post.published,
        outlet=chat.name,
        url=post.address(chat),
        author=post.author if post.author != chat.name else None,
        provenance=Provenance(forwarded_from=post.forwarded_from, edited=post.edited) if is_handled else None,
        marks=marks_of_text(post.text),
    ).found_in("post")
