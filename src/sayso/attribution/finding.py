"""From a parsed report to its statements: the stages of attribution in order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from sayso.attribution.clauses import find_in_clauses
from sayso.attribution.handover import nested, without_hedges
from sayso.attribution.headings import find_in_blocks, find_in_headings
from sayso.attribution.phrases import find_in_phrases
from sayso.attribution.quotes import join_quotations
from sayso.attribution.sources import Speakers
from sayso.attribution.speaking import can_speak
from sayso.attribution.statements import Utterance, make_utterances
from sayso.lexicon import load_speaker_words
from sayso.model import Document, Span, TimeMention, When

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sayso.lexicon import Lexicon
    from sayso.parties import Registry
    from sayso.text import Quotation


def attribute(
    document: Document,
    doc: Doc,
    quotations: Sequence[Quotation],
    times: Sequence[TimeMention],
    registry: Registry,
    lexicon: Lexicon,
    headings: Sequence[tuple[Span, When]] = (),
) -> list[Utterance]:
    """Return every voice of the document with its words, the narrator's included, in reading order."""
    words = load_speaker_words(lexicon.language)
    in_clauses = list(find_in_clauses(doc, lexicon, words))
    handovers = [
        *in_clauses,
        *find_in_phrases(doc, lexicon, words, in_clauses),
        *find_in_headings(doc, document.text, words, registry),
        *find_in_blocks(doc, document.text, lexicon),
    ]
    quoted = join_quotations(doc, handovers, quotations, lexicon)
    joined = nested(without_hedges(quoted, partial(can_speak, words=words)), document.text)
    speakers = Speakers(doc, registry, document, words, quotations)
    return make_utterances(document, doc, joined, quotations, times, speakers, registry, lexicon, headings)
