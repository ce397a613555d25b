"""`sayso watch`: one round over a feed of our own server."""

from __future__ import annotations

import json
from ipaddress import ip_address

import pytest

from sayso.fetching import Fetcher
from sayso.ledger import Ledger

ITEM = "<item><title>{0}</title><link>{2}/{0}</link><description>{1}</description></item>"


def feed(*items, site="http://10.0.0.1"):
    """Each item by its name and its text; its page lies where it must not be fetched, or at a site."""
    listed = "".join(ITEM.format(*item, site) for item in items)
    return f'<rss version="2.0"><channel><title>Mill Desk</title>{listed}</channel></rss>'.encode()


@pytest.fixture
def feeds(site, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "sayso.fetching.Fetcher", lambda: Fetcher(allowed=lambda address: address == ip_address("127.0.0.1"))
    )
    path = tmp_path / "feeds.toml"
    path.write_text(f'[[feed]]\nurl = "{site.url("/feed")}"\noutlet = "Desk"\n', encoding="utf-8")
    return path


def make_due(path):
    """As if the time had come: the memory says when."""
    memory = path.with_name(path.name + ".memory.json")
    kept = json.loads(memory.read_text(encoding="utf-8"))
    for values in kept["feeds"].values():
        values["due"] = None
    memory.write_text(json.dumps(kept), encoding="utf-8")


def test_new_items_go_in_once_and_a_failure_ends_with_status_1(run, by_hand, site, feeds):
    site.page("/feed", feed(("a", "Troops left the mill.")), Content_Type="application/rss+xml")
    first = run("watch", str(feeds), "--once")
    assert first.exit_code == 0
    assert first.output.endswith("Desk: 1 new\n")
    assert run("watch", str(feeds), "--once").output == ""  # not due
    make_due(feeds)
    site.page(
        "/feed",
        feed(("b", "Troops came back."), ("a", "Troops left the mill."), ("c", "")),
        Content_Type="application/rss+xml",
    )
    assert run("watch", str(feeds), "--once").output.endswith("Desk: 1 new\n")
    with Ledger.open("sayso.db", create=False) as ledger:
        documents = ledger.documents()
    assert [(each.outlet, each.url) for each in documents] == [
        ("Desk", "http://10.0.0.1/a"),
        ("Desk", "http://10.0.0.1/b"),
    ]
    make_due(feeds)
    site.page("/feed", b"", status=503)
    failed = run("watch", str(feeds), "--once")
    assert failed.exit_code == 1
    assert "the server answered 503" in failed.stderr


def test_the_pages_behind_the_items_go_in_without_their_headlines(run, by_hand, site, feeds, monkeypatch):
    monkeypatch.setattr("sayso.fetching.pace._BETWEEN", 0.0)
    article = "<html><body><article><p>Troops left the mill by the river, the district said.</p></article>"
    site.page("/a", article.encode())
    items = feed(("a", ""), ("gone", ""), site=site.url(""))
    site.page("/feed", items, Content_Type="application/rss+xml")
    assert run("watch", str(feeds), "--once").output.endswith("Desk: 1 new\n")
    with Ledger.open("sayso.db", create=False) as ledger:
        (document,) = ledger.documents()
    assert (document.outlet, document.url) == ("Desk", site.url("/a"))
    line = run("watch", str(feeds), "--health").output
    assert line.startswith("well")
    assert "1 of 2 pages not had" in line
    assert "the server answered 404" in line


def test_health_is_shown_and_nothing_asked(run, by_hand, site, feeds):
    assert run("watch", str(feeds), "--health").output.split() == [
        "not",
        "asked",
        "yet",
        "nothing",
        "new",
        "yet",
        "Desk",
    ]
    site.page("/feed", b"<html><body><p>Moved.</p></body></html>")
    run("watch", str(feeds), "--once")
    asked = len(site.asked)
    line = run("watch", str(feeds), "--health").output
    assert len(site.asked) == asked
    assert line.startswith("changed shape")
    assert "is no feed any more" in line
    with Ledger.open("sayso.db", create=False) as ledger:
        assert ledger.documents() == []


def test_a_wrong_file_of_feeds_is_told_in_one_line(run, tmp_path):
    (tmp_path / "feeds.toml").write_text("feed = 3", encoding="utf-8")
    answer = run("watch", str(tmp_path / "feeds.toml"), "--once")
    assert answer.exit_code == 1
    assert "names no feed" in answer.stderr
