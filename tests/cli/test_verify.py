"""`sayso verify` and `sayso log`: whether the record is what it was, and what to keep elsewhere."""

import json
import sqlite3
from contextlib import closing


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
