"""The page of a place, its addresses and its parts, without a browser."""

import csv
import io
import json
import re

import pytest

from sayso.answers.citation import check
from sayso.model import Document, Publication

from .conftest import NOW, TOKEN

ON = {"on": "2023-01-14"}
PAGE = "/place/Soledar?on=2023-01-14"


def test_the_page_tells_the_verdict_with_its_number_and_both_sides(client):
    page = client.get(PAGE).text
    label = client.get("/api/places/Soledar", params=ON).json()["verdict"]["label"]
    assert f'<p class="verdict"><bdi>{label}</bdi></p>' in page
    assert re.search(r"\d+-\d+ %", label)
    assert (
        page.index("Speaking for <bdi>Ukraine")
        < page.index("Independent voices")
        < page.index("Speaking for <bdi>Russia")
    )
    assert "Paraphrase by sayso of" in page
    assert '<a href="/document/' in page
    assert "#c-" in page


def test_a_place_is_found_by_its_id_too(client):
    assert "Soledar" in client.get("/place/geonames:706757").text
    assert client.get("/place/Nowhere%2Fat%20all").status_code == 404
    assert client.get("/place/Soledar?method=guess").status_code == 422
    assert client.get("/place/Soledar?from=1900-01-01").status_code == 422


def test_unknown_is_shown_as_unknown_whatever_the_numbers(client):
    page = client.get("/place/Soledar?on=2023-01-08").text
    assert re.search(r'<p class="verdict unknown"><bdi>unknown \(', page)
    head = page[: page.index("<details")]
    assert not re.search(r"\d+ %", head)


def test_a_link_carries_the_whole_view(client):
    query = (
        "on=2023-01-14&days=7&as_known=2023-01-16&as_recorded=2023-02-01"
        "&weeks=12&from=2023-01-10&to=2023-01-12&method=majority-7d"
    )
    page = client.get(f"/place/Soledar?{query}").text
    (kept,) = re.findall(r'data-query="([^"]+)"', page)
    assert set(kept.replace("&amp;", "&").split("&")) == set(query.split("&"))
    assert "Looking back from 16 January 2023" in page


def test_days_are_told_as_they_were_known_and_as_known_now(client):
    told = client.get("/api/places/Soledar/days", params={**ON, "now": "true"}).json()
    assert [each["date"] for each in told["days"]][-1] == "2023-01-14"
    assert told["now"][-1]["date"] > "2023-01-14"
    for day in told["days"] + told["now"]:
        assert sum(day["probabilities"].values()) == pytest.approx(1, abs=1e-5)
        assert (day["state"] is None) == day["label"].startswith("unknown")
    label = client.get("/api/places/Soledar", params=ON).json()["verdict"]["label"]
    assert told["days"][-1]["label"] == label


def test_the_handle_tells_only_what_could_be_known(client):
    told = client.get("/api/places/Soledar/days", params={**ON, "as_known": "2023-01-11"}).json()
    assert told["looking_back"] is True
    assert told["days"][-1]["date"] == "2023-01-11"
    claims = client.get(
        "/api/places/Soledar/claims",
        params={**ON, "as_known": "2023-01-11", "to": "2023-01-20", "limit": 500},
    ).json()["claims"]
    assert {each["day"] <= "2023-01-11" for each in claims if each["known"]} == {True}
    assert not any(each["known"] for each in claims if each["day"] > "2023-01-12")


def test_what_the_ledger_held_at_an_hour_is_less_than_what_it_holds(client):
    held = {
        at: sum(
            each["known"]
            for each in client.get(
                "/api/places/Soledar/claims", params={**ON, "as_recorded": at, "limit": 500}
            ).json()["claims"]
        )
        for at in ("2023-02-01T03:00:00Z", "2023-02-02")
    }
    assert 0 < held["2023-02-01T03:00:00Z"] < held["2023-02-02"]


