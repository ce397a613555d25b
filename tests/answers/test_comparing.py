"""Two versions of a report, sentence by sentence."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.answers.comparing import LONGEST_COMPARED, compared, sentences_of


def told(before, after):
    return [
        [(piece.change.value, piece.words.strip()) for piece in each.pieces]
        for each in compared(before, after)
    ]


def test_what_stayed_went_and_came():
    before = "The bridge stands. Nobody crossed it.\nA convoy left."
    after = "The bridge stands. A convoy left. Rain fell."
    assert told(before, after) == [
        [("same", "The bridge stands.")],
        [("gone", "Nobody crossed it.")],
        [("same", "A convoy left.")],
        [("new", "Rain fell.")],
    ]


def test_a_reworded_sentence_tells_its_words():
    assert told("Hill held the old mill.", "Hill held the whole old mill.") == [
        [("same", "Hill held the"), ("new", "whole"), ("same", "old mill.")]
    ]


def test_another_sentence_in_its_place_is_no_rewording():
    assert told("Rain fell.", "Hill held the mill.") == [
        [("gone", "Rain fell.")],
        [("new", "Hill held the mill.")],
    ]


def test_what_is_too_long_is_not_compared():
    assert compared("a" * (LONGEST_COMPARED + 1), "a") is None
    assert compared("a. " * 10_000, "a") is None


TEXTS = st.lists(st.sampled_from(["Rain fell.", "Hill held it!", "He left", "\n"]), max_size=8).map(" ".join)


@given(TEXTS, TEXTS)
def test_nothing_is_lost_on_either_side(before, after):
    pieces = [piece for each in compared(before, after) for piece in each.pieces]
    for text, kinds in ((before, ("same", "gone")), (after, ("same", "new"))):
        words = " ".join(piece.words for piece in pieces if piece.change in kinds).split()
        assert words == " ".join(sentences_of(text)).split() == text.split()
