"""Places that a text points back to: "the town", "the besieged city"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.model import MentionType, Place, PlaceMention, PlaceRole, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.lexicon import PlaceWords

LARGEST = {"village": 30_000, "hamlet": 5_000, "town": 300_000}
"""The most people that a place called by the noun may have."""
SMALLEST = {"city": 15_000, "capital": 15_000}
"""The fewest; of many towns the lists do not know how many people live there."""

_POINTERS = frozenset({"the", "this", "that"})
_NAMED_BESIDE = ("appos", "compound", "flat")
_RESTRICTING = ("amod", "acl", "acl:relcl")
_SETTLED = frozenset({"settlement", "city", "town", "village", "hamlet", "capital", None})
_SUBJECTS = ("nsubj", "nsubj:pass")


def fits(place: Place, noun: str) -> bool:
    """Whether a place of this kind and so many people may be called by the noun."""
    if place.kind not in _SETTLED or place.within is not None:
        return False
    people = place.population
    return people is None or SMALLEST.get(noun, 0) <= people <= LARGEST.get(noun, people)


def find_anaphora(doc: Doc, mentions: Sequence[PlaceMention], words: PlaceWords) -> Iterator[PlaceMention]:
    """Yield every "the town" that stands for a place named before it, where one fits.

    The nearest place before it that fits the noun is meant. But "the besieged city" tells one place from
    another, so it is not the one that its own sentence is about, if an earlier one fits.
    """
    towns = [m for m in mentions if m.type is MentionType.PLACE]
    passing = {m.span for m in towns if m.role is not PlaceRole.EVENT or _is_somebodys(doc, m, words)}
    for token in doc:
        noun = token.text
        if noun not in words.settlements or not _points_back(token):
            continue  # "the Old City" is a name
        start = min(child.idx for child in token.children if child.text.lower() in _POINTERS)
        before = [m for m in towns if m.span.end <= start and m.place and fits(m.place, noun)]
        scenes = [m for m in before if m.span not in passing] or before
        if not scenes:
            continue
        meant = _told_apart(doc, token, scenes) if _is_restricted(token) else scenes[-1]
        yield PlaceMention(
            span=Span(start, token.idx + len(token.text)),
            type=MentionType.PLACE,
            place=meant.place,
            role=PlaceRole.EVENT,
        )


def _points_back(token: Token) -> bool:
    """Whether the noun has "the" and no name of its own, and is none beside it.

    Not "the town of Sake", "the town hall", "Sake, the last town before Goma".
    """
    if token.dep_ in (*_NAMED_BESIDE, "conj") or not any(c.text.lower() in _POINTERS for c in token.children):
        return False
    return not any(
        child.dep_ in _NAMED_BESIDE
        or (child.dep_ == "nmod" and any(c.text.lower() == "of" for c in child.children))
        for child in token.children
    )


def _is_somebodys(doc: Doc, mention: PlaceMention, words: PlaceWords) -> bool:
    """ "The governor of Homs confirmed that the city fell" does not tell of Homs."""
    named = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return named is not None and named.root.dep_ == "nmod" and named.root.head.text.lower() in words.titles


def _is_restricted(token: Token) -> bool:
    return any(child.dep_ in _RESTRICTING for child in token.children)


def _told_apart(doc: Doc, token: Token, scenes: Sequence[PlaceMention]) -> PlaceMention:
    """The nearest of the towns that its own sentence is not about; else the nearest."""
    for mention in reversed(scenes):
        named = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if named is None or not (named.root.sent.start == token.sent.start and named.root.dep_ in _SUBJECTS):
            return mention
    return scenes[-1]
