"""Where the content of a cue stands: the dependents that each frame of the lexicon points to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import children, is_passive, patient, preposition, subject
from sayso.lexicon import PREPOSITIONS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.lexicon import Cue

FRAME_PREPOSITIONS = frozenset(frame.value for frame in PREPOSITIONS)
"""Prepositions that a frame may name."""


def content_heads(verb: Token, cue: Cue) -> tuple[bool, list[Token]]:
    """Whether the source is withheld by a raising frame, and the dependents that carry the content."""
    heads: list[Token] = []
    if cue.polarity == "denied" and (mistagged := _noun_taken_for_verb(verb)) is not None:
        return False, [mistagged]
    if cue.polarity == "denied" and (denied := children(verb, "obj")):
        behind = children(verb, "ccomp", "parataxis")
        if denied[0].pos_ == "PRON" or any(c.i > denied[0].i for c in behind):
            return False, denied  # "denied it: fighting continues" says, not denies, what is behind the colon
    if (
        cue.polarity == "denied"
        and verb.dep_ == "acl:relcl"
        and children(verb, "nsubj")
        and not children(verb, "obj", "ccomp")
    ):
        return False, [verb.head]  # "a claim Ukraine denied"
    if "raising" in cue.frames and is_passive(verb) and (raised := children(verb, "xcomp")):
        theme = patient(verb)
        return True, [*([theme] if theme is not None and theme.dep_ != "expl" else []), *raised]
    if "clause" in cue.frames:
        heads += [c for c in children(verb, "ccomp") if _is_clause(c)]
        if not heads:
            heads += [
                c
                for c in children(verb, "advcl", "csubj")
                if any(m.text.lower() == "that" for m in children(c, "mark"))
            ]
        if not heads:
            heads += _in_a_statement(verb)
        if not heads:
            heads += _inverted(verb)
    if {"clause", "object"} & cue.frames and not heads:
        # "reported taking the town", "admitted leaving it"
        heads += [c for c in children(verb, "xcomp") if c.pos_ == "VERB" and c.text.lower().endswith("ing")]
    if "infinitive" in cue.frames:
        heads += [c for c in children(verb, "xcomp") if _is_infinitive(c)]
        if not heads and cue.strength == "strong":
            # "claimed on Monday to have seized it": a perfect infinitive names no purpose
            heads += [c for c in children(verb, "advcl") if _is_infinitive(c) and _is_perfect(c)]
    if "clause" in cue.frames and not heads:
        heads += [c for c in children(verb, "parataxis") if c.i > verb.i and _is_clause(c)]
    named = FRAME_PREPOSITIONS & set(cue.frames)
    if named and not heads:
        for child in verb.children:
            label = child.dep_.split(":")[0]
            if (label in ("obl", "nmod") and preposition(child) in named) or (
                label in ("advcl", "ccomp", "xcomp")
                and any(m.text.lower() in named for m in children(child, "mark", "case"))
            ):
                heads.append(child)
        if heads and "as" in named:
            heads = [*children(verb, "obj"), *heads]
    if "object" in cue.frames and not heads:
        heads += _objects(verb)
        # "what Moscow calls the liberation of the town", "called it a retreat": the name given is the content
        heads += [
            c
            for c in children(verb, "xcomp")
            if c.pos_ in ("NOUN", "PROPN", "ADJ") and not children(c, "mark")
        ]
    return False, heads


def _noun_taken_for_verb(verb: Token) -> Token | None:
    """ "dismissed as propaganda claims that the town had fallen": `claims` tagged a verb."""
    for child in children(verb, "advcl", "xcomp", "ccomp", "obj", "conj"):
        is_plural_form = child.pos_ == "VERB" and child.text.lower().endswith(("claims", "reports", "claim"))
        if is_plural_form and child.i > verb.i and not children(child, "nsubj", "mark"):
            return child
    return None


def _in_a_statement(verb: Token) -> list[Token]:
    """ "said in a statement that P": the parser hangs the clause on the statement."""
    return [
        clause
        for noun in children(verb, "obl")
        if preposition(noun) in ("in", "on", "at", "via")
        for clause in children(noun, "acl", "ccomp")
        if any(m.text.lower() == "that" for m in children(clause, "mark"))
    ]


def _is_infinitive(verb: Token) -> bool:
    return any(m.text.lower() == "to" for m in children(verb, "mark"))


def _is_perfect(verb: Token) -> bool:
    return any(c.text.lower() == "have" for c in children(verb, "aux"))


def _is_clause(token: Token) -> bool:
    """A clause has a predicate; the parser also labels quoted scraps as clauses, which is as good."""
    return token.dep_ != "punct"


def _inverted(verb: Token) -> list[Token]:
    """The main clause around a cue that stands inside or behind it: "Soledar, he said, has fallen"."""
    if verb.dep_ in ("parataxis", "conj") and verb.head.i != verb.i and verb.dep_ == "parataxis":
        host = verb.head
        if host.i < verb.i and subject(verb) is not None and not children(verb, "ccomp"):
            return [host]
    return []


def _objects(verb: Token) -> list[Token]:
    theme = patient(verb)
    if is_passive(verb):
        own = children(verb, "nsubj")
        # "a claim that was rejected by Kyiv"; but a man who is supported by Moscow is no content of its
        return [theme] if theme is not None and own and theme.pos_ != "PROPN" else []
    return [
        c
        for c in children(verb, "obj")
        if c.pos_ in ("NOUN", "PROPN", "PRON") or "“" in c.sent.text or '"' in c.sent.text
    ]
