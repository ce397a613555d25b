"""Public channels asked of Telegram in the name of the user's own account, through Telethon.

The extra `telegram` brings it; it is loaded where it is used. All that sayso asks of an account is to look
up a public name and to read posts.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from sayso.errors import SaysoError
from sayso.fetching.channels import ChannelError, WaitAskedError
from sayso.ingest.posts import Chat, Post
from sayso.model import Publication

_SECONDS = 120.0
_ENDING = ".session"
_HASH = re.compile(r"[0-9a-fA-F]{32}")
# It warns of what it mends itself. Without a handler Python would print that, and no part of an account's
# traffic belongs on a terminal.
logging.getLogger("telethon").addHandler(logging.NullHandler())


class CredentialsError(SaysoError):
    """Credentials are missing, or are none. The text never holds one."""


class MissingExtraError(SaysoError):
    """An optional part of sayso is not installed."""

    def __init__(self) -> None:
        super().__init__('channels of Telegram need an extra part: pip install "sayso[telegram]"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """In whose name Telegram is asked: the two values of https://my.telegram.org, and the file that keeps a
    login. Whoever has that file has the account."""

    id: int = field(repr=False)
    hash: str = field(repr=False)
    session: Path

    @classmethod
    def of(cls, id: str | None, hash: str | None, session: Path) -> Credentials:
        """Credentials as the user wrote them. Raises `CredentialsError`."""
        if not id or not hash:
            raise CredentialsError(
                "channels of Telegram need SAYSO_TELEGRAM_ID and SAYSO_TELEGRAM_HASH in the environment; "
                "https://my.telegram.org gives you both"
            )
        if not (id.isascii() and id.isdecimal()) or len(id) > 12:
            raise CredentialsError("SAYSO_TELEGRAM_ID is no number")
        if not _HASH.fullmatch(hash):
            raise CredentialsError("SAYSO_TELEGRAM_HASH is not 32 hexadecimal digits")
        # The library adds the ending where it is missing: so it must not be, or the file that we close to
        # others would be another than the one that it writes.
        whole = session if session.name.endswith(_ENDING) else session.with_name(session.name + _ENDING)
        return cls(id=int(id), hash=hash, session=whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What logging in asks of the user."""

    phone: Callable[[], str]
    code: Callable[[], str]
    password: Callable[[], str]


