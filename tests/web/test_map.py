"""The map: its columns, the page without a script, and the page in a browser."""

import csv
import gzip
import io
import json
import threading
import time
import urllib.request
from datetime import UTC, date, datetime
from urllib.parse import urljoin

import numpy as np
import pytest
from starlette.testclient import TestClient

from sayso.answers.atlas import Sheaf
from sayso.ledger import Ledger
from sayso.model import Document, Publication
from sayso.web.app import create_app
from sayso.web.columns import as_json

from .axe import violations

DAY = "2023-01-14"


def ready(status):
    """Wait until all places are reckoned, which takes a moment when the map is first asked for."""
    while not status()["ready"]:
        time.sleep(0.05)


@pytest.fixture
def client(client):
    ready(lambda: client.get("/api/map/status").json())
    return client


def test_the_columns_of_a_day_belong_to_the_places(client):
    places = client.get("/api/map/places").json()
    day = client.get("/api/map/day", params={"on": DAY}).json()
    assert day["version"] == places["version"]
    columns = ("state", "probability", "flags", "claims", "ago", "unknown")
    assert {len(day[name]) for name in columns} == {len(places["ids"])} == {len(places["latitudes"])}
    soledar = places["names"].index("Soledar")
    assert day["states"][day["state"][soledar]] == {
        "stand": "held by",
        "who": "Russia",
        "letter": "R",
        "colour": 2,
    }
    told = client.get("/api/places/Soledar", params={"on": DAY}).json()["estimate"]["probabilities"]
    assert day["probability"][soledar] == round(100 * told["Russia"])
    assert day["flags"][soledar] == 2
    bakhmut = places["names"].index("Bakhmut")
    assert day["unknowns"][day["unknown"][bakhmut]].startswith("unknown (")
    assert day["flags"][bakhmut] & 1


