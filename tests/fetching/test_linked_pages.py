"""The pages behind a feed's items: each is taken once, whatever the feed, its pages and we do meanwhile."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from sayso.fetching import Health, Memory, Recorded, load_memories, save_memories
from sayso.fetching.memory import mark
from sayso.ingest.items import Item

HEAD = '<meta property="article:published_time" content="2023-01-14T10:30:00+02:00">'
ARTICLE = """<html lang="en"><head><title>Item {0}</title>{1}</head><body><article>
<p>Troops left the mill at {0}
on Friday, the district said in a statement. Nobody was hurt, it added, and the bridge stood.</p></article>
</body></html>"""
ITEM = """<item><guid isPermaLink="false">{0}</guid><title>Item {0}</title><link>{1}</link>{2}</item>"""


class Press:
    """The pages of a server, and the feed that lists them."""

    def __init__(self, desk):
        self.desk, self.site, self.listed = desk, desk.site, []

    def publishes(self, *names, text="", head=""):
        """A page and an item for each name; `text` is the item's own."""
        for name in names:
            self.prints(name, head)
            self.announces(name, text=text)

    def prints(self, name, head=""):
        self.site.page(f"/{name}", ARTICLE.format(name, head).encode())

    def announces(self, *names, text=""):
        description = f"<description>{text}</description>" if text else ""
        for name in names:
            self.listed.append(ITEM.format(name, self.site.url(f"/{name}"), description))
        self.desk.lists(*self.listed, ETag=f'"{len(self.listed)}"')

    @property
    def asked(self):
        return [path for path, _ in self.site.asked if path not in ("/feed", "/robots.txt")]

    @property
    def taken(self):
        """The addresses of what was recorded, without the host."""
        return [document.url.rpartition("/")[2] for document in self.desk.recorded.values()]


@pytest.fixture
def press(desk):
    return Press(desk)


def test_the_page_is_taken_in_place_of_the_headline(desk, press):
    press.publishes("a", head=HEAD)
    assert desk.ask()[0].new == 1
    (document,) = desk.recorded.values()
    assert document.text.startswith("Troops left the mill at a")
    assert (document.title, document.outlet, document.form) == ("Item a", "Mill Desk", "html")
    assert document.url == desk.site.url("/a")
    assert document.published.iso() == "2023-01-14T10:30:00+02:00"
    assert document.raw_sha256 is not None


def test_the_item_says_what_the_page_does_not(desk, press):
    press.prints("a")
    date = "<pubDate>Sat, 14 Jan 2023 08:00:00 GMT</pubDate>"
    desk.lists(ITEM.format("a", desk.site.url("/a"), date))
    desk.ask()
    (document,) = desk.recorded.values()
    assert document.published.iso() == "2023-01-14T08:00:00+00:00"
    assert (document.grounds.published, document.grounds.outlet) == ("the feed's item", "the feed's item")


def test_the_user_s_word_goes_before_that_of_page_and_feed(desk, press):
    desk.feed = replace(desk.feed, outlet="Example Desk")
    desk.watch.feeds = (desk.feed,)
    press.publishes("a", head='<meta property="og:site_name" content="The Page">')
    desk.ask()
    (document,) = desk.recorded.values()
    assert (document.outlet, document.grounds.outlet) == ("Example Desk", "the user")


def test_each_page_is_fetched_once_however_often_the_feed_changes(desk, press):
    press.publishes("a", "b")
    desk.ask()
    press.publishes("c")
    visit, _ = desk.ask()
    assert (visit.new, visit.known) == (1, 2)
    press.listed.reverse()
    press.announces()
    desk.ask()
    assert press.asked == ["/a", "/b", "/c"]
    assert press.taken == ["a", "b", "c"]


def test_pages_can_be_left_alone(desk, press):
    desk.feed = replace(desk.feed, pages=False)
    desk.watch.feeds = (desk.feed,)
    press.publishes("a", text="Troops left.")
    desk.ask()
    assert desk.taken == ["Troops left."]
    assert press.asked == []


def test_what_waits_is_taken_as_it_is_when_pages_are_no_longer_wanted(desk, press):
    press.announces("gone", text="Troops left.")
    desk.ask()
    desk.feed = replace(desk.feed, pages=False)
    desk.watch.feeds = (desk.feed,)
    desk.ask()
    assert desk.taken == ["Troops left."]
    assert (press.asked, desk.memory.waiting) == (["/gone"], [])


def test_an_item_that_could_not_be_recorded_is_asked_for_again(desk):
    desk.holds("a", "b", ETag='"one"')
    record, desk.watch.ask.record = desk.watch.ask.record, lambda *_: Recorded(False, "the disk is full")
    assert "the disk is full" in desk.ask()[0].problem
    desk.watch.ask.record = record
    assert desk.ask()[0].new == 2
    assert "If-None-Match" not in desk.site.asked[-1][1]


