"""A channel is followed without loss or double, whatever it and Telegram do meanwhile."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta

import pytest

from sayso.errors import InvalidDataError
from sayso.fetching import (
    Channel,
    ChannelError,
    ChannelVisitor,
    Feed,
    Health,
    Recorded,
    WaitAskedError,
    Watch,
    load_memories,
    read_feeds,
    save_memories,
)
from sayso.ingest import documents_in_bytes
from sayso.ingest.description import Description
from sayso.ingest.posts import Chat, Post
from sayso.model import Publication

START = datetime(2023, 1, 14, 9, 0, tzinfo=UTC)
MILL = Chat(id=1234567890, name="Mill Channel", username="millchannel")


class Telegram:
    """A channel in memory, and what it was asked."""

    def __init__(self):
        self.chat, self.posts, self.asked, self.trouble = MILL, {}, [], None

    def says(self, *numbers, **more):
        for number in numbers:
            sent = START + timedelta(seconds=number)
            post = {"text": f"Post {number}.", "published": Publication(sent.date(), sent), **more}
            self.posts[number] = Post(number=number, **post)

    def messages(self, channel, after, limit):
        self.asked.append(after)
        if self.trouble is not None:
            raise self.trouble
        assert channel == "millchannel"
        posts = [self.posts[number] for number in sorted(self.posts) if number > (after or 0)]
        return self.chat, posts[-limit:] if after is None else posts[:limit]


class Desk:
    def __init__(self, telegram, memories=None, recorded=None):
        self.telegram, self.now = telegram, START
        self.recorded = {} if recorded is None else recorded
        self.gone = []
        self.channel = Channel(name="millchannel", every=timedelta(minutes=5))
        self.visitor = ChannelVisitor(telegram, self.record, self.note_gone)
        self.watch = Watch(
            (self.channel,),
            {} if memories is None else memories,
            self.visitor,
            clock=lambda: self.now,
            chance=lambda: 0.5,
        )

    def note_gone(self, story, seen_at):
        self.gone.append((story, seen_at))

    def record(self, document, where):
        assert where.startswith("https://t.me/millchannel/")
        is_new = document.id not in self.recorded
        self.recorded.setdefault(document.id, document)
        return Recorded(is_new)

    def ask(self):
        """Wait until the channel is due, and visit it; give the visit and how long that took, in minutes."""
        before, self.now = self.now, max(self.now, self.watch.next_due())
        return self.watch.visit(self.channel), (self.now - before).total_seconds() / 60

    @property
    def memory(self):
        return self.watch.memories[self.channel.url]

    @property
    def ids(self):
        return [name.removeprefix("telegram:1234567890/") for name in self.recorded]


@pytest.fixture
def telegram():
    return Telegram()


@pytest.fixture
def desk(telegram):
    return Desk(telegram)


def test_each_post_is_taken_once(desk, telegram):
    telegram.says(1, 2)
    assert desk.ask()[0].new == 2
    telegram.says(3)
    visit, minutes = desk.ask()
    assert (visit.new, visit.known, minutes) == (1, 2, 5)
    assert desk.ids == ["1", "2", "3"]
    assert desk.watch.health(desk.channel) is Health.WELL


def test_a_post_is_the_same_report_as_in_an_export(desk, telegram):
    edited = START + timedelta(minutes=7)
    telegram.says(5, edited=edited, forwarded_from="Other Channel", author="A. Editor")
    desk.ask()
    (live,) = desk.recorded.values()
    message = {
        "id": 5,
        "type": "message",
        "date_unixtime": str(int(START.timestamp()) + 5),
        "edited_unixtime": str(int(edited.timestamp())),
        "from": "Mill Channel",
        "author": "A. Editor",
        "forwarded_from": "Other Channel",
        "text": "Post 5.",
    }
    export = {"name": "Mill Channel", "type": "public_channel", "id": 1234567890, "messages": [message]}
    data = io.BytesIO(json.dumps(export).encode()).read()
    (exported,) = documents_in_bytes(data, "result.json", today=date(2024, 1, 1), about=Description())
    assert live.id == exported.id == f"telegram:1234567890/5@{int(edited.timestamp())}"
    for name in ("text", "published", "outlet", "author", "provenance", "story", "form", "text_sha256"):
        assert getattr(live, name) == getattr(exported, name), name
    assert live.url == "https://t.me/millchannel/5"


def test_an_edit_is_a_report_of_its_own_with_the_same_story(desk, telegram):
    telegram.says(1, 2)
    desk.ask()
    telegram.says(1, text="Post 1, corrected.", edited=START + timedelta(minutes=3))
    assert desk.ask()[0].new == 1
    assert desk.ids == ["1", "2", f"1@{int(START.timestamp()) + 180}"]
    assert [each.story for each in desk.recorded.values()][::2] == ["telegram:1234567890/1"] * 2
    assert desk.ask()[0].new == 0


def test_a_deletion_is_told_once_and_remembered(desk, telegram):
    telegram.says(1, 2, 3)
    desk.ask()
    del telegram.posts[2]
    visit, _ = desk.ask()
    assert visit.told == ("post 2 is gone (https://t.me/millchannel/2)",)
    assert desk.memory.gone == [(2, desk.now.isoformat())]
    assert [story.split("/")[1] for story, _ in desk.gone] == ["2"]
    assert desk.ask()[0].told == ()
    assert desk.ids == ["1", "2", "3"]


def test_the_deletion_of_the_latest_post_is_noticed_too(desk, telegram):
    telegram.says(1, 2, 3)
    desk.ask()
    del telegram.posts[3]
    assert desk.ask()[0].told == ("post 3 is gone (https://t.me/millchannel/3)",)
    telegram.says(4)
    assert desk.ask()[0].new == 1


def test_pictures_without_words_are_no_reports_and_not_taken_for_deleted(desk, telegram):
    telegram.says(1)
    telegram.says(2, text="")
    assert desk.ask()[0].new == 1
    assert desk.ask()[0].told == ()


def test_of_a_long_channel_the_latest_posts_are_taken(desk, telegram):
    telegram.says(*range(1, 1001))
    assert desk.ask()[0].new == 200
    assert desk.ids[0] == "801"


def test_after_a_long_stop_nothing_is_missing(desk, telegram):
    telegram.says(*range(1, 11))
    desk.ask()
    telegram.says(*range(11, 3000))
    news = [desk.ask()[0].new for _ in range(3)]
    assert sum(news) == 2989
    assert max(news) < 2001
    assert desk.ids == [str(number) for number in range(1, 3000)]
    assert len(desk.memory.posts) == 200


def test_a_stop_in_the_middle_loses_nothing_and_doubles_nothing(desk, telegram, tmp_path):
    telegram.says(*range(1, 6))
    record = desk.visitor.record

    def stopped(document, where):
        if document.id.endswith("/3"):
            raise KeyboardInterrupt
        return record(document, where)

    desk.visitor.record = stopped
    with pytest.raises(KeyboardInterrupt):
        desk.ask()
    path = tmp_path / "memory.json"
    save_memories(path, desk.watch.memories)
    later = Desk(telegram, load_memories(path), desk.recorded)
    assert [post[:2] for post in later.memory.posts] == [(1, 0), (2, 0)]
    visit, _ = later.ask()
    assert (visit.new, visit.known) == (3, 2)
    assert later.ids == ["1", "2", "3", "4", "5"]


def test_what_could_not_be_recorded_is_tried_again(desk, telegram):
    telegram.says(1, 2)
    record, desk.visitor.record = desk.visitor.record, lambda *_: Recorded(False, "the disk is full")
    desk.ask()
    assert desk.memory.note == "the disk is full"
    desk.visitor.record = record
    assert desk.ask()[0].new == 2


def test_nor_is_an_older_one_forgotten_for_those_after_it(desk, telegram):
    telegram.says(1, 2, 3)
    record = desk.visitor.record
    desk.visitor.record = lambda document, where: (
        Recorded(False, "broke on it") if document.id.endswith("/1") else record(document, where)
    )
    assert desk.ask()[0].new == 2
    desk.visitor.record = record
    assert desk.ask()[0].new == 1


def test_a_reaction_is_no_edit(desk, telegram):
    telegram.says(1)
    desk.ask()
    telegram.says(1, edited=START + timedelta(minutes=3))
    assert desk.ask()[0].new == 0
    telegram.says(1, text="Corrected.", edited=START + timedelta(minutes=4))
    assert desk.ask()[0].new == 1


def test_a_wait_is_honoured_and_by_all_channels(telegram):
    desk = Desk(telegram)
    other = Channel(name="otherchannel", every=timedelta(minutes=5))
    desk.watch.feeds = (desk.channel, other)
    telegram.trouble = WaitAskedError(timedelta(seconds=3600))
    visit = desk.watch.visit(desk.channel)
    assert visit.problem == "https://t.me/millchannel: Telegram asks to wait 3600 seconds"
    put_off = desk.watch.visit(other)
    assert (put_off.problem, len(telegram.asked)) == (None, 1)
    telegram.trouble = None
    telegram.says(1)
    visit, minutes = desk.ask()
    assert (visit.new, minutes) == (1, 60)


def test_no_wait_is_longer_than_a_day(desk, telegram):
    telegram.trouble = WaitAskedError(timedelta(days=30))
    desk.ask()
    assert desk.ask()[1] == 24 * 60


def test_a_channel_that_cannot_be_read_is_asked_ever_more_rarely(desk, telegram):
    telegram.trouble = ChannelError("is no public channel")
    waits = [desk.ask()[1] for _ in range(5)]
    assert waits == [0, 10, 20, 40, 80]
    assert desk.watch.health(desk.channel) is Health.BROKEN
    telegram.trouble = None
    telegram.says(1)
    assert desk.ask()[0].new == 1
    assert desk.watch.health(desk.channel) is Health.WELL


def test_another_channel_under_the_same_name_is_not_taken_for_it(desk, telegram):
    telegram.says(1, 2)
    desk.ask()
    telegram.chat = Chat(id=99, name="Mill Channel", username="millchannel")
    telegram.says(3)
    assert "is another channel now" in desk.ask()[0].problem
    assert desk.watch.health(desk.channel) is Health.CHANGED
    assert desk.ids == ["1", "2"]


def test_an_emptied_channel_is_odd_and_no_row_of_deletions(desk, telegram):
    telegram.says(1, 2, 3)
    desk.ask()
    telegram.posts.clear()
    visit, _ = desk.ask()
    assert "shows none of the posts that it had" in visit.problem
    assert visit.told == ()


def test_the_user_s_word_for_the_outlet(desk, telegram):
    desk.channel = Channel(name="millchannel", outlet="The Mill", language="uk")
    telegram.says(1)
    desk.watch.visit(desk.channel)
    (document,) = desk.recorded.values()
    assert (document.outlet, document.language) == ("The Mill", "uk")


def test_words_that_no_record_can_hold_are_told(desk, telegram):
    telegram.says(1, text="a\0b")
    telegram.says(2)
    assert desk.ask()[0].new == 1
    assert desk.memory.note is not None
    desk.ask()


FEEDS = """
[[feed]]
url = "https://example.org/feed.xml"

[[channel]]
name = "@MillChannel"
every = "5m"
outlet = "The Mill"
"""


def test_channels_are_read_from_the_file_of_feeds(tmp_path):
    path = tmp_path / "feeds.toml"
    path.write_text(FEEDS, encoding="utf-8")
    assert read_feeds(path) == (
        Feed(url="https://example.org/feed.xml"),
        Channel(name="MillChannel", every=timedelta(minutes=5), outlet="The Mill"),
    )


WRONG = [
    ("channel = 3", "names no channel"),
    ("[[channel]]\noutlet = 'x'", "channel 1: needs a name"),
    ("[[channel]]\nname = 'https://t.me/+secret'", "no public name"),
    ("[[channel]]\nname = 'me'", "no public name"),
    ("[[channel]]\nname = '12345'", "no public name"),
    ("[[channel]]\nname = 'mill'\npages = true", "unknown field 'pages'"),
    ("[[channel]]\nname = 'mill'\n[[channel]]\nname = 'Mill'", "channel 2: stands there twice"),
]


@pytest.mark.parametrize(("text", "told"), WRONG, ids=[told for _, told in WRONG])
def test_a_wrong_channel_is_told_with_its_entry(tmp_path, text, told):
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidDataError, match=told):
        read_feeds(path)
