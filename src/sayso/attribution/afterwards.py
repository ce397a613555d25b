"""Relays that a sentence of its own names, behind the words that they passed on.

"The road is cut, the mayor said. She was speaking to Radio Y." "His remarks were carried by the agency X."
"The agency X quoted the channel." Such a sentence is about the one before it, so its relay joins that one's
chain; and "It was quoting a tribal elder" names whose words they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.analysis.syntax import agent, children, is_passive, modifiers, objects, subject
from sayso.attribution.frames import MESSAGES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from sayso.attribution.handover import Handover
    from sayso.lexicon import SpeakerWords

_TALKING = frozenset({"speaking", "spoke", "talking", "talked", "commenting", "interviewed"})
_PASSING = frozenset(
    {
        "aired",
        "broadcast",
        "carried",
        "cited",
        "forwarded",
        "picked",
        "posted",
        "printed",
        "published",
        "quoted",
    }
    | {"relayed", "released", "reposted", "reported", "republished", "shared", "translated", "ran"}
)
_CITING = frozenset({"cited", "cites", "citing", "quoted", "quotes", "quoting"})
_POINTERS = MESSAGES | {
    "claim",
    "claims",
    "findings",
    "channel",
    "site",
    "website",
    "paper",
    "newspaper",
    "agency",
}
_POINTING = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
_PERSONS = frozenset({"he", "she", "they", "both"})
_PRONOUNS = frozenset({"it", "them", "this"})
_REACH = 2
"""Sentences back to the words that are meant."""


def passed_on_afterwards(
    doc: Doc, handovers: Sequence[Handover], words: SpeakerWords
) -> Iterator[tuple[int, Token]]:
    """Yield the index of a handover and the noun that names who passed its words on, in reading order."""
    for sentence, meant in _sentences_after(doc, handovers):
        for verb in sentence:
            if (relay := _relay_at(verb, words)) is not None:
                yield from ((index, relay) for index in meant)


def sourced_afterwards(doc: Doc, handovers: Sequence[Handover]) -> Iterator[tuple[int, Token]]:
    """Yield the index of a handover and the noun that names whose words they were all along."""
    for sentence, meant in _sentences_after(doc, handovers):
        for verb in sentence:
            about = subject(verb) if verb.text.lower() in _CITING and not is_passive(verb) else None
            if about is None or about.text.lower() != "it" or not objects(verb):
                continue
            cited = objects(verb)[0]
            if cited.text.lower() not in _POINTERS and cited.pos_ in ("NOUN", "PROPN"):
                yield from ((index, cited) for index in meant)


def _sentences_after(doc: Doc, handovers: Sequence[Handover]) -> Iterator[tuple[Span, list[int]]]:
    """Each sentence that hands over nothing itself, with the handovers of the last one that did."""
    sentences = list(doc.sents)
    number_of = {token.i: number for number, sentence in enumerate(sentences) for token in sentence}
    spoken: dict[int, list[int]] = {}
    for index, handover in enumerate(handovers):
        anchor = handover.verb if handover.verb is not None else handover.speaker
        if anchor is not None:
            spoken.setdefault(number_of[anchor.i], []).append(index)
    for number, sentence in enumerate(sentences):
        back = next((n for n in range(number - 1, number - 1 - _REACH, -1) if n in spoken), None)
        if back is not None:
            yield sentence, spoken[back]


def _relay_at(verb: Token, words: SpeakerWords) -> Token | None:
    form = verb.text.lower()
    about = subject(verb)
    if verb.pos_ != "VERB" or about is None:
        return None
    if form in _TALKING and about.text.lower() in _PERSONS:
        return agent(verb) if is_passive(verb) else next(iter(modifiers(verb, "to", "with", "on")), None)
    if form == "made" and about.text.lower() in _PERSONS:
        # "He made the comments in an interview with Radio Y"
        talks = list(modifiers(verb, "in", "to", "during", "on"))
        inner = [h for talk in talks for h in modifiers(talk, "with", "to", "on")]
        return (
            next(iter(inner or talks), None)
            if any(o.text.lower() in MESSAGES for o in objects(verb))
            else None
        )
    if form not in _PASSING:
        return None
    if is_passive(verb):
        return agent(verb) if _points_back(about, words) else None
    passed = objects(verb)
    is_relayed = bool(passed) and (_points_back(passed[0], words) or passed[0].text.lower() in _PRONOUNS)
    return about if is_relayed else None


def _points_back(noun: Token, words: SpeakerWords) -> bool:
    """ "his remarks", "the message", "the channel": nothing that is named itself."""
    determiners = {c.text.lower() for c in children(noun, "det", "nmod:poss")}
    has_name = any(c.pos_ == "PROPN" for c in noun.children)
    is_pointer = noun.text.lower() in _POINTERS or noun.text.lower() in words.outlets
    return bool(determiners & _POINTING) and is_pointer and not has_name
