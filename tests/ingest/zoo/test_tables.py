"""CSV, TSV, auto-archiver's tables and arrays of JSON."""

import json
from datetime import UTC, date, datetime

import pytest

from sayso.model import Publication

FELL = "The ministry said that its troops had taken Arden."
HELD = 'The army said: "We hold the town, all of it."'
INSTANT = "2023-01-14T10:30:00+02:00"
QUOTED = HELD.replace('"', '""')
RUSSIAN = "Войска вошли в город."
ARCHIVED = (
    "Link,Destination folder,Archive status,Archive location,Archive date,Upload timestamp,Upload title,"
    "Text content,Hash,Screenshot\n"
    f"https://example.org/p/1,f,archived,https://archive.example.org/1.mp4,2023-01-15T09:00:00+00:00,"
    f"2023-01-14T08:30:00+00:00,Post by A,{FELL},SHA3-512:ab12,s.png\n"
    "https://example.org/p/2,f,archived,https://archive.example.org/2.mp4,2023-01-15 09:05:00,,Shots heard,"
    ",cd34,\n"
    "https://example.org/p/3,f,nothing archived,,,,,,,\n"
)

ZOO = [
    # label, file name, bytes, texts and times, lines
    (
        "all columns",
        "a.csv",
        f"id,text,published,outlet,url,language\n1,{FELL},{INSTANT},Post,https://example.org,en\n",
        [(FELL, INSTANT)],
        [],
    ),
    (
        "quoted",
        "a.csv",
        f'text,published\n"{QUOTED}",2023-01-14\n',
        [(HELD, "2023-01-14")],
        [],
    ),
    ("lines inside", "a.csv", 'text\n"One.\nTwo."\n', [("One.\nTwo.", None)], []),
    ("tabs", "a.tsv", f"text\tdate\n{FELL}\t14 January 2023\n", [(FELL, "2023-01-14")], []),
    ("semicolons", "a.csv", f"Date;Body\n2023-01-14;{FELL}\n", [(FELL, "2023-01-14")], []),
    ("other names", "a.csv", f"Published at,Full Text,x\n2023-01-14,{FELL},7\n", [(FELL, "2023-01-14")], []),
    (
        "known by content",
        "table.txt",
        f"id,text,published\n1,{FELL},2023-01-14\n",
        [(FELL, "2023-01-14")],
        [],
    ),
    ("with a mark", "a.csv", f"\ufefftext,date\n{FELL},2023-01-14\n", [(FELL, "2023-01-14")], []),
    ("UTF-16", "a.csv", f"text,date\n{FELL},2023-01-14\n".encode("utf-16"), [(FELL, "2023-01-14")], []),
    ("lines of Windows", "a.csv", f"text,date\r\n{FELL},2023-01-14\r\n", [(FELL, "2023-01-14")], []),
    ("no end of line", "a.csv", f"text,date\n{FELL},2023-01-14", [(FELL, "2023-01-14")], []),
    ("blank rows", "a.csv", f"text,date\n,\n\n{FELL},\n", [(FELL, None)], []),
    ("Cyrillic", "a.csv", f"text\n{RUSSIAN}\n", [(RUSSIAN, None)], []),
    ("cp1251", "a.csv", f"text\n{RUSSIAN}\n".encode("cp1251"), [], ["is not UTF-8; save it as CSV in UTF-8"]),
    (
        "no column of texts",
        "a.csv",
        "Date,Place\n2023-01-14,Arden\n",
        [],
        ["has no column of texts among Date, Place; name the column"],
    ),
    ("a header alone", "a.csv", "text,date\n", [], ["holds no report"]),
    (
        "a date with two readings",
        "a.csv",
        f"text,date\n{FELL},01/02/2023\nB,\n",
        [("B", None)],
        ["row 2: '01/02/2023' is no date"],
    ),
    (
        "a comma unquoted",
        "a.csv",
        f"text,date\nHeld, it said,2023-01-14\n{FELL},\n",
        [(FELL, None)],
        ["row 2: has 3 values under 2 columns"],
    ),
    ("a row without text", "a.csv", f"id,text\n1,\n2,{FELL}\n", [(FELL, None)], ["row 2: has no text"]),
    (
        "a quotation never closed",
        "a.csv",
        f'text,date\n{FELL},\n"Cut off,2023-01-14\n',
        [(FELL, None)],
        ["row 3: is no row of a table"],
    ),
    (
        "cut in the last row",
        "a.csv",
        f"text,date,outlet\n{FELL},2023-01-14,Post\nThe army sa",
        [(FELL, "2023-01-14")],
        ["the last row: breaks off"],
    ),
    ("zeros inside", "a.csv", "text\nA\0B\n", [], ["is binary, not text"]),
    (
        "auto-archiver's",
        "archive.csv",
        ARCHIVED,
        [(FELL, "2023-01-14T08:30:00+00:00"), ("Shots heard", None)],
        ["row 4: has no text"],
    ),
    (
        "an array",
        "a.json",
        json.dumps([{"id": "1", "text": FELL, "published": INSTANT}, {"Text": HELD, "date": None}]),
        [(FELL, INSTANT), (HELD, None)],
        [],
    ),
    ("an array known by content", "a.txt", json.dumps([{"text": FELL}]), [(FELL, None)], []),
    ("an empty array", "a.json", "[]", [], ["holds no report"]),
    (
        "an array of odd things",
        "a.json",
        json.dumps([{"text": FELL}, 7, {"text": ["x"]}, {"text": "B", "date": "soon"}]),
        [(FELL, None)],
        ["item 2: is no report", "item 3: has no text", "item 4: 'soon' is no date"],
    ),
    (
        "an array without texts",
        "a.json",
        json.dumps([{"place": "Arden", "day": "2023-01-14"}]),
        [],
        ["has no column of texts among place, day"],
    ),
    (
        "an array cut",
        "a.json",
        json.dumps([{"text": FELL}, {"text": HELD}])[:-9],
        [(FELL, None)],
        ["breaks off"],
    ),
    ("an array in pieces", "a.json", '[{"text": "A"},, ]', [("A", None)], ["breaks off"]),
    ("an array nested without end", "a.json", '[{"text": ' + "[" * 100_000, [], ["nested too deeply"]),
    ("an object of another kind", "a.json", '{"a": [1, {"b": "}"}]}', [], ["is no JSON of reports"]),
    ("a word for JSON", "a.json", "not JSON", [], ["is no JSON of reports"]),
    ("lines of JSON under another name", "a.json", '{"id": "1", "text": "A."}\n', [("A.", None)], []),
]


