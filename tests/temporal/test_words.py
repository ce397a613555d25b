"""The words of time: each group's example shows one of its forms."""

from __future__ import annotations

import pytest

from sayso.errors import UnsupportedLanguageError
from sayso.temporal.lexing import KINDS, Tokens
from sayso.temporal.words import load_words

WORDS = load_words("en")


@pytest.mark.parametrize(("kind", "example"), WORDS.examples)
def test_example_holds_a_form_of_its_group(kind, example):
    assert KINDS[kind] in Tokens(example, WORDS).kinds


def test_every_kind_of_the_data_is_one_that_the_grammar_knows():
    kinds = {entry.kind for entry in WORDS.words.values()}
    kinds |= {entry.kind for forms in WORDS.phrases.values() for _, entry in forms}
    assert kinds <= set(KINDS)


def test_tokens_cover_the_text_in_order():
    text = "On New Year’s Eve, at 5 p.m. local time, the T-72 stood at 13.01.2023."
    tokens = Tokens(text, WORDS)
    written = [tokens.text_of(i) for i in range(len(tokens))]
    assert written[:4] == ["On", "New Year’s Eve", ",", "at"]
    assert "5 p.m." in written
    assert "13.01.2023" in written


def test_a_language_without_words_is_refused():
    with pytest.raises(UnsupportedLanguageError):
        load_words("ru")
