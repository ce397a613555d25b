"""A feed that changes, fails, stalls and recovers is followed without loss and without double."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from sayso.errors import InvalidDataError, UnreadableInputError
from sayso.fetching import Feed, Health, Memory, load_memories, read_feeds, save_memories

QUARTER = timedelta(minutes=15)


def test_a_feed_that_changes_gives_each_item_once(desk):
    assert desk.health is Health.NEW
    desk.holds("a", "b")
    assert desk.ask()[0].new == 2
    desk.holds("b", "c")
    visit, minutes = desk.ask()
    assert (visit.new, visit.known, minutes) == (1, 1, 15)
    assert desk.taken == ["a", "b", "c"]
    assert desk.health is Health.WELL


def test_an_unchanged_feed_is_not_sent_again(desk):
    desk.holds("a", ETag='"one"', Last_Modified="Sat, 14 Jan 2023 08:00:00 GMT")
    desk.ask()
    desk.site.page("/feed", b"", status=304)
    assert desk.ask()[0].is_unchanged
    _, headers = desk.site.asked[-1]
    assert headers["If-None-Match"] == '"one"'
    assert headers["If-Modified-Since"] == "Sat, 14 Jan 2023 08:00:00 GMT"


def test_a_failing_feed_is_asked_ever_more_rarely_and_loses_nothing(desk):
    desk.holds("a")
    desk.ask()
    desk.site.page("/feed", b"", status=500)
    waits = [desk.ask()[1] for _ in range(9)]
    assert waits[:4] == [15, 30, 60, 120]
    assert max(waits) == 24 * 60
    assert desk.health is Health.BROKEN
    desk.holds("b", "c")
    assert desk.ask()[0].new == 2
    assert desk.taken == ["a", "b", "c"]
    assert desk.health is Health.WELL
    assert desk.ask()[1] == 15


def test_a_feed_that_never_answered_is_not_well(desk):
    desk.site.page("/feed", b"", status=500)
    desk.ask()
    assert desk.health is Health.BROKEN


def test_a_feed_that_stalls_is_left_and_asked_again(desk):
    def stall(handler):
        handler.send_response(200)
        handler.end_headers()
        time.sleep(1.5)

    desk.site.answers["/feed"] = stall
    assert "no answer" in desk.ask()[0].problem
    desk.holds("a")
    assert desk.ask()[0].new == 1


@pytest.mark.parametrize("said", ["7200", "Sat, 14 Jan 2023 11:00:00 GMT"])
def test_a_server_may_ask_to_wait(desk, said):
    desk.site.page("/feed", b"", status=429, Retry_After=said)
    desk.ask()
    desk.holds("a")
    assert desk.ask()[1] == 120


def test_a_feed_that_became_a_page_has_changed_shape(desk):
    desk.holds("a", ETag='"one"')
    desk.ask()
    desk.site.page("/feed", b"<html><p>Moved.</p></html>")
    assert "is no feed any more" in desk.ask()[0].problem
    assert desk.health is Health.CHANGED
    desk.holds("a", "b")
    assert desk.ask()[0].new == 1
    assert desk.health is Health.WELL


def test_a_silent_feed_is_told_from_a_working_one(desk):
    desk.holds("a")
    desk.ask()
    desk.now += timedelta(days=3)
    desk.ask()
    assert desk.health is Health.SILENT


def test_robots_are_honoured(desk):
    desk.site.page("/robots.txt", b"User-agent: *\nDisallow: /feed", Content_Type="text/plain")
    desk.holds("a")
    visit, _ = desk.ask()
    assert "robots.txt" in visit.problem
    assert [path for path, _ in desk.site.asked] == ["/robots.txt"]


def test_what_was_seen_outlives_a_stop(desk, make_desk, tmp_path):
    desk.holds("a", ETag='"one"')
    desk.ask()
    path = tmp_path / "feeds.memory.json"
    save_memories(path, desk.watch.memories)
    later = make_desk(load_memories(path))
    later.now += timedelta(minutes=1)
    assert later.watch.due() == []
    assert later.watch.memories == desk.watch.memories
    assert load_memories(tmp_path / "none.json") == {}


def test_a_feed_asked_every_month_is_not_asked_daily(desk, site):
    desk.watch.feeds = (desk.feed,) = (Feed(url=site.url("/feed"), every=timedelta(days=30)),)
    site.page("/feed", b"", status=500)
    desk.ask()
    assert desk.ask()[1] == 30 * 24 * 60


FEEDS = """
[[feed]]
url = "https://example.org/feed.xml"
outlet = "Example Desk"
every = "2h"

[[feed]]
url = "https://example.org/other.xml"
"""


def test_feeds_are_read_from_a_file(tmp_path):
    path = tmp_path / "feeds.toml"
    path.write_text(FEEDS, encoding="utf-8")
    first, second = read_feeds(path)
    assert (first.outlet, first.every) == ("Example Desk", timedelta(hours=2))
    assert (second.outlet, second.every) == (None, QUARTER)


WRONG = [
    ("", "names no feed"),
    ("feed = 3", "names no feed"),
    ("[[feed]]\noutlet = 'Desk'", "feed 1: needs a url"),
    ("[[feed]]\nurl = 'https://example.org/'\nuser = 'me'", "unknown field 'user'"),
    ("[[feed]]\nurl = 'https://example.org/'\npages = 'no'", "pages is true or false"),
    ("[[feed]]\nurl = 'https://example.org/'\nevery = 'often'", "write 15m, 2h or 1d"),
    ("[[feed]]\nurl = 'https://example.org/'\nevery = '0m'", "from 1m to 30d"),
    ("[[feed]]\nurl = 'file:///etc/passwd'", "has the scheme 'file'"),
    ("[[feed]]\nurl = 'https://example.org/'\n" * 2, "stands there twice"),
    ("[[feed]\n", "is not TOML"),
]


@pytest.mark.parametrize(("text", "told"), WRONG, ids=[told for _, told in WRONG])
def test_a_wrong_file_of_feeds_is_told_with_its_entry(tmp_path, text, told):
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidDataError, match=told):
        read_feeds(path)


def test_no_file_of_feeds_is_told(tmp_path):
    with pytest.raises(UnreadableInputError):
        read_feeds(tmp_path / "none.toml")


STRANGE = [
    "",
    "[]",
    "{}",
    '{"feeds": 3}',
    '{"feeds": {"a": 3}}',
    "\0",
    '{"feeds": {"a": {"failures": "many"}}}',
    '{"feeds": {"a": {"etag": 3}}}',
    '{"feeds": {"a": {"seen": "all"}}}',
    '{"feeds": {"a": {"waiting": [{"item": {"where": 3}, "tries": 0, "faults": 0}]}}}',
    '{"feeds": {"a": {"waiting": [{"item": {"text": "x"}, "tries": 0, "faults": 0}]}}}',
]


@pytest.mark.parametrize("text", STRANGE)
def test_a_strange_memory_is_told_and_not_trusted(tmp_path, text):
    path = tmp_path / "memory.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidDataError, match="remove it"):
        load_memories(path)


def test_a_memory_of_a_later_version_keeps_what_is_known(tmp_path):
    path = tmp_path / "memory.json"
    path.write_text('{"feeds": {"https://example.org/": {"etag": "x", "later": 1}}}', encoding="utf-8")
    assert load_memories(path) == {"https://example.org/": Memory(etag="x")}
