"""What any request may do: be answered, and told in one form what is wrong with it."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.control import SkipTest

from sayso.web.metrics import Metrics

from .axe import violations
from .conftest import TOKEN

BEARER = {"authorization": f"Bearer {TOKEN}"}
QUICK = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_request_to_the_api_breaks_it(asking, mode):
    client = asking(token=TOKEN, per_second=1e9, burst=10**9, hosts=("testserver", "127.0.0.1"))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", client.app)
    schema.config.generation.update(modes=[mode])
    asked = []

    def put(case):
        response = case.call(headers=BEARER)
        asked.append((case.method, case.path, response.status_code))
        case.validate_response(response, checks=[not_a_server_error])

    for found in schema.get_all_operations():
        operation = found.ok()
        try:
            strategy = operation.as_strategy(generation_mode=mode)
            QUICK(given(case=strategy)(put))()
        except SkipTest:
            # What takes no parameter cannot be asked wrongly.
            assert mode is GenerationMode.NEGATIVE
    assert len({path for _, path, _ in asked}) >= 5
    assert {method for method, _, _ in asked} == {"GET", "POST"}


@pytest.mark.parametrize(
    "path",
    [
        "/api/nothing",
        "/api/places/Nowhere",
        "/api/claims?cursor=x",
        "/api/claims?limit=0",
        "/api/documents/x",
    ],
)
def test_every_error_of_the_api_is_json(client, path):
    answer = client.get(path)
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"] == answer.status_code
    assert answer.json()["detail"]
    assert client.get(path, headers={"host": "evil.example"}).json()["error"] == 400


def test_what_breaks_tells_nothing_of_the_machine(asking, monkeypatch):
    client = asking()
    client = type(client)(client.app, base_url="http://127.0.0.1", raise_server_exceptions=False)

    def broken():
        raise RuntimeError("the secret path")

    monkeypatch.setattr(client.app.state.desk.ledger, "places", broken)
    for path in ("/api/places", "/places"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_what_can_be_got_can_be_asked_after(client):
    for path in ("/places", "/api/places", "/static/css/desk.css", "/health"):
        got, asked = client.get(path), client.head(path)
        assert (asked.status_code, asked.content) == (200, b"")
        assert asked.headers["content-type"] == got.headers["content-type"]
    assert client.options("/places").status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static/..%2fsettings.py",
        "/static/css/..%5c..%5csettings.py",
        "/static//etc/passwd",
        "/static/%00",
    ],
)
def test_no_path_leads_out_of_the_static_files(client, path):
    assert client.get(path).status_code in (400, 404)


def test_static_files_are_kept_and_asked_for_anew(client):
    first = client.get("/static/css/desk.css")
    assert first.headers["cache-control"] == "no-cache"
    again = client.get("/static/css/desk.css", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert "immutable" in client.get("/static/css/desk.css?v=1").headers["cache-control"]


def test_the_pace_is_each_clients_own_and_a_page_with_its_files_keeps_it(asking):
    client = asking()
    for _ in range(5):
        answers = [client.get("/places"), *(client.get("/static/css/desk.css") for _ in range(30))]
        assert {each.status_code for each in answers} == {200}
    slow = asking(per_second=0.01, burst=1)
    other = type(slow)(slow.app, base_url="http://127.0.0.1", client=("192.0.2.7", 1))
    assert [slow.get("/health").status_code for _ in range(2)] == [200, 429]
    assert other.get("/health").status_code == 200
    assert slow.get("/api/places").json()["error"] == 429


@pytest.mark.parametrize("length", ["²", "-1", "1e9", "9" * 5000])
def test_a_length_that_is_no_number_is_told(client, length):
    headers = {"content-length": length.encode("latin-1"), "host": "127.0.0.1"}
    assert client.get("/places", headers=headers).status_code == 400


def test_the_numbers_hold_no_name(client):
    for path in (
        "/api/places/Soledar?on=2023-01-14",
        "/api/places/Nowhere",
        "/nothing/Secretville",
        "/static/x",
    ):
        client.get(path)
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'sayso_requests_total{method="GET",route="/api/places/{name:path}",status="200"} 1' in answer.text
    assert 'sayso_requests_total{method="GET",route="/api/places/{name:path}",status="404"} 1' in answer.text
    assert 'sayso_request_seconds_count{route="/api/places/{name:path}"} 2' in answer.text
    assert "sayso_ledger_entries " in answer.text
    for name in ("Soledar", "Nowhere", "Secretville", "2023"):
        assert name not in answer.text


def test_buckets_hold_what_took_no_longer():
    metrics = Metrics()
    for seconds in (0.001, 0.005, 0.2, 100.0):
        metrics.count("BREW", '/a"b', 200, seconds)
    lines = list(metrics.lines())
    assert 'sayso_requests_total{method="other",route="/a\\"b",status="200"} 4' in lines
    assert 'sayso_request_seconds_bucket{route="/a\\"b",le="0.005"} 2' in lines
    assert 'sayso_request_seconds_bucket{route="/a\\"b",le="0.25"} 3' in lines
    assert 'sayso_request_seconds_bucket{route="/a\\"b",le="+Inf"} 4' in lines
    assert 'sayso_request_seconds_sum{route="/a\\"b"} 100.206000' in lines


def test_the_page_for_programs_names_every_route(client, served, opened):
    page = client.get("/api").text
    for path, methods in client.app.openapi()["paths"].items():
        for method in methods:
            assert f"<code>{method.upper()} {path}</code>" in page
    tab = opened(f"{served()}/api", width="phone")
    assert violations(tab) == []


def test_claims_page_by_page(client):
    found, cursor = [], None
    while True:
        told = client.get(
            "/api/claims", params={"kind": ["control"], "limit": 7} | ({"cursor": cursor} if cursor else {})
        ).json()
        found += told["claims"]
        cursor = told["next"]
        if cursor is None:
            break
    assert len(found) > 20
    assert {each["kind"] for each in found} == {"control"}
    assert len({each["id"] for each in found}) == len(found)
    table = client.get("/api/claims", params={"kind": ["control"], "limit": 500, "format": "csv"}).text
    assert [line.split(",")[0] for line in table.splitlines()[1:] if line.startswith("claim:")] == [
        each["id"] for each in found
    ]


def test_a_desk_whose_ledger_is_gone_says_that_it_broke(asking, monkeypatch):
    client = asking()

    def gone():
        raise RuntimeError("no such file")

    monkeypatch.setattr(client.app.state.desk.ledger, "head", gone)
    # The frame of every page asks the ledger too, so it cannot tell this.
    for path in ("/places", "/nothing", "/api/places", "/metrics"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "no such file" not in answer.text
        assert "script-src 'self'" in answer.headers["content-security-policy"]
