"""`sayso claims`."""

import json

import pytest

from sayso.cli.filters import CERTAINTIES, KINDS
from sayso.export import record_schema
from sayso.model import Certainty, Kind


def lines(answer):
    assert answer.exit_code == 0, answer.stderr
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_claims_are_listed_with_who_says_them_and_where(run, ledger):
    output = run("claims", "--place", "Soledar", "--denied", "--ledger", ledger).output
    assert "Serhiy Example" in output
    assert "denies that Russia holds" in output
    assert "Desk, 2023-01-13" in output
    assert output.splitlines()[-1] == "1 claim"


def test_a_line_has_the_keys_of_the_record_and_its_report(run, ledger):
    found = lines(run("claims", "--json", "--ledger", ledger))
    keys = set(record_schema()["$defs"]["ClaimRecord"]["properties"])
    report = {"id", "background", "document", "published", "outlet", "url", "sentence", "paraphrase"}
    assert all(set(each) == keys | report for each in found)
    assert found[0]["evidence"] == "The town is"
    assert [each["document"] for each in found] == sorted(each["document"] for each in found)


CASES = [
    (["--kind", "control", "--kind", "casualties"], 9),
    (["--party", "Wagner Group"], 2),
    (["--source", "Front Monitor"], 2),
    (["--since", "2023-01-13", "--until", "14 January 2023"], 6),
    (["--affirmed", "--side", "Ukraine"], 2),
    (["--within", "38,48,39,49", "--outlet", "desk"], 7),
    (["--contested", "--kind", "fighting"], 1),
    (["--limit", "3"], 3),
    (["--about-from", "2031-01-01"], 0),
]


@pytest.mark.parametrize(("options", "count"), CASES)
def test_options_choose(run, ledger, options, count):
    assert len(lines(run("claims", *options, "--json", "--ledger", ledger))) == count


def test_a_screen_that_does_not_hold_all_says_so(run, ledger):
    assert "there are more" in run("claims", "--limit", "2", "--ledger", ledger).output
    assert "there are more" not in run("claims", "--ledger", ledger, columns=80).output


def test_a_name_that_nothing_bears_is_told(run, ledger):
    answer = run("claims", "--party", "Wagner", "--ledger", ledger)
    assert answer.exit_code == 0
    assert "no party 'Wagner' in this ledger; there is Wagner Group" in answer.stderr
    answer = run("claims", "--place", "Soledat", "--ledger", ledger)
    assert (answer.exit_code, "did you mean Soledar?" in answer.stderr) == (1, True)
    answer = run("claims", "--within", "1,2,3", "--ledger", ledger)
    assert (answer.exit_code, "west,south,east,north" in answer.stderr) == (1, True)


def test_the_options_know_every_value_of_the_vocabularies():
    assert tuple(each.value for each in Kind) == KINDS
    assert tuple(each.value for each in Certainty) == CERTAINTIES
