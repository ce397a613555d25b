"""The whole reading of a document: what holds for every text, strange ones included."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from sayso.export import record_of
from sayso.model import Document, Mark, Publication, Stage, Voice

REPORT = (
    "Russian forces captured Soledar on Thursday, the Russian defence ministry said on Friday. "
    "Kyiv denied the claim. “Our soldiers are still in the town,” an officer told reporters."
)

BLANK_ENDS = re.compile(r"[^\S\n]+(?=\n|\Z)")
"""Blanks at the end of a line: see `test_a_blank_behind_an_open_quotation_is_no_error`."""

SENTENCES = st.sampled_from(
    [
        "Russian forces captured Soledar on Thursday.",
        "Kyiv denied the claim.",
        "The ministry said its troops",
        "said that",
        "the mayor, who said",
        "according to residents",
        "It is said to have been reported.",
        "“We hold the town,” said the mayor.",
        "“The road is open,",
        "he added, “and the bridge",
        "fell”",
        "10 km north of Bakhmut",
        "on the night of 12 January",
        "if the town falls",
        "Soledar, Bakhmut and Lyman",
        "40 soldiers were killed",
    ]
)
ODD_CHARACTERS = '\n \t“”"«—:?🚀é@\x00\u00a0\u202e\u2028\ufeff\ud800\udc80'
SCRAPS = st.sampled_from(
    [*ODD_CHARACTERS, "\n\n", "\r\n", "- ", "...", "’s", "Ґрунт", "1" * 30, "\x1b[0m", "e\u0301"]
)
TEXTS = st.lists(st.one_of(SENTENCES, SCRAPS), max_size=14).map(
    lambda parts: BLANK_ENDS.sub("", " ".join(parts))
)

_few = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def document(text: str, name: str = "1") -> Document:
    return Document(id=name, text=text, published=Publication(date(2023, 1, 14)), outlet="The Courier")


def assert_in_order(spans, text):
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        end = span.end


@_few
@given(TEXTS)
def test_every_span_lies_in_the_text_and_in_order(reader, text):
    reading = reader.read(document(text))
    for statement in reading.statements:
        assert statement.content
        assert_in_order(statement.content, text)
        assert_in_order(statement.cue, text)
        assert_in_order(statement.source.spans or () if statement.source else (), text)
        for item in statement.evidence_items:
            assert_in_order(item.spans, text)
    assert_in_order([mention.span for mention in reading.places], text)
    for span in (
        *(claim.evidence for claim in reading.claims),
        *(item.span for item in reading.declined),
        *(mention.span for mention in reading.times),
    ):
        assert_in_order([span], text)


@_few
@given(TEXTS)
def test_statements_have_ids_of_their_own_and_stand_within_one_another(reader, text):
    reading = reader.read(document(text))
    by_id = {statement.id: statement for statement in reading.statements}
    assert len(by_id) == len(reading.statements)
    for statement in reading.statements:
        seen = {statement.id}
        within = statement.within
        while within is not None:
            assert within not in seen
            seen.add(within)
            within = by_id[within].within
    assert {claim.statement for claim in reading.claims} <= by_id.keys()


@_few
@given(TEXTS)
def test_the_narrator_is_the_outlet_and_takes_no_cue(reader, text):
    for statement in reader.read(document(text)).statements:
        if statement.voice is Voice.NARRATOR:
            assert (statement.source.name, statement.cue, statement.within) == ("The Courier", (), None)
        else:
            assert statement.cue


@_few
@given(TEXTS)
def test_the_same_text_gives_the_same_line(reader, text):
    text = text.encode("utf-8", "replace").decode()  # a line of JSON cannot hold half a character
    first = record_of(reader.read(document(text)), mentions=True)
    second = record_of(reader.read(document(text)), mentions=True)
    assert first.json_line() == second.json_line()
    for claim in first.claims:
        assert text[claim.start : claim.end] == claim.evidence


def test_the_order_of_documents_does_not_matter(reader):
    texts = [
        REPORT,
        "The mayor said the road was mined. She added that the bridge was gone.",
        "M23 rebels said they held Goma; Congolese troops fought on at the airport.",
        "“The bridge is gone, the mayor said.",
        "Мэр сказал, что мост разрушен.",
        "",
    ]
    documents = [document(text, str(number)) for number, text in enumerate(texts)]
    in_order = {d.id: record_of(reader.read(d), mentions=True).json_line() for d in documents}
    random.Random(1).shuffle(documents)
    assert {d.id: record_of(reader.read(d), mentions=True).json_line() for d in documents} == in_order


@pytest.mark.parametrize(
    "text", ["\ud800", "Kyiv denied \udfff the claim.", "\x00\x00", "\r\n\r\n", "“" * 500]
)
def test_a_strange_text_is_no_error(reader, text):
    reader.read(document(text))


@pytest.mark.parametrize(
    "text", ["“The road is open and dry. \nTrucks waited.", '"The road is open and dry, \n']
)
def test_a_blank_behind_an_open_quotation_is_no_error(reader, text):
    reader.read(document(text))


def test_half_a_character_does_not_keep_a_document_from_its_line(reader):
    text = "Russian and Ukrainian troops are at war. Russian forces captured Soledar \ud800 on Thursday."
    assert record_of(reader.read(document(text)), with_text=True).json_line()


def test_a_long_text_is_read_to_its_end(reader):
    text = "\n".join([REPORT] * 20)
    claims = reader.read(document(text)).claims
    assert claims[-1].evidence.start > len(text) - len(REPORT)


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "Мэр сказал, что мост разрушен."), ("uk", "Мер сказав, що міст зруйновано.")],
)
def test_a_language_that_is_not_read_is_declined_whole(reader, language, text):
    reading = reader.read(document(text))
    assert (reading.language, reading.statements, reading.claims) == (language, (), ())
    (declined,) = reading.declined
    assert declined.span.of(text) == text
    assert (declined.stage, declined.reason) == ("language", f"not read: language {language}")


def test_the_language_that_a_document_names_is_believed(reader):
    named = Document(id="1", text=REPORT, language="ru")
    assert reader.read(named).statements == ()
    assert reader.read(Document(id="1", text=REPORT, language="en-GB")).statements


def test_a_report_without_date_outlet_or_war_is_read_all_the_same(reader):
    reading = reader.read(Document(id="1", text="The mayor said the bridge was gone. It rained."))
    said, told = reading.statements
    assert (said.source.name, told.source.name) == ("mayor", "narrator")
    assert (reading.theatre, reading.claims) == (None, ())


def test_the_date_decides_what_a_weekday_means(reader):
    text = REPORT.split(". ")[0] + "."
    for day, expected in ((date(2023, 1, 14), "2023-01-12"), (date(2023, 1, 21), "2023-01-19")):
        claims = reader.read(Document(id="1", text=text, published=Publication(day))).claims
        assert [claim.when.iso() for claim in claims if claim.kind == "control"] == [expected]


def test_the_package_reads_with_the_same_pipeline(reader):
    assert (
        record_of(sayso.read(document(REPORT))).json_line()
        == record_of(reader.read(document(REPORT))).json_line()
    )


UKRAINIAN = (
    "Міністерство повідомило, що його війська зайняли місто Соледар після кількох тижнів боїв. "
    "Київ це заперечує. «Наші військові залишаються в місті», сказав речник."
)


def test_paragraphs_in_a_language_that_is_not_read_are_declined_and_the_others_read():
    text = f"{UKRAINIAN}\n{REPORT}\n{UKRAINIAN}\n{REPORT}"
    read_alone = sayso.read(document(REPORT))
    reading = sayso.read(replace(document(text), language="en", marks=(Mark.SEVERAL_LANGUAGES,)))
    declined = [each for each in reading.declined if each.stage is Stage.LANGUAGE]
    assert [each.span.of(text) for each in declined] == [UKRAINIAN, UKRAINIAN]
    assert {each.reason for each in declined} == {"not read: language uk"}
    assert reading.passed_over is None
    assert len(reading.claims) >= len(read_alone.claims) > 0
    assert reading.document.text == text
    assert all("Соледар" not in claim.evidence.of(text) for claim in reading.claims)


def test_a_page_that_calls_itself_satire_is_passed_over():
    reading = sayso.read(replace(document(REPORT), marks=(Mark.SATIRE,)))
    assert reading.passed_over.reason == "not read: the page calls itself satire"
    assert not reading.statements
    assert not reading.claims


def test_an_opinion_is_read_and_only_marked():
    reading = sayso.read(replace(document(REPORT), marks=(Mark.OPINION,)))
    assert reading.claims
    assert record_of(reading).marks == [Mark.OPINION]
    assert '"marks":["opinion"]' in record_of(reading).json_line()
    assert '"marks"' not in record_of(sayso.read(document(REPORT))).json_line()
