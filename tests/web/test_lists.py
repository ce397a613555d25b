"""Disputes, sources, places and search: pages, JSON, tables."""

import csv
import io
import threading
import time
from datetime import UTC, date, datetime

import pytest

from sayso.ledger import Ledger
from sayso.model import Document, Publication
from sayso.web.desk import Desk
from sayso.web.settings import Settings

from .axe import violations

PAGES = ("/disputes", "/sources", "/source/Ukraine", "/places", "/search?q=salt")


def rows(answer):
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_disputes_tell_each_side_and_lead_to_the_words(client):
    page = client.get("/disputes").text
    assert "taken by Wagner Group" in page
    assert 'href="/place/geonames:706757?on=2023-' in page
    assert 'href="/document/' in page
    assert "Ended 25 January 2023: Ukraine withdrew the denial “not held by Russia”" in page


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ({}, {"credit", "holders"}),
        ({"kind": "credit"}, {"credit"}),
        ({"state": "closed"}, {"holders"}),
        ({"state": "open", "kind": ""}, {"credit"}),
        ({"place": "sole"}, {"credit", "holders"}),
        ({"place": "geonames:706757"}, {"credit", "holders"}),
        ({"place": "nowhere"}, set()),
        ({"until": "2023-01-01"}, set()),
        ({"since": "2023-01-26"}, {"credit"}),
        ({"offset": 1, "limit": 1}, {"holders"}),
    ],
)
def test_disputes_are_narrowed_alike_on_every_way(client, query, kinds):
    told = client.get("/api/disputes", params=query).json()
    assert {each["kind"] for each in told["disputes"]} == kinds
    assert told["total"] == (2 if "offset" in query else len(kinds))
    assert {
        row["kind"] for row in rows(client.get("/api/disputes", params={**query, "format": "csv"}))
    } == kinds


def test_what_is_no_choice_is_refused(client):
    for query in ({"kind": "truth"}, {"state": "half"}, {"since": "soon"}, {"limit": 501}, {"page": 0}):
        path = "/disputes" if "page" in query else "/api/disputes"
        assert client.get(path, params=query).status_code == 422


def test_a_source_tells_why_it_is_said_to_speak_for_whom(client):
    page = client.get("/source/Ukraine").text
    assert '<a href="https://www.president.gov.ua/en" rel="noopener noreferrer">' in page
    assert "Against its own side" in page
    told = client.get("/api/sources/Ukraine").json()
    assert told["labels"][0]["basis"] == "https://www.president.gov.ua/en"
    assert client.get("/source/ukraine").status_code == 200
    near = client.get("/api/sources/Ukrane")
    assert near.status_code == 404
    assert "did you mean Ukraine" in near.json()["detail"]


def test_the_list_of_sources_agrees_with_each_profile(client):
    listed = {
        each["name"]: each for each in client.get("/api/sources", params={"limit": 1000}).json()["sources"]
    }
    for name in ("Ukraine", "Volodymyr Zelenskyy", "Institute for the Study of War"):
        profile = client.get(f"/api/sources/{name}").json()
        line = listed[name]
        assert line["claims"] == profile["claims"]
        assert line["own"] == profile["claims"] - profile["relayed"]
        assert line["usual_pause"] == profile["usual_pause"]
        assert (line["last_heard"], line["silent_feed"]) == (profile["last_heard"], profile["silent_feed"])


def test_sources_are_filtered_and_sorted(client):
    silent = client.get("/api/sources", params={"silent": "true"}).json()
    assert silent["total"] == len(silent["sources"]) > 0
    assert all(each["silent_feed"] for each in silent["sources"])
    named = client.get("/api/sources", params={"q": "minis", "sort": "name"}).json()["sources"]
    assert [each["name"] for each in named] == sorted(each["name"] for each in named)
    assert all("minis" in each["name"].casefold() for each in named)
    assert "No name here holds “zzz”." in client.get("/sources", params={"q": "zzz"}).text


