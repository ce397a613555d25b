"""`sayso judge add`: a claim that the reading missed, on the words that carry it."""

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sayso.ledger import Ledger

from .conftest import reading

WHO = ("--author", "A. Editor", "--reason", "the reading missed it")
TEXT = "The town is spoken of. The monitor said that\nRussia had taken Bakhmut. Nothing more of the town."
WORDS = ("--words", "that Russia had taken Bakhmut")
WHAT = ("--kind", "control", "--place", "Bakhmut", "--party", "Russia", "--source", "Front Monitor")


@pytest.fixture
def missed(ledger):
    """A ledger with a report in which nothing was read."""
    with Ledger.open(ledger) as opened:
        opened.add(reading("m1", date(2023, 1, 20), text=TEXT), datetime(2023, 2, 1, 13, tzinfo=UTC))
    return ledger


@pytest.fixture
def add(run, missed):
    def add(*arguments, document="m1"):
        return run("judge", "add", document, *arguments, *WHO, "--ledger", missed)

    return add


def claims(run, ledger, *chosen):
    answer = run("claims", "--place", "Bakhmut", "--json", "--ledger", ledger, *chosen)
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_a_claim_is_added_on_the_words_that_carry_it(run, missed, add):
    answer = add(*WORDS, *WHAT, "--when", "2023-01-19")
    assert answer.exit_code == 0
    (claim,) = claims(run, missed)
    assert answer.output == f"judgement 1 is on record: {claim['id']}\n"
    assert (claim["kind"], claim["party"], claim["side"]) == ("control", "Russia", "Russia")
    assert (claim["polarity"], claim["certainty"], claim["when"]) == ("affirmed", "asserted", "2023-01-19")
    assert (claim["source"], claim["document"], claim["quote"]) == ("Front Monitor", "m1", "indirect")
    assert claim["place_id"].startswith("geonames:")
    assert claim["lat"] == pytest.approx(48.6, abs=0.1)
    assert claim["evidence"] == "that\nRussia had taken Bakhmut"
    assert TEXT[claim["start"] : claim["end"]] == claim["evidence"]
    assert run("verify", "--ledger", missed).exit_code == 0


def test_for_programs_the_claim_comes_with_its_judgement(run, missed, add):
    told = json.loads(add(*WORDS, *WHAT, "--json").stdout)
    assert told.pop("judgement") == 1
    assert [told] == claims(run, missed)


def test_it_is_listed_and_undone(run, missed, add):
    add(*WORDS, *WHAT)
    (line,) = run("judge", "list", "--json", "--ledger", missed).stdout.splitlines()
    judged = json.loads(line)
    assert (judged["kind"], judged["subject"], judged["author"]) == ("add", "m1", "A. Editor")
    assert judged["value"]["words"] == "that\nRussia had taken Bakhmut"
    assert "add m1 kind: control place: Bakhmut" in run("judge", "list", "--ledger", missed).output
    assert run("judge", "undo", "1", *WHO, "--ledger", missed).exit_code == 0
    assert claims(run, missed) == []
    assert run("verify", "--ledger", missed).exit_code == 0


