"""`sayso fetch`: pages of a server of our own, and addresses that are refused."""

from __future__ import annotations

import json

from sayso.ledger import Ledger

PAGE = """<html lang="en"><head><title>Mill</title><meta property="article:published_time"
content="2023-01-14T10:30:00+02:00"></head><body><article><p>Troops left the mill by the river on Friday, the
district said in a statement. Nobody was hurt, it added, and the bridge stood.</p></article></body></html>"""


def documents():
    with Ledger.open("sayso.db", create=False) as ledger:
        return ledger.documents()


def test_a_page_goes_into_the_ledger_with_its_address(run, by_hand, open_to_loopback, site):
    site.redirect("/old", "/report")
    site.page("/report", PAGE.encode())
    answer = run("fetch", site.url("/old"), "--outlet", "Desk")
    assert answer.output.splitlines() == ["1 added to sayso.db, with 1 claim"]
    (document,) = documents()
    assert (document.url, document.outlet) == (site.url("/report"), "Desk")
    assert document.published.iso() == "2023-01-14T10:30:00+02:00"


def test_what_cannot_be_had_is_listed_with_the_remedy(run, by_hand, open_to_loopback, site):
    site.page("/robots.txt", b"User-agent: *\nDisallow: /closed", Content_Type="text/plain")
    answer = run("fetch", site.url("/closed/a"), site.url("/missing"), "http://10.0.0.1/")
    assert answer.exit_code == 1
    told = answer.stderr.splitlines()
    assert len(told) == 3
    assert "robots.txt asks not to fetch it; save the page yourself" in told[0]
    assert "the server answered 404" in told[1]
    assert "10.0.0.1, which is no public address" in told[2]
    assert [path for path, _ in site.asked] == ["/robots.txt", "/missing"]


def test_the_fate_of_each_report_as_lines(run, by_hand, open_to_loopback, site):
    site.page("/report", PAGE.encode())
    (line,) = run("fetch", site.url("/report"), "--json").stdout.splitlines()
    assert json.loads(line)["fate"] == "added"


def test_without_our_own_server_loopback_is_refused(run, by_hand, site):
    answer = run("fetch", site.url("/report"))
    assert answer.exit_code == 1
    assert "127.0.0.1, which is no public address" in answer.stderr
    assert site.asked == []


ITEM = "<item><title>Mill</title><link>{0}</link><description>{1}</description></item>"


def feed(site, *items):
    listed = "".join(ITEM.format(site.url(path), text) for path, text in items)
    body = f'<rss version="2.0"><channel><title>Mill Desk</title>{listed}</channel></rss>'
    site.page("/feed", body.encode(), Content_Type="application/rss+xml")


def test_the_pages_behind_a_feed_are_taken_where_they_can_be_had(run, by_hand, open_to_loopback, site):
    site.page("/report", PAGE.encode())
    feed(site, ("/report", "A summary."), ("/missing", "Troops came back."), ("/none", ""))
    answer = run("fetch", site.url("/feed"))
    assert answer.exit_code == 1
    assert answer.stdout.startswith("2 added")
    told = answer.stderr.splitlines()
    assert "/missing: the server answered 404; its feed's text was taken instead" in told[0]
    assert "/none: the server answered 404" in told[1]
    assert [(each.url, each.outlet) for each in documents()] == [
        (site.url("/report"), "Mill Desk"),
        (site.url("/missing"), "Mill Desk"),
    ]


def test_a_feed_can_be_taken_without_its_pages(run, by_hand, open_to_loopback, site):
    site.page("/report", PAGE.encode())
    feed(site, ("/report", "A summary."))
    assert run("fetch", site.url("/feed"), "--no-pages").exit_code == 0
    assert [path for path, _ in site.asked] == ["/robots.txt", "/feed"]


def test_of_a_long_feed_a_hundred_items_are_taken(run, by_hand, open_to_loopback, site):
    feed(site, *((f"/{number}", f"Troops left {number}.") for number in range(103)))
    answer = run("fetch", site.url("/feed"))
    assert answer.exit_code == 1
    assert answer.stdout.startswith("100 added")
    assert "has more than 100 items; `sayso watch` takes them all" in answer.stderr
