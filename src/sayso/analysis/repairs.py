"""Trees that no sentence has: what the network leaves inconsistent is put right from its own labels.

A finite verb is never one half of a compound, two subjects of one verb do not stand before two verbs of which
one has none, and "Tigrayan forces seize the town" has one verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl"})
_NAMING = frozenset({"nsubj", "compound", "amod", "nmod"})
_CLAUSES = frozenset({"ccomp", "xcomp", "conj", "parataxis", "acl"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_ARMED = "forces"
"""The one noun of war that is the form of a common verb as often."""


def repair(doc: Doc) -> None:
    """Mend the tree in place."""
    for token in doc:
        if token.text.lower() == _ARMED and token.i + 1 < len(doc):
            _mend_forces(token)
        elif token.pos_ == "VERB" and token.tag_ in _FINITE:
            _mend_compound(token)
        if token.dep_ == "nsubj" and token.pos_ in ("NOUN", "PROPN"):
            _mend_two_subjects(token)
        if token.tag_ == "VBG" and token.is_sent_start and token.dep_ in ("ROOT", "csubj"):
            _mend_gerund(token)


def _mend_forces(noun: Token) -> None:
    """ "Tigrayan forces seize the town": whoever's forces they are, they seize."""
    before = [c for c in noun.children if c.i == noun.i - 1 and c.dep_ in _NAMING]
    if not before or before[0].text.islower():
        return
    if noun.pos_ != "VERB":
        if before[0].dep_ == "nsubj":
            _hang(before[0], noun, "compound")
        return
    verb = next((t for t in noun.doc[noun.i + 1 : noun.i + 4] if t.pos_ in ("VERB", "AUX")), None)
    is_acting = verb is not None and verb.head == noun and verb.dep_ in _CLAUSES
    if not is_acting and noun.dep_ != "nsubj":
        return
    if is_acting and verb is not None:
        _hang(verb, noun.head if noun.head != noun else verb, noun.dep_)
        for child in [c for c in noun.children if c not in before and c != verb]:
            _hang(child, verb, child.dep_)
        _hang(noun, verb, "nsubj")
    noun.pos_, noun.tag_, noun.lemma_ = "NOUN", "NNS", "force"
    _hang(before[0], noun, "amod" if before[0].pos_ == "ADJ" else "compound")


def _mend_compound(verb: Token) -> None:
    """ "On the eastern bank the SDF hold the town": the name right before is the subject."""
    if any(c.dep_ in _SUBJECTS for c in verb.children):
        return
    name = verb.nbor(-1) if verb.i else verb
    if name.head != verb or name.dep_ != "compound" or name.pos_ not in ("PROPN", "NOUN"):
        return
    for other in [c for c in verb.children if c.i < name.i and c.dep_ in ("det", "compound", "amod")]:
        _hang(other, name, other.dep_)
    _hang(name, verb, "nsubj")


def _mend_two_subjects(noun: Token) -> None:
    """ "GNA forces hold the road, an official says": they hold, and he says."""
    outer = noun.head
    second = [c for c in outer.children if c.dep_ == "nsubj" and noun.i < c.i < outer.i]
    if not second:
        return
    inner = next((t for t in noun.doc[noun.i + 1 : second[0].i] if t.pos_ in ("VERB", "AUX")), None)
    if inner is None or inner.head != outer or inner.dep_ != "ccomp":
        return
    if not any(c.dep_ in _SUBJECTS for c in inner.children):
        _hang(noun, inner, "nsubj")


def _mend_gerund(gerund: Token) -> None:
    """ "Losing Saraqib would leave the road open": losing it would, not Saraqib."""
    follows = gerund.nbor() if gerund.i + 1 < len(gerund.doc) else gerund
    verb = follows.head
    if follows.dep_ != "nsubj" or not any(c.tag_ == "MD" for c in verb.children):
        return
    if gerund.dep_ == "csubj" and gerund.head == verb:
        _hang(follows, gerund, "obj")
    elif verb.head == gerund and verb.dep_ == "parataxis":
        _hang(follows, gerund, "obj")
        for child in [c for c in gerund.children if c.i > verb.i]:
            _hang(child, verb, child.dep_)
        _hang(verb, verb, "ROOT")
        _hang(gerund, verb, "csubj")


def _hang(token: Token, head: Token, label: str) -> None:
    token.head, token.dep_ = head, label