def test_what_has_not_changed_is_not_sent_again(client):
    for path in ("/api/map/places", f"/api/map/day?on={DAY}"):
        answer = client.get(path)
        again = client.get(path, headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/map/day?on=2023-01-10", headers={"if-none-match": answer.headers["etag"]})
    assert other.status_code == 200


def test_the_days_that_can_be_asked_for(client):
    assert client.get("/api/map/days").json() == {"first": "2023-01-06", "last": "2023-01-26"}
    assert client.get("/api/map/status").json()["ready"] is True


def rows(client, **asked):
    return {each["place"]: each for each in client.get("/api/map/table", params=asked).json()["rows"]}


@pytest.mark.parametrize("column", [[], [-1, 0, 7, 4094], [4095], [-2, 12387]])
def test_columns_are_the_json_of_their_numbers(column):
    told = as_json({"day": DAY, "column": np.array(column, dtype=int), "name": "Сіль"})
    assert json.loads(told) == {"day": DAY, "column": column, "name": "Сіль"}


def test_each_side_tells_it_its_own_way(client):
    assert rows(client, on="2023-01-12", view="side:Ukraine")["Soledar"]["told"] == "not held by Russia"
    assert rows(client, on="2023-01-14", view="side:Russia")["Soledar"]["told"] == "held by Russia"
    assert rows(client, on="2023-01-14", view="side:nobody") == {}
    word = rows(client, on="2023-01-14", view="side:Russia")["Soledar"]
    assert (word["probability"], word["unknown"]) == (None, False)


def test_filters_leave_places_out(client):
    assert "Bakhmut" in rows(client, on=DAY)
    assert "Soledar" in rows(client, on=DAY, kind="control", party="Russia")
    assert rows(client, on=DAY, source="Nobody at all") == {}
    assert set(rows(client, on=DAY, within="37.9,48.65,38.2,48.75")) < set(rows(client, on=DAY))


@pytest.mark.parametrize(
    "wrong",
    [
        "on=soon",
        "on=2023-02-30",
        "view=side",
        "view=all",
        "kind=gossip",
        "within=here",
        "within=1,2,3",
        "sort=luck",
        "page=0",
    ],
)
def test_what_cannot_be_asked_is_the_askers_mistake(client, wrong):
    assert client.get(f"/api/map/table?{wrong}").status_code == 422


def test_the_table_as_csv_bears_its_day_and_point_of_view(client):
    answer = client.get("/api/map/table", params={"on": DAY, "format": "csv", "sort": "claims"})
    assert "attachment" in answer.headers["content-disposition"]
    told = list(csv.DictReader(io.StringIO(answer.text)))
    assert {(each["day"], each["view"]) for each in told} == {(DAY, "estimate")}
    counts = [int(each["claims"]) for each in told]
    assert counts == sorted(counts)


def test_the_page_tells_the_same_without_a_script(client):
    page = client.get("/map", params={"on": DAY}).text
    label = client.get("/api/places/Soledar", params={"on": DAY}).json()["verdict"]["label"]
    assert '<a href="/place/geonames:706757?on=2023-01-14"><bdi>Soledar</bdi></a>' in page
    assert label.startswith("held by Russia: ")
    assert label in page
    assert 'value="side:Ukraine"' in page
    ukraine = client.get("/map", params={"on": "2023-01-12", "view": "side:Ukraine"}).text
    assert "not held by Russia" in ukraine


def test_an_empty_ledger_has_a_map(tmp_path):
    with Ledger.open(tmp_path / "empty.db") as empty:
        client = TestClient(create_app(empty), base_url="http://127.0.0.1")
        assert client.get("/map").status_code == 200
        ready(lambda: client.get("/api/map/status").json())
        assert client.get("/api/map/day").json()["state"] == []
        assert client.get("/api/map/days").json() == {"first": None, "last": None}


def test_what_is_added_is_on_the_map_when_next_asked(client, ledger, reader):
    before = client.get("/api/map/places").json()
    text = "Russia's defence ministry said its forces had captured Marinka on Thursday."
    added = Document(
        id="added", text=text, published=Publication(date(2023, 1, 27)), outlet="Daily", language="en"
    )
    ledger.add(reader.read(added), datetime(2023, 2, 3, tzinfo=UTC))
    ready(lambda: client.get("/api/map/status").json())
    after = client.get("/api/map/places").json()
    assert after["version"] != before["version"]
    assert set(after["names"]) - set(before["names"]) == {"Marinka"}


def test_many_requests_at_once_begin_one_reckoning_and_wait_for_none(asking, monkeypatch):
    begun, may_end = [], threading.Event()
    whole = Sheaf.bring_up_to_date

    def slow(self, advance):
        begun.append(self)
        advance(40, 100)
        may_end.wait(10)
        return whole(self)

    monkeypatch.setattr(Sheaf, "bring_up_to_date", slow)
    client = asking()
    answers = []
    askers = [
        threading.Thread(target=lambda: answers.append(client.get("/api/map/status").json()))
        for _ in range(4)
    ]
    for each in askers:
        each.start()
    for each in askers:
        each.join(5)
    assert len(begun) == 1
    assert [(each["ready"], each["done"], each["total"]) for each in answers] == [(False, 40, 100)] * 4
    page = client.get("/map").text
    assert "data-progress>Still reckoning, 40 % is ready." in page
    may_end.set()
    ready(lambda: client.get("/api/map/status").json())
    assert "data-progress></p>" in client.get("/map").text


def test_a_day_of_many_places_is_small(client):
    answer = client.get("/api/map/day", params={"on": DAY})
    places = len(client.get("/api/map/places").json()["ids"])
    # Five short numbers a place and a little around them.
    assert len(gzip.compress(answer.content)) < 800 + 10 * places
    assert json.loads(answer.content)["day"] == DAY


def drawn(opened, address, **how):
    with urllib.request.urlopen(address) as page:
        assert page.status == 200
    ready(lambda: json.load(urllib.request.urlopen(urljoin(address, "/api/map/status"))))
    tab = opened(address, **how)
    tab.wait_for_selector("[data-drawn=true]", timeout=60_000)
    return tab


def test_the_map_in_a_browser(served, opened):
    from playwright.sync_api import expect

    tab = drawn(opened, f"{served()}/map?on=2023-01-12")
    assert "United Nations General Assembly" in tab.text_content("[data-viewpoint]")
    assert "unclear, likeliest: held by Russia" in tab.text_content("[data-rows]")
    slider = tab.locator("[data-slider]")
    slider.focus()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_selector("[data-map][data-day='2023-01-14']")
    assert "unclear" not in tab.text_content("[data-rows]")
    assert "on=2023-01-14" in tab.url
    assert "at=" in tab.url
    tab.get_by_label("As Ukraine says").check()
    expect(tab.locator("[data-legend]")).to_contain_text("not held by")
    tab.get_by_label("Our estimate").check()
    tab.get_by_label("Said by").fill("Nobody at all")
    tab.keyboard.press("Enter")
    expect(tab.locator("[data-rows]")).to_contain_text("Nothing is told")
    tab.get_by_label("Said by").fill("")
    tab.keyboard.press("Enter")
    expect(tab.locator("[data-rows]")).to_contain_text("Soledar")
    tab.get_by_role("link", name="Claims in 14 days").click()
    assert tab.text_content("[data-rows] th").strip() == "Soledar"
    tab.locator(".map canvas").focus()
    tab.keyboard.press("Enter")
    assert tab.locator("[data-card]").is_visible()
    assert tab.locator("[data-card] a").get_attribute("href").startswith("/place/")
    tab.keyboard.press("Escape")
    assert tab.locator("[data-card]").is_hidden()


def test_the_days_play_and_halt(served, opened):
    from playwright.sync_api import expect

    tab = drawn(opened, f"{served()}/map?on=2023-01-25")
    play = tab.locator("[data-play]")
    play.click()
    tab.wait_for_selector("[data-map][data-day='2023-01-26']")
    expect(play).to_have_attribute("aria-pressed", "false")


def test_the_view_goes_into_files(served, opened):
    tab = drawn(opened, f"{served()}/map?on={DAY}")
    for kind, begins in (("png", b"\x89PNG"), ("svg", b"<svg")):
        with tab.expect_download() as download:
            tab.locator(f"[data-{kind}]").click()
        assert download.value.suggested_filename == f"sayso-map-{DAY}.{kind}"
        with open(download.value.path(), "rb") as file:
            content = file.read()
        assert content.startswith(begins)
    for words in (b"Soledar", b"14 January 2023", b"General Assembly"):
        assert words in content


@pytest.mark.parametrize(("width", "theme"), [("desktop", "light"), ("phone", "dark")])
def test_the_map_can_be_used_by_everyone(served, opened, width, theme):
    tab = drawn(opened, f"{served()}/map?on={DAY}", width=width, color_scheme=theme)
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
