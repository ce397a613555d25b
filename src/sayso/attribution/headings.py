"""Voices before a colon and behind a dash: "Kyiv: troops still in town", "Town not taken - General Staff".

So headings and the lines of transcripts name who speaks. The label of a topic looks the same ("Ukraine war:
...", "BREAKING: ..."), so the phrase must be known as a voice: a person, a noun for people or bodies, or what
the lists know under another name than the country's own ("Kyiv", "the Kremlin").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.analysis.syntax import span_of, subject
from sayso.attribution.handover import Handover
from sayso.attribution.speaking import source_spans
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.lexicon import Lexicon, SpeakerWords
    from sayso.parties import Registry

_COLON = re.compile(
    r"^[ \t]*[\"“]?(?P<name>[A-Z][^\n:;.?!\"“”]{1,50}?)(?P<cue>:)[ \t]+(?P<content>\S[^\n]*)$", re.MULTILINE
)
_DASH = re.compile(
    r"^(?P<content>[^\n]*\S)[ \t]+(?P<cue>-|–|—)[ \t]+(?P<name>[^\n.?!:;,\"“”]{2,50}[^\s.?!:;,\"“”])[ \t]*$",
    re.MULTILINE,
)
_BLOCK = re.compile(r":[ \t\xa0]*\n+[ \t]*(?P<content>[^\s\"“«„‘'-][^\n]+)$", re.MULTILINE)
"""A paragraph behind a line that ends in a colon."""
_MOST, _FEWEST = 5, 3
"""Words of a voice at most, and of what it says at least."""
_LABELS = frozenset(
    {"analysis", "note", "source", "sources", "opinion", "correction", "update", "topic", "report"}
)


def find_in_headings(doc: Doc, text: str, words: SpeakerWords, registry: Registry) -> Iterator[Handover]:
    """Yield a handover for every line of these forms."""
    for form in (_COLON, _DASH):
        for line in form.finditer(text):
            handover = _handover(doc, line, words, registry)
            if handover is not None:
                yield handover


def find_in_blocks(doc: Doc, text: str, lexicon: Lexicon) -> Iterator[Handover]:
    """Yield a handover for every paragraph that a line ending in a quoting verb hands over.

    "The governor added:", and what he added on the next line without marks.
    """
    for block in _BLOCK.finditer(text):
        lead = doc.char_span(block.start(), block.start() + 1, alignment_mode="expand")
        content = doc.char_span(*block.span("content"), alignment_mode="expand")
        if lead is None or content is None or lead.start == 0:
            continue
        verb = next((t for t in reversed(doc[lead[0].sent.start : lead.start]) if t.pos_ == "VERB"), None)
        speaker = subject(verb) if verb is not None else None
        if verb is None or speaker is None:
            continue
        for cue in lexicon.cues_by_form.get(verb.text.lower(), ()):
            if cue.pos == "verb" and "quote" in cue.frames:
                yield Handover(
                    source=source_spans(doc, speaker, verb, []),
                    cue_spans=(span_of(verb),),
                    content=(Span(*block.span("content")),),
                    cue=cue,
                    verb=verb,
                    speaker=speaker,
                    heads=(content.root,),
                )
                break


def _handover(doc: Doc, line: re.Match[str], words: SpeakerWords, registry: Registry) -> Handover | None:
    name = doc.char_span(*line.span("name"), alignment_mode="expand")
    content = doc.char_span(*line.span("content"), alignment_mode="expand")
    if name is None or content is None or len(name) > _MOST or len(content) < _FEWEST:
        return None
    speaker: Token = name.root
    if any(token.pos_ == "VERB" for token in name) or not _is_voice(speaker, line["name"], words, registry):
        return None
    head = next((token for token in content if token.head.i not in range(content.start, content.end)), None)
    return Handover(
        source=(Span(*line.span("name")),),
        cue_spans=(Span(*line.span("cue")),),
        content=(Span(*line.span("content")),),
        speaker=speaker,
        heads=(head if head is not None else content.root,),
    )


def _is_voice(head: Token, phrase: str, words: SpeakerWords, registry: Registry) -> bool:
    noun = head.text.lower()
    if noun in _LABELS:
        return False
    listed = noun in words.roles or noun in words.persons or noun in words.bodies
    if listed or (head.pos_ == "NOUN" and words.can_speak(noun)):
        return True  # of a capitalised "Governor" no tag tells; "November" only ends like a role
    persons = [name for name in head.doc.ents if name.label_ == "PER"]
    if any(name.start <= head.i < name.end for name in persons):
        return True
    if phrase.isupper() and any(noun == token.text.lower() for name in persons for token in name):
        return True  # "WALLACE: ...", a person by the other lines of the transcript
    known = registry.source_for(phrase)
    return known is not None and known.name != phrase
