"""The thin layer over Telethon, on a stand-in for the little of it that is used: it may not be installed."""

from __future__ import annotations

import os
import stat
import sys
from datetime import UTC, datetime, timedelta, timezone
from types import ModuleType, SimpleNamespace

import pytest

from sayso.fetching import ChannelError, WaitAskedError
from sayso.fetching.telegram import (
    Credentials,
    CredentialsError,
    MissingExtraError,
    Questions,
    TelegramReader,
    require_telethon,
)

HASH = "0123456789abcdef0123456789abcdef"
SENT = datetime(2023, 1, 14, 9, 0, tzinfo=UTC)


class RPCError(Exception):
    pass


class FloodWaitError(RPCError):
    seconds = 77


class UnauthorizedError(RPCError):
    pass


class UsernameNotOccupiedError(RPCError):
    pass


class UsernameInvalidError(RPCError):
    pass


class SessionPasswordNeededError(UnauthorizedError):
    pass


class ChannelPrivateError(RPCError):
    pass


class Channel:
    def __init__(self, username="millchannel", broadcast=True, usernames=None):
        self.id, self.title, self.broadcast = 1234567890, "Mill \n Channel", broadcast
        self.username, self.usernames = username, usernames


class User:
    username = "millchannel"


def message(number, text="Troops left.", forward=None, **more):
    fields = {"date": SENT, "edit_date": None, "post_author": None}
    return SimpleNamespace(id=number, message=text, forward=forward, **{**fields, **more})


class Service:
    """What Telegram would answer, and what it was asked. The names are those of the library's client."""

    def __init__(self):
        self.entity, self.messages, self.calls, self.trouble = Channel(), [], [], None
        self.is_authorized, self.wants_password = True, False

    def client(self, session, id, hash, **settings):
        self.calls.append(("client", session, id, hash))
        self.settings = settings
        return self

    async def connect(self):
        self.calls.append(("connect",))

    async def disconnect(self):
        self.calls.append(("disconnect",))

    async def is_user_authorized(self):
        return self.is_authorized

    async def get_input_entity(self, name):
        if self.trouble is not None:
            raise self.trouble
        return ("peer", name)

    async def get_entity(self, what):
        self.calls.append(("entity", what))
        return self.entity

    async def get_messages(self, entity, *, limit, min_id=0, reverse=False):
        self.calls.append(("messages", limit, min_id, reverse))
        found = [each for each in self.messages if each.id > min_id]
        return sorted(found, key=lambda each: each.id, reverse=not reverse)[:limit]

    async def send_code_request(self, phone):
        self.calls.append(("code", phone))

    async def sign_in(self, phone=None, code=None, *, password=None):
        if self.wants_password and password is None:
            raise SessionPasswordNeededError
        self.calls.append(("sign in", phone, code, password))


@pytest.fixture
def service(monkeypatch):
    service = Service()
    telethon = ModuleType("telethon")
    telethon.TelegramClient = service.client
    parts = {
        "errors": [
            RPCError,
            FloodWaitError,
            UnauthorizedError,
            UsernameNotOccupiedError,
            UsernameInvalidError,
            SessionPasswordNeededError,
        ],
        "types": [Channel],
        "utils": [],
    }
    monkeypatch.setitem(sys.modules, "telethon", telethon)
    for name, members in parts.items():
        part = ModuleType(f"telethon.{name}")
        for member in members:
            setattr(part, member.__name__, member)
        setattr(telethon, name, part)
        monkeypatch.setitem(sys.modules, part.__name__, part)
    telethon.utils.get_display_name = lambda entity: entity.shown
    return service


@pytest.fixture
def credentials(tmp_path):
    return Credentials.of("12345", HASH, tmp_path / "feeds.toml.telegram.session")


@pytest.fixture
def reader(service, credentials):
    return TelegramReader(credentials)


def test_posts_come_with_all_that_is_known_of_them(service, reader):
    zone = timezone(timedelta(hours=2))
    forward = SimpleNamespace(from_name=None, chat=SimpleNamespace(shown="Other Channel"), sender=None)
    withheld = SimpleNamespace(from_name=None, chat=None, sender=None)
    person = SimpleNamespace(from_name="A. Person", chat=None, sender=None)
    service.messages = [
        message(1, "  Troops left.\n", post_author="A. Editor"),
        message(2, None, date=SENT.astimezone(zone)),
        message(3, edit_date=SENT + timedelta(minutes=1, microseconds=5), forward=forward),
        message(4, forward=withheld),
        message(5, forward=person),
    ]
    chat, posts = reader.messages("MillChannel", 0, 10)
    assert (chat.id, chat.name, chat.username) == (1234567890, "Mill Channel", "millchannel")
    assert [post.number for post in posts] == [1, 2, 3, 4, 5]
    assert (posts[0].text, posts[0].author) == ("Troops left.", "A. Editor")
    assert (posts[1].text, posts[1].published.iso()) == ("", "2023-01-14T09:00:00+00:00")
    assert posts[2].edited == SENT + timedelta(minutes=1)
    assert [post.forwarded_from for post in posts[2:]] == ["Other Channel", "", "A. Person"]


