"""The words of a search are those of SQLite's index, and what is shown of a text holds them."""

import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.words import excerpt, folded_words, phrases_in

WORDS = [
    ("Al-Khansa, 3.5 km", ["al", "khansa", "3", "5", "km"]),
    ("Bakhçe Ården", ["bakhce", "arden"]),
    ("СОЛЕДАР Київ ё", ["соледар", "київ", "ё"]),
    ("e\u0301te\u0301", ["ete"]),
    ("سوليدار", ["سوليدار"]),
    ("snake_case's", ["snake", "case", "s"]),
    ("x" * 500, ["x" * 100]),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words_are_folded(text, words):
    assert folded_words(text) == words


def test_letters_are_those_of_sqlite():
    """All that the reports' languages are written with, one letter each, as SQLite indexes it."""
    blocks = [(0x21, 0x250), (0x400, 0x482), (0x48A, 0x528), (0x620, 0x64B), (0x2000, 0x2066)]
    letters = [chr(number) for start, end in blocks for number in range(start, end)]
    letters = [each for each in letters if unicodedata.category(each) not in ("Cn", "Cc", "Mn")]
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
        raw.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
        raw.executemany("INSERT INTO t(rowid, text) VALUES (?, ?)", enumerate(f"a{x}b" for x in letters))
        indexed = {number: [] for number in range(len(letters))}
        for number, term in raw.execute("SELECT doc, term FROM v ORDER BY doc, offset"):
            indexed[number].append(term)
    differ = [x for number, x in enumerate(letters) if folded_words(f"a{x}b") != indexed[number]]
    # A micro sign, a long s and a Latin letter with two accents are in no report.
    assert set(differ) <= set("µſǠǡ")


TYPED = [
    ('salt "Salt Mine"', [("salt",), ("salt", "mine")]),
    ("Al-Khansa", [("al", "khansa")]),
    ("“salt mine” *AND (OR", [("and",), ("or",), ("salt", "mine")]),
    ('" - " ""', []),
]


@pytest.mark.parametrize(("typed", "phrases"), TYPED)
def test_what_is_typed_is_words_and_phrases(typed, phrases):
    assert phrases_in(typed) == phrases


LONG = "One came. " * 20 + "The army holds the salt mine, he said. " + "Two left. " * 20
EXCERPTS = [
    ("A salt mine.", "salt mine", "A [salt] [mine]."),
    ("A salt mine.", '"salt mine"', "A [salt mine]."),
    ("A salt mine.", '"a salt" "salt mine"', "[A salt mine]."),
    ("The mine. A salt\n\nmine.", '"salt mine"', "The mine. A [salt mine]."),
    ("Nothing of it.", "salt", "Nothing of it."),
    (
        LONG,
        '"salt mine" army',
        "…The [army] holds the [salt mine], he said. Two left. Two left. Two left. Two left. Two left. "
        "Two left. Two left. Two left…",
    ),
]


@pytest.mark.parametrize(("text", "typed", "shown"), EXCERPTS)
def test_the_piece_shown_holds_the_words_in_brackets(text, typed, shown):
    assert excerpt(text, phrases_in(typed)) == shown


@given(st.lists(st.sampled_from(["salt", "mine", "a", "b.", "c\n"]), min_size=1, max_size=120))
def test_some_of_the_words_are_always_shown(words):
    text = " ".join(words)
    shown = excerpt(text, [("salt",), ("salt", "mine")])
    assert ("[salt" in shown) is ("salt" in words)
    assert len(folded_words(shown)) == min(24, len(words))
    if "salt mine" in text:
        assert "[salt mine]" in shown