@pytest.mark.parametrize(
    ("name", "data", "reports", "lines"), [case[1:] for case in ZOO], ids=[case[0] for case in ZOO]
)
def test_the_zoo(fits, name, data, reports, lines):
    fits(name, data if isinstance(data, bytes) else data.encode(), reports, lines)


def test_a_row_says_where_it_comes_from(taken):
    rows = "ID,Text,Source,Link,Lang,Author\nr7,Shots.,Valley Post,https://example.org/7,en,Ana Example\n"
    (document,), _ = taken("a.csv", rows.encode())
    assert (document.id, document.outlet, document.url) == ("r7", "Valley Post", "https://example.org/7")
    assert (document.language, document.author, document.provenance) == ("en", "Ana Example", None)


def test_what_an_archiving_tool_wrote_down_is_kept(taken):
    (first, second), _ = taken("archive.csv", ARCHIVED.encode())
    assert first.provenance.archive_url == "https://archive.example.org/1.mp4"
    assert first.provenance.raw_hash == "SHA3-512:ab12"
    assert first.provenance.captured == datetime(2023, 1, 15, 9, tzinfo=UTC)
    # Its own date has no zone here, so that it names no instant; and it is no day of publication.
    assert (second.provenance.captured, second.published) == (None, None)


def test_what_the_user_says_fills_gaps_and_names_the_outlet(taken):
    rows = "text,date,url\nA.,2023-01-14,https://example.org/a\nB.,,\n"
    said = Publication(date(2023, 1, 20))
    (first, second), _ = taken(
        "a.csv", rows.encode(), published=said, outlet="Desk", url="https://example.org/all"
    )
    assert (first.published.iso(), second.published.iso()) == ("2023-01-14", "2023-01-20")
    assert (first.url, second.url) == ("https://example.org/a", None)
    assert first.outlet == second.outlet == "Desk"


def test_a_table_of_faults_is_left_after_a_thousand(taken):
    rows = "text,date\n" + "A.,soon\n" * 1200
    documents, problems = taken("a.csv", rows.encode())
    assert documents == []
    assert len(problems) == 1001
    assert "the rest of it was left" in problems[-1]
