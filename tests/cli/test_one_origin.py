"""Reports as they come in: twelve outlets print one agency's text, and it counts once."""

import json
from datetime import UTC, datetime, timedelta

import pytest

AGENCY = (
    "Russian forces hold the town of Soledar in eastern Ukraine after days of street fighting. "
    "Columns of trucks were seen on the road that leads into the town from the east, and the salt works at "
    "its edge stood empty through the night, with neither guards nor workers at any of the gates. "
    "Shops along the main street were shut and most of the people who had stayed were in cellars. "
)
STAFF = (
    "The General Staff of the Armed Forces of Ukraine denied on Friday that Russia held Soledar. "
    "It gave no further account of the day and did not take questions."
)
FIRST = datetime(2023, 1, 13, 6, 41, tzinfo=UTC)
OUTLETS = [f"{name} {kind}" for name in ("Harbour", "Valley", "Lakeside", "Hill") for kind in "ABC"]


def text_of(number):
    """The agency's words: some with its credit, some with a sentence more, some with one reworded."""
    if number % 4 == 1:
        return f"(Reuters) - {AGENCY}"
    if number % 4 == 2:
        return f"{AGENCY}Our desk will follow what comes of it."
    if number % 4 == 3:
        return AGENCY.replace("Shops along the main street were shut", "Most shops in the centre were closed")
    return AGENCY


@pytest.fixture
def taken_in(run, tmp_path):
    """Thirteen reports through `sayso add`, the later ones first: the order of intake must not tell."""
    reports = [
        {
            "id": f"r{number}",
            "text": text_of(number),
            "outlet": outlet,
            "url": f"https://{outlet.lower().replace(' ', '-')}.example/soledar",
            "published": (FIRST + timedelta(minutes=17 * number)).isoformat(),
        }
        for number, outlet in enumerate(OUTLETS)
    ]
    reports.append(
        {
            "id": "denial",
            "text": STAFF,
            "outlet": "Front Page",
            "url": "https://front.example/1",
            "published": (FIRST + timedelta(hours=8)).isoformat(),
        }
    )
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(json.dumps(each) for each in reversed(reports)), encoding="utf-8")
    answer = run("add", str(path), "--ledger", "twelve.db", "--workers", "1")
    assert "13 added" in answer.output
    return "twelve.db"


def is_one_origin_with_twelve_carriers(origins):
    (origin,) = origins
    assert {each["outlet"] for each in origin["carriers"]} == set(OUTLETS)
    assert len(origin["carriers"]) == 12
    assert datetime.fromisoformat(origin["first_seen"]) == FIRST
    seen = [datetime.fromisoformat(each["published"]) for each in origin["carriers"]]
    assert seen == [FIRST + timedelta(minutes=17 * number) for number in range(12)]
    assert set(origin["ties"]) >= {"text", "credit"}


def test_twelve_outlets_with_one_text_are_one_origin_with_twelve_carriers(run, taken_in):
    (dispute,) = map(
        json.loads, run("disputes", "Soledar", "--ledger", taken_in, "--json").stdout.splitlines()
    )
    positions = {each["says"]: each for each in dispute["positions"]}
    assert set(positions) == {"held by Russia", "not held by Russia"}
    held = positions["held by Russia"]
    assert (held["claims"], held["origin_count"]) == (12, 1)
    is_one_origin_with_twelve_carriers(held["origins"])

    answer = json.loads(run("place", "Soledar", "--ledger", taken_in, "--json").stdout)
    (account,) = [
        each
        for each in answer["accounts"]
        if (each["kind"], each["side"], each["polarity"]) == ("control", "Russia", "affirmed")
    ]
    assert not account["corroborated"]
    assert len(account["claims"]) == 12
    is_one_origin_with_twelve_carriers(account["origins"])

    output = run("place", "Soledar", "--ledger", taken_in).output
    assert "held by Russia: 1 origin," in output
    assert "on 12 pages, first seen 2023-01-13 06:41 UTC" in output
