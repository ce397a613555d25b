"""The words of a noun phrase, as look-ups take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import name_bounds, subtree

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DETERMINERS = frozenset(
    ("the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my")
)


def wordings(doc: Doc, head: Token) -> list[str]:
    """Ever shorter wordings of a noun phrase, determiners dropped, for look-up."""
    found: list[str] = []
    without = [c for c in head.children if c.dep_.split(":")[0] in ("conj", "cc")]
    cores = [_core(head), _core(head) - subtree_of(without)]
    cores.append({i for i in cores[-1] if i <= head.i})
    cores.append(
        {head.i} | {c.i for c in head.children if c.dep_ in ("compound", "flat", "amod", "nmod:poss")}
    )
    for core in cores:
        kept = sorted(core)
        while len(kept) > 1 and (
            doc[kept[0]].text.lower() in _DETERMINERS or _is_no_part_of_name(doc[kept[0]])
        ):
            kept.pop(0)
        text = "".join(doc[i].text_with_ws for i in kept).strip(' ,;:“”"\n')
        if text and text not in found:
            found.append(text)
    return found


def subtree_of(tokens: list[Token]) -> set[int]:
    """Union of the subtrees."""
    return {i for token in tokens for i in subtree(token)}


def words_of(doc: Doc, head: Token) -> set[str]:
    """The words that later phrases may point back with: nouns, names and adjectives, lower case."""
    return {
        doc[i].text.lower()
        for i in _core(head)
        if doc[i].pos_ in ("NOUN", "PROPN", "ADJ") and len(doc[i].text) > 2
    }


def proper_name(head: Token) -> str:
    """The person that the head is part of, else the run of proper nouns around it; no title before it."""
    for entity in head.doc.ents:
        if entity.label_ == "PER" and entity.start <= head.i < entity.end and len(entity) > 1:
            return str(entity.text)
    low, high = name_bounds(head)
    return str(head.doc[low : high + 1].text)


def full_names(doc: Doc) -> dict[str, str]:
    """Surname to full name, from the longer person names of the text; dropped where two share one."""
    names: dict[str, str] = {}
    shared: set[str] = set()
    for entity in doc.ents:
        words = entity.text.split()
        if entity.label_ == "PER" and len(words) > 1:
            surname = words[-1]
            if names.setdefault(surname, entity.text) != entity.text:
                shared.add(surname)
    return {surname: name for surname, name in names.items() if surname not in shared}


def _core(head: Token) -> set[int]:
    """The noun phrase without relative clauses, appositions and adverbs of time."""
    branches = [
        c
        for c in head.children
        if c.dep_.split(":")[0]
        in ("acl", "appos", "punct", "advmod", "parataxis", "case", "advcl", "cop", "nsubj", "mark")
    ]
    return subtree(head, without=branches)


def _is_no_part_of_name(token: Token) -> bool:
    """ "according to one diplomat": a diplomat; "11:20 GNA forces hold the junction": no part of a name."""
    is_clock = token.text[:1].isdigit() and ":" in token.text
    return is_clock or (token.dep_ == "nummod" and token.text.lower() == "one")
