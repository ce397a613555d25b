"""Estimates reckoned again from what they say they were reckoned by, after the ledger has gone on."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sayso.answers.citation import FIRST_FORMAT, seal_of
from sayso.answers.everywhere import estimates_everywhere
from sayso.estimation import DEFAULT_METHOD, METHODS
from sayso.ledger import Ledger
from sayso.model import Judgement, JudgementKind, Withdrawn

from .conftest import MINISTRY, MONITOR, STAFF, WITNESS, reading, said

HELD = datetime(2023, 2, 1, 12, tzinfo=UTC)
ASKED = [
    ("estimate", "Soledar", "--from", "2023-01-08", "--to", "2023-01-14"),
    ("estimate", "Soledar", "--from", "2023-01-08", "--to", "2023-01-14", "--explain"),
    ("estimate", "Soledar", "--from", "2023-01-08", "--hindsight"),
    ("estimate", "Soledar", "--from", "2023-01-08", "--method", "dawid-skene-7d"),
    ("estimate", "--all"),
    ("estimate", "--all", "--to", "2023-03-01"),
    ("place", "Soledar", "--on", "2023-01-14"),
    ("place", "Soledar", "--on", "2023-01-14", "--as-known", "2023-01-26"),
    ("place", "geonames:706757", "--on", "2023-01-14", "--as-recorded", "2023-02-02"),
]


def go_on(ledger):
    """More is recorded, some of it at the very instant of the rest, and some is taken back."""
    with Ledger.open(ledger) as opened:
        for number, (source, party) in enumerate([(MONITOR, "Ukraine"), (WITNESS, "Ukraine")]):
            more = reading(f"n{number}", date(2023, 1, 12 + number), said(source, party, party))
            opened.add(more, HELD)
        anew = {"text": "The town, told anew.", "url": "https://example.org/d13"}
        opened.add(reading("n9", date(2023, 1, 13), said(STAFF, "Ukraine", "Ukraine"), **anew), HELD)
        opened.withdraw("d14", Withdrawn.RETRACTED, HELD, seen_at=datetime(2023, 1, 14, 12, tzinfo=UTC))
        wrong = next(each.id for each in opened.claims() if each.claim.source.name == MINISTRY.name)
        merge = {"into": "Front Monitor"}
        who = {"author": "A. Editor", "reason": "read wrongly"}
        opened.judge(Judgement(kind=JudgementKind.REJECT, subject=wrong, **who), HELD)
        opened.judge(Judgement(kind=JudgementKind.MERGE, subject="Town Watch", value=merge, **who), HELD)


def told(run, ledger, asked):
    answer = run(*asked, "--ledger", ledger, "--json")
    assert answer.exit_code == 0
    Path("told.jsonl").write_text(answer.stdout, encoding="utf-8")
    return [json.loads(line) for line in answer.stdout.splitlines()]


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_it_comes_out_the_same_to_the_last_bit_when_the_ledger_has_gone_on(run, ledger, asked):
    before = told(run, ledger, asked)
    go_on(ledger)
    answer = run("verify", "told.jsonl", "--ledger", ledger)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "estimates come out the same to the last bit" in answer.stdout
    assert not answer.stdout.startswith("told.jsonl: 0 of")
    after = told(run, ledger, asked)
    assert [each.get("exact") for each in before] != [each.get("exact") for each in after] or "place" in asked


def test_an_answer_tells_its_weeks_and_the_record_it_was_reckoned_from(run, ledger):
    (answer,) = told(run, ledger, ASKED[6])
    with Ledger.open(ledger) as opened:
        head = opened.head()
    reckoning = answer["reckoning"]
    assert reckoning["ledger"] == {"entries": head.entries, "head": head.hash}
    assert (reckoning["from"], reckoning["to"]) == ("2022-12-18", "2023-01-14")
    assert (reckoning["method"], reckoning["parameters"]) == (
        answer["estimate"]["method"],
        answer["estimate"]["parameters"],
    )
    assert answer["curve"][-1]["exact"] == answer["estimate"]["exact"]
    told_bits = {state: float.fromhex(each) for state, each in answer["estimate"]["exact"].items()}
    assert answer["estimate"]["probabilities"] == {state: round(p, 6) for state, p in told_bits.items()}


def test_an_answer_tells_who_held_the_place_before_and_what_that_rests_on(run, ledger):
    (answer,) = told(run, ledger, ASKED[6])
    prior = answer["estimate"]["prior_holder"]
    assert (prior["place"], prior["holder"], prior["from"]) == ("Soledar", "Ukraine", "2014-07-21")
    assert prior["basis"].startswith("https://")
    assert prior in answer["reckoning"]["holders"]
    shown = run("place", "Soledar", "--on", "2023-01-14", "--numbers", "--ledger", ledger).stdout
    assert "held before" in shown
    assert "Ukraine since 2014-07-21" in shown
    assert prior["basis"] in shown.replace("\n", "")


def test_a_changed_list_of_holders_changes_no_estimate_that_was_made(run, ledger, monkeypatch):
    told(run, ledger, ASKED[0])
    monkeypatch.setattr("sayso.answers.holders._dated", lambda: ())
    answer = run("verify", "told.jsonl", "--ledger", ledger)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert told(run, ledger, ASKED[0])[0]["reckoning"]["holders"] == []


@pytest.fixture
def other_parameters(monkeypatch):
    def change():
        model = METHODS[DEFAULT_METHOD]
        priors = replace(model.priors, exponent=model.priors.exponent / 2, digest="another file")
        monkeypatch.setitem(METHODS, DEFAULT_METHOD, replace(model, priors=priors))

    return change


def test_other_parameters_are_told(run, ledger, other_parameters):
    told(run, ledger, ASKED[0])
    other_parameters()
    answer = run("verify", "told.jsonl", "--ledger", ledger)
    assert answer.exit_code == 1
    assert "comes out otherwise, by up to" in answer.stderr
    assert "then, priors=3 (another file) here" in answer.stderr


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda line: line["probabilities"].update(Russia=0.9), "shows other probabilities"),
        (lambda line: line["reckoning"]["ledger"].update(head="0" * 64), "had another head"),
        (lambda line: line["reckoning"]["ledger"].update(entries=99), "of 99 entries; this one has 6"),
        (lambda line: line["reckoning"].update(method="oracle"), "reckoned by 'oracle', which is not here"),
        (lambda line: line["reckoning"].update(asked="Nowhere"), "cannot be reckoned again"),
        (lambda line: line["reckoning"].update(sides=["Ukraine"]), "by the same code and parameters"),
        (lambda line: line["reckoning"].update(holders=[]), "by the same code and parameters"),
        (lambda line: line["reckoning"].update(holders=["Ukraine"]), "is not as sayso writes it"),
        (lambda line: line["reckoning"].update(ledger=None), "from reports, not from a ledger"),
        (lambda line: line.pop("exact"), "exact: is not as sayso writes it"),
        (lambda line: line["reckoning"].pop("to"), "reckoning: is not as sayso writes it"),
        (lambda line: line.pop("reckoning"), "told.jsonl"),
    ],
)
def test_what_was_changed_or_is_of_another_ledger_is_told(run, ledger, change, problem):
    lines = told(run, ledger, ASKED[0])
    change(lines[-1])
    Path("told.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    answer = run("verify", "told.jsonl", "--ledger", ledger)
    assert answer.exit_code == 1
    assert problem in answer.stderr


def cited(run, ledger):
    run("cite", "Soledar", "--on", "2023-01-14", "--out", "c.json", "--page", "--ledger", ledger)
    return json.loads(Path("c.json").read_text(encoding="utf-8"))


def test_a_citation_holds_all_that_place_shows_and_its_weeks_are_reckoned_again(run, ledger):
    (shown,) = told(run, ledger, ASKED[6])
    answer = cited(run, ledger)["answer"]
    assert {key: each for key, each in answer.items() if key != "reckoning"} == {
        key: each for key, each in shown.items() if key != "reckoning"
    }
    assert {"accounts", "contradictions", "replies", "figures", "curve"} <= set(answer)
    go_on(ledger)
    checked = run("verify", "c.json", "--ledger", ledger)
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert "its 29 estimates come out the same to the last bit" in checked.stdout


def test_a_citation_of_other_parameters_is_no_fault_and_is_told(run, ledger, other_parameters):
    cited(run, ledger)
    other_parameters()
    answer = run("verify", "c.json", "--ledger", ledger)
    assert answer.exit_code == 0
    assert "cannot be had again here" in answer.stderr
    assert "another file" in answer.stderr


def test_a_citation_of_the_first_format_is_checked_as_it_was(run, ledger):
    snapshot = cited(run, ledger)
    snapshot["format"] = FIRST_FORMAT
    for key in ("accounts", "contradictions", "replies", "figures", "reckoning"):
        del snapshot["answer"][key]
    snapshot["seal"] = seal_of(snapshot)
    Path("c.json").write_text(json.dumps(snapshot), encoding="utf-8")
    answer = run("verify", "c.json", "--ledger", ledger)
    assert (answer.exit_code, answer.output.count("\n")) == (0, 1)
    snapshot["answer"]["days"] = 3
    Path("c.json").write_text(json.dumps(snapshot), encoding="utf-8")
    assert "was changed after it was sealed" in run("verify", "c.json", "--ledger", ledger).stderr


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE kept_upto SET head = 'another'",
        "UPDATE kept_upto SET method = 'another'",
        "ALTER TABLE kept_upto DROP COLUMN head",
    ],
)
def test_what_is_kept_of_another_chain_or_method_is_reckoned_anew(ledger, change):
    with Ledger.open(ledger) as opened:
        before = estimates_everywhere(opened, date(2023, 2, 1))
        assert {each.reckoning.head.hash for each in before} == {opened.head().hash}
    with closing(sqlite3.connect(ledger)) as raw:
        raw.execute("UPDATE kept_belief SET hidden = '[1.0]'")
        raw.execute(change)
        raw.commit()
    with Ledger.open(ledger) as opened:
        assert estimates_everywhere(opened, date(2023, 2, 1)) == before
