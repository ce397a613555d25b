"""Attributions behind their clause: "Troops left the town, the governor said on Friday."

Parsers tie the speaker to the last noun of the clause ("the town, the governor") as an apposition. The
commas tell better: [clause] , [noun phrase] (, [apposition] ,) cue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS, children, is_passive, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 14
"""Words in a noun phrase between the commas; longer stretches are clauses."""
_FARTHEST = 8
"""Words within which a parenthesis closes behind its cue: "the mayor said on Friday, ..."."""
_OPENERS = frozenset({"SCONJ", "ADP", "CCONJ", "PART"})


@dataclass(frozen=True, slots=True)
class Trailing:
    """The speaker's head and words, and the clause before it, or on both sides of it."""

    speaker: Token
    source: range
    clauses: tuple[range, ...]
    head: Token


def trailing(verb: Token, *, passed_on: bool = False) -> Trailing | None:
    """Read the commas before a cue; None where they show no noun phrase behind a clause.

    A subject that the parser found in the right place is left alone, save where the words are
    `passed_on`: "..., the minister was quoted as saying".
    """
    if verb.dep_ == "acl" and is_passive(verb) and not passed_on:
        return None  # "..., a claim rejected by Kyiv": no claim speaks
    doc, first = verb.doc, verb.sent.start
    end = verb.i
    while end > first and doc[end - 1].pos_ in ("AUX", "ADV") and doc[end - 1].text != ",":
        end -= 1
    commas = [i for i in range(first, end) if doc[i].text == ","]
    if not commas:
        return None
    is_apposed = commas[-1] == end - 1
    source = _before_apposition(verb, commas) if is_apposed else range(commas[-1] + 1, end)
    if source is None or not _is_noun_phrase(source, verb):
        return None
    clause = range(first, source.start - 1)
    if _has_verb(verb, clause):
        if not passed_on and _is_understood(verb, source):
            return None
        return Trailing(_head_in(source, verb), source, (clause,), _head_in(clause, verb))
    rest = _rest(verb)
    if rest is None or not clause or doc[clause.start].pos_ in _OPENERS:
        return None
    return Trailing(_head_in(source, verb), source, (clause, rest), _head_in(rest, verb))


def _is_understood(verb: Token, source: range) -> bool:
    """Whether the parser found the speaker in its place and the content with it, or a place for it."""
    if not any(c.dep_ in SUBJECTS and c.i in source for c in verb.children):
        return False
    others = [c for c in verb.children if c.dep_ == "nsubj" and c.i < source.start]
    if others and not any(c.i > verb.i for c in children(verb, "ccomp", "obj")):
        return False  # "Four burnt tanks stood by the road, the paper's X reported": hung on the cue
    # "..., senior sources confirmed" hung on a name of the clause; but "..., a claim Kyiv denied" is about it
    is_misplaced = verb.dep_ in ("acl", "acl:relcl") and verb.head.i not in source
    return not is_misplaced or bool(children(verb, "ccomp", "obj"))


def _rest(verb: Token) -> range | None:
    """What goes on behind a parenthesis: "The town, the mayor said, had been taken"."""
    doc, end = verb.doc, verb.sent.end
    comma = next((i for i in range(verb.i + 1, min(end, verb.i + _FARTHEST)) if doc[i].text == ","), None)
    rest = range(comma + 1, end) if comma is not None else None
    if rest and doc[rest.start].text.lower() == "according":
        return None  # "..., the general said, according to the agency": a verb to some taggers
    return rest if rest and doc[rest.start].pos_ in ("AUX", "VERB", "ADV") and _has_verb(verb, rest) else None


def _has_verb(verb: Token, words: range) -> bool:
    return any(verb.doc[i].pos_ in ("VERB", "AUX") for i in words)


def _before_apposition(verb: Token, commas: list[int]) -> range | None:
    """ "D. P., acting head of the republic, told ...": the phrase before the one between commas."""
    if len(commas) < 3:
        return None
    doc = verb.doc
    for left, right in zip(reversed(commas[:-2]), reversed(commas[1:-1]), strict=True):
        is_short = right - left - 1 <= _LONGEST and right > left + 1
        # "..., the town's mayor, Salem A., said": the name is the apposition
        is_role = (
            doc[right - 1].pos_ == "NOUN" and doc[commas[-1] - 1].pos_ == "PROPN" and right == commas[-2]
        )
        if is_short and (doc[right - 1].pos_ == "PROPN" or is_role):
            return range(left + 1, right)
    return None


def _is_noun_phrase(words: range, verb: Token) -> bool:
    doc = verb.doc
    if not words or len(words) > _LONGEST or doc[words.start].pos_ in _OPENERS:
        return False
    if doc[words.start].tag_ in ("WDT", "WP"):
        return False  # "The militia, which denies any part in it, offered its help"
    if any(doc[i].pos_ in ("VERB", "AUX") and not _is_modifier(doc[i], words) for i in words):
        return False
    return any(doc[i].pos_ in ("NOUN", "PROPN", "PRON") for i in words)


def _is_modifier(verb: Token, words: range) -> bool:
    """ "an agency affiliated with them said": a participle on a noun of the phrase."""
    return verb.dep_ in ("amod", "compound") or (verb.dep_ == "acl" and verb.head.i in words)


def _head_in(words: range, verb: Token) -> Token:
    """The word of a stretch that hangs outside it: the predicate, else the noun with most below it."""
    doc = verb.doc
    outside = [doc[i] for i in words if doc[i].head.i not in words or doc[i].head.i == i]
    outside = [t for t in outside if t.dep_ not in ("punct", "case", "det", "cc")] or [doc[words.start]]
    predicates = [t for t in outside if t.pos_ in ("VERB", "AUX")]
    nouns = [t for t in outside if t.pos_ in ("NOUN", "PROPN", "PRON")]
    if predicates:
        return predicates[0]
    return max(nouns or outside, key=lambda token: len(subtree(token) & set(words)))