def test_a_failing_page_is_tried_three_times_and_then_the_item_s_own_text_is_taken(desk, press):
    press.announces("gone", text="Troops left.")
    press.publishes("a")
    desk.ask()
    assert press.taken == ["a"]
    desk.site.page("/feed", b"", status=304)
    desk.ask()
    assert "gone: the server answered 404" in desk.memory.note
    assert desk.ask()[0].new == 1
    assert desk.taken[1:] == ["Troops left."]
    assert "its feed's text instead" in desk.memory.note
    desk.ask()
    assert press.asked == ["/gone", "/a", "/gone", "/gone"]
    assert desk.health is Health.WELL


def test_what_was_missed_is_told_until_a_page_is_had_again(desk, press):
    press.announces("menu", text="Troops left.")
    desk.site.page("/menu", NO_ARTICLES["menu"])
    desk.ask()
    desk.ask()
    assert desk.memory.note.startswith("a page not had: http")
    press.publishes("a")
    desk.ask()
    assert desk.memory.note is None


@pytest.mark.parametrize("path", ["", "/", "/live", "/live#1"])
def test_a_page_that_is_not_the_item_s_own_is_not_taken_for_it(desk, press, path):
    """One page for all items, or the front page of the site: the items' own texts are the reports."""
    desk.site.page(path.partition("#")[0] or "/", ARTICLE.format("x", "").encode())
    listed = [("1", path), ("2", path.replace("1", "2") if path.startswith("/live") else "/other/")]
    desk.lists(
        *(
            ITEM.format(name, desk.site.url(to), f"<description>Text {name}.</description>")
            for name, to in listed
        )
    )
    desk.ask()
    assert "Text 1." in desk.taken
    assert (path.partition("#")[0] or "/") not in press.asked


def test_a_page_that_recovers_is_taken_and_nothing_doubled(desk, press):
    press.announces("a", text="Troops left.")
    desk.ask()
    press.prints("a")
    assert desk.ask()[0].new == 1
    desk.ask()
    assert press.taken == ["a"]
    assert desk.memory.waiting == []


def test_an_item_that_the_feed_has_dropped_still_gets_its_page(desk, press):
    press.announces("a")
    desk.ask()
    desk.lists()
    desk.site.page("/feed", b"", status=304)
    press.prints("a")
    assert desk.ask()[0].new == 1


NO_ARTICLES = {
    "empty": b"",
    "menu": b"<html><body><nav>Home</nav></body></html>",
    "film": b"\x00\x00\x00\x18ftypmp42" + b"\0" * 64,
    "rss": b"<rss version='2.0'><channel><item><description>Other.</description></item></channel></rss>",
    "archive": b"PK\x03\x04" + b"\0" * 64,
}


@pytest.mark.parametrize("name", NO_ARTICLES)
def test_where_there_is_no_article_the_item_s_own_text_is_taken_at_once(desk, press, name):
    press.announces(name, text="Troops left.")
    desk.site.page(f"/{name}", NO_ARTICLES[name])
    desk.ask()
    assert desk.taken == ["Troops left."]
    assert f"/{name}" in desk.memory.note
    desk.ask()
    assert press.asked == [f"/{name}"]


def test_a_notice_in_place_of_the_article_is_not_taken_for_it(desk, press):
    press.publishes("a", text="Troops left. " * 100)
    desk.ask()
    assert desk.taken == [("Troops left. " * 100).strip()]
    assert "holds less than its feed gives" in desk.memory.note


def test_a_headline_without_a_page_is_told_and_not_asked_for_ever(desk, press):
    press.announces("gone")
    for _ in range(5):
        desk.ask()
    assert press.asked == ["/gone"] * 3
    assert desk.recorded == {}


HIDDEN = ["http://10.0.0.1/a", "http://169.254.169.254/latest/meta-data/", "http://[::1]/a"]


@pytest.mark.parametrize("url", HIDDEN)
def test_an_item_leads_to_no_private_address(desk, press, url):
    desk.lists(ITEM.format("a", url, "<description>Troops left.</description>"))
    desk.ask()
    assert desk.taken == ["Troops left."]
    assert "no public address" in desk.memory.note


@pytest.mark.parametrize("url", ["http://[broken/a", "http://user:word@127.0.0.1/a", "http://127.0.0.1:25/a"])
def test_an_address_that_is_none_costs_nothing_else(desk, press, url):
    desk.lists(ITEM.format("a", url, "<description>Troops left.</description>"))
    desk.ask()
    assert desk.taken == ["Troops left."]


def test_nor_does_a_redirect(desk, press):
    press.announces("a", text="Troops left.")
    desk.site.redirect("/a", "http://169.254.169.254/")
    desk.ask()
    assert desk.taken == ["Troops left."]


def test_robots_are_honoured_for_each_page(desk, press):
    desk.site.page("/robots.txt", b"User-agent: *\nDisallow: /closed", Content_Type="text/plain")
    press.announces("closed", text="Troops left.")
    press.publishes("open")
    assert desk.ask()[0].new == 2
    assert press.asked == ["/open"]


def test_at_most_a_hundred_pages_are_fetched_in_one_visit_and_none_is_lost(desk, press):
    names = [f"p{number}" for number in range(130)]
    press.publishes(*names)
    assert desk.ask()[0].new == 100
    desk.site.page("/feed", b"", status=304)
    assert desk.ask()[0].new == 30
    assert press.taken == names
    assert press.asked == [f"/{name}" for name in names]


