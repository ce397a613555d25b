"""Pipelines that others trained, made to speak as sayso's own does."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from sayso.analysis.clearnlp import is_clearnlp, to_universal
from sayso.analysis.names import JOINED, OFFICIAL
from sayso.analysis.tokenisation import guard
from sayso.errors import AnalysisError

# Of OntoNotes' eighteen types, those that can hold, speak or be a place. NORP ("the Russians") is
# left out: sayso's own weights do not mark it either, and the party lexicon knows those words.
_NAMES = {
    "PERSON": "PER",
    "PER": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
}

_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")


def load_foreign(pipeline: str) -> tuple[str, Language]:
    """Load an installed spaCy pipeline; returns its name with version, and the pipeline.

    Raises `AnalysisError` where it is not installed, lacks a package that it needs, or does not parse.
    """
    try:
        nlp = spacy.load(pipeline)
    except OSError as problem:
        raise AnalysisError(
            f"{pipeline}: no spaCy pipeline of this name is installed; install it with"
            f" `python -m spacy download {pipeline}`, or leave the option away to use sayso's own"
        ) from problem
    except (ImportError, ValueError) as problem:
        reason = " ".join(str(problem).split())[:200]
        raise AnalysisError(
            f"{pipeline}: cannot be loaded ({reason}); install what it needs, or use sayso's own pipeline"
        ) from problem
    labels = _dependency_labels(nlp)
    if not labels:
        raise AnalysisError(
            f"{pipeline}: has no dependency parser; choose a pipeline with one, or use sayso's own"
        )
    _adapt(nlp, labels)
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}", nlp


def _dependency_labels(nlp: Language) -> frozenset[str]:
    if "parser" not in nlp.pipe_names:
        return frozenset()
    parser: Any = nlp.get_pipe("parser")
    return frozenset(parser.labels)


def _adapt(nlp: Language, labels: frozenset[str]) -> None:
    nlp.add_pipe("sayso_paragraphs", first=True)
    if is_clearnlp(labels):
        nlp.add_pipe("sayso_clearnlp", last=True)  # behind the recogniser: it asks which names are people's
    nlp.add_pipe("sayso_names", last=True)
    guard(nlp)


@Language.component("sayso_paragraphs")
def start_paragraphs(doc: Doc) -> Doc:
    """Begin a sentence after every line end: a heading must not run into what follows it."""
    after_line_end = False
    for token in doc:
        if token.is_space:
            after_line_end = after_line_end or not _LINE_ENDS.isdisjoint(token.text)
        else:
            if after_line_end and token.i:
                token.is_sent_start = True
            after_line_end = False
    return doc


@Language.component("sayso_clearnlp")
def convert_labels(doc: Doc) -> Doc:
    """Turn a ClearNLP tree into one of Universal Dependencies."""
    return to_universal(doc)


@Language.component("sayso_names")
def convert_names(doc: Doc) -> Doc:
    """Keep the names of people, bodies and places under sayso's labels; the one opinion serves as both."""
    names = [
        Span(doc, name.start, name.end, label=_NAMES[name.label_])
        for name in doc.ents
        if name.label_ in _NAMES
    ]
    doc.ents = names
    doc.spans[OFFICIAL], doc.spans[JOINED] = names, names
    return doc
