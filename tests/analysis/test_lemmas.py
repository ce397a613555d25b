import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.lemmas import Lemmatiser, apply_edit, edit_between, written_forms

CASES = [
    ("took", "take", "l|3|ake"),
    ("Troops", "troop", "l|1|"),
    ("denied", "deny", "l|3|y"),
    ("Soledar", "Soledar", "w|0|"),
    ("The", "the", "l|0|"),
    ("Marines", "Marine", "w|1|"),
    ("was", "be", "=|be"),
]


@pytest.mark.parametrize(("word", "lemma", "edit"), CASES)
def test_an_edit_makes_the_lemma_of_its_word(word, lemma, edit):
    assert edit_between(word, lemma) == edit
    assert apply_edit(edit, word) == lemma


def test_one_edit_serves_many_words():
    assert apply_edit(edit_between("carried", "carry"), "Denied") == "deny"


def test_an_edit_that_would_leave_nothing_leaves_the_word():
    assert apply_edit("l|3|", "Ran") == "ran"
    assert apply_edit("l|9|", "Ran") == "ran"


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_lemma_is_made_of_any_word(word, lemma):
    assert apply_edit(edit_between(word, lemma), word) == lemma


def test_a_known_form_is_looked_up_under_its_tag_and_any_other_edited(tmp_path):
    table = tmp_path / "forms.tsv"
    table.write_text("".join(written_forms({("left", "VBD"): "leave", ("left", "JJ"): "left"})))
    lemma = Lemmatiser.from_file(table)
    assert lemma("Left", "VBD", "w|0|") == "leave"
    assert lemma("left", "JJ", "l|2|ave") == "left"
    assert lemma("shelled", "VBD", "l|2|") == "shell"
