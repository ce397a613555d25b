"""Pieces and casing of single words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.casing import Casing, casing_of
from sayso.analysis.wordpiece import WordPiece

WORDS = ["[UNK]", "[CLS]", "[SEP]", "sole", "##dar", "kyiv", "u", "s", ".", "-", "索", "held", "1", "##0"]
PIECES = WordPiece({word: number for number, word in enumerate(WORDS)})

CUTS = [
    ("Soledar", ["sole", "##dar"]),
    ("KYIV", ["kyiv"]),
    ("Kyïv", ["kyiv"]),
    ("U.S.", ["u", ".", "s", "."]),
    ("held-10", ["held", "-", "1", "##0"]),
    ("索held", ["索", "held"]),
    ("Bakhmut", ["[UNK]"]),
    ("held" * 30, ["[UNK]"]),
    ("he\u200bld", ["held"]),
    ("\x00", []),
]


@pytest.mark.parametrize(("word", "pieces"), CUTS)
def test_a_word_is_cut_into_its_longest_pieces(word, pieces):
    assert [WORDS[number] for number in PIECES.ids(word)] == pieces


@given(st.text())
def test_any_text_can_be_cut(word):
    assert all(0 <= number < len(WORDS) for number in PIECES.ids(word))


CASINGS = [
    ("”", Casing.QUOTE),
    ("—", Casing.PUNCTUATION),
    ("2023", Casing.NUMBER),
    ("M23", Casing.ALPHANUMERIC),
    ("is", Casing.LOWER),
    ("A", Casing.INITIAL),
    ("U.S.", Casing.SHORT_CAPITALS),
    ("ISIL", Casing.SHORT_CAPITALS),
    ("SOLEDAR", Casing.LONG_CAPITALS),
    ("Soledar", Casing.CAPITALISED),
    ("McNamara", Casing.CAPITALISED_MIXED),
    ("iPhone", Casing.INNER_CAPITALS),
]


@pytest.mark.parametrize(("word", "casing"), CASINGS)
def test_casing(word, casing):
    assert casing_of(word) is casing


@given(st.text(min_size=1))
def test_every_word_has_a_casing_the_weights_know(word):
    assert 1 <= casing_of(word) <= 11
