"""Headlines: the past told in the present, with verbs that look like nouns: "Army shells hospital".

Treebanks hold few such verbs in the present, and a network that has met `shells`, `storm` and `torch` as
nouns alone takes the headline for a name. So some verbs of treebank sentences are exchanged for these.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from english.augmentation import Node

_SINGULAR = "VBZ Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
_PLURAL = "VBP Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
_FORMS = {"be": ("is", "are"), "have": ("has", "have")}
# Verbs with an object, and verbs without one; most of them are nouns as well.
_TAKING = """
attack block blast bomb bury capture claim clear control cut damage dispute doubt fear fire flood
force fuel guard hail halt hammer hit hold honour host house hunt launch level loot man mark mine
mourn move name order pack patrol plan pound press probe question raid rebuff report rout rush sack
seal search seize shadow shell shield siege slam snub spot stage stop storm strike swap target tax
torch trade train trap urge vow warn welcome witness wound
"""
_GOING = """
advance benefit camp clash close cross drop fall flock gain gather land march mass mount open parade
pour press protest push rally rest retreat return rise roll shelter shift stall stand strike surge
talk turn vote wait withdraw work
"""
_FURTHER = frozenset({"ccomp", "xcomp", "iobj", "compound", "expl", "csubj", "cop"})
_HISSES = ("s", "x", "z", "ch", "sh", "o")
_VOWELS = "aeiou"


def in_present(nodes: Sequence[Node]) -> bool:
    """Put every past tense with a subject in the third person into the present; whether there was one."""
    changed = False
    for verb in nodes:
        subject = next((n for n in nodes if n.head is verb and n.dep.startswith("nsubj")), None)
        has_auxiliary = any(node.head is verb and node.dep.startswith("aux") for node in nodes)
        if subject is None or has_auxiliary or not verb.morphology.startswith("VBD Mood=Ind"):
            continue
        if subject.lemma in ("I", "we", "you"):
            continue
        is_plural = _is_plural(nodes, subject)
        verb.word = (plural_form if is_plural else singular_form)(verb.lemma)
        verb.morphology = _PLURAL if is_plural else _SINGULAR
        changed = True
    return changed


def recast(nodes: Sequence[Node], lot: random.Random) -> None:
    """Give each verb in the present another one that can stand in its place."""
    for verb in nodes:
        labels = {node.dep.split(":")[0] for node in nodes if node.head is verb}
        if verb.tag != "VERB" or verb.morphology not in (_SINGULAR, _PLURAL) or labels & _FURTHER:
            continue
        verb.lemma = lot.choice((_TAKING if "obj" in labels else _GOING).split())
        verb.word = (plural_form if verb.morphology == _PLURAL else singular_form)(verb.lemma)


def _is_plural(nodes: Sequence[Node], subject: Node) -> bool:
    is_joined = any(node.head is subject and node.dep == "conj" for node in nodes)
    return is_joined or "Number=Plur" in subject.morphology


def plural_form(lemma: str) -> str:
    """What they do: "say", "are"."""
    return _FORMS[lemma][1] if lemma in _FORMS else lemma


def singular_form(lemma: str) -> str:
    """What it does: "says", "denies", "is"."""
    if lemma in _FORMS:
        return _FORMS[lemma][0]
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(_HISSES) else f"{lemma}s"