def test_places_are_filtered_sorted_and_paged(client, monkeypatch):
    monkeypatch.setattr("sayso.web.paging.AT_ONCE", 2)
    first = client.get("/places", params={"sort": "name"}).text
    total = len(client.get("/api/places").json())
    assert f"1 to 2 of {total}" in first
    assert "/places?sort=name&amp;page=2" in first
    assert f"3 to 4 of {total}" in client.get("/places", params={"sort": "name", "page": 2}).text
    assert rows(client.get("/api/places", params={"q": "SOLÉ", "format": "csv"}))[0]["place"] == "Soledar"
    heard = [each["last_heard"] for each in client.get("/api/places", params={"sort": "heard"}).json()]
    assert heard == sorted(heard, reverse=True)


def test_search_marks_the_words_and_leads_to_the_report(client):
    page = client.get("/search", params={"q": "salt"}).text
    assert "<mark>salt</mark>" in page
    assert 'href="/document/' in page
    assert "Paraphrase by sayso of" in page
    assert "/place/geonames:706757" in client.get("/search", params={"q": "soled"}).text
    assert client.get("/search").status_code == 200
    assert "Nothing here holds" in client.get("/search", params={"q": "zzz"}).text
    assert client.get("/search", params={"q": "x" * 201}).status_code == 422
    told = client.get("/api/search", params={"q": "salt", "limit": 1}).json()
    assert (len(told["reports"]), told["more"]) == (1, True)
    assert client.get("/api/search", params={"q": "Salt", "exact": "true"}).json()["reports"] == []


def test_a_hostile_report_is_found_harmlessly(client, ledger, reader):
    text = (
        "Zugzwang <script>alert(1)</script> <img src=x onerror=alert(2)> \u202egnp.exe was seen in Soledar."
    )
    document = Document(
        id='evil"><script>',
        text=text,
        published=Publication(date(2023, 1, 20)),
        outlet="<b>=1+1</b>",
        language="en",
    )
    ledger.add(reader.read(document), datetime(2023, 2, 1, 8, tzinfo=UTC), named="evil")
    page = client.get("/search", params={"q": "zugzwang"}).text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "/document/evil%22%3E%3Cscript%3E" in page


def test_a_cell_that_would_be_a_formula_is_text(client):
    from sayso.web.tables import csv_table

    told = csv_table("t", ("a", "b"), [{"a": "=1+1", "b": ["@x", "y"]}]).body.decode()
    assert told.splitlines()[1] == "'=1+1,'@x; y"


def test_what_takes_long_is_reckoned_once_and_there_for_who_comes_again(ledger, monkeypatch):
    monkeypatch.setattr("sayso.web.desk._PATIENCE", 0.05)
    desk, go, times = Desk(ledger, Settings()), threading.Event(), []

    def slow():
        times.append(1)
        go.wait(5)
        return "counted"

    assert desk.soon("slow", slow) == (None, False)
    assert desk.soon("slow", slow) == (None, False)
    go.set()
    for _ in range(100):
        if desk.soon("slow", slow)[0]:
            break
        time.sleep(0.01)
    assert desk.soon("slow", slow) == ("counted", True)
    assert times == [1]


def test_a_page_that_waits_asks_again_by_itself(client, monkeypatch):
    monkeypatch.setattr("sayso.web.desk._PATIENCE", 0.01)
    monkeypatch.setattr(Ledger, "places", lambda self: time.sleep(0.3) or [])
    told = client.get("/places")
    assert told.headers["refresh"] == "3"
    assert "being reckoned" in told.text


@pytest.mark.parametrize(("width", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_the_lists_can_be_used_by_everyone(served, opened, width, scheme):
    address = served()
    tab = opened(f"{address}{PAGES[0]}", width=width, color_scheme=scheme)
    for path in PAGES:
        tab.goto(f"{address}{path}")
        assert violations(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
