"""The first page: the brief, what is watched, and the feed of it."""

from datetime import UTC, datetime
from html import unescape
from urllib.parse import quote

import feedparser
import pytest

from sayso.ledger import Ledger
from sayso.web.app import create_app
from sayso.web.settings import Settings
from sayso.web.watched import COOKIE, MOST

from .axe import violations

SOLEDAR = "geonames:706757"


def test_the_brief_opens_each_place_on_its_day(client):
    page = client.get("/").text
    assert f'href="/place/{SOLEDAR}?on=2023-02-01"' in page
    assert "nothing on record" in page
    assert "Paraphrase by sayso of" in page
    assert "Disputes opened" in page


def test_a_place_is_watched_by_a_click_and_no_longer_by_another(client):
    watched = client.post(
        "/watch", data={"place": SOLEDAR, "back": "/?since=7%20days"}, follow_redirects=False
    )
    assert (watched.status_code, watched.headers["location"]) == (303, "/?since=7%20days")
    cookie = watched.headers["set-cookie"]
    assert "SameSite=strict" in cookie
    assert "HttpOnly" in cookie
    page = client.get("/").text
    assert "The one place that you watch." in page
    assert "Bakhmut</bdi></a></h3>" not in page
    assert f"/brief.rss?place={quote(SOLEDAR, safe='')}" in page
    client.post("/watch", data={"place": SOLEDAR, "action": "unwatch"})
    assert "You watch no place" in client.get("/").text


def test_the_page_of_a_place_is_watched_in_place(client):
    client.post("/watch", data={"place": SOLEDAR})
    page = client.get("/place/Soledar", params={"on": "2023-01-14"}).text
    assert f'name="place" value="{SOLEDAR}"' in page
    assert 'value="/place/Soledar?on=2023-01-14"' in page
    assert "Watched: stop" in page


def test_what_is_watched_is_bounded_and_nothing_but_names(client):
    for _ in range(3):
        client.post("/watch", data={"place": [f"Town {n}" for n in range(30)] + ["x" * 500, "\x00", " "]})
        client.post("/watch", data={"place": [f"Village {n}" for n in range(30)]})
    kept = client.cookies[COOKIE].strip('"').split("|")
    assert len(kept) == MOST
    assert len(client.cookies[COOKIE]) < 4_000
    assert kept[0] == "Town%200"
    assert client.post("/watch", data={"place": "   "}).status_code == 422


@pytest.mark.parametrize("back", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"])
def test_a_click_leads_to_no_other_site(client, back):
    told = client.post("/watch", data={"place": "Soledar", "back": back}, follow_redirects=False)
    assert told.headers["location"] == "/"


def test_a_cookie_that_somebody_made_up_is_read_as_far_as_it_goes(client):
    client.cookies.set(COOKIE, f"%00|{'x' * 900}|Soledar|%3Cscript%3E")
    page = client.get("/").text
    assert "<script>" not in page.replace('<script type="module"', "")
    assert "&lt;script&gt;" in page
    assert "this ledger has no claim about it" in page


def test_a_list_of_places_is_shared_by_its_address(client):
    page = client.get("/", params={"place": ["Soledar", "Geneva"]}).text
    assert "2 places, as the link names them." in page
    assert "Watch these places" in page
    assert "/?place=Soledar&place=Geneva" in unescape(page)


def test_hours_are_words_days_and_instants(client):
    for since in ("24h", "yesterday 18:00", "2023-01-30", "2023-01-30T18:00", "2023-01-30T18:00:00+02:00"):
        assert client.get("/", params={"since": since}).status_code == 200
    told = client.get("/api/brief", params={"since": "2023-01-31T18:00"}).json()
    assert told["since"] == "2023-01-31T18:00:00+00:00"
    for wrong in ("soon", "2023-02-01T09:30", "2030-01-01"):
        assert client.get("/", params={"since": wrong}).status_code == 422


def test_an_old_ledger_is_told_up_to_its_last_entry_and_for_its_last_day(asking):
    page = asking(clock=lambda: datetime(2026, 5, 1, tzinfo=UTC)).get("/").text
    assert "Nothing has been added since" in page
    assert "on=2023-02-01" in page
    later = asking(clock=lambda: datetime(2023, 2, 1, 23, 30, tzinfo=UTC))
    assert later.get("/api/brief").json()["on"] == "2023-02-01"


def test_nothing_moved_and_nothing_there_say_what_to_do(asking, tmp_path):
    late = asking(clock=lambda: datetime(2023, 2, 1, 23, 30, tzinfo=UTC))
    page = late.get("/", params={"since": "2023-02-01T23:10", "place": "Geneva"}).text
    assert "Nothing moved in this time." in page
    with Ledger.open(tmp_path / "empty.db") as empty:
        from starlette.testclient import TestClient

        fresh = TestClient(create_app(empty, Settings()), base_url="http://127.0.0.1")
        assert "sayso demo --serve" in fresh.get("/").text
        assert fresh.get("/api/brief").json() is None
        assert fresh.get("/brief.rss").status_code == 404


def test_the_feed_has_absolute_links_and_ids_that_stay(client):
    told = client.get("/brief.rss", params={"place": "Soledar"})
    assert told.headers["content-type"].startswith("application/rss+xml")
    feed = feedparser.parse(told.content)
    assert not feed.bozo
    assert feed.entries[0].link == f"http://127.0.0.1/place/{SOLEDAR}?on=2023-02-01"
    wider = feedparser.parse(client.get("/brief.rss", params={"place": "Soledar", "since": "9 days"}).content)
    assert feed.entries[0].id == wider.entries[0].id
    assert len({each.id for each in wider.entries}) == len(wider.entries)


def test_the_json_is_bounded_and_counts_what_it_leaves_out(client):
    (news,) = client.get("/api/brief", params={"place": "Soledar", "claims": 3}).json()["news"]
    assert len(news["claims"]) == 3
    assert news["claim_count"] > 50
    assert client.get("/api/brief", params={"place": ["x"] * 41}).status_code == 422


def test_watching_works_in_a_browser_without_scripts_and_by_keyboard(served, opened):
    tab = opened(served(), java_script_enabled=False)
    tab.get_by_role("button", name="Watch Soledar").press("Enter")
    tab.get_by_text("The one place that you watch.").wait_for()
    tab.get_by_role("button", name="Watched: stop Soledar").first.press("Enter")
    tab.get_by_text("You watch no place, so").wait_for()


@pytest.mark.parametrize(("width", "scheme"), [("desktop", "dark"), ("phone", "light")])
def test_the_front_can_be_used_by_everyone(served, opened, width, scheme):
    tab = opened(served(), width=width, color_scheme=scheme)
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
