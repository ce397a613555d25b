"""One visit to a channel: its new posts, and a second look at the last of those known, for edits and
deletions. Who answers is a `ChannelClient`; nothing is ever posted, joined or marked as read."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zlib import crc32

from sayso.errors import SaysoError, UnreadableInputError
from sayso.fetching.feedlist import Channel
from sayso.fetching.following import Record
from sayso.fetching.memory import Memory
from sayso.fetching.watching import RAREST, Visit
from sayso.ingest.description import Description
from sayso.ingest.loading import document_of
from sayso.ingest.posts import Chat, Post, page_of_post, story_of_post

LOOKED_AT_AGAIN = 200
"""Posts that are looked at again at every visit; and how many are asked for at once."""
_MOST_REQUESTS = 10
_MOST_GONE = 500
_UNRECORDED = -1
"""In place of the version of a post that could not be recorded: it is tried again, and never called gone."""


class ChannelError(SaysoError):
    """A channel cannot be read. The text never holds a credential."""


class WaitAskedError(ChannelError):
    """The service asks to be left alone for a while, by all that is done in this account's name."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"Telegram asks to wait {int(wait.total_seconds())} seconds")
        self.wait = wait


class ChannelClient(Protocol):
    """Reads the posts of public channels."""

    def messages(self, channel: str, after: int | None, limit: int) -> tuple[Chat, Sequence[Post]]:
        """The channel, and its posts numbered above `after`, the oldest first, those without words too.

        Without `after` it is the latest posts. Fewer than `limit` means that there are no more. Raises
        `ChannelError`, and `WaitAskedError` where the service asks for patience.
        """


@dataclass(slots=True)
class ChannelVisitor:
    """Asks channels, records what is new in them and notes what is to be remembered. `gone` is told the
    story of each post that was on record and is there no more, with when that was noticed."""

    client: ChannelClient
    record: Record
    gone: Callable[[str, datetime], None] = lambda story, seen_at: None
    _quiet_until: datetime | None = None

    def __call__(self, channel: Channel, memory: Memory, now: datetime) -> Visit:
        """Ask a channel. All channels are asked in one account's name, so all wait where one is told to."""
        if self._quiet_until is not None and now < self._quiet_until:
            return Visit(feed=channel, is_unchanged=True, wait=self._quiet_until - now)
        visit = _Look(self, channel, memory, now)
        began = time.monotonic()
        try:
            problem = visit.through()
        except WaitAskedError as told:
            wait = min(told.wait, RAREST)
            self._quiet_until = now + wait
            return visit.ended(str(told), wait)
        except ChannelError as told:
            return visit.ended(str(told))
        memory.seconds = round(time.monotonic() - began, 3)
        memory.answered, memory.failures = now.isoformat(), 0
        memory.is_changed = problem is not None
        return visit.ended(problem)


class _Look:
    """One visit as it goes on. What was recorded is remembered at once, so that a stop doubles nothing."""

    def __init__(self, visitor: ChannelVisitor, channel: Channel, memory: Memory, now: datetime) -> None:
        self._visitor, self._channel, self._memory, self._now = visitor, channel, memory, now
        self._known = {number: (version, words) for number, version, words in memory.posts}
        self._told: list[str] = []
        self._new = self._old = 0

    def ended(self, problem: str | None, wait: timedelta = timedelta()) -> Visit:
        """How the visit went."""
        told = f"{self._channel.url}: {problem}" if problem else None
        return Visit(
            feed=self._channel,
            new=self._new,
            known=self._old,
            problem=told,
            wait=wait,
            told=tuple(self._told),
        )

    def through(self) -> str | None:
        """Look at everything from the oldest post that is looked at again; give what is odd about it."""
        memory = self._memory
        memory.note = None
        after = min(self._known) - 1 if self._known else memory.last_post or None
        for _ in range(_MOST_REQUESTS):
            chat, posts = self._visitor.client.messages(self._channel.name, after, LOOKED_AT_AGAIN)
            if memory.chat and memory.chat != chat.id:
                return "is another channel now, under the same name; give it a new entry, or leave it out"
            memory.chat = chat.id if isinstance(chat.id, int) else 0
            is_last = after is None or len(posts) < LOOKED_AT_AGAIN
            if not posts and len(self._known) > 1:
                return "shows none of the posts that it had"
            self._take(chat, posts, after, is_last)
            if is_last:
                break
            after = max(post.number or 0 for post in posts)
        return None

    def _take(self, chat: Chat, posts: Sequence[Post], after: int | None, is_last: bool) -> None:
        numbers = {post.number for post in posts if post.number is not None}
        end = float("inf") if is_last else max(numbers, default=0)
        for number in sorted(self._known):
            if (after or 0) < number <= end and number not in numbers:
                self._gone(chat, number)
        for post in sorted(posts, key=lambda each: each.number or 0):
            if post.number is None:
                continue
            version, words = self._known.get(post.number, (_UNRECORDED, 0))
            now = crc32(post.text.encode("utf-8", "surrogatepass"))
            # A reaction or a counter is an edit to Telegram too; only other words are one to us.
            if version != _UNRECORDED and (version == post.version or words == now):
                self._old += 1
                self._known[post.number] = (post.version, words)
            else:
                is_done = self._record(chat, post)
                self._known[post.number] = (post.version if is_done else _UNRECORDED, now)
            self._memory.last_post = max(self._memory.last_post, post.number)
            self._remember()

    def _record(self, chat: Chat, post: Post) -> bool:
        """Whether the post is on record, or says nothing that could be."""
        page = page_of_post(post, chat)
        if page is None:
            return True
        where = post.address(chat) or self._channel.url
        about = Description(outlet=self._channel.outlet, language=self._channel.language)
        try:
            document = document_of(about.of_many(page), where, form="telegram")
        except UnreadableInputError as problem:
            self._memory.note = str(problem)
            return True
        recorded = self._visitor.record(document, where)
        if recorded.problem is not None:
            self._memory.note = recorded.problem
            return False
        self._new += recorded.is_new
        self._old += not recorded.is_new
        return True

    def _gone(self, chat: Chat, number: int) -> None:
        """Tell of a deletion. What the post said stays on record, as withdrawn."""
        version, _ = self._known.pop(number)
        if version == _UNRECORDED:
            self._remember()
            return
        self._memory.gone = [*self._memory.gone, (number, self._now.isoformat())][-_MOST_GONE:]
        if (story := story_of_post(chat, number)) is not None:
            self._visitor.gone(story, self._now)
        address = Post(number=number).address(chat)
        self._told.append(f"post {number} is gone" + (f" ({address})" if address else ""))
        self._remember()

    def _remember(self) -> None:
        latest = sorted(self._known.items())[-LOOKED_AT_AGAIN:]
        self._memory.posts = [(number, version, words) for number, (version, words) in latest]
