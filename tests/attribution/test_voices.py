"""The voice of every token at once is the voice of each of them alone."""

from __future__ import annotations

import pytest

from sayso.attribution.statements import voice_at, voices_of
from sayso.model import Document

TEXTS = [
    "The radio said that the mayor believed, according to residents, that the bridge was gone. It was quiet.",
    "The agency reported a retreat, citing two officials. “We stay,” the mayor said. “Nobody left.”",
    "The bridge has reportedly been hit, the station Voz said, and the mayor denied that it had.",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_voices_of_a_text_are_those_of_its_tokens(reader, text):
    report = reader.report(Document(id="1", text=text, language="en"))
    one_by_one = [voice_at(report.utterances, token.idx) for token in report.doc]
    assert voices_of(report.doc, report.utterances) == one_by_one
