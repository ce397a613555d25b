"""`sayso import-claims`: what a person coded is recorded as it is, or told with the remedy."""

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from sayso.ledger import Ledger
from sayso.model import (
    Certainty,
    Channel,
    Kind,
    Place,
    Polarity,
    Precision,
    Publication,
    Quantity,
    Quote,
    Source,
    Span,
    When,
)

from .conftest import MINISTRY, STAFF, TOWN, reading, said

HEAD = "place,party,kind,source,published,outlet,url,polarity,evidence\n"
ROWS = (
    HEAD + "Soledar,Russia,control,Russian Ministry of Defence,2023-01-13,Desk,https://example.org/1,,"
    "took the town\n"
    "Soledar,Russia,control,Serhiy Example,2023-01-13,Desk,https://example.org/1,denied,it had not fallen\n"
    "Bakhmut,Ukraine,control,Desk,14 January 2023,Desk,https://example.org/2,,\n"
)


@pytest.fixture
def importing(run, tmp_path):
    def importing(content, *options, name="coded.csv", ledger="coded.db"):
        (tmp_path / name).write_text(content, encoding="utf-8")
        return run("import-claims", name, "--coder", "A. Coder", "--ledger", ledger, *options)

    return importing


def opened(tmp_path, name="coded.db"):
    return Ledger.open(tmp_path / name, create=False)


def test_rows_of_one_report_become_one_document(importing, tmp_path):
    answer = importing(ROWS)
    assert answer.stdout == "3 claims of 2 documents added to coded.db\n"
    assert "3 claims of control name a party and no side" in answer.stderr
    with opened(tmp_path) as ledger:
        first, _ = ledger.documents()
        assert (first.pipeline, first.outlet) == ("by hand", "Desk")
        assert ledger.document(first.id).text == "took the town\nit had not fallen"
        held, denied, own = ledger.claims()
        assert (held.evidence, held.claim.certainty, held.claim.quote) == (
            "took the town",
            Certainty.ASSERTED,
            Quote.INDIRECT,
        )
        assert denied.claim.polarity is Polarity.DENIED
        assert own.claim.quote is Quote.NONE
        assert own.sentence.startswith("Coded by hand, without words: Desk reported on 14 January 2023")
        assert list(ledger.verify()) == []


def test_the_same_file_twice_changes_nothing(importing, tmp_path):
    importing(ROWS)
    with opened(tmp_path) as ledger:
        before = ledger.head()
    answer = importing(ROWS)
    assert answer.exit_code == 0
    assert "2 documents already there" in answer.output
    with opened(tmp_path) as ledger:
        assert ledger.head() == before


def test_other_claims_on_the_same_words_are_told_and_not_lost_in_silence(importing):
    importing(ROWS)
    answer = importing(ROWS.replace("control,Serhiy", "fighting,Serhiy"))
    assert answer.exit_code == 1
    assert "coded.csv: line 2:" in answer.stderr
    assert "a ledger of its own" in answer.stderr


WRONG = [
    ("contrl", "kind 'contrl' is none of control, fighting, withdrawal"),
    ("", "kind is missing: one of control"),
]


@pytest.mark.parametrize(("kind", "problem"), WRONG)
def test_a_wrong_row_is_told_and_nothing_recorded(importing, tmp_path, kind, problem):
    answer = importing(ROWS.replace("Ukraine,control", f"Ukraine,{kind}"))
    assert answer.exit_code == 1
    assert f"coded.csv: line 4: {problem}" in answer.stderr
    assert "nothing was recorded" in answer.stderr
    assert not (tmp_path / "coded.db").exists()


