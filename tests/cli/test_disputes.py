"""`sayso disputes`: who against whom, since when, on how many origins, and what ended it."""

import json
from datetime import UTC, date, datetime

import pytest

from sayso.ledger import Ledger
from sayso.model import Kind, Source

from .conftest import MINISTRY, STAFF, reading, said

BROTHER = Source(name="Ukrainian officer", party="Ukraine", side="Ukraine")


def listed(run, *arguments):
    return [json.loads(line) for line in run("disputes", *arguments, "--json").stdout.splitlines()]


@pytest.fixture
def ended(ledger):
    """January, and the word of 25 January that the town was left."""
    with Ledger.open(ledger) as opened:
        left = reading("d25", date(2023, 1, 25), said(BROTHER, "Ukraine", "Ukraine", kind=Kind.WITHDRAWAL))
        opened.add(left, datetime(2023, 2, 1, 12, tzinfo=UTC))
    return ledger


def test_control_and_credit_are_listed_apart(run, ledger):
    control, credit = sorted(listed(run, "--ledger", ledger), key=lambda each: each["kind"] == "credit")
    assert (control["place"], control["kind"], control["open"]) == ("Soledar", "holders", True)
    assert control["opened"] == "2023-01-10"
    positions = {each["says"]: each for each in control["positions"]}
    assert set(positions) == {"held by Ukraine", "held by Russia", "not held by Russia"}
    held = positions["held by Russia"]
    assert (held["first"]["published"], held["last"]["published"]) == ("2023-01-10", "2023-01-15")
    assert [each["name"] for each in held["origins"]] == [
        "Wagner Group",
        "Russian Ministry of Defence",
        "Front Monitor",
        "Town Watch",
    ]
    assert {each["says"] for each in credit["positions"]} == {"taken by Wagner Group", "taken by Russia"}


def test_one_voice_on_two_pages_is_one_origin_with_two_carriers(run, ledger):
    (control,) = [each for each in listed(run, "--ledger", ledger) if each["kind"] != "credit"]
    origins = [origin for each in control["positions"] for origin in each["origins"]]
    (wagner,) = [each for each in origins if each["name"] == "Wagner Group"]
    assert [each["outlet"] for each in wagner["carriers"]] == ["Agency", "Daily"]


def test_what_would_settle_it_names_who_and_what(run, ledger):
    output = run("disputes", "--ledger", ledger).output
    assert "a withdrawal of the denial: Ukraine saying “held by Russia”" in output
    assert "an admission against interest: Ukraine saying “not held by Ukraine”" in output


def test_an_admission_ends_it(run, ended):
    (control,) = [each for each in listed(run, "--ledger", ended) if each["kind"] != "credit"]
    assert control["closed"]["by"] == "admission"
    assert control["closed"]["at"] == "2023-01-25"
    output = run("disputes", "--closed", "--ledger", ended).output
    assert "ended 2023-01-25 by an admission: Ukrainian officer, for Ukraine," in output


def test_a_day_is_told_by_what_was_known_by_then(run, ended):
    then = listed(run, "Soledar", "--as-known", "2023-01-20", "--ledger", ended)
    assert all(each["open"] for each in then)
    assert listed(run, "--as-known", "2023-01-20", "--ledger", ended) == then
    assert listed(run, "--until", "2023-01-09", "--ledger", ended) == []


def test_only_what_was_open_in_the_interval_is_listed(run, ended):
    later = listed(run, "--since", "2023-01-26", "--until", "2023-01-31", "--ledger", ended)
    assert [each["kind"] for each in later] == ["credit"]


def test_a_dispute_older_than_the_interval_keeps_its_beginning(run, tmp_path):
    path = str(tmp_path / "long.db")
    with Ledger.open(path) as opened:
        for month in range(1, 9):
            day = date(2023, month, 10)
            claims = said(MINISTRY, "Russia", "Russia"), said(STAFF, "Russia", "Russia", denied=True)
            for half in (1, 2):
                opened.add(
                    reading(f"m{month}-{half}", day.replace(day=half * 12), *claims, text=f"Report {month}."),
                    datetime(2023, 9, 1, tzinfo=UTC),
                )
    (whole,) = listed(run, "--ledger", path)
    (asked,) = listed(run, "--since", "2023-08-01", "--until", "2023-08-31", "--ledger", path)
    assert asked == whole
    assert asked["opened"] == "2023-01-12"


def test_open_and_closed_part_them(run, ended):
    open_, closed = (listed(run, which, "--ledger", ended) for which in ("--open", "--closed"))
    assert ({each["kind"] for each in open_}, {each["kind"] for each in closed}) == ({"credit"}, {"holders"})


def test_a_place_unknown_is_told(run, ledger):
    answer = run("disputes", "Soledr", "--ledger", ledger)
    assert answer.exit_code == 1
    assert "did you mean Soledar?" in answer.output
