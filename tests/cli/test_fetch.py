"""`sayso fetch`: pages of a server of our own, and addresses that are refused."""

from __future__ import annotations

import json
from ipaddress import ip_address

import pytest

from sayso.fetching import Fetcher
from sayso.ledger import Ledger

PAGE = """<html lang="en"><head><title>Mill</title><meta property="article:published_time"
content="2023-01-14T10:30:00+02:00"></head><body><article><p>Troops left the mill by the river on Friday, the
district said in a statement. Nobody was hurt, it added, and the bridge stood.</p></article></body></html>"""


@pytest.fixture
def open_to_loopback(monkeypatch):
    """The command asks our own server, which no user's command may."""
    monkeypatch.setattr(
        "sayso.fetching.Fetcher", lambda: Fetcher(allowed=lambda address: address == ip_address("127.0.0.1"))
    )


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