def test_claims_come_in_pages_of_the_chosen_days(client):
    chosen = {**ON, "from": "2023-01-10", "to": "2023-01-12"}
    first = client.get("/api/places/Soledar/claims", params={**chosen, "limit": 5}).json()
    rest = client.get("/api/places/Soledar/claims", params={**chosen, "limit": 500, "offset": 5}).json()
    assert len(first["claims"]) == 5
    assert first["total"] == 5 + len(rest["claims"])
    assert {"2023-01-10" <= each["day"] <= "2023-01-12" for each in rest["claims"]} == {True}
    assert client.get("/api/places/Soledar/claims", params={"limit": 501}).status_code == 422
    assert (
        f"{first['total']} claims from 10 January 2023 to 12 January 2023"
        in client.get("/place/Soledar", params=chosen).text
    )


def test_tables_are_files_in_which_no_cell_is_run(client):
    for what in ("days", "claims"):
        answer = client.get(f"/api/places/Soledar/{what}", params={**ON, "format": "csv"})
        assert (
            answer.headers["content-disposition"] == f'attachment; filename="Soledar-2023-01-14-{what}.csv"'
        )
        rows = list(csv.reader(io.StringIO(answer.text, newline="")))
        assert len(rows) > 20
        assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows for cell in row)


def test_the_answer_as_json_has_its_reasons_only_where_they_are_asked_for(client):
    assert client.get("/api/places/Soledar", params=ON).json()["estimate"]["because"] == []
    whole = client.get("/api/places/Soledar", params={**ON, "reasons": "true"}).json()
    assert whole["estimate"]["because"]
    assert whole["estimate"]["turns"]


def test_reasons_say_how_many_times_likelier(client):
    page = client.get("/place/Soledar/evidence", params=ON).text
    assert re.search(r"×[\d.]+ for Russia over contested|×[\d.]+ for Russia over Ukraine", page)
    assert "What would change it" in page
    part = client.get("/place/Soledar/evidence", params={**ON, "part": "true"}).text
    assert "<html" not in part
    assert "×" in part


def test_a_dossier_has_everything_open_on_one_page(client):
    page = client.get(f"{PAGE}&whole=true").text
    assert "×" in page
    assert "data-evidence" not in page
    assert page.count("<details") == page.count(" open>") + page.count('class="choose"')


def test_a_citation_without_a_token_is_handed_out_and_not_kept(asking, ledger):
    client = asking()
    answer = client.get("/api/places/Soledar/citation?on=2023-01-14")
    assert answer.headers["content-disposition"].endswith('.citation.json"')
    snapshot = json.loads(answer.text)
    assert list(check(ledger, snapshot)) == []
    assert snapshot["answer"]["on"] == "2023-01-14"
    assert snapshot["answer"]["estimate"]["because"]
    assert client.post("/place/Soledar/cite?on=2023-01-14").status_code == 403
    assert client.post("/api/places/Soledar/cite?on=2023-01-14").status_code == 403
    assert ledger.citations() == []


def test_a_citation_is_kept_with_the_token_and_has_a_page(asking, ledger):
    client = asking(token=TOKEN)
    assert client.post(PAGE.replace("?", "/cite?")).status_code == 403
    page = client.post(PAGE.replace("?", "/cite?"), headers={"authorization": f"Bearer {TOKEN}"})
    assert page.status_code == 200
    (kept,) = ledger.citations()
    assert page.url.path == f"/cite/{kept['seal']}"
    assert "It is as it was sealed" in page.text
    assert client.get(f"/api/citations/{kept['seal']}").json() == kept
    assert client.get("/cite/nothing").status_code == 404


def test_a_hostile_report_is_shown_harmlessly(asking, ledger, reader):
    hostile = Document(
        id='x"><script>alert(1)</script>',
        text="The Russian defence ministry said on 13 January that Russian forces had captured Soledar"
        " <script>alert(1)</script> \u202eevil\u202c <img src=x onerror=alert(2)>.",
        published=Publication(NOW.date().replace(month=1, day=13)),
        outlet="<b>=cmd()</b>\u202e",
        url="javascript:alert(3)",
    )
    read = reader.read(hostile)
    assert [each.party for each in read.claims]
    ledger.add(read, NOW, named="test")
    page = asking().get(f"{PAGE}&whole=true").text
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript:' not in page
    assert "\u202e" not in page
    picture = asking().get("/api/places/Soledar/timeline.svg?on=2023-01-14").text
    assert "<script" not in picture
