"""How two opinions on names become one list, and how sure the analysis is of each."""

import numpy as np
import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from sayso.analysis.confidence import Calibration, arc_confidence, name_confidence, record_arcs, record_names
from sayso.analysis.names import joined, names_something

WORDS = ["Beijing", "said", "the", "Sawari", "Front", "left", "Marda"]


@pytest.fixture
def doc():
    return Doc(Vocab(), words=WORDS)


def _opinion(doc, *names):
    return {Span(doc, start, end, label=kind): sure for start, end, kind, sure in names}


def _shown(names):
    return [(name.text, name.label_) for name in names]


def test_a_name_that_one_head_alone_marks_stands(doc):
    general, official = _opinion(doc, (6, 7, "LOC", 0.9)), _opinion(doc, (3, 5, "ORG", 0.6))
    assert _shown(joined(general, official)) == [("Sawari Front", "ORG"), ("Marda", "LOC")]


def test_where_the_official_head_is_sure_it_gives_bounds_and_kind(doc):
    general, official = _opinion(doc, (0, 1, "ORG", 0.9)), _opinion(doc, (0, 1, "LOC", 0.6))
    assert _shown(joined(general, official)) == [("Beijing", "LOC")]
    general, official = _opinion(doc, (3, 5, "ORG", 0.9)), _opinion(doc, (2, 5, "ORG", 0.7))
    assert _shown(joined(general, official)) == [("the Sawari Front", "ORG")]


def test_where_the_official_head_is_not_sure_the_general_one_stands(doc):
    general, official = _opinion(doc, (0, 1, "ORG", 0.4)), _opinion(doc, (0, 1, "LOC", 0.3))
    assert _shown(joined(general, official)) == [("Beijing", "ORG")]
    assert _shown(joined({}, official)) == [("Beijing", "LOC")]


def test_a_determiner_alone_names_nothing():
    labels = ["det", "nsubj", "ROOT", "det", "obj"]
    doc = Doc(Vocab(), words=["The", "officer", "left", "the", "Front"], heads=[1, 2, 2, 4, 2], deps=labels)
    assert not names_something(Span(doc, 0, 1, label="PER"))
    assert names_something(Span(doc, 0, 2, label="PER"))
    assert names_something(Span(doc, 4, 5, label="ORG"))


def test_confidence_is_told_for_what_was_recorded_and_nothing_else(doc):
    record_arcs(doc, np.array([0.9, 1.0, 0.8, 0.7, 0.6, 0.5, 0.4]))
    name = Span(doc, 6, 7, label="LOC")
    record_names(doc, {name: 0.75})
    assert arc_confidence(doc[5]) == 0.5
    assert name_confidence(name) == 0.75
    assert name_confidence(Span(doc, 6, 7, label="PER")) is None


def test_calibration_keeps_the_order_and_stays_between_0_and_1():
    given = np.array([0.0, 0.5, 0.9, 0.999, 1.0])
    assert np.allclose(Calibration()(given[1:4]), given[1:4])
    modest = Calibration(slope=0.4)(given)
    assert (np.diff(modest) > 0).all()
    assert 0 < modest[0] < modest[1] == 0.5 < modest[2] < 0.9
    assert modest[-1] < 1


def test_other_pipelines_tell_no_confidence(doc):
    assert arc_confidence(doc[0]) is None
    assert name_confidence(Span(doc, 0, 1, label="LOC")) is None