VALUES = [
    ("published", "01/02/2023", "published"),
    ("published", "", "published is missing"),
    ("source", "", "write unspecified"),
    ("party", "", "party and side are both empty"),
    ("place", " ", "place is missing"),
    ("certainty", "sure", "none of asserted, probable"),
    ("lat", "48.6", "lat and lon go together"),
    ("lat", "148.6", "between -90 and 90"),
    ("when", "2023-13", "is no time: write 2023"),
    ("when", "2023-02-01/2023-01-01", "is no time"),
    ("when_from", "2023-01-14T10:00", "instant with a zone"),
    ("background", "perhaps", "neither true nor false"),
    ("evidence", "words", "do not stand in sentence"),
    ("quantity_low", "3", "say what is counted"),
    ("relayed_by", "[1]", "no list"),
    ("polartiy", "denied", "did you mean polarity?"),
]


@pytest.mark.parametrize(("name", "value", "problem"), VALUES)
def test_a_value_that_means_nothing_is_told_with_the_remedy(importing, name, value, problem):
    row = {
        "place": "Arden",
        "party": "Vale",
        "kind": "control",
        "source": "Bo",
        "published": "2023-01-14",
        "sentence": "A sentence.",
        "_mine": "not looked at",
    }
    row[name] = value
    answer = importing(json.dumps(row) + "\n", name="coded.jsonl")
    assert answer.exit_code == 1
    assert problem in answer.stderr
    assert "line 1" in answer.stderr


TIMES = [
    ("2023", date(2023, 1, 1), date(2023, 12, 31), Precision.YEAR),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
    ("2023-12", date(2023, 12, 1), date(2023, 12, 31), Precision.MONTH),
    ("2023-01-14", date(2023, 1, 14), date(2023, 1, 14), Precision.DAY),
    ("2023-01/2023-02-03", date(2023, 1, 1), date(2023, 2, 3), Precision.DAY),
]


@pytest.mark.parametrize(("words", "first", "last", "precision"), TIMES)
def test_times_are_the_codebook_s(importing, tmp_path, words, first, last, precision):
    importing(f"place;side;kind;source;published;when\nArden;Vale;control;Bo;2023-01-14;{words}\n")
    with opened(tmp_path) as ledger:
        (found,) = ledger.claims()
        assert found.claim.when == When(first=first, last=last, precision=precision)


def test_a_theatre_gives_the_sides_and_labels_that_rows_leave_out(importing, tmp_path):
    importing(ROWS.replace("Soledar,Russia", "Soledar,Wagner Group"), "--theatre", "ukraine")
    with opened(tmp_path) as ledger:
        held, _, own = (each.claim for each in ledger.claims())
        assert (held.party, held.side) == ("Wagner Group", "Russia")
        assert (held.source.side, own.side) == ("Russia", "Ukraine")
    answer = importing(ROWS, "--theatre", "nowhere")
    assert (answer.exit_code, "there is " in answer.stderr) == (1, True)


ZONED = datetime(2023, 1, 14, 23, 30, 1, 5, tzinfo=timezone(timedelta(hours=2)))
AWKWARD = reading(
    "=awkward",
    date(2023, 1, 14),
    said(MINISTRY, "Russia", "Russia", when=When.on(date(2023, 1, 13)), extent="@north"),
    said(
        STAFF,
        None,
        None,
        kind=Kind.CASUALTIES,
        place=Place(name="Mine, old", within="Soledar", population=3, zone="Europe/Kyiv", basis="-map"),
        relayed_by=("A; B", "C"),
        channel=Channel.TELEGRAM,
        quote=Quote.DIRECT,
        quantity=Quantity(low=1.5, high=None, counts="+soldiers"),
        said_on=When(first=None, last=date(2023, 1, 31), precision=Precision.VAGUE),
        evidence=Span(12, 36),
    ),
    said(
        Source(name="unspecified"),
        "Russia",
        None,
        place=None,
        certainty=Certainty.PREDICTED,
        when=When(
            first=date(2023, 1, 14), last=date(2023, 1, 14), precision=Precision.PART_OF_DAY, starts_at=ZONED
        ),
        said_on=When(first=date(2023, 1, 1), last=date(2023, 1, 31), precision=Precision.MONTH),
        background=True,
        evidence=Span(38, 50),
    ),
    text="The town is\t“spoken” of in this report. Nothing more. =1+1",
    outlet="+Desk",
)


