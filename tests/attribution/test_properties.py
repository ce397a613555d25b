"""What holds of attribution whatever the text: offsets, strangers' paragraphs, renamed parties."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.model import Document, Publication, Voice

WORDS = [
    "The ministry", "Anna Petrenko", "she", "Moscow", "Kyiv", "the rebels", "Reuters", "nobody",
    "said", "denied", "told", "was quoted by", "as saying", "according to", "claimed to have", "citing",
    "reportedly", "that", "troops held the town", "the bridge was not hit", "has fallen", "in a statement",
    "on Friday", "would not",
]  # fmt: skip
MARKS = [*"“”\"'«»—-:,.?!()\n🙂é½\xa0", "...", "\n\n"]
TEXTS = st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=30).map(" ".join) | st.text(max_size=80)


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
def test_spans_of_any_text_lie_inside_it_and_in_order(reader, text):
    reading = reader.read(
        Document(id="1", text=text, language="en", published=Publication(date(2023, 1, 14)))
    )
    for statement in reading.statements:
        for spans in (statement.content, statement.cue, statement.source.spans if statement.source else ()):
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
            assert all(a.end <= b.start for a, b in pairwise(spans))
    for declined in reading.declined:
        assert 0 <= declined.span.start < declined.span.end <= len(text)
    starts = [min(s.start for s in (*st.content, *st.cue)) for st in reading.statements]
    ids = {statement.id for statement in reading.statements}
    assert len(ids) == len(starts)
    assert all(statement.within is None or statement.within in ids for statement in reading.statements)


REPORTS = [
    (
        "The defence ministry said that its troops had entered Lyman.",
        "The ministry added that the road was mined.",
        "“Nobody is left on the bridge,” the mayor, Petro Lysenko, said. “We saw them leave.”",
        "Lysenko told Reuters that the bridge had been hit.",
        "According to residents, shells fell on the market.",
    ),
    (
        "Anna Kovalchuk, a spokeswoman for the brigade, denied that Lyman had fallen.",
        "She said the town was calm.",
        "The rebels claimed to have captured the station.",
        "They wrote on Telegram that the garrison had left.",
        "The agency quoted an officer as saying that the garrison stayed.",
    ),
]
ELSEWHERE = [
    "The harvest of apples was good in the valley. Prices fell by a tenth.",
    "Rain is forecast for the weekend, with wind along the coast.",
    "The final was played in front of full stands. It ended in a draw.",
]


def voices(reader, paragraphs):
    """Who says what, as sets of (speaker, relays, words): ids and offsets move with what is inserted."""
    text = "\n\n".join(paragraphs)
    reading = reader.read(
        Document(id="1", text=text, published=Publication(date(2023, 1, 14)), outlet="The Courier")
    )
    return {
        (
            statement.source.name if statement.source else None,
            statement.relayed_by,
            " … ".join(span.of(text) for span in statement.content),
        )
        for statement in reading.statements
        if statement.voice is Voice.ATTRIBUTED
    }


@pytest.mark.parametrize("stranger", ELSEWHERE)
@pytest.mark.parametrize("report", REPORTS)
def test_a_paragraph_about_something_else_moves_no_words_to_another_speaker(reader, report, stranger):
    alone = voices(reader, report)
    assert len(alone) >= len(report)
    for position in range(len(report) + 1):
        together = voices(reader, (*report[:position], stranger, *report[position:]))
        assert alone <= together
        assert all(words in stranger for _, _, words in together - alone)


PAIRS = [
    ("Russian", "Ukrainian"),
    ("Russia", "Ukraine"),
    ("Moscow", "Kyiv"),
    ("Wagner Group", "Azov Regiment"),
]
EXCHANGE = {a: b for pair in PAIRS for a, b in (pair, pair[::-1])}
OF_TWO_SIDES = [
    "Russian forces hold the station, Moscow said. Kyiv denied it and said that Ukrainian troops held it.",
    "The Ukrainian defence ministry said that Russian soldiers had left Lyman. Moscow called this false.",
    "Officials in Kyiv told Reuters that, according to Russian prisoners, the Wagner Group had gone.",
    "“We shall stay,” a Ukrainian commander said. Moscow insists that the town fell, Russian officials said.",
]


def exchanged(text: str) -> str:
    return re.sub("|".join(sorted(EXCHANGE, key=len, reverse=True)), lambda m: EXCHANGE[m[0]], text)


def outline(reader, text, swap):
    reading = reader.read(
        Document(id="1", text=text, published=Publication(date(2023, 1, 14)), outlet="The Courier")
    )
    return [
        (
            statement.voice,
            swap(statement.source.name) if statement.source else None,
            swap(statement.source.side or "") if statement.source else None,
            tuple(map(swap, statement.relayed_by)),
            statement.quote,
            statement.certainty,
            statement.polarity,
            statement.within,
            tuple(swap(span.of(text)) for span in statement.content),
        )
        for statement in reading.statements
    ]


@pytest.mark.parametrize("text", OF_TWO_SIDES)
def test_renaming_the_parties_renames_the_voices_and_changes_nothing_else(reader, text):
    as_written = outline(reader, text, str)
    assert as_written
    assert outline(reader, exchanged(text), exchanged) == as_written
