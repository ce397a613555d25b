"""The record of a document: a contract that other programs read."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from sayso.export import Record, record_of, record_schema
from sayso.model import Document, Publication

TEXT = (
    "The Russian defence ministry said on Friday that its forces had captured Soledar. "
    "Kyiv denied the claim. “We are still here at the mine,” said a resident. "
    "The newspaper reported that the mayor believed at least 40 soldiers had been killed. "
    "Shells fell 10 km north of Bakhmut on the evening of 12 January."
)

KEYS = ["id", "language", "published", "outlet", "url", "text_sha256", "sayso", "pipeline"]
KEYS += ["statements", "claims", "declined"]
STATEMENT_KEYS = ["id", "within", "voice", "source", "cue", "content", "relayed_by", "channel", "quote"]
STATEMENT_KEYS += ["certainty", "polarity", "evidence_items", "said_on", "said_at", "text"]
CLAIM_KEYS = ["kind", "place", "place_id", "lat", "lon", "party", "side", "polarity", "certainty", "source"]
CLAIM_KEYS += ["source_org", "relayed_by", "channel", "quote", "when", "when_from", "when_to", "said_on"]
CLAIM_KEYS += ["extent", "quantity", "statement", "evidence", "start", "end"]


@pytest.fixture(scope="module")
def reading(reader):
    published = Publication(date(2023, 1, 14), datetime(2023, 1, 14, 9, 30, tzinfo=UTC))
    return reader.read(
        Document(id="a", text=TEXT, published=published, outlet="The Courier", url="https://example.org/a")
    )


@pytest.fixture(scope="module")
def line(reading):
    return json.loads(record_of(reading).json_line())


def test_the_keys_stand_in_the_order_of_the_contract(line):
    assert list(line) == KEYS
    assert {tuple(statement) for statement in line["statements"]} == {tuple(STATEMENT_KEYS)}
    assert {tuple(claim) for claim in line["claims"]} == {tuple(CLAIM_KEYS)}


def test_it_is_one_line(reading):
    assert "\n" not in record_of(reading, mentions=True, with_text=True).json_line()


def test_the_document_is_named_as_it_came(line):
    assert (line["id"], line["outlet"], line["url"]) == ("a", "The Courier", "https://example.org/a")
    assert line["published"] == "2023-01-14T09:30:00+00:00"
    assert (line["language"], len(line["text_sha256"])) == ("en", 64)


def test_the_evidence_of_a_claim_is_the_text_between_start_and_end(line):
    assert line["claims"]
    for claim in line["claims"]:
        assert TEXT[claim["start"] : claim["end"]] == claim["evidence"]


def test_a_claim_hangs_on_a_statement_of_the_record_and_has_a_source(line):
    by_id = {statement["id"]: statement for statement in line["statements"]}
    assert len(by_id) == len(line["statements"])
    for claim in line["claims"]:
        source = by_id[claim["statement"]]["source"]
        assert claim["source"] == (source["name"] if source else "unspecified")


def test_a_statement_stands_within_one_of_the_record_or_within_none(line):
    identifiers = {statement["id"] for statement in line["statements"]}
    within = [statement["within"] for statement in line["statements"]]
    assert any(within)
    assert set(within) <= {*identifiers, None}


def test_the_words_of_a_statement_are_its_content(line):
    for statement in line["statements"]:
        assert statement["text"] == " … ".join(TEXT[start:end] for start, end in statement["content"])


def test_a_narrator_has_no_cue(line):
    narrated = [statement for statement in line["statements"] if statement["voice"] == "narrator"]
    assert narrated
    assert all((s["cue"], s["quote"], s["source"]["name"]) == ([], "none", "The Courier") for s in narrated)


def test_days_are_never_times_of_day(line):
    for entry in (*line["statements"], *line["claims"]):
        assert "T" not in (entry["said_on"] or "")
        assert "T" not in (entry.get("when") or "")


def test_mentions_and_text_are_there_only_on_request(reading):
    plain, asked = record_of(reading), record_of(reading, mentions=True, with_text=True)
    assert {"mentions", "text"}.isdisjoint(json.loads(plain.json_line()))
    line = json.loads(asked.json_line())
    assert list(line) == [*KEYS, "mentions", "text"]
    assert line["text"] == TEXT
    assert list(line["mentions"]) == ["times", "places"]


def test_mentions_name_every_time_and_place(reading):
    mentions = json.loads(record_of(reading, mentions=True).json_line())["mentions"]
    times = {TEXT[time["start"] : time["end"]]: time for time in mentions["times"]}
    places = {TEXT[place["start"] : place["end"]]: place for place in mentions["places"]}
    assert times["Friday"]["from"] == times["Friday"]["to"] == "2023-01-13"
    assert times["Friday"]["role"] == "said"
    assert (places["Soledar"]["type"], places["Soledar"]["role"]) == ("place", "event")
    assert places["Bakhmut"]["role"] == "reference"
    assert places["Kyiv"]["party"] == "Ukraine"
    assert all("from_" not in time for time in mentions["times"])


@pytest.mark.parametrize("asked", [{}, {"mentions": True}, {"with_text": True}])
def test_a_line_reads_back_as_the_same_record(reading, asked):
    record = record_of(reading, **asked)
    again = Record.model_validate_json(record.json_line())
    assert again == record
    assert again.json_line() == record.json_line()


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "held"},
        {"claims": [{"kind": "control"}]},
        {"statements": "none"},
        {"declined": [{"start": 0, "end": 1, "stage": "mood", "reason": "none"}]},
    ],
)
def test_what_breaks_the_contract_is_refused(line, change):
    with pytest.raises(ValidationError):
        Record.model_validate({**line, **change})


def test_the_schema_knows_every_key_and_every_value(line):
    schema = record_schema()
    assert set(line) <= schema["properties"].keys()
    assert schema["additionalProperties"] is False
    parts = schema["$defs"]
    assert list(parts["StatementRecord"]["properties"]) == STATEMENT_KEYS
    assert list(parts["ClaimRecord"]["properties"]) == CLAIM_KEYS
    for claim in line["claims"]:
        assert claim["kind"] in parts["Kind"]["enum"]
        assert claim["polarity"] in parts["Polarity"]["enum"]
        assert claim["certainty"] in parts["Certainty"]["enum"]


def test_spans_count_characters_not_bytes(reader):
    text = "🚀 «Ґрунт» — the Russian defence ministry said that its forces had captured Soledar."
    line = json.loads(record_of(reader.read(Document(id="1", text=text))).json_line())
    assert line["claims"]
    for claim in line["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["evidence"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "Мэр сказал, что мост разрушен."), ("uk", "Мер сказав, що міст зруйновано.")],
)
def test_a_document_that_is_not_read_still_has_its_line(reader, language, text):
    line = json.loads(record_of(reader.read(Document(id="1", text=text))).json_line())
    assert list(line) == KEYS
    assert (line["language"], line["statements"], line["claims"]) == (language, [], [])
    reason = f"not read: language {language}"
    assert line["declined"] == [{"start": 0, "end": len(text), "stage": "language", "reason": reason}]


def test_an_empty_document_has_an_empty_record(reader):
    line = json.loads(record_of(reader.read(Document(id="1", text=""))).json_line())
    assert (line["statements"], line["claims"], line["declined"]) == ([], [], [])
    assert (line["language"], line["published"], line["outlet"], line["url"]) == (None, None, None, None)
