"""`sayso watch` with channels: what must be there first, logging in, and one round into a ledger."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from types import ModuleType

import pytest

from sayso.ingest.posts import Chat, Post
from sayso.ledger import Ledger
from sayso.model import Publication

HASH = "0123456789abcdef0123456789abcdef"
SENT = datetime(2023, 1, 14, 9, 0, tzinfo=UTC)


@pytest.fixture
def feeds(tmp_path, monkeypatch):
    for name in ("ID", "HASH", "SESSION"):
        monkeypatch.delenv(f"SAYSO_TELEGRAM_{name}", raising=False)
    path = tmp_path / "feeds.toml"
    path.write_text('[[channel]]\nname = "millchannel"\nevery = "5m"\n', encoding="utf-8")
    return path


@pytest.fixture
def extra(monkeypatch):
    """As if Telethon were installed."""
    for name in ("telethon", "telethon.errors", "telethon.types", "telethon.utils"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))


@pytest.fixture
def credentials(monkeypatch):
    monkeypatch.setenv("SAYSO_TELEGRAM_ID", "12345")
    monkeypatch.setenv("SAYSO_TELEGRAM_HASH", HASH)


def refusal(run, *arguments):
    answer = run("watch", *arguments)
    assert (answer.exit_code, answer.stdout) == (1, "")
    (line,) = answer.stderr.splitlines()
    assert HASH not in line
    return line


def test_without_the_extra_one_line_tells_the_remedy(run, by_hand, feeds, credentials, monkeypatch):
    monkeypatch.setitem(sys.modules, "telethon", None)
    assert 'pip install "sayso[telegram]"' in refusal(run, str(feeds), "--once")


def test_without_credentials_one_line_tells_where_they_come_from(run, by_hand, feeds, extra):
    assert "SAYSO_TELEGRAM_ID and SAYSO_TELEGRAM_HASH" in refusal(run, str(feeds), "--once")


def test_without_a_login_one_line_tells_how(run, by_hand, feeds, extra, credentials):
    line = refusal(run, str(feeds), "--once")
    assert "not logged in" in line
    assert line.endswith("--login")


def test_health_needs_neither(run, by_hand, feeds):
    answer = run("watch", str(feeds), "--health")
    assert answer.output == "not asked yet  nothing new yet   https://t.me/millchannel\n"


@pytest.mark.parametrize("named", [None, "mine.session"])
def test_logging_in_asks_on_the_terminal_and_repeats_no_secret(
    run, feeds, extra, credentials, monkeypatch, named
):
    asked = []

    def log_in(self, questions):
        asked.extend([questions.phone(), questions.code(), questions.password()])

    monkeypatch.setattr("sayso.fetching.telegram.TelegramReader.log_in", log_in)
    if named is not None:
        monkeypatch.setenv("SAYSO_TELEGRAM_SESSION", named)
    answer = run("watch", str(feeds), "--login", input="+441\n54321\nhush\n")
    assert answer.exit_code == 0
    assert asked == ["+441", "54321", "hush"]
    assert f"{named or str(feeds) + '.telegram.session'} keeps the login" in answer.output
    assert not [secret for secret in ("54321", "hush", HASH) if secret in answer.output]


class Telegram:
    def __init__(self):
        self.numbers = [1, 2]

    def messages(self, channel, after, limit):
        chat = Chat(id=99, name="Mill Channel", username=channel)
        when = Publication(SENT.date(), SENT)
        numbers = [number for number in self.numbers if number > (after or 0)]
        return chat, [
            Post(number=each, text=f"Troops left the mill, {each}.", published=when) for each in numbers
        ]


def test_posts_go_into_the_ledger_and_deletions_are_told(run, by_hand, feeds, monkeypatch):
    telegram = Telegram()
    monkeypatch.setattr("sayso.cli.channels.telegram_reader", lambda feeds: telegram)
    first = run("watch", str(feeds), "--once")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.endswith("https://t.me/millchannel: 2 new\n")
    with Ledger.open("sayso.db", create=False) as ledger:
        documents = ledger.documents()
    assert [each.id for each in documents] == ["telegram:99/1", "telegram:99/2"]
    telegram.numbers = [2]
    memory = feeds.with_name("feeds.toml.memory.json")
    memory.write_text(memory.read_text(encoding="utf-8").replace('"due": "2', '"due": "1'), encoding="utf-8")
    second = run("watch", str(feeds), "--once")
    assert second.stdout.endswith("post 1 is gone (https://t.me/millchannel/1)\n")
    with Ledger.open("sayso.db", create=False) as ledger:
        assert len(ledger.documents()) == 2
