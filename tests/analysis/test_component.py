"""Whole documents, from text to trees. The reports are invented."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START, TAG

from sayso.analysis.confidence import arc_confidence, name_confidence

REPORT = """Ministry claims Soledar, Kyiv denies

The ministry said on Friday that its troops had taken the town, which lies 10km from Bakhmut. \
Kyiv’s army denied it - and the governor said that fighting went on (two streets changed hands. \
See map) in the west.

Nobody could check either account. According to the mayor, people were leaving."""


def _arrays(doc):
    return doc.to_array([POS, HEAD, DEP, TAG, MORPH, LEMMA, SENT_START, ENT_TYPE, ENT_IOB])


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
    for names in (doc.ents, doc.spans["official"], doc.spans["joined"]):
        assert ("Aleppo", "LOC") in [(name.text, name.label_) for name in names]


def test_label_and_voice_of_a_heading_belong_to_its_sentence(analyse):
    doc = analyse("Kyiv: Russian troops left Soledar - governor")
    assert len(list(doc.sents)) == 1
    word = {token.text: token for token in doc}
    assert (word["left"].dep_, word["troops"].head.text) == ("ROOT", "left")
    assert {(word[name].dep_, word[name].head.text) for name in ("Kyiv", "governor")} == {
        ("parataxis", "left")
    }


def test_forms_and_lemmas(analyse):
    doc = analyse("The rebels were leaving towns that they had taken.")
    found = {token.text: (token.tag_, token.lemma_) for token in doc}
    assert found["rebels"] == ("NNS", "rebel")
    assert found["were"] == ("VBD", "be")
    assert found["leaving"] == ("VBG", "leave")
    assert found["taken"] == ("VBN", "take")
    (were,) = (token for token in doc if token.text == "were")
    assert were.morph.get("Tense") == ["Past"]
    assert were.morph.get("Mood") == ["Ind"]


def test_the_analysis_tells_how_sure_it_is(analyse):
    doc = analyse("The ministry said its troops had entered Aleppo.\n\nNobody knows.")
    sure = [arc_confidence(token) for token in doc if not token.is_space]
    assert all(0 < number <= 1 for number in sure)
    assert [arc_confidence(token) for token in doc if token.is_space] == [None]
    assert all(0 < name_confidence(name) <= 1 for name in (*doc.ents, *doc.spans["joined"]))


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
