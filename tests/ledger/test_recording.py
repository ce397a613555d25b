"""Ids that stay, and the sentence around the evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger import recorded_claims
from sayso.ledger.recording import LONGEST_SENTENCE, sentence_around
from sayso.model import Certainty, Span

from .conftest import claim, reading

SENTENCES = [
    ("One came. Vale holds Arden. Two left.", "Vale holds Arden."),
    ("Gen. Bo said Vale holds Arden on Sat. Two left.", "Gen. Bo said Vale holds Arden on Sat."),
    (
        "Mr. A. Bo of the U.S. Army said Vale holds Arden.",
        "Mr. A. Bo of the U.S. Army said Vale holds Arden.",
    ),
    ("First line.\nVale holds Arden\nThird line.", "Vale holds Arden"),
    ("“Vale holds Arden.” The army said so.", "“Vale holds Arden.”"),
    ("It took 3.5 km. Did it? “Vale holds Arden!” he said. No.", "“Vale holds Arden!” he said."),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_the_sentence_around_the_evidence(text, sentence):
    start = text.index("Vale holds")
    assert sentence_around(text, Span(start, start + 16)) == sentence


@given(st.text(alphabet="A b.\n”“!", min_size=2, max_size=60), st.data())
def test_the_sentence_holds_the_evidence_whatever_the_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert text[start:end].strip() in sentence_around(text, Span(start, end))


def test_an_id_is_the_same_for_the_same_words_however_they_are_read():
    (once,) = recorded_claims(reading())
    (again,) = recorded_claims(reading("doc-1", claim(certainty=Certainty.PROBABLE)))
    (elsewhere,) = recorded_claims(reading("doc-2"))
    assert once.id == again.id != elsewhere.id


def test_two_claims_of_the_same_words_keep_two_ids():
    first, second = recorded_claims(reading("doc-1", claim(), claim()))
    assert first.id != second.id


def test_of_a_line_without_an_end_only_what_is_near_is_kept():
    text = "x " * 5_000_000 + "Kyiv denied that the town had fallen " + "y " * 5_000_000
    start = text.index("the town had fallen")
    sentence = sentence_around(text, Span(start, start + 19))
    assert len(sentence) <= LONGEST_SENTENCE + 4
    assert sentence.startswith("… x")
    assert sentence.endswith("y …")
    assert "Kyiv denied that the town had fallen y" in sentence
