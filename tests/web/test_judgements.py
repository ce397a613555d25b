"""Judging behind the token: kept as rows, the estimate reckoned anew, and nobody else changes anything."""

import pytest

from sayso.web.sessions import COOKIE, Sessions, TooManyAttemptsError
from sayso.web.settings import OPEN_TO_ALL

from .axe import violations
from .conftest import TOKEN

BEARER = {"authorization": f"Bearer {TOKEN}"}
WHO = {"author": "A. Editor", "reason": "the text does not say that"}
OWN = {"origin": "http://127.0.0.1"}


@pytest.fixture
def desk(asking):
    return asking(token=TOKEN)


@pytest.fixture
def claim(ledger):
    """A claim that weighs on the estimate for Soledar on 14 January."""
    return ledger.claims_about("Soledar")[0]


def soledar(client):
    return client.get("/api/places/Soledar", params={"on": "2023-01-14"}).json()


def routes(app):
    """Every method and path of the desk, whichever way its routers are nested."""
    found, left = set(), list(app.routes)
    while left:
        route = left.pop()
        left += getattr(getattr(route, "original_router", None), "routes", None) or []
        left += getattr(route, "routes", None) or []
        for method in getattr(route, "methods", None) or ():
            found.add((method, route.path))
    return found


@pytest.mark.parametrize("token", [None, TOKEN])
def test_no_route_changes_anything_without_the_token(asking, ledger, token):
    client = asking(token=token)
    writing = {(method, path) for method, path in routes(client.app) if method not in ("GET", "HEAD")}
    assert {"/judgements", "/api/judgements"} <= {path for _, path in writing}
    head = ledger.head()
    for method, path in writing:
        if path in OPEN_TO_ALL:
            continue
        for headers in ({}, OWN, {"authorization": "Bearer wrong"}, {"cookie": f"{COOKIE}=wrong"}):
            answer = client.request(method, path, headers=headers)
            assert answer.status_code in (403, 429), (method, path)
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.request(method, "/places").status_code in (403, 429)
    assert ledger.head() == head


def test_it_says_what_is_missing(asking):
    told = asking().post("/api/judgements").json()
    assert "started without a token" in told["detail"]
    told = asking(token=TOKEN).post("/api/judgements").json()
    assert "Authorization: Bearer" in told["detail"]


def test_rejecting_a_claim_changes_the_estimate_at_once(desk, claim):
    before = soledar(desk)
    asked = {"kind": "reject", "subject": claim.id, **WHO}
    made = desk.post("/api/judgements", json=asked, headers=BEARER)
    assert (made.status_code, made.json()) == (201, {"judgement": 1, "claim": None})
    after = soledar(desk)
    told = [page["claim"] for voice in after["voices"] for page in voice["pages"]]
    assert claim.id not in told
    assert after["estimate"] != before["estimate"]
    undone = {"kind": "take back", "subject": "1", **WHO}
    assert desk.post("/api/judgements", json=undone, headers=BEARER).status_code == 201
    assert soledar(desk)["estimate"] == before["estimate"]
    kept = desk.get("/api/judgements").json()
    assert [(each["kind"], each["stands"]) for each in kept["judgements"]] == [
        ("reject", False),
        ("take back", True),
    ]
    assert desk.post("/api/judgements", json=undone, headers=BEARER).status_code == 422


def test_a_correction_puts_a_claim_there(desk, claim):
    asked = {"kind": "correct", "subject": claim.id, **WHO, "correction": {"party": "Wagner Group"}}
    made = desk.post("/api/judgements", json=asked, headers=BEARER).json()
    document = desk.get(f"/api/documents/{claim.document_id}").json()
    there = {each["id"]: each for each in document["ledger"]["claims"]}
    assert there[claim.id]["standing"] == "corrected"
    assert there[made["claim"]]["put_by"] == made["judgement"]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"reason": " "}, 422),
        ({"author": ""}, 422),
        ({"kind": "verified"}, 422),
        ({"kind": "correct"}, 422),
        ({"kind": "correct", "correction": {"kind": "holding"}}, 422),
        ({"kind": "bless"}, 422),
        ({"subject": "claim:nobody"}, 409),
        ({"kind": "take back", "subject": "99"}, 409),
        ({"kind": "retracted", "subject": "nobody"}, 409),
    ],
)
def test_what_is_no_judgement_is_told(desk, claim, changes, status):
    asked = {"kind": "reject", "subject": claim.id, **WHO, **changes}
    assert desk.post("/api/judgements", json=asked, headers=BEARER).status_code == status
    assert desk.get("/api/judgements").json()["total"] == 0


