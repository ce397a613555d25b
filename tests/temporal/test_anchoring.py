"""Which time governs which words."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.model import Publication, Span, TimeRole
from sayso.temporal import find_times
from sayso.temporal.anchoring import governing_time, heading_dates, nearest_time

PUBLISHED = Publication(date(2023, 1, 14))


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "evidence", "role", "words"),
    [
        (
            "They took the mine on Monday and the station on Wednesday.",
            "took the mine",
            TimeRole.EVENT,
            "Monday",
        ),
        (
            "They took the mine on Monday and the station on Wednesday.",
            "the station",
            TimeRole.EVENT,
            "Wednesday",
        ),
        ("The army said on Friday that the mine fell on Monday.", "the mine fell", TimeRole.EVENT, "Monday"),
        ("The army said on Friday that the mine fell on Monday.", "the mine fell", TimeRole.SAID, "Friday"),
        ("On 2 January, after days, the mine fell.", "the mine fell", TimeRole.EVENT, "2 January"),
        ("The mine fell.", "The mine fell", TimeRole.EVENT, None),
    ],
)
def test_nearest_time_of_a_role(text, evidence, role, words):
    found = nearest_time(find_times(text, PUBLISHED), _span(text, evidence), Span(0, len(text)), role)
    assert (found.span.of(text) if found else None) == words


def test_a_dated_opening_governs_where_the_nearest_is_left_open():
    text = "On 2 January the mine fell two hours after the bridge."
    found = nearest_time(
        find_times(text, PUBLISHED), _span(text, "the bridge"), Span(0, len(text)), TimeRole.EVENT
    )
    assert found is not None
    assert found.span.of(text) == "2 January"


def test_an_open_time_is_told_where_nothing_dated_opens_the_sentence():
    text = "The mine fell two hours after the bridge."
    found = nearest_time(
        find_times(text, PUBLISHED), _span(text, "the bridge"), Span(0, len(text)), TimeRole.EVENT
    )
    assert found is not None
    assert found.when is None


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("On December 28, its men took the hill.", "December 28"),
        ("In the early morning of 2 January, its men took the hill.", "In the early morning of 2 January"),
        ("Its men, who had come from the north, took the hill on December 28.", None),
    ],
)
def test_a_time_that_opens_a_sentence_governs_it(sentence, words):
    text = f"A sentence before. {sentence}"
    mentions = find_times(text, PUBLISHED)
    found = governing_time(text, mentions, Span(text.index(sentence), len(text)))
    assert (found.span.of(text) if found else None) == words


def test_a_line_that_is_a_date_governs_the_lines_below_it():
    text = "January 11, 2023\nTroops took the mine on Monday.\n\n- January 13, 2023:\nTroops lost it.\n"
    governed = [
        (span.of(text).strip(), when.iso()) for span, when in heading_dates(text, find_times(text, None))
    ]
    assert governed[0][0].startswith("Troops took the mine")
    assert [day for _, day in governed] == ["2023-01-11", "2023-01-13"]
    assert governed[1][0] == "Troops lost it."


def test_a_date_inside_a_line_is_no_heading():
    text = "It fell on January 11, 2023\nTroops took the mine."
    assert heading_dates(text, find_times(text, None)) == []
