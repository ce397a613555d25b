"""Read what is pasted or brought as a file; nothing is stored unless who knows the token asks."""

import threading

import pytest

from .axe import violations
from .conftest import TOKEN

TEXT = "Moscow said on Friday that its troops had taken Soledar. Kyiv denied that Soledar had fallen."
BEARER = {"authorization": f"Bearer {TOKEN}"}


def test_a_pasted_text_is_read_and_nothing_is_stored(client, ledger):
    head = ledger.head()
    page = client.post("/read", data={"text": TEXT, "published": "2023-01-14"}, files={"none": b""})
    assert page.status_code == 200
    assert page.text.count('class="claim side-') >= 2
    assert ledger.head() == head


def test_the_same_as_json_is_the_record(client, ledger):
    head = ledger.head()
    value = client.post("/api/read", json={"text": TEXT, "published": "2023-01-14", "outlet": "Daily"}).json()
    assert value["published"] == "2023-01-14"
    assert [each["polarity"] for each in value["claims"]] == ["affirmed", "denied"]
    assert value["claims"][0]["when"] == "2023-01-13"
    assert "stored" not in value
    assert ledger.head() == head


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("post.txt", TEXT.encode()),
        ("page.html", f"<html><body><article><p>{TEXT}</p></article></body></html>".encode()),
        ("mail.eml", f"From: a@example.org\nSubject: x\nContent-Type: text/plain\n\n{TEXT}\n".encode()),
    ],
)
def test_a_file_is_read(client, name, data):
    value = client.post("/api/read?with_text=true", files={"file": (name, data)}).json()
    assert TEXT in value["text"]
    assert len(value["claims"]) == 2


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"text": "  "}, 422),
        ({"text": TEXT, "published": "soon"}, 422),
        ({"text": TEXT, "more": 1}, 422),
        ({"text": "a\0b"}, 422),
        ({"text": "word " * 100_000}, 422),
    ],
)
def test_what_cannot_be_read_is_told(client, body, status):
    answer = client.post("/api/read", json=body)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_other_bodies_are_told(client):
    assert (
        client.post("/api/read", content=b"{", headers={"content-type": "application/json"}).status_code
        == 422
    )
    assert client.post("/api/read", content=b"a", headers={"content-type": "text/plain"}).status_code == 415
    broken = {"content-type": "multipart/form-data; boundary=x"}
    assert client.post("/api/read", content=b"--y", headers=broken).status_code in (400, 422)
    nothing = client.post("/read", data={"text": ""}, files={"none": b""})
    assert (nothing.status_code, "bring either a text or a file" in nothing.text) == (422, True)


def test_a_report_may_be_larger_than_other_requests(asking):
    client = asking(largest=1_000, largest_upload=50_000)
    long = TEXT + " " * 5_000
    assert client.post("/api/read", json={"text": long}).status_code == 200
    assert client.post("/api/judgements", json={"text": long}, headers=BEARER).status_code == 413
    assert client.post("/api/read", json={"text": "x" * 60_000}).status_code == 413


def test_a_body_that_hides_its_length_is_cut_off(asking):
    client = asking(largest_upload=10_000)

    def pieces():
        for _ in range(100):
            yield b"x" * 1_000

    for kind in ("application/json", "multipart/form-data; boundary=x"):
        answer = client.post("/api/read", content=pieces(), headers={"content-type": kind})
        assert (answer.status_code, answer.json()["error"]) == (413, 413)


def test_too_many_at_once_are_told_when_to_come_again(asking, monkeypatch):
    client = asking(most_waiting=0)
    desk = client.app.state.desk
    begun, go_on = threading.Event(), threading.Event()

    def slow(reader):
        begun.set()
        go_on.wait(10)

    busy = threading.Thread(target=desk.in_turn, args=(slow,))
    busy.start()
    begun.wait(10)
    answer = client.post("/api/read", json={"text": TEXT})
    page = client.post("/read", data={"text": TEXT}, files={"none": b""})
    go_on.set()
    busy.join(10)
    assert (answer.status_code, page.status_code) == (503, 503)
    assert int(answer.headers["retry-after"]) > 0
    assert client.post("/api/read", json={"text": TEXT}).status_code == 200


def test_what_takes_too_long_is_left(asking):
    client = asking(longest_reading=0.01)
    assert client.post("/api/read", json={"text": (TEXT + " ") * 200}).status_code == 503


def test_storing_wants_the_token(asking, ledger):
    head = ledger.head()
    client = asking(token=TOKEN)
    asked = {"text": TEXT, "published": "2023-01-14", "outlet": "Daily", "store": True}
    assert client.post("/api/read", json=asked).status_code == 403
    assert asking().post("/api/read", json=asked).status_code == 403
    assert client.post("/read", data={"text": TEXT, "store": "1"}, files={"none": b""}).status_code == 403
    assert ledger.head() == head
    value = client.post("/api/read", json=asked, headers=BEARER).json()
    assert value["stored"]["fate"] == "added"
    there = client.get(f"/api/documents/{value['stored']['document']}").json()
    assert there["totals"]["claims"] == 2
    again = client.post("/api/read", json=asked, headers=BEARER).json()
    assert again["stored"]["fate"] == "already there"


def test_paste_and_read_in_the_browser(served, opened):
    tab = opened(f"{served()}/read")
    tab.fill("[name=text]", TEXT)
    tab.fill("[name=published]", "2023-01-14")
    tab.click("[data-reading] button")
    tab.wait_for_selector("#result")
    assert tab.locator(".sheet .claim").count() >= 2
    assert tab.locator("[data-status]").inner_text() == "Read."
    assert violations(tab) == []
    tab.set_input_files("[data-file]", {"name": "p.txt", "mimeType": "text/plain", "buffer": TEXT.encode()})
    assert tab.input_value("[name=text]") == ""
    tab.click("[data-reading] button")
    tab.locator("[data-status]", has_text="Read.").wait_for()
    assert tab.locator(".sheet .claim").count() >= 2


def test_it_works_without_javascript(served, opened):
    tab = opened(f"{served()}/read", width="phone", java_script_enabled=False)
    tab.fill("[name=text]", TEXT)
    tab.click("[data-reading] button")
    tab.wait_for_selector("#result")
    assert tab.locator("table.claims tbody tr").count() == 2