def test_it_speaks_in_place_brief_and_export(run, missed, add):
    add(*WORDS, *WHAT)
    brief = ("brief", "--since", "1h", "--ledger", missed)
    told = json.loads(run(*brief, "--json", "--rss", "brief.xml").stdout)
    assert told["corrections"] == []
    ((news,), (claim,)) = told["news"], told["news"][0]["claims"]
    assert (news["place"], news["before"]) == ("Bakhmut", None)
    assert (claim["source"], claim["document"], claim["put_in_by"]) == ("Front Monitor", "m1", "A. Editor")
    assert "put in by A. Editor" in run(*brief).output
    assert "put in by A. Editor" in Path("brief.xml").read_text(encoding="utf-8")
    answer = json.loads(run("place", "Bakhmut", "--on", "2023-01-21", "--json", "--ledger", missed).stdout)
    assert [each["source"] for each in answer["voices"]] == ["Front Monitor"]
    run("export", "out", "--place", "Bakhmut", "--ledger", missed)
    with Path("out/claims.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["source"], row["document"]) == ("Front Monitor", "m1")


def test_a_denial_by_the_report_itself_is_nobody_elses_words(run, missed, add):
    more = ("--polarity", "denied", "--certainty", "possible", "--source", "Desk")
    add(*WORDS, *WHAT, *more)
    (claim,) = claims(run, missed)
    assert (claim["polarity"], claim["certainty"]) == ("denied", "possible")
    assert (claim["source"], claim["quote"]) == ("Desk", "none")


def test_the_labels_of_a_known_voice_come_with_it(missed, add):
    add(*WORDS, *WHAT, "--source", "Yevgeny Prigozhin")
    with Ledger.open(missed) as opened:
        (recorded,) = opened.claims_about("Bakhmut")
    assert (recorded.claim.source.org, recorded.claim.source.side) == ("Wagner Group", "Russia")


def test_what_was_put_in_and_taken_back_is_no_news(run, missed, add):
    add(*WORDS, *WHAT)
    run("judge", "undo", "1", *WHO, "--ledger", missed)
    told = json.loads(run("brief", "--since", "1h", "--json", "--ledger", missed).stdout)
    assert (told["news"], told["corrections"]) == ([], [])


@pytest.mark.parametrize(
    ("named", "told"),
    [
        (("--party", "Rusia"), "'Rusia' is no party of the conflict 'ukraine'; did you mean Russia"),
        (("--party", "Wagnr Group"), "did you mean Wagner Group"),
        (("--party", "River Front"), "its sides are Ukraine, Russia."),
        (("--side", "Ukrane"), "did you mean Ukraine"),
    ],
)
def test_a_party_that_is_misspelt_makes_no_side(run, missed, add, named, told):
    answer = add(*WORDS, *WHAT, *named)
    assert (answer.exit_code, answer.stderr.count("\n")) == (1, 1)
    assert told in answer.stderr
    assert "--new-party puts it in" in answer.stderr
    assert run("judge", "list", "--json", "--ledger", missed).stdout == ""


def test_who_is_not_known_is_a_side_of_its_own(missed, add):
    what = (*WORDS, "--kind", "control", "--place", "Bakhmut", "--source", "Somebody")
    assert add(*what, "--party", "River Front", "--new-party").exit_code == 0
    with Ledger.open(missed) as opened:
        (recorded,) = opened.claims_about("Bakhmut")
    assert recorded.claim.side == "River Front"
    assert recorded.claim.source.basis == "added by A. Editor"


def test_a_place_may_be_named_by_its_id_or_kept_as_a_name(run, missed, add):
    by_id = json.loads(add(*WORDS, *WHAT, "--place", "geonames:706757", "--json").stdout)
    assert by_id["place"] == "Soledar"
    assert add(*WORDS, *WHAT, "--place", "Mill Farm Seven", "--unplaced").exit_code == 0
    answer = run("claims", "--place", "Mill Farm Seven", "--json", "--ledger", missed)
    assert json.loads(answer.stdout)["lat"] is None


WRONG = [
    (("--words", "the mine", *WHAT), "the words 'the mine' are not in this report"),
    (("--words", "the Town", *WHAT), "the words 'the Town' are not"),
    (("--words", "of", *WHAT), "stand in this report 2 times; give more of what stands around them"),
    (("--words", "  ", *WHAT), "no words were given"),
    ((*WORDS, *WHAT, "--place", "Bakhmutt"), "did you mean Bakhmut"),
    ((*WORDS, *WHAT, "--place", "geonames:0"), "'geonames:0' means no place here"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG)
def test_what_is_wrong_is_told_and_nothing_recorded(run, missed, add, arguments, told):
    answer = add(*arguments)
    assert (answer.exit_code, answer.stderr.count("\n")) == (1, 1)
    assert told in answer.stderr
    assert run("judge", "list", "--json", "--ledger", missed).stdout == ""


def test_an_unknown_document_and_a_holder_unnamed_are_told(add):
    gone = add(*WORDS, *WHAT, document="m9")
    assert (gone.exit_code, "holds no document 'm9'; `sayso search`" in gone.stderr) == (1, True)
    without = add(*WORDS, "--kind", "control", "--place", "Bakhmut", "--source", "Desk")
    assert (without.exit_code, "name the --party" in without.stderr) == (2, True)


def test_of_a_report_on_no_known_conflict_the_theatre_can_be_named(run, missed, add):
    with Ledger.open(missed) as opened:
        loose = replace(reading("m2", date(2023, 1, 20), text=TEXT + " Again."), theatre=None)
        opened.add(loose, datetime(2023, 2, 1, 14, tzinfo=UTC))
    what = (*WORDS, *WHAT, "--party", "Wagner Group")
    assert "name the --theatre (ukraine)" in add(*what, document="m2").stderr
    alone = json.loads(add(*what, "--new-party", "--json", document="m2").stdout)
    assert alone["side"] == "Wagner Group"
    added = json.loads(add(*what, "--json", "--theatre", "ukraine", document="m2").stdout)
    assert (added["party"], added["side"]) == ("Wagner Group", "Russia")
    assert "no theatre 'norland'; there is" in add(*what, "--theatre", "norland").stderr
