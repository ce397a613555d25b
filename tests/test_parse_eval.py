"""What the measurement of the analysis counts, on trees made by hand."""

import json
import sys
from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

EVALS = Path(__file__).parent.parent / "evals"
VOCAB = Vocab()
SAID = ["The", "army", "said", "rebels", "left", "Marda", "."]
HEADS = [1, 2, 2, 4, 2, 4, 2]
DEPS = ["det", "nsubj", "ROOT", "nsubj", "ccomp", "obj", "punct"]
TAGS = ["DET", "NOUN", "VERB", "NOUN", "VERB", "PROPN", "PUNCT"]
LEMMAS = ["the", "army", "say", "rebel", "leave", "Marda", "."]


@pytest.fixture(autouse=True)
def scripts(monkeypatch):
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(EVALS))
    yield
    for name in set(sys.modules) - before:
        if name in ("data", "parse", "treebank", "official_statements"):
            del sys.modules[name]


def _doc(heads=HEADS, deps=DEPS, ents=None):
    return Doc(VOCAB, words=SAID, heads=heads, deps=deps, pos=TAGS, lemmas=LEMMAS, ents=ents)


def test_a_clause_of_saying_is_right_where_speaker_and_content_hang_on_the_verb():
    from parse import speech_clauses

    astray = _doc([1, 4, 2, 4, 2, 4, 2])
    assert speech_clauses(_doc(), _doc()) == {"clauses": 1, "right": 1}
    assert speech_clauses(_doc(), astray) == {"clauses": 1, "right": 0}


def test_a_verb_without_content_is_no_clause_of_saying():
    from parse import speech_clauses

    assert speech_clauses(_doc(deps=[*DEPS[:4], "conj", *DEPS[5:]]), _doc()) == {}


def test_confidence_that_is_as_often_right_as_it_says_has_no_error():
    from parse import calibration

    even = calibration([(0.5, True), (0.5, False)] * 50)
    assert even["expected calibration error"] == pytest.approx(0)
    assert calibration([(0.9, False)] * 20)["expected calibration error"] == pytest.approx(90)
    assert calibration([(0.1, False)] * 90 + [(1.0, True)] * 10)["tenth 10"] == 100


def test_arcs_are_judged_without_punctuation_and_where_words_agree():
    from parse import judged_arcs
    from sayso.analysis.confidence import record_arcs

    found = _doc([1, 4, 2, 4, 2, 4, 4])
    record_arcs(found, [0.9, 0.4, 0.8, 0.9, 0.9, 0.9, 0.1])
    judged = judged_arcs([Example(found, _doc())])
    assert judged == [(0.9, True), (0.4, False), (0.8, True), (0.9, True), (0.9, True), (0.9, True)]


def test_names_are_judged_only_where_names_are_known():
    from parse import judged_names
    from sayso.analysis.confidence import record_names

    found = _doc(ents=["O", "B-ORG", "O", "O", "O", "B-LOC", "O"])
    record_names(found, dict(zip(found.ents, (0.6, 0.9), strict=True)))
    known = _doc(ents=["O", "O", "O", "O", "O", "B-LOC", "O"])
    assert judged_names([Example(found, known)]) == [(0.6, False), (0.9, True)]
    assert judged_names([Example(found, _doc())]) == []


def test_official_statements_hold_names_and_leave_closed_folders_out(tmp_path):
    from official_statements import longest_mentions, read_official_texts

    text = "President Odo of Marda met rebels."
    marks = [
        {"begin": 0, "end": 22, "type": "Person", "value": "President Odo of Marda"},
        {"begin": 18, "end": 23, "type": "Location", "value": "Marda"},
        {"begin": 27, "end": 33, "type": "Organisation", "value": "rebels"},
        {"begin": 10, "end": 13, "type": "Person", "value": "Odo", "confidence": 0.3},
        {"begin": 10, "end": 13, "type": "Money", "value": "Odo"},
    ]
    for folder in ("CENTCOM", "BBC Online", "Delegation of the European Union to Syria"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "documents.json").write_text(json.dumps({"_id": folder, "text": text}))
        lines = (json.dumps(mark | {"documentId": folder}) for mark in marks)
        (tmp_path / folder / "entities.json").write_text("\n".join(lines))
    (official,) = read_official_texts(tmp_path)
    assert official.name == "CENTCOM"
    assert official.mentions == ((0, 22, "PER"), (18, 23, "LOC"))
    assert longest_mentions(official) == [(0, 22, "PER")]
