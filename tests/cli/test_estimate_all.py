"""`sayso estimate --all`: every place of a ledger on one day."""

import json

import pytest


def told(run, *arguments, ledger):
    answer = run("estimate", "--all", *arguments, "--ledger", ledger)
    assert answer.exit_code == 0
    return answer.stdout


def test_every_place_is_told_with_what_it_was_reckoned_by(run, ledger):
    lines = [json.loads(each) for each in told(run, "--json", ledger=ledger).splitlines()]
    town = next(each for each in lines if each["place"] == "Soledar")
    assert sum(town["probabilities"].values()) == pytest.approx(1, abs=1e-5)
    assert town["method"] == "party-frame-chain"
    assert town["parameters"].startswith("priors=")
    assert town["independent_origins"]


def test_people_are_told_of_places_heard_of_lately_and_how_many_others_there_are(run, ledger):
    assert "Soledar" in told(run, ledger=ledger)
    later = told(run, "--to", "2023-06-01", ledger=ledger)
    assert "Soledar" not in later
    assert "not heard of in 14 days: --json tells them" in later


def test_an_earlier_day_is_refused_with_what_to_do(run, ledger):
    answer = run("estimate", "--all", "--to", "2023-01-05", "--ledger", ledger)
    assert answer.exit_code == 1
    assert "name a place for an earlier day" in answer.stderr


@pytest.mark.parametrize("more", [("Soledar",), ("--hindsight",), ("--from", "2023-01-01"), ("--explain",)])
def test_what_does_not_go_with_it_is_refused(run, ledger, more):
    assert run("estimate", "--all", *more, "--ledger", ledger).exit_code == 2
