"""Marks that nest, touch and cross become elements that only nest, and no character is lost."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.export.page.layers import Layer, Mark, layers
from sayso.model import Span

LENGTH = 24
SPANS = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).map(
    lambda ends: Span(min(ends[0], ends[1] - 1), max(ends[0] + 1, ends[1]))
)
MARKS = st.lists(st.tuples(SPANS, st.booleans()), max_size=7).map(
    lambda given: [Mark(str(n), (span,), whole) for n, (span, whole) in enumerate(given)]
)


def outline(parts):
    """`0(..1(...))`: each mark by its key around its characters."""
    return "".join(
        f"{part.mark.key}({outline(part.children)})" if isinstance(part, Layer) else "." * len(part)
        for part in parts
    )


def leaves(parts, above=()):
    for part in parts:
        if isinstance(part, Layer):
            yield from leaves(part.children, (*above, part))
        else:
            yield part, above


def drawn(*marks, end=6):
    return outline(layers(Span(0, end), marks))


def test_what_lies_inside_is_inside():
    assert drawn(Mark("a", (Span(0, 6),)), Mark("b", (Span(2, 4),), whole=True)) == "a(..b(..)..)"


def test_of_equals_the_statement_holds_the_claim():
    assert drawn(Mark("c", (Span(1, 3),), whole=True), Mark("s", (Span(1, 3),))) == ".s(c(..))..."


def test_a_statement_is_cut_rather_than_a_claim():
    assert drawn(Mark("s", (Span(0, 3),)), Mark("c", (Span(2, 6),), whole=True)) == "s(..)c(s(.)...)"
    assert drawn(Mark("s", (Span(2, 6),)), Mark("c", (Span(0, 3),), whole=True)) == "c(..s(.))s(...)"


def test_of_two_claims_that_cross_the_shorter_is_cut():
    pair = (Mark("c", (Span(0, 3),), whole=True), Mark("d", (Span(2, 6),), whole=True))
    assert drawn(*pair) == "c(..)d(c(.)...)"


def test_a_mark_in_pieces_keeps_its_ends():
    (first, _, last) = layers(Span(0, 6), [Mark("s", (Span(0, 2), Span(4, 6)))])
    assert (first.is_first, first.is_last, last.is_first, last.is_last) == (True, False, False, True)


def test_a_mark_over_two_paragraphs_goes_on_in_the_second():
    mark = Mark("s", (Span(0, 6),))
    ((first,), (second,)) = (layers(Span(0, 3), [mark]), layers(Span(3, 6), [mark]))
    assert (first.is_first, first.is_last, second.is_first, second.is_last) == (True, False, False, True)


@given(MARKS)
def test_every_character_stands_once_in_order_under_its_marks(marks):
    at = 0
    for span, above in leaves(layers(Span(0, LENGTH), marks)):
        assert span.start == at
        at = span.end
        assert {layer.mark.key for layer in above} == {m.key for m in marks if m.spans[0].meets(span)}
        assert all(layer.start <= span.start and span.end <= layer.end for layer in above)
    assert at == LENGTH


@given(MARKS)
def test_each_mark_begins_and_ends_once(marks):
    def all_layers(parts):
        for part in parts:
            if isinstance(part, Layer):
                yield part
                yield from all_layers(part.children)

    drawn = list(all_layers(layers(Span(0, LENGTH), marks)))
    for mark in marks:
        own = [layer for layer in drawn if layer.mark.key == mark.key]
        assert [layer.is_first for layer in own].count(True) == 1
        assert [layer.is_last for layer in own].count(True) == 1
