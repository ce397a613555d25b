"""`sayso place`: every voice on its side, disputes, and an estimate that may be unknown."""

import json

import pytest


@pytest.mark.parametrize("columns", [80, 140])
def test_the_sides_stand_next_to_each_other(run, ledger, columns):
    answer = run("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger, columns=columns)
    assert answer.exit_code == 0
    (heads,) = [
        line.split() for line in answer.output.splitlines() if line.startswith("Speaking for Ukraine")
    ]
    assert heads == ["Speaking", "for", "Ukraine", "Speaking", "for", "Russia"]
    assert "Independent of the sides" in answer.output
    assert max(map(len, answer.output.splitlines())) <= columns


def test_one_voice_on_two_pages_is_one_voice(run, ledger):
    (line,) = run("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger, "--json").stdout.splitlines()
    answer = json.loads(line)
    (wagner,) = [each for each in answer["voices"] if each["source"] == "Wagner Group"]
    assert [page["outlet"] for page in wagner["pages"]] == ["Agency", "Daily"]


def test_disputes_of_control_and_of_credit_are_kept_apart(run, ledger):
    answer = json.loads(run("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger, "--json").stdout)
    disputes = {each["kind"]: each["positions"] for each in answer["disputes"]}
    assert disputes["denied"] == {
        "held by Russia": ["Wagner Group", "Russian Ministry of Defence", "Front Monitor", "Town Watch"],
        "not held by Russia": ["Serhiy Example"],
    }
    assert set(disputes["holders"]) == {"held by Ukraine", "held by Russia"}
    assert set(disputes["credit"]) == {"taken by Wagner Group", "taken by Russia"}


def test_a_claimant_alone_never_gets_beyond_claimed_by(run, ledger):
    output = run("place", "Soledar", "--on", "2023-01-13", "--ledger", ledger).output
    assert "unknown (claimed by Ukraine and by Russia, no independent origin)" in output
    assert "%" not in output


def test_two_independent_origins_lift_the_veil(run, ledger):
    output = run("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger).output
    assert "unknown" not in output
    assert "2 independent origins in the last 14 days: Front Monitor, Town Watch" in output
    assert "What moves it most" in output


def test_numbers_open_on_request(run, ledger):
    output = run("place", "Soledar", "--on", "2023-01-13", "--numbers", "--ledger", ledger).output
    assert "contested" in output
    assert "dawid-skene-7d" in output


def test_a_day_is_told_by_what_was_published_by_then(run, ledger):
    arguments = ("place", "Soledar", "--on", "2023-01-10", "--ledger", ledger)
    then, later = run(*arguments).output, run(*arguments, "--as-known", "2023-01-26").output
    assert "as known on 2023-01-10 ·" in then
    assert "as known on 2023-01-26, looking back ·" in later


def test_what_the_ledger_did_not_hold_is_not_told(run, ledger):
    answer = run("place", "Soledar", "--on", "2023-01-15", "--as-recorded", "2023-01-20", "--ledger", ledger)
    assert answer.exit_code == 0
    assert "Nothing said about it" in answer.output
    assert "as recorded at 2023-01-20" in answer.output


def test_other_matters_are_shown_on_request(run, ledger):
    arguments = ("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger)
    assert "casualties" not in run(*arguments).output
    assert "1 further statement on other matters" in run(*arguments).output
    assert "casualties in Soledar" in run(*arguments, "--all").output


def test_the_last_day_of_the_ledger_is_asked_about_by_default(run, ledger):
    assert run("place", "soledar", "--ledger", ledger).output.startswith("Soledar on 2023-01-15")


def test_a_place_is_found_under_another_of_its_names(run, ledger):
    assert run("place", "Соледар", "--ledger", ledger).output.startswith("Soledar on")


def test_voices_of_the_window_only(run, ledger):
    answer = json.loads(
        run("place", "Soledar", "--on", "2023-01-15", "--days", "2", "--ledger", ledger, "--json").stdout
    )
    assert {each["source"] for each in answer["voices"]} == {"Front Monitor", "Town Watch"}
