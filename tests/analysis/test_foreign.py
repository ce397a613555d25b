"""Pipelines of others: found, adapted, or refused in one line."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from sayso.analysis import load_analyser
from sayso.errors import AnalysisError


@Language.component("test_parser_stub")
def parser_stub(doc: Doc) -> Doc:
    if len(doc) > 2:
        doc.ents = [Span(doc, 0, 1, label="GPE"), Span(doc, 2, 3, label="DATE")]
    return doc


def _refusal(pipeline):
    with pytest.raises(AnalysisError) as caught:
        load_analyser(pipeline)
    (line,) = str(caught.value).splitlines()
    return line


def test_a_pipeline_that_is_not_installed():
    line = _refusal("en_core_web_absent")
    assert "en_core_web_absent: no spaCy pipeline of this name is installed" in line
    assert "python -m spacy download en_core_web_absent" in line


def test_a_pipeline_without_a_parser(tmp_path):
    spacy.blank("en").to_disk(tmp_path)
    assert "has no dependency parser" in _refusal(str(tmp_path))


@pytest.fixture
def untrained(tmp_path):
    """A pipeline on disk whose parser knows ClearNLP's labels and nothing else."""
    nlp = spacy.blank("en")
    nlp.meta.update(name="untrained", version="0.1")
    parser = nlp.add_pipe("parser")
    for label in ("ROOT", "dobj", "nsubj", "pobj", "prep"):
        parser.add_label(label)
    nlp.initialize()
    nlp.add_pipe("test_parser_stub")
    nlp.to_disk(tmp_path)
    return str(tmp_path)


def test_a_foreign_pipeline_speaks_as_our_own(untrained):
    analyse = load_analyser(untrained)
    doc = analyse("Heading here today\n\nKyiv denied that it had left.")
    assert analyse.name == "en_untrained 0.1"
    assert {token.dep_ for token in doc}.isdisjoint({"dobj", "pobj", "prep"})
    assert doc[4].is_sent_start
    assert [(name.text, name.label_) for name in doc.ents] == [("Heading", "LOC")]
    assert [name.text for name in doc.spans["joined"]] == ["Heading"]


@pytest.mark.parametrize("text", ["", "\n", "Kyiv \ud800 said", ")" * 600])
def test_a_foreign_pipeline_takes_odd_texts(untrained, text):
    assert len(load_analyser(untrained)(text).text) == len(text)
