"""What stands before every request."""

import pytest

from sayso.web.guard import policy
from sayso.web.settings import Settings


def test_every_answer_carries_the_policy(client):
    for path in ("/places", "/api/places", "/static/css/desk.css", "/nowhere", "/health"):
        answer = client.get(path)
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "unsafe-inline" not in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_name_that_is_not_ours_is_turned_away(client):
    assert client.get("/places", headers={"host": "rebound.example"}).status_code == 400
    assert client.get("/places", headers={"host": "localhost:8765"}).status_code == 200
    assert client.get("/places", headers={"host": "[::1]:8765"}).status_code == 200


def test_a_name_that_was_given_is_ours(asking):
    client = asking(hosts=("desk.example",))
    assert client.get("/places", headers={"host": "desk.example"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_another_sites_page_changes_nothing(client, headers):
    assert client.post("/places", headers=headers).status_code == 403


def test_our_own_page_may_ask_for_a_change(client):
    # Nothing is brought to be read; it is not the guard that says so.
    assert client.post("/read", headers={"origin": "http://127.0.0.1"}).status_code == 422


def test_too_much_is_refused_before_it_is_read(asking):
    client = asking(largest=100)
    assert client.post("/places", content=b"x" * 101).status_code == 413
    assert client.post("/places", content=b"", headers={"content-length": "many"}).status_code == 400


def test_too_often_is_told_when_to_come_again(asking):
    client = asking(per_second=0.5, burst=2)
    answers = [client.get("/health") for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["retry-after"]) <= 3


def test_tiles_of_the_users_own_are_the_only_other_origin():
    told = policy(Settings(tiles="https://tiles.example/{z}/{x}/{y}.png"))
    assert "connect-src 'self' https://tiles.example;" in told
    assert "script-src 'self';" in told