def test_only_what_lies_after_a_post_is_asked_for_oldest_first(service, reader):
    service.messages = [message(number) for number in range(1, 10)]
    assert [post.number for post in reader.messages("millchannel", 4, 3)[1]] == [5, 6, 7]
    assert ("messages", 3, 4, True) in service.calls
    assert [post.number for post in reader.messages("millchannel", None, 3)[1]] == [7, 8, 9]


def test_nothing_is_received_or_slept_through_unasked(service, reader):
    reader.messages("millchannel", None, 3)
    assert service.settings["receive_updates"] is False
    assert service.settings["flood_sleep_threshold"] == 0
    kinds = [call[0] for call in service.calls]
    assert kinds == ["client", "connect", "entity", "messages", "disconnect"]


def test_a_channel_with_several_names_answers_to_each(service, reader):
    names = [
        SimpleNamespace(username="millchannel", active=True),
        SimpleNamespace(username="x", active=False),
    ]
    service.entity = Channel(username=None, usernames=names)
    assert reader.messages("MILLCHANNEL", None, 3)[0].username == "millchannel"


@pytest.mark.parametrize(
    "entity",
    [User(), Channel(broadcast=False), Channel(username="another"), Channel(username=None)],
    ids=["a person", "a group", "renamed", "private"],
)
def test_what_is_no_public_channel_is_not_read(service, reader, entity):
    service.entity = entity
    with pytest.raises(ChannelError, match="is no public channel"):
        reader.messages("millchannel", None, 3)
    assert not [call for call in service.calls if call[0] == "messages"]


TROUBLES = [
    (FloodWaitError(), "asks to wait 77 seconds"),
    (UsernameNotOccupiedError(), "is no public channel"),
    (ValueError("No user has it"), "is no public channel"),
    (UnauthorizedError(HASH), "Telegram ended the login; `sayso watch FEEDS --login`"),
    (ChannelPrivateError(HASH), r"Telegram refused \(ChannelPrivateError\)"),
    (ConnectionError(HASH), r"Telegram does not answer \(ConnectionError\)"),
    (KeyError(HASH), r"Telethon broke \(KeyError\)"),
]


@pytest.mark.parametrize(("trouble", "told"), TROUBLES, ids=[type(each).__name__ for each, _ in TROUBLES])
def test_trouble_is_told_in_our_words_and_ends_the_connection(service, reader, trouble, told):
    service.trouble = trouble
    with pytest.raises(ChannelError, match=told) as caught:
        reader.messages("millchannel", None, 3)
    assert HASH not in str(caught.value)
    assert service.calls[-1] == ("disconnect",)
    assert isinstance(caught.value, WaitAskedError) == isinstance(trouble, FloodWaitError)


def test_without_a_login_the_remedy_is_told(service, reader):
    service.is_authorized = False
    with pytest.raises(ChannelError, match="--login"):
        reader.messages("millchannel", None, 3)


@pytest.mark.parametrize("wants_password", [False, True])
def test_logging_in_asks_what_is_needed(service, reader, credentials, wants_password):
    service.is_authorized, service.wants_password = False, wants_password
    reader.log_in(Questions(phone=lambda: "+44", code=lambda: "11111", password=lambda: "secret"))
    password = ("sign in", None, None, "secret")
    assert service.calls[-2] == (password if wants_password else ("sign in", "+44", "11111", None))


def test_the_login_is_kept_from_others(service, reader, credentials):
    assert not reader.is_logged_in()
    reader.log_in(Questions(phone=str, code=str, password=str))
    assert stat.S_IMODE(credentials.session.stat().st_mode) == 0o600
    assert not reader.is_logged_in()
    credentials.session.write_bytes(b"a login")
    assert reader.is_logged_in()


@pytest.mark.skipif(os.name != "posix", reason="other systems keep files by other means")
def test_a_login_that_others_can_read_is_refused(reader, credentials):
    credentials.session.write_bytes(b"")
    credentials.session.chmod(0o644)
    with pytest.raises(CredentialsError, match="chmod 600"):
        reader.messages("millchannel", None, 3)


def test_the_session_ends_as_the_library_would_end_it(tmp_path):
    assert Credentials.of("1", HASH, tmp_path / "mine").session == tmp_path / "mine.session"


MISSING = [(None, HASH), ("12345", None), ("", ""), ("my id", HASH), ("12345", "not-a-hash")]


@pytest.mark.parametrize(("id", "hash"), MISSING)
def test_missing_or_wrong_credentials_are_told_and_never_repeated(tmp_path, id, hash):
    with pytest.raises(CredentialsError, match="SAYSO_TELEGRAM_") as told:
        Credentials.of(id, hash, tmp_path / "a.session")
    assert not [value for value in ("my id", "not-a-hash", HASH) if value in str(told.value)]


def test_credentials_do_not_show_themselves(credentials):
    assert HASH not in repr(credentials)
    assert "12345" not in repr(credentials)


def test_without_the_extra_the_remedy_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "telethon", None)
    with pytest.raises(MissingExtraError, match=r'pip install "sayso\[telegram\]"'):
        require_telethon()
