"""The slots of a trigger: from the names in the lexicon to nodes of the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import agent, children, is_passive, modifiers, patient

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token


def fill(predicate: Token, slots: Iterable[str]) -> list[Token]:
    """The nodes that fill the slots, in the slots' order; empty slots are passed over."""
    found: list[Token] = []
    for slot in slots:
        found.extend(
            token for token in _one(predicate, slot) if token.i != predicate.i and token not in found
        )
    return found


def _one(predicate: Token, slot: str) -> list[Token]:
    if slot == "agent":
        actor = agent(predicate)
        return [actor] if actor is not None else []
    if slot == "patient":
        theme = patient(predicate)
        return [theme] if theme is not None else []
    if slot == "possessor":
        return children(predicate, "nmod:poss")
    if slot == "modifier":
        return [c for c in predicate.children if c.dep_ in ("amod", "compound", "nmod:desc")]
    if slot == "compound":
        return [c for c in predicate.children if c.dep_ in ("compound", "nmod:desc", "nmod")]
    return _prepositional(predicate, slot)


def _prepositional(predicate: Token, preposition: str) -> list[Token]:
    """Phrases with the preposition on the predicate, on its object, or on the noun that it heads."""
    found = modifiers(predicate, preposition)
    theme = patient(predicate) if predicate.pos_ == "VERB" else None
    if theme is not None and theme.head.i == predicate.i:
        found += modifiers(theme, preposition)
    if predicate.pos_ == "NOUN" and predicate.dep_ in ("obj", "nsubj", "nsubj:pass", "obl"):
        # "fighting continued in Soledar", "launched an assault on Kherson": the verb carries the place
        found += modifiers(predicate.head, preposition)
    if predicate.dep_ == "nmod" and children(predicate.head.head, "expl"):
        # "there are no reports of resistance in Soledar"
        found += modifiers(predicate.head, preposition) + modifiers(predicate.head.head, preposition)
    if preposition == "by" and predicate.pos_ == "VERB" and not is_passive(predicate):
        return []
    return found
