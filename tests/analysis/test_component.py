"""Whole documents, from text to trees. The reports are invented."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, POS, SENT_START

REPORT = """Ministry claims Soledar, Kyiv denies

The ministry said on Friday that its troops had taken the town, which lies 10km from Bakhmut. \
Kyiv’s army denied it - and the governor said that fighting went on (two streets changed hands. \
See map) in the west.

Nobody could check either account. According to the mayor, people were leaving."""


def _arrays(doc):
    return doc.to_array([POS, HEAD, DEP, SENT_START, ENT_TYPE, ENT_IOB])


def _sentences(doc):
    return [sentence.text.strip() for sentence in doc.sents]


def test_sentences_end_at_paragraphs_and_full_stops_only(analyse):
    starts = [sentence.split()[0] for sentence in _sentences(analyse(REPORT))]
    assert starts == ["Ministry", "The", "Kyiv’s", "Nobody", "According"]


def test_a_clause_of_saying_hangs_together(analyse):
    doc = analyse("The ministry said on Friday that its troops had taken the town.")
    word = {token.text: token for token in doc}
    assert word["said"].dep_ == "ROOT"
    assert (word["ministry"].dep_, word["ministry"].head.text) == ("nsubj", "said")
    assert (word["taken"].dep_, word["taken"].head.text) == ("ccomp", "said")
    assert (word["town"].dep_, word["town"].pos_) == ("obj", "NOUN")


def test_names_of_both_heads(analyse):
    doc = analyse("The Syrian army said it had entered Aleppo.")
    assert [(name.text, name.label_) for name in doc.ents] == [("Aleppo", "LOC")]
    assert ("Aleppo", "LOC") in [(name.text, name.label_) for name in doc.spans["re3d"]]


def test_the_same_text_gives_the_same_arrays_in_any_order(analyse):
    others = ["Kyiv denied it.", REPORT[::-1], "A\n\nB"]
    first = _arrays(analyse(REPORT))
    before = [_arrays(analyse(text)) for text in others]
    after = [_arrays(analyse(text)) for text in reversed(others)]
    assert np.array_equal(first, _arrays(analyse(REPORT)))
    assert all(np.array_equal(one, other) for one, other in zip(before, reversed(after), strict=True))


def test_a_paragraph_is_read_alike_wherever_it_stands(analyse):
    alone = analyse("Kyiv denied that the town had fallen.")
    behind = analyse("A heading\n\nKyiv denied that the town had fallen.")
    assert np.array_equal(_arrays(alone)[:, :3], _arrays(behind)[3:, :3])


ODD = [
    "",
    " \n\t \r\n ",
    "\n\nKyiv said so.",
    "One said so.\r\n\r\nTwo denied it.",
    "a" * 100_000,
    "),(" * 500,
    "😀🇺🇦👩‍🚒 held",
    "a\x00b \x07 \x1b[0m held\x7f",
    "\u200b\u200b \ufeff\u202e",
    "Kyiv \ud800said\udfff it held.",
    "10\xa0km\xa0from",
    "索莱达尔镇" * 200,
    "transkription-internationalisationalismus " * 200,
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_no_text_is_too_odd(analyse, text):
    _assert_whole(analyse(text), text)


@settings(max_examples=40)
@given(st.text(alphabet="Kyiv denied. ,-(\n\t“)’", max_size=120))
def test_every_sentence_is_a_tree_with_one_root(analyse, text):
    _assert_whole(analyse(text), text)


def _assert_whole(doc, text):
    assert len(doc.text) == len(text)
    for sentence in doc.sents:
        assert sum(token.head == token for token in sentence) == 1
        assert all(token.head in sentence for token in sentence)
    assert all(token.pos_ and token.dep_ for token in doc)
