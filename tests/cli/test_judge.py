"""`sayso judge`: rows beside what was read, with name and reason."""

import json

WHO = ("--author", "A. Editor", "--reason", "a quotation of 2014")


def first_claim(run, ledger):
    from sayso.ledger import Ledger

    with Ledger.open(ledger) as opened:
        return opened.claims_about("Soledar")[0].id


def parties(ledger):
    from sayso.ledger import Ledger

    with Ledger.open(ledger) as opened:
        return [(each.claim.party, each.claim.side) for each in opened.claims_about("Soledar")]


def test_a_claim_is_rejected_and_that_is_undone(run, ledger):
    before = parties(ledger)
    named = first_claim(run, ledger)
    told = run("judge", "reject", named, *WHO, "--ledger", ledger)
    assert told.output == "judgement 1 is on record\n"
    assert parties(ledger) == before[1:]
    run("judge", "undo", "1", *WHO, "--ledger", ledger)
    assert parties(ledger) == before
    lines = run("judge", "list", "--ledger", ledger).output.splitlines()
    assert lines[0].endswith(f"reject {named} (taken back)")
    assert lines[1].strip() == "A. Editor: a quotation of 2014"
    (first, _) = [
        json.loads(line) for line in run("judge", "list", "--ledger", ledger, "--json").stdout.splitlines()
    ]
    assert (first["subject"], first["stands"]) == (named, False)
    assert run("verify", "--ledger", ledger).exit_code == 0


def test_a_correction_brings_the_side_of_its_party(run, ledger):
    named = first_claim(run, ledger)
    answer = run("judge", "correct", named, "--party", "Wagner Group", *WHO, "--ledger", ledger)
    assert answer.exit_code == 0
    assert ("Wagner Group", "Russia") in parties(ledger)
    assert run("judge", "correct", named, *WHO, "--ledger", ledger).exit_code == 2
    wrong = run("judge", "correct", named, "--kind", "holding", *WHO, "--ledger", ledger)
    assert (wrong.exit_code, "is none of control, fighting" in wrong.stderr) == (1, True)
    gone = run("judge", "correct", "claim:x", "--kind", "control", *WHO, "--ledger", ledger)
    assert "holds no claim 'claim:x'" in gone.stderr


def test_what_is_found_out_needs_evidence(run, ledger):
    named = first_claim(run, ledger)
    assert run("judge", "refute", named, *WHO, "--ledger", ledger).exit_code == 2
    found = run("judge", "refute", named, *WHO, "--evidence", "https://example.org/1", "--ledger", ledger)
    assert found.exit_code == 0


def test_two_names_are_merged(run, ledger):
    answer = run("judge", "merge", "Town Watch", "Front Monitor", *WHO, "--ledger", ledger)
    assert answer.exit_code == 0
    assert run("judge", "merge", "Nobody", "Front Monitor", *WHO, "--ledger", ledger).exit_code == 1


def test_a_report_is_withdrawn_once(run, ledger):
    before = parties(ledger)
    answer = run("judge", "withdraw", "d07", "--retracted", "--ledger", ledger)
    assert answer.output == "d07 is on record as retracted\n"
    again = run("judge", "withdraw", "d07", "--retracted", "--ledger", ledger)
    assert again.output == "d07 is on record as retracted already\n"
    assert run("judge", "withdraw", "d07", "--ledger", ledger).exit_code == 2
    assert parties(ledger) == before[1:]


def test_nobody_decides_without_a_name_and_a_reason(run, ledger):
    assert run("judge", "reject", "claim:x", "--reason", "r", "--ledger", ledger).exit_code == 2
    assert run("judge", "reject", "claim:x", "--author", "a", "--ledger", ledger).exit_code == 2