@pytest.mark.parametrize("way", ["csv", "json"])
def test_what_was_exported_comes_back_the_same(run, ledger, tmp_path, way):
    with Ledger.open(ledger) as first:
        first.add(AWKWARD, datetime(2023, 2, 1, tzinfo=UTC))
        timed = reading("timed", date(2023, 1, 14), said(STAFF, "Russia", "Russia"))
        instant = replace(timed.document, published=Publication(date(2023, 1, 14), ZONED))
        first.add(replace(timed, document=instant), datetime(2023, 2, 1, tzinfo=UTC))
        nameless = reading("undated", date(2023, 1, 14), said(STAFF, "Russia", "Russia"))
        undated = replace(nameless.document, published=None)
        first.add(replace(nameless, document=undated), datetime(2023, 2, 1, tzinfo=UTC))
        before = [_told(each) for each in first.claims()]
    if way == "csv":
        run("export", "out", "--ledger", ledger)
        file = "out/claims.csv"
    else:
        lines = run("claims", "--json", "--until", "2023-01-12", "--ledger", ledger).stdout
        (tmp_path / "lines.jsonl").write_text(lines, encoding="utf-8")
        file = "lines.jsonl"
        before = [each for each in before if each[0][1] and each[0][1].day <= date(2023, 1, 12)]
    answer = run("import-claims", file, "--coder", "A", "--ledger", "again.db")
    assert answer.exit_code == 0, answer.stderr
    with opened(tmp_path, "again.db") as second:
        after = [_told(each) for each in second.claims()]
        assert list(second.verify()) == []
    if way == "json":
        # A line of the record does not carry the labels of a source and what is known of a place.
        before, after = (
            [(a, b.kind, b.party, b.side, b.polarity, w) for a, b, w in told] for told in (before, after)
        )
    assert sorted(after, key=str) == sorted(before, key=str)
    if way == "csv":
        run("export", "again", "--ledger", "again.db")
        kept = [_kept(tmp_path / name / "claims.csv") for name in ("out", "again")]
        assert kept[0] == kept[1]


def _kept(path):
    """The rows of a table less what hangs on the text and on the ledger."""
    own = {"id", "start", "end", "statement", "recorded_at", "known_from"}
    with path.open(encoding="utf-8", newline="") as stream:
        rows = ({k: v for k, v in row.items() if k not in own} for row in csv.DictReader(stream))
        return sorted(map(str, rows))


def _told(recorded):
    """A claim less where it stands, which is another text."""
    claim = recorded.claim
    claim = replace(claim, statement="", evidence=Span(0, 1), source=replace(claim.source, spans=()))
    about = (recorded.document_id, recorded.published, recorded.outlet, recorded.url)
    return about, claim, (recorded.evidence, recorded.sentence)


def test_coded_claims_can_be_reckoned_from(importing, run):
    importing(ROWS, "--theatre", "ukraine")
    answer = run("place", "Soledar", "--on", "2023-01-14", "--ledger", "coded.db")
    assert answer.exit_code == 0, answer.stderr
    assert "Russian Ministry of Defence" in answer.output
    assert TOWN.name in answer.output


def test_a_file_that_is_no_table_is_told(importing, run, tmp_path):
    assert "is empty" in importing("").stderr
    assert "is no CSV" in importing(HEAD + '"a"b,c').stderr
    assert "cells for" in importing(HEAD + "a,b,c,d,e,f,g,h,i,j\n").stderr
    assert "the column 'kind' is missing" in importing("place,party\n").stderr
    assert "no JSON object" in importing("[1]\n", name="x.jsonl").stderr
    (tmp_path / "latin.csv").write_bytes(b"place,party\nB\xe9rd")
    assert "not UTF-8" in run("import-claims", "latin.csv", "--coder", "A").stderr


def test_lines_for_programs(importing):
    lines = [json.loads(line) for line in importing(ROWS, "--json").stdout.splitlines()]
    assert [(each["addition"], each["claims"]) for each in lines] == [("new", 2), ("new", 1)]
