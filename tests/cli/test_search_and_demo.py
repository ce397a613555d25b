"""`sayso search` and `sayso demo`."""

import json
from datetime import UTC, datetime

import pytest

from sayso.demo import attribution_line, demo_reports
from sayso.ledger import Ledger
from sayso.model import Withdrawn


def test_reports_that_hold_the_words(run, ledger):
    output = run("search", "spoken report", "--limit", "2", "--ledger", ledger).output
    assert "[spoken]" in output
    assert output.splitlines()[-1] == "2 reports"
    assert run("search", "submarine", "--ledger", ledger).output == "0 reports\n"


def test_hits_as_lines(run, ledger):
    (hit, *_) = map(json.loads, run("search", "spoken", "--json", "--ledger", ledger).stdout.splitlines())
    assert set(hit) == {"id", "published", "outlet", "url", "language", "snippet", "standing", "paraphrase"}
    assert hit["standing"] == "counts"


def test_case_and_accents_count_on_request(run, ledger):
    assert run("search", "Spoken", "--exact", "--ledger", ledger).output == "0 reports\n"
    assert "[spoken]" in run("search", "spoken", "--exact", "--ledger", ledger).output


def test_a_report_that_no_longer_counts_is_marked(run, ledger):
    with Ledger.open(ledger) as opened:
        opened.withdraw("d07", Withdrawn.RETRACTED, datetime(2023, 2, 2, tzinfo=UTC))
    output = run("search", "spoken", "--ledger", ledger).output
    assert "Desk · 2023-01-07 · withdrawn by its source" in output
    lines = map(json.loads, run("search", "spoken", "--json", "--ledger", ledger).stdout.splitlines())
    assert {each["id"] for each in lines if each["standing"] == "withdrawn"} == {"d07"}


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The demo as it is shown, with sayso's own reading, and the ledger it leaves."""
    import os
    import subprocess
    import sys

    folder = tmp_path_factory.mktemp("demo")
    program = [sys.executable, "-c", "from sayso.cli import main; main()", "demo"]
    answer = subprocess.run(
        # Wide enough for any address to stand on one line.
        program,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "COLUMNS": "400"},
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout, answer.stderr, folder


def test_the_demo_tells_every_day_and_what_to_type_next(shown):
    output, progress, _ = shown
    days = [line for line in output.splitlines() if line.startswith("2023-01-") and "  " in line]
    assert [day[:10] for day in days] == [f"2023-01-{n:02}" for n in range(2, 27)]
    assert "sayso place Soledar --on 2023-01-14 --ledger sayso-demo.db" in output
    assert progress == f"reading {len(demo_reports())} bundled reports into sayso-demo.db\n"


def test_every_report_of_the_demo_is_shown_as_a_paraphrase_without_quotation(shown):
    output, _, _ = shown
    notes = {attribution_line(document) for document in demo_reports()}
    paraphrases = [line.strip() for line in output.splitlines() if line.strip().startswith("Paraphrase")]
    assert paraphrases
    assert set(paraphrases) <= notes
    assert not set('“”«»„"') & set(output.split("What to type next")[0])


def test_the_demo_can_be_run_again_and_asked(shown, run, monkeypatch):
    _, _, folder = shown
    monkeypatch.chdir(folder)
    with Ledger.open("sayso-demo.db", create=False) as ledger:
        before = ledger.documents()
    again = run("demo", columns=200)
    assert (again.exit_code, again.stderr) == (0, "")
    with Ledger.open("sayso-demo.db", create=False) as ledger:
        assert ledger.documents() == before
    assert len([json.loads(line) for line in run("demo", "--json").stdout.splitlines()]) == 25
    place = run("place", "Soledar", "--on", "2023-01-14", "--ledger", "sayso-demo.db", columns=140)
    assert place.exit_code == 0
    assert "Paraphrase by sayso of" in place.output


def test_the_demo_stays_out_of_a_ledger_of_real_reports(run, ledger):
    with Ledger.open(ledger, create=False) as opened:
        before = opened.documents()
    answer = run("demo", "--ledger", ledger)
    assert answer.exit_code == 1
    assert "holds other reports than the demo's" in answer.stderr
    with Ledger.open(ledger, create=False) as opened:
        assert opened.documents() == before