def test_a_host_that_stalls_holds_up_nobody_for_long(desk, press):
    def stall(handler):
        time.sleep(1.3)

    for name in ("a", "b", "c", "d", "e"):
        desk.site.answers[f"/{name}"] = stall
        press.announces(name)
    desk.ask()
    assert press.asked == ["/a", "/b"]
    assert len(desk.memory.waiting) == 5
    for name in ("a", "b", "c", "d", "e"):
        press.prints(name)
    assert desk.ask()[0].new == 5


def test_a_server_that_asks_for_patience_is_given_it(desk, press):
    press.publishes("a", "b")
    desk.site.page("/a", b"", status=429, Retry_After="3600")
    desk.ask()
    assert press.asked == ["/a"]
    desk.site.page("/feed", b"", status=304)
    press.prints("a")
    for _ in range(3):
        desk.ask()
    assert press.asked == ["/a"]
    desk.ask()
    assert sorted(press.taken) == ["a", "b"]


def test_a_stop_in_the_middle_loses_nothing_and_doubles_nothing(desk, make_desk, press, tmp_path):
    path = tmp_path / "memory.json"
    press.publishes("a", "b", "c")
    record = desk.record
    desk.watch.ask.save = lambda: save_memories(path, desk.watch.memories)

    def stopped(document, where):
        if document.url.endswith("/b"):
            raise KeyboardInterrupt
        return record(document, where)

    desk.watch.ask.record = stopped
    with pytest.raises(KeyboardInterrupt):
        desk.ask()
    later = make_desk(load_memories(path), desk.recorded)
    # The feed has moved on meanwhile.
    later.lists()
    assert later.ask()[0].new == 2
    assert press.taken == ["a", "b", "c"]
    assert press.asked == ["/a", "/b", "/b", "/c"]


def test_what_could_not_be_recorded_is_not_taken_for_recorded(desk, press):
    press.publishes("a", "b")
    record, desk.watch.ask.record = desk.watch.ask.record, lambda *_: Recorded(False, "the disk is full")
    desk.ask()
    assert "the disk is full" in desk.memory.note
    desk.watch.ask.record = record
    assert desk.ask()[0].new == 2
    assert press.taken == ["a", "b"]


def test_what_was_seen_is_bounded_but_never_less_than_the_feed_lists():
    items = [Item(where="feed", name=str(number)) for number in range(5000)]
    memory = Memory(seen=[mark(item) for item in items])
    memory.keep(items[:2300])
    assert memory.seen == [mark(item) for item in items[:2300]]
    memory.keep(items[:10])
    assert len(memory.seen) == 2000
    assert memory.seen[-10:] == [mark(item) for item in items[:10]]


def test_a_hostile_feed_ends(desk, press):
    """Twenty thousand addresses, each with a text: what is held is bounded, and the feed asked again."""
    many = "".join(
        ITEM.format(number, f"http://10.0.0.1/{number}", "<description>x</description>")
        for number in range(20_000)
    )
    desk.lists(many, ETag='"all"')
    began = time.monotonic()
    desk.ask()
    assert time.monotonic() - began < 30
    assert len(desk.memory.waiting) == 1900
    assert desk.memory.etag is None


def test_waiting_items_are_written_down_whole(desk, press, tmp_path):
    date = "<pubDate>Sat, 14 Jan 2023 08:00:00 GMT</pubDate><description>Troops left.</description>"
    desk.lists(ITEM.format("a", desk.site.url("/a"), date))
    desk.ask()
    path = tmp_path / "memory.json"
    save_memories(path, desk.watch.memories)
    assert load_memories(path) == desk.watch.memories
    (waiting,) = desk.memory.waiting
    assert (waiting.tries, waiting.item.published.iso()) == (1, "2023-01-14T08:00:00+00:00")


def test_the_visits_of_a_year_are_followed_without_loss_or_double(desk, press):
    """The feed shows its last five items; pages and feed fail by turns."""
    names = [f"n{number}" for number in range(40)]
    for number, name in enumerate(names):
        if number % 3:
            press.prints(name)
        press.listed = press.listed[-4:]
        press.announces(name)
        if number % 7 == 5:
            whole = desk.site.answers["/feed"]
            desk.site.page("/feed", b"", status=500)
            desk.ask()
            desk.site.answers["/feed"] = whole
        desk.ask()
        press.prints(name)
    for _ in range(3):
        desk.ask()
    assert sorted(press.taken) == sorted(names)
    assert len(set(press.taken)) == len(press.taken)


def test_a_page_may_take_its_time_but_not_the_day(desk, press, monkeypatch):
    monkeypatch.setattr("sayso.fetching.following._LONGEST_VISIT", -1.0)
    press.publishes("a")
    assert desk.ask()[0].new == 0
    assert [each.tries for each in desk.memory.waiting] == [0]
    monkeypatch.undo()
    desk.now += timedelta(minutes=1)
    assert desk.ask()[0].new == 1