def test_a_report_is_withdrawn(desk, claim):
    asked = {"kind": "retracted", "subject": claim.document_id, **WHO}
    assert desk.post("/api/judgements", json=asked, headers=BEARER).status_code == 201
    document = desk.get(f"/api/documents/{claim.document_id}").json()
    assert document["ledger"]["standing"] == "withdrawn"


def test_a_session_is_no_token_and_ends(desk):
    answer = desk.post("/sign-in", data={"token": TOKEN}, headers=OWN, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303
    assert TOKEN not in cookie
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert "Sign out" in desk.get("/sign-in").text
    assert desk.get("/places").headers["cache-control"] == "no-store"
    desk.post("/sign-out", headers=OWN)
    assert desk.post("/judgements", headers=OWN).status_code == 403


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "evil"])
def test_signing_in_leads_nowhere_else(desk, to):
    answer = desk.post("/sign-in", data={"token": TOKEN, "to": to}, follow_redirects=False)
    assert answer.headers["location"] == "/places"


def test_guessing_the_token_is_slow(desk):
    answers = [desk.post("/sign-in", data={"token": "wrong"}).status_code for _ in range(6)]
    assert answers == [403] * 5 + [429]
    # Whoever guesses is not told when it was right, whichever way it asks.
    assert desk.post("/sign-in", data={"token": TOKEN}).status_code == 429
    assert desk.get("/places", headers=BEARER).status_code == 429


def test_a_session_is_over_after_its_time():
    now = [0.0]
    sessions = Sessions(TOKEN, 60.0, lambda: now[0])
    name = sessions.begin()
    now[0] = 59.0
    assert sessions.holds(name)
    now[0] = 60.0
    assert not sessions.holds(name)
    assert not sessions.holds("")
    for _ in range(5):
        assert not sessions.is_token("wrong", "here")
    with pytest.raises(TooManyAttemptsError):
        sessions.is_token(TOKEN, "here")
    assert sessions.is_token(TOKEN, "there")
    now[0] = 1000.0
    assert sessions.is_token(TOKEN, "here")


def test_without_a_token_no_empty_one_is_right():
    assert not Sessions(None, 60.0, lambda: 0.0).is_token("", "here")


def test_another_sites_page_judges_nothing(desk, claim):
    desk.post("/sign-in", data={"token": TOKEN}, headers=OWN)
    asked = {"kind": "reject", "subject": claim.id, "document": claim.document_id, **WHO}
    for headers in ({"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "same-site"}):
        assert desk.post("/judgements", data=asked, headers=headers).status_code == 403
    mine = {"origin": "null", "sec-fetch-site": "same-origin"}
    assert desk.post("/judgements", data=asked, headers=mine, follow_redirects=False).status_code == 303


def test_a_judgement_in_the_browser(served, opened, ledger, claim):
    tab = opened(f"{served(token=TOKEN)}/document/{claim.document_id}")
    tab.click("text=Sign in to judge claims")
    tab.fill("[name=token]", TOKEN)
    tab.click("main button")
    note = tab.locator(f'[id="n-{claim.id}"]')
    note.locator("summary").click()
    note.locator("text=Judge this claim").click()
    assert violations(tab) == []
    note.locator("[value=reject]").check()
    note.locator("[name=author]").fill("A. Editor")
    note.locator("[name=reason]").fill("a quotation of 2014")
    note.locator("text=Put on record").click()
    assert "rejected" in tab.locator(f'[id="n-{claim.id}"] summary').inner_text()
    ((made, stands),) = ledger.judgements()
    assert (made.kind, made.subject, made.author, stands) == ("reject", claim.id, "A. Editor", True)
    note.locator(".undo [name=author]").fill("B. Editor")
    note.locator(".undo [name=reason]").fill("it is there after all")
    note.locator(".undo button").click()
    assert [stands for _, stands in ledger.judgements()] == [False, True]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_forms_can_be_used_by_everyone(served, opened, scheme):
    base = served(token=TOKEN)
    for path in ("/sign-in", "/read"):
        assert violations(opened(base + path, width="phone", color_scheme=scheme)) == []
