"""`sayso cite`: an answer frozen, and `sayso verify FILE` against it."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sayso.answers.citation import seal_of
from sayso.ledger import Ledger
from sayso.model import Precision, When

from .conftest import MONITOR, reading, said

CITE = ("cite", "Soledar", "--on", "2023-01-14")


@pytest.fixture
def cited(run, ledger):
    answer = run(*CITE, "--page", "--ledger", ledger)
    assert answer.exit_code == 0
    return Path("Soledar-2023-01-14.citation.json")


def test_a_citation_holds_every_sentence_it_rests_on_and_is_checked(run, ledger, cited):
    snapshot = json.loads(cited.read_text(encoding="utf-8"))
    assert {each["document"] for each in snapshot["claims"]} == {each["id"] for each in snapshot["documents"]}
    assert all(each["sentence"] and each["source"] for each in snapshot["claims"])
    shown = {page["claim"] for voice in snapshot["answer"]["voices"] for page in voice["pages"]}
    weighed = {each["claim"] for each in snapshot["answer"]["estimate"]["because"]}
    assert shown | weighed == {each["id"] for each in snapshot["claims"]}
    answer = run("verify", str(cited), "--ledger", ledger)
    sealed, reckoned = answer.output.splitlines()
    assert sealed == f"{cited} is as it was sealed, and {ledger} holds all that it rests on"
    assert reckoned == "its 29 estimates come out the same to the last bit"
    assert run("verify", "--ledger", ledger).exit_code == 0


def test_a_page_to_print_shows_the_sentences_and_the_seal(cited):
    page = cited.with_suffix(".html").read_text(encoding="utf-8")
    snapshot = json.loads(cited.read_text(encoding="utf-8"))
    assert snapshot["seal"] in page
    assert "The town is spoken of in this report." in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda s: s["claims"][0].update(sentence="Other words."), "was changed after it was sealed"),
        (lambda s: s["ledger"].update(head="0" * 64), "this one's is another"),
        (lambda s: s["documents"][0].update(text_sha256="0" * 64), "has another text in the ledger"),
        (lambda s: s["claims"][0].update(id="claim:x"), "claim claim:x is not in the ledger"),
    ],
)
def test_what_was_changed_is_told(run, ledger, cited, change, told):
    snapshot = json.loads(cited.read_text(encoding="utf-8"))
    change(snapshot)
    cited.write_text(json.dumps(snapshot), encoding="utf-8")
    answer = run("verify", str(cited), "--ledger", ledger)
    assert (answer.exit_code, told in answer.stderr) == (1, True)


def test_a_ledger_that_was_changed_is_told_too(run, ledger, cited):
    with closing(sqlite3.connect(ledger)) as raw:
        raw.execute("DROP TRIGGER claim_no_update")
        raw.execute("UPDATE claim SET party = 'Other'")
        raw.commit()
    answer = run("verify", str(cited), "--ledger", ledger, "--json")
    assert "reads otherwise in the ledger" in answer.stdout


@pytest.mark.parametrize("whole", ["{", "[]", "{}", '{"format": "x"}', '{"format": "sayso citation 1"}'])
def test_what_is_no_citation_is_refused_in_one_line(run, ledger, whole):
    Path("x.json").write_text(whole, encoding="utf-8")
    answer = run("verify", "x.json", "--ledger", ledger)
    assert answer.exit_code == 1
    assert answer.stderr.count("\n") == 1
    assert answer.stderr.startswith("Error: x.json") or "x.json" in answer.stderr


def test_later_reports_do_not_change_it_and_a_hostile_one_is_harmless(run, ledger):
    from datetime import UTC, date, datetime

    from sayso.ledger import Ledger

    from .conftest import STAFF, reading, said

    hostile = "<script>alert(1)</script> The town is spoken of. Nothing more."
    with Ledger.open(ledger) as opened:
        more = reading("d16", date(2023, 1, 14), said(STAFF, "Ukraine", "Ukraine"), text=hostile)
        opened.add(more, datetime(2023, 2, 2, tzinfo=UTC))
    run(*CITE, "--page", "--out", "c.json", "--ledger", ledger)
    assert "<script" not in Path("c.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said_on", "told"),
    [(When.on(date(2023, 1, 12)), "2023-01-10/2023-01-12"), (None, "2023-01-10")],
)
def test_a_state_that_goes_on_is_told_since_when(run, ledger, said_on, told):
    since = When(first=date(2023, 1, 10), last=None, precision=Precision.DAY)
    with Ledger.open(ledger) as opened:
        claim = said(MONITOR, "Russia", "Russia", when=since, said_on=said_on)
        opened.add(reading("since", date(2023, 1, 12), claim), datetime(2023, 2, 1, tzinfo=UTC))
    (line,) = run("place", "Soledar", "--on", "2023-01-14", "--json", "--ledger", ledger).stdout.splitlines()
    pages = [page for voice in json.loads(line)["voices"] for page in voice["pages"]]
    assert [each["when"] for each in pages if each["document"] == "since"] == [told]
    run(*CITE, "--out", "c.json", "--ledger", ledger)
    snapshot = json.loads(Path("c.json").read_text(encoding="utf-8"))
    (cited,) = [each for each in snapshot["claims"] if each["document"] == "since"]
    assert cited["when"] == told
    # Earlier citations have it as no time at all; any other is not what the ledger holds.
    for when, exit_code in ((told, 0), (None, 0), ("2023-01-11", 1)):
        cited["when"] = when
        snapshot["seal"] = seal_of(snapshot)
        Path("c.json").write_text(json.dumps(snapshot), encoding="utf-8")
        assert run("verify", "c.json", "--ledger", ledger).exit_code == exit_code
