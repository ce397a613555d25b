"""Voices before a colon and behind a dash, as headings and transcripts have them; topics are no voices."""

from __future__ import annotations

import pytest

VOICES = [
    ("Governor: Two bridges hit in Kherson", "Governor", "Two bridges hit in Kherson"),
    ("Two bridges hit in Kherson - governor", "governor", "Two bridges hit in Kherson"),
    ("Clinic not hit – army spokesman", "army spokesman", "Clinic not hit"),
    ("Kremlin: Two bridges hit in Kherson", "Russia", "Two bridges hit in Kherson"),
    ("Anna Petrenko: We left the town at dawn.", "Anna Petrenko", "We left the town at dawn."),
]


@pytest.mark.parametrize(("line", "source", "content"), VOICES, ids=[line for line, _, _ in VOICES])
def test_a_line_names_its_voice(said, line, source, content):
    assert said(f"{line}\n\nShells fell on Friday.") == [(source, content)]


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING: Two bridges hit in Kherson",
        "Ukraine war: Two bridges hit in Kherson",
        "Ukraine: Two bridges hit in Kherson",
        "November: Two bridges hit in Kherson",
        "Analysis: Two bridges hit in Kherson",
        "Two bridges hit - pictures",
        "Two bridges hit - and a mill burnt down in the night",
    ],
)
def test_a_topic_speaks_not(said, line):
    assert said(f"{line}\n\nShells fell on Friday.") == []
