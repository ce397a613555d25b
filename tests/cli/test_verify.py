"""`sayso verify` and `sayso log`: whether the record is what it was, and what to keep elsewhere."""

import json
import sqlite3
from contextlib import closing

import pytest


def test_a_ledger_that_nobody_touched_is_in_order(run, ledger):
    answer = run("verify", "--ledger", ledger)
    assert answer.exit_code == 0
    head = run("log", "--head", "--ledger", ledger).output.split()[0]
    assert answer.output == f"{ledger} is as it was recorded: 6 entries, head {head}\n"
    assert run("verify", "--ledger", ledger, "--json").output == ""


def test_what_was_changed_is_named(run, ledger):
    with closing(sqlite3.connect(ledger)) as raw:
        raw.execute("DROP TRIGGER claim_no_update")
        raw.execute("UPDATE claim SET party = 'Other' WHERE document = 2")
        raw.commit()
    answer = run("verify", "--ledger", ledger)
    assert answer.exit_code == 1
    told = "entry 2 (document 2): the rows of document d10 are not those that were recorded"
    assert answer.stderr.splitlines() == [f"sayso: {told}", f"{ledger}: 1 thing is not as recorded"]
    (line,) = run("verify", "--ledger", ledger, "--json").stdout.splitlines()
    assert json.loads(line)["where"] == "entry 2 (document 2)"


def test_the_chain_is_shown_with_what_each_link_added(run, ledger):
    lines = run("log", "--last", "2", "--ledger", ledger).output.splitlines()
    assert [line.split()[-2:] for line in lines] == [["document", "d14"], ["document", "d15"]]
    last = json.loads(run("log", "--json", "--ledger", ledger).stdout.splitlines()[-1])
    head = json.loads(run("log", "--head", "--json", "--ledger", ledger).stdout)
    assert (last["number"], last["head"]) == (head["entries"], head["head"])


@pytest.mark.postgres
@pytest.mark.usefixtures("by_hand")
def test_a_ledger_in_postgresql_is_named_without_its_password(run, postgres, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("The town is spoken of.", encoding="utf-8")
    address = postgres.fresh()
    monkeypatch.setenv("SAYSO_LEDGER", address)
    told = ""
    for command in (
        ("add", "a.txt", "--published", "2023-01-14"),
        ("add", "--retry"),
        ("search", "spoken"),
        ("verify",),
        ("place", "Nowhere"),
        ("verify", "--ledger", address.replace("postgres?", "none?")),
    ):
        answer = run(*command)
        told += answer.stdout + answer.stderr
    assert "1 added to postgresql://sayso@/postgres" in "".join(told.split("\n"))
    assert "[spoken]" in told
    assert "is as it was recorded: 1 entry" in told
    assert "does not exist" in told
    assert "s3cr" not in told
