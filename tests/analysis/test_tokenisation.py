"""Tokens as the treebanks cut them, and never a character lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

CUTS = [
    ("Kyiv’s troops", "Kyiv ’s troops"),
    ("10km from the U.S. base", "10 km from the U.S. base"),
    ("Ukraine—Fierce fighting", "Ukraine — Fierce fighting"),
    ("DAKAR (Agency)—The town", "DAKAR ( Agency ) — The town"),
    ("the Donetsk–Luhansk line", "the Donetsk – Luhansk line"),
    ("in 2014–2015", "in 2014 – 2015"),
    ("called it «ours» on Aug. 12", "called it « ours » on Aug. 12"),
    ("pro-Russian and rebel-held", "pro-Russian and rebel - held"),
    ("Rwanda-backed, UN-backed, U.S.-backed", "Rwanda - backed , UN - backed , U.S. - backed"),
    ("mid-January", "mid-January"),
    ("the administration- two units- left", "the administration - two units - left"),
    ("pre- and post-war", "pre- and post-war"),
    ("Lt.-Gen. Ivanov", "Lt. - Gen. Ivanov"),
    ("the 5th brigade’s No. 2", "the 5th brigade ’s No. 2"),
    ("an F-16 near Ras al-Ayn", "an F - 16 near Ras al - Ayn"),
    ("on Wed they left", "on Wed they left"),
    ("(see paragraph 8)", "( see paragraph 8 )"),
    ("(see below): it fell", "( see below ) : it fell"),
    ("police and/or army", "police and / or army"),
    ("see https://example.org/a-b?c=d", "see https://example.org/a-b?c=d"),
]


@pytest.mark.parametrize(("text", "tokens"), CUTS)
def test_tokens(analyse, text, tokens):
    assert [token.text for token in analyse.nlp.make_doc(text)] == tokens.split(" ")


@given(st.text())
def test_the_text_is_never_altered(analyse, text):
    doc = analyse.nlp.make_doc(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.parametrize("run", ["a" * 100_000, ")" * 3_000, "a," * 2_000, "😀" * 1_000])
def test_a_run_without_spaces_costs_no_more_than_its_length(analyse, run):
    assert analyse.nlp.make_doc(f"Kyiv said {run} and left.").text == f"Kyiv said {run} and left."


def test_a_lone_surrogate_keeps_every_offset(analyse):
    text = "Kyiv \ud800said\udfff it held."
    doc = analyse.nlp.make_doc(text)
    assert len(doc.text) == len(text)
    assert doc.text == "Kyiv \ufffdsaid\ufffd it held."