class TelegramReader:
    """A `ChannelClient`. Connects for each request: minutes lie between two, and a watch runs for months."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._telethon = require_telethon()

    def messages(self, channel: str, after: int | None, limit: int) -> tuple[Chat, Sequence[Post]]:
        """The channel and its posts; see `ChannelClient`."""
        try:
            found: tuple[Chat, Sequence[Post]] = self._run(
                lambda client: self._messages(client, channel, after, limit), _SECONDS
            )
        except SaysoError:
            raise
        except Exception as told:  # a fault of the library must not end a watch of months
            raise ChannelError(f"Telethon broke ({type(told).__name__})") from None
        return found

    def is_logged_in(self) -> bool:
        """Whether there is a login at all; whether it still holds only Telegram can say."""
        session = self._credentials.session
        return session.is_file() and session.stat().st_size > 0

    def log_in(self, questions: Questions) -> None:
        """Log in once; the session file keeps it. Raises `ChannelError`."""
        _close_to_others(self._credentials.session)
        self._run(lambda client: self._log_in(client, questions), None)

    async def _messages(
        self, client: Any, channel: str, after: int | None, limit: int
    ) -> tuple[Chat, Sequence[Post]]:
        if not await client.is_user_authorized():
            raise ChannelError("is not logged in to Telegram; log in once with `sayso watch FEEDS --login`")
        entity = await self._public_channel(client, channel)
        if after is None:
            found = list(await client.get_messages(entity, limit=limit))
        else:
            found = list(await client.get_messages(entity, limit=limit, min_id=after, reverse=True))
        name = next(each for each in _names(entity) if each.casefold() == channel.casefold())
        chat = Chat(id=entity.id, name=_words(entity.title), username=name)
        display = self._telethon.utils.get_display_name
        return chat, sorted((_post(message, display) for message in found), key=lambda each: each.number or 0)

    async def _public_channel(self, client: Any, name: str) -> Any:
        """The channel of a public name. Groups and people are refused: they publish nothing."""
        errors = self._telethon.errors
        try:
            # By what the session knows first: Telegram lets an account look up few names a day.
            entity = await client.get_entity(await client.get_input_entity(name))
            if not _is_named(entity, name):
                entity = await client.get_entity(name)
        except (errors.UsernameNotOccupiedError, errors.UsernameInvalidError, ValueError):
            raise ChannelError("is no public channel") from None
        is_channel = isinstance(entity, self._telethon.types.Channel) and entity.broadcast
        if not is_channel or not _is_named(entity, name):
            raise ChannelError("is no public channel")
        return entity

    async def _log_in(self, client: Any, questions: Questions) -> None:
        if await client.is_user_authorized():
            return
        phone = questions.phone()
        await client.send_code_request(phone)
        try:
            await client.sign_in(phone, questions.code())
        except self._telethon.errors.SessionPasswordNeededError:
            await client.sign_in(password=questions.password())

    def _run(self, work: Callable[[Any], Awaitable[Any]], seconds: float | None) -> Any:
        """Connect, work, part. The problem is told by the kind of the library's error, never in its words:
        those may repeat what was sent."""
        errors = self._telethon.errors
        try:
            return asyncio.run(asyncio.wait_for(self._connected(work), seconds))
        except errors.FloodWaitError as told:
            raise WaitAskedError(timedelta(seconds=max(int(told.seconds), 1))) from None
        except errors.UnauthorizedError:
            raise ChannelError("Telegram ended the login; `sayso watch FEEDS --login` renews it") from None
        except errors.RPCError as told:
            raise ChannelError(f"Telegram refused ({type(told).__name__})") from None
        except sqlite3.Error:
            raise ChannelError(f"{self._credentials.session}: is in use, or is no session") from None
        except (OSError, EOFError) as told:
            raise ChannelError(f"Telegram does not answer ({type(told).__name__})") from None

    async def _connected(self, work: Callable[[Any], Awaitable[Any]]) -> Any:
        _close_to_others(self._credentials.session)
        client = self._telethon.TelegramClient(
            str(self._credentials.session),
            self._credentials.id,
            self._credentials.hash,
            receive_updates=False,
            # We have a schedule of our own: a wait is told, not slept through.
            flood_sleep_threshold=0,
            request_retries=2,
            connection_retries=2,
        )
        try:
            await client.connect()
            return await work(client)
        finally:
            await client.disconnect()


def require_telethon() -> ModuleType:
    """The library. Raises `MissingExtraError` where it is not installed."""
    try:
        import telethon
        import telethon.errors
        import telethon.types
        import telethon.utils
    except ImportError:
        raise MissingExtraError from None
    found: ModuleType = telethon
    return found


def _close_to_others(session: Path) -> None:
    """Make the session's file before the library does, readable by its owner alone."""
    try:
        os.close(os.open(session, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if os.name == "posix" and session.stat().st_mode & 0o077:
            raise CredentialsError(f"{session}: others can read this login; chmod 600 it") from None
    except OSError as problem:
        raise CredentialsError(f"{session}: {problem.strerror or 'cannot be made'}") from None


def _names(entity: Any) -> list[str]:
    """The public names of a channel, which may have several."""
    more = [each.username for each in getattr(entity, "usernames", None) or () if each.active]
    return [name for name in (getattr(entity, "username", None), *more) if name]


def _is_named(entity: Any, name: str) -> bool:
    return name.casefold() in {each.casefold() for each in _names(entity)}


def _post(message: Any, display_name: Callable[[Any], str]) -> Post:
    sent = _instant(message.date)
    return Post(
        number=message.id,
        text=(message.message or "").strip(),
        published=Publication(sent.date(), sent) if sent else None,
        edited=_instant(message.edit_date),
        author=_words(message.post_author),
        forwarded_from=_forwarded_from(message, display_name),
    )


def _forwarded_from(message: Any, display_name: Callable[[Any], str]) -> str | None:
    """Whose words it passes on; empty where that is withheld, as in the exports."""
    header = message.forward
    if header is None:
        return None
    origin = header.chat or header.sender
    return _words(header.from_name) or (_words(display_name(origin)) if origin is not None else None) or ""


def _instant(value: datetime | None) -> datetime | None:
    return value.astimezone(UTC).replace(microsecond=0) if value is not None else None


def _words(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
