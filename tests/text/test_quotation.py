"""Quotation marks: what stands between them, whatever marks a page uses and however it breaks them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text import find_quotations

QUOTED = [
    ("“The bridge is gone,” the mayor said.", ["The bridge is gone,"]),
    ('"The bridge is gone," the mayor said.', ["The bridge is gone,"]),
    ("The mayor said: «The bridge is gone».", ["The bridge is gone"]),
    ("The mayor said: „The bridge is gone“.", ["The bridge is gone"]),
    ("The mayor said: „The bridge is gone”.", ["The bridge is gone"]),
    ("‘The bridge is gone,’ the mayor said.", ["The bridge is gone,"]),
    ("“The bridge is gone,” he said, “and so is the road.”", ["The bridge is gone,", "and so is the road."]),
    ("“He told us ‘go home’ and we went,” she said.", ["He told us ‘go home’ and we went,"]),
    ("“It’s the rebels’ camp,” she said.", ["It’s the rebels’ camp,"]),
    ("The rebels' camp and the soldiers' road were shelled.", []),
    ("’Tis the rebels’ camp, not the army’s.", []),
    ("The mast is 6' high and 5\" thick.", []),
    ("“”", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "inner"), QUOTED)
def test_the_words_between_the_marks(text, inner):
    found = find_quotations(text)
    assert [quotation.inner.of(text) for quotation in found] == inner
    assert all(quotation.closed for quotation in found)


def test_a_mark_that_is_never_closed_ends_with_its_paragraph():
    text = "“The bridge is gone, the mayor said.\nThe road is open."
    (quotation,) = find_quotations(text)
    assert quotation.inner.of(text) == "The bridge is gone, the mayor said."
    assert not quotation.closed


def test_a_speech_over_paragraphs_goes_on_where_each_opens_with_a_mark():
    text = "“The bridge is gone.\n“The road is closed.\n\n“We stay.”\nThe mayor left."
    quotations = find_quotations(text)
    assert [quotation.continues for quotation in quotations] == [False, True, True]
    assert [quotation.closed for quotation in quotations] == [False, False, True]


def test_a_closed_quotation_does_not_go_on_in_the_next_paragraph():
    first, second = find_quotations("“The bridge is gone.”\n“The road is closed.”")
    assert first.closed
    assert not second.continues


@given(st.text(alphabet="ab ,.’‘“”\"'«»„‹›\n\u00a0🚀\ud800", max_size=60))
def test_quotations_lie_in_the_text_in_order_and_apart(text):
    end = 0
    for quotation in find_quotations(text):
        assert end <= quotation.span.start < quotation.inner.start < quotation.inner.end <= len(text)
        assert quotation.span.covers(quotation.inner)
        assert "\n" not in quotation.span.of(text)
        end = quotation.span.end
