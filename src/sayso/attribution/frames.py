"""Where the content of a cue stands: the dependents that each frame of the lexicon points to."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sayso.analysis.syntax import (
    SUBJECTS,
    agent,
    antecedent,
    children,
    is_passive,
    objects,
    patient,
    preposition,
    subject,
)
from sayso.lexicon import PREPOSITIONS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.lexicon import Cue, Lexicon

_DONE_WITH_WORDS = frozenset(
    {"broadcast", "carried", "cited", "gave", "given", "heard", "issued", "made", "posted", "published"}
    | {"quoted", "read", "received", "released", "repeated", "saw", "seen", "sent", "signed", "written"}
)
_ASKED_FOR = frozenset(
    {"appeal", "ceasefire", "deal", "demand", "demands", "entry", "access", "invitation", "offer", "offers"}
    | {"petition", "plan", "plans", "proposal", "proposals", "request", "requests", "truce", "ultimatum"}
)
UNTRUE = frozenset(
    {"untrue", "false", "incorrect", "baseless", "fake", "fabricated", "unfounded", "groundless", "wrong"}
    | {"exaggerated", "nonsense", "lie", "lies", "fabrication", "invention", "propaganda", "disinformation"}
    | {"absurd", "misleading", "inaccurate", "slander", "rubbish"}
)
"""What a denial calls a report."""
_EXAMINES = frozenset(
    {"comment", "comments", "verify", "verified", "confirm", "confirmed", "substantiate", "substantiated"}
    | {"corroborate", "corroborated", "authenticate", "authenticated", "confirmation", "verification"}
    | {"investigate", "investigating", "investigated", "checking", "check", "checked", "asked"}
)
_CLAUSE_WORDS = 4
_CITING = frozenset({"citing", "quoting", "referring"})
_OPEN = frozenset({"unconfirmed", "unverified", "disputed", "unproven", "unsubstantiated"})
DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"}
)
"""Words that say on which day somebody spoke."""
_POINTERS = frozenset({"this", "that", "these", "those"})
FRAME_PREPOSITIONS = frozenset(frame.value for frame in PREPOSITIONS)
"""Prepositions that a frame may name."""


def content_heads(verb: Token, cue: Cue) -> tuple[bool, list[Token]]:
    """Whether the source is withheld by a raising frame, and the dependents that carry the content."""
    heads: list[Token] = []
    if cue.polarity == "denied" and (mistagged := _noun_taken_for_verb(verb)) is not None:
        return False, [mistagged]
    if cue.polarity == "denied" and (noun := denied_noun(verb)) is not None:
        return False, [noun]
    if cue.polarity == "denied" and (denied := children(verb, "obj")):
        if children(verb, "iobj") or denied[0].text.lower() in _ASKED_FOR:
            return (
                False,
                [],
            )  # "denied reporters entry", "rejected the offer of a truce": nobody claimed anything
        behind = children(verb, "ccomp", "parataxis")
        said = [c for c in behind if _is_complement(c, denied[0])]
        if said:
            return False, [denied[0], *said]  # "rejected reports that its soldiers were there"
        if denied[0].pos_ == "PRON" or any(c.i > denied[0].i for c in behind):
            return False, denied  # "denied it: fighting continues" says, not denies, what is behind the colon
    if "raising" in cue.frames and is_passive(verb) and (raised := children(verb, "xcomp")):
        theme = patient(verb)
        return True, [*([theme] if theme is not None and theme.dep_ != "expl" else []), *raised]
    if is_passive(verb) and children(verb, "expl") and (told := children(verb, "csubj", "ccomp")):
        return True, told  # "it is understood that P"
    if "clause" in cue.frames:
        heads += [
            c
            for c in children(verb, "ccomp")
            if _is_clause(c) and not _is_hearer(c, verb, cue) and not tells_of_message(c)
        ]
        if (about := subject(verb)) is not None:
            heads = [h for h in heads if h not in participle_on(about, verb)]
        if not heads:
            heads += _behind_citing(verb)
        if not heads:
            heads += [
                c
                for c in children(verb, "advcl", "csubj")
                if any(m.text.lower() == "that" for m in children(c, "mark"))
            ]
        if not heads:
            # "made it clear that P", "does not consider it likely that P"
            heads += [
                c
                for judged in children(verb, "xcomp")
                if judged.pos_ == "ADJ" and children(verb, "obj", "expl")
                for c in children(judged, "ccomp", "csubj", "advcl")
                if any(m.text.lower() == "that" for m in children(c, "mark"))
            ]
        if not heads:
            heads += _in_a_statement(verb)
        if not heads and cue.addressee:
            # "told a news conference that the ship was lost": parsers hang the clause on the hearers
            heads += [c for hearer in children(verb, "obj", "iobj") for c in complements(hearer)]
        if not heads:
            # "explained that the town is by no means held": the parser lost its head, not its beginning
            heads += [c for c in verb.children if c.i > verb.i and _opens_with_that(c)]
        if not heads:
            heads += _inverted(verb)
        heads += _conceded(verb, heads)
    if {"clause", "object"} & cue.frames and not heads:
        # "reported taking the town", "admitted leaving it"
        heads += [c for c in children(verb, "xcomp") if c.pos_ == "VERB" and c.text.lower().endswith("ing")]
    if "infinitive" in cue.frames:
        heads += [c for c in children(verb, "xcomp") if _is_infinitive(c)]
        if heads and not cue.addressee:
            # "expect the rebels to attack": they are not told, they are what is expected of
            heads += [c for c in children(verb, "obj") if c.i < heads[0].i]
        if not heads and cue.strength == "strong":
            # "claimed on Monday to have seized it": a perfect infinitive names no purpose
            heads += [c for c in children(verb, "advcl") if _is_infinitive(c) and _is_perfect(c)]
        if not heads and cue.addressee and (told := children(verb, "obj", "iobj")):
            # "commanded the fighters to hold the district": treebanks also call it a purpose
            heads += [c for c in children(verb, "advcl") if _is_infinitive(c) and c.i > told[0].i]
    if cue.strength == "strong" and "clause" in cue.frames and "object" not in cue.frames and not heads:
        # "says a patrol set fire to his barns": a whole clause, taken for a thing
        heads += [c for c in children(verb, "obj") if c.i > verb.i and len(list(c.subtree)) > _CLAUSE_WORDS]
    if "clause" in cue.frames and not heads:
        heads += [c for c in children(verb, "parataxis") if c.i > verb.i and _is_clause(c)]
    named = FRAME_PREPOSITIONS & set(cue.frames)
    if named and not heads:
        # "updated reporters on the advance": parsers hang the matter on the hearers as often
        told = children(verb, "obj", "iobj") if cue.addressee else []
        for child in (c for governor in (verb, *told) for c in governor.children):
            label = child.dep_.split(":")[0]
            if child.text.lower() in DAYS:
                continue  # "reported on Monday the capture of the town"
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


MESSAGES = frozenset(
    {"account", "accounts", "address", "announcement", "appeal", "audio", "call", "clip", "comments", "email"}
    | {"footage", "interview", "letter", "message", "messages", "note", "order", "post", "posts", "recording"}
    | {
        "remarks",
        "report",
        "speech",
        "statement",
        "statements",
        "testimony",
        "tweet",
        "video",
        "videos",
        "words",
    }
)
"""What carries somebody's words."""


class Answer(Enum):
    """What becomes of a report that the text lays in nobody's mouth."""

    DENIED = "denied"
    LEFT_OPEN = "left open"


def answer_to(noun: Token, lexicon: Lexicon) -> tuple[Answer, Token] | None:
    """How the sentence itself answers an ownerless "report", "claim" or "rumour", and the word that does.

    "Dismissed as baseless the reports that P", "reports of P were false", "there is no truth in reports
    that P": denied. "Declined to comment on reports that P", "the claim that P could not be verified": open.
    """
    verb = noun.head
    if verb.i == noun.i:
        return None
    if noun.dep_ in ("obj", "obl", "nsubj:pass", "nmod") and verb.text.lower() in _EXAMINES:
        return Answer.LEFT_OPEN, verb
    if noun.dep_.startswith("nsubj") and any(
        c.text.lower() in _OPEN for c in (verb, *children(verb, "xcomp"))
    ):
        return Answer.LEFT_OPEN, verb
    if noun.dep_ == "nsubj" and (said := [c for c in children(verb, "ccomp") if c.text.lower() in UNTRUE]):
        return Answer.DENIED, said[0]  # "Reports that P were false, the army said": hung on the cue
    governors = [verb, *([verb.head] if verb.dep_ in ("advcl", "xcomp", "nsubj", "obl", "amod") else [])]
    for governor in governors:
        if noun.dep_ in ("obj", "obl") and _is_cue_of_denial(governor, lexicon):
            return Answer.DENIED, governor
        if noun.dep_ in ("nsubj", "nsubj:pass") and governor.text.lower() in UNTRUE:
            return Answer.DENIED, governor
    if verb.text.lower() in ("truth", "substance", "basis") and any(
        c.text.lower() in ("no", "any") for c in children(verb, "det")
    ):
        return Answer.DENIED, verb
    return None


def _is_cue_of_denial(verb: Token, lexicon: Lexicon) -> bool:
    cues = lexicon.cues_by_form.get(verb.text.lower(), ())
    return any(cue.polarity == "denied" and cue.pos == "verb" for cue in cues)


def denied_noun(verb: Token) -> Token | None:
    """ "a claim Ukraine denied", "something that the army denies", "a report rejected by Kyiv"."""
    if verb.dep_ not in ("acl", "acl:relcl") or verb.head.pos_ == "PROPN":
        return None
    denied = children(verb, "obj", "ccomp")
    if children(verb, "nsubj") and not is_passive(verb):
        # who denies denies something: without an object it is the noun before, whatever the label
        return verb.head if not denied or antecedent(denied[0]) == verb.head else None
    return verb.head if is_passive(verb) and agent(verb) is not None else None


def _noun_taken_for_verb(verb: Token) -> Token | None:
    """ "dismissed as propaganda claims that the town had fallen": `claims` tagged a verb."""
    for child in children(verb, "advcl", "xcomp", "ccomp", "obj", "conj"):
        is_plural_form = child.pos_ == "VERB" and child.text.lower().endswith(("claims", "reports", "claim"))
        if is_plural_form and child.i > verb.i and not children(child, "nsubj", "mark"):
            return child
    return None


def complements(noun: Token) -> list[Token]:
    """Clauses that say what a noun of speech says: "the admission that the ship had sunk".

    Parsers take some of them for relative clauses, or hang `that` on the wrong verb. A clause with a
    subject of its own is no relative clause, save of what one does with words: "the statement that the
    ministry issued".
    """
    return [c for c in children(noun, "acl", "ccomp", "amod") if c.i > noun.i and _is_complement(c, noun)]


def _is_complement(clause: Token, noun: Token) -> bool:
    own = [c for c in clause.children if c.i < clause.i]
    that = next((t for t in (noun.nbor(), *own) if t.text.lower() == "that"), None)
    if that is None:
        return False
    has_subject = any(c.dep_ in SUBJECTS and c != that for c in own)
    return that.dep_ == "mark" or (has_subject and clause.text.lower() not in _DONE_WITH_WORDS)


def _opens_with_that(phrase: Token) -> bool:
    first = phrase.left_edge
    return first.text.lower() == "that" and first.dep_ == "mark" and first.i != phrase.i


def _in_a_statement(verb: Token) -> list[Token]:
    """ "said in a statement to the agency that P": the parser hangs the clause on the statement."""
    return [
        clause
        for statement in children(verb, "obl")
        if preposition(statement) in ("in", "on", "at", "via")
        for noun in (statement, *children(statement, "nmod"))
        for clause in complements(noun)
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
        host, about = verb.head, subject(verb)
        if about is not None and is_passive(verb) and about.text.lower() in _POINTERS:
            return []  # "the army said it took the town; this could not be confirmed"
        own = [c for c in children(verb, "ccomp") if c.pos_ not in ("NOUN", "PROPN")]
        if host.i < verb.i and about is not None and not own:
            return [host]
    return []


def _is_hearer(complement: Token, verb: Token, cue: Cue) -> bool:
    """ "told Radio Kassala Voice": the end of a name, taken for what was told."""
    first = complement.left_edge
    is_noun = complement.pos_ in ("NOUN", "PROPN") and not children(complement, "cop", "mark", *SUBJECTS)
    return cue.addressee and is_noun and first.i == verb.i + 1 and first.pos_ == "PROPN"


def tells_of_message(clause: Token) -> bool:
    """ "said in comments carried by the agency": a participle on the comments, whatever it hangs on."""
    before = clause.left_edge.nbor(-1) if clause.left_edge.i else clause
    is_bare = clause.tag_ == "VBN" and not any(c.dep_ in SUBJECTS for c in clause.children)
    return is_bare and before.text.lower() in MESSAGES and bool(children(clause, "obl:agent", "obl"))


def _behind_citing(verb: Token) -> list[Token]:
    """ "said on Tuesday, citing military intelligence, that P": hung on either of the two."""
    doc, end = verb.doc, verb.sent.end
    citing = next((c for c in verb.children if c.i > verb.i and c.text.lower() in _CITING), None)
    if citing is None:
        return []
    for index in range(citing.i + 1, end - 1):
        that = doc[index + 1]
        if doc[index].text == "," and that.text.lower() == "that" and that.dep_ == "mark":
            return [that.head]
    return []


def participle_on(speaker: Token, verb: Token) -> list[Token]:
    """ "Two people briefed on the talks told the agency that P": a participle, taken for what they told."""
    found = children(verb, "ccomp")
    return [
        c
        for c in found
        if speaker.i < c.i < verb.i
        and c.tag_ in ("VBN", "VBD")
        and c.left_edge.i == speaker.right_edge.i + 1
        and not any(s.dep_ in SUBJECTS for s in c.children)
        and len(found) > 1
    ]


def _conceded(verb: Token, heads: list[Token]) -> list[Token]:
    """ "While his infantry had reached the canal, the general said, its bridges were gone": both clauses."""
    if not heads or heads[0].i < verb.i or verb.i + 1 >= len(verb.doc) or verb.nbor().text != ",":
        return []
    before = [c for c in children(verb, "advcl") if c.i < verb.i and children(c, "mark")]
    return [c for c in before if any(s.dep_ in SUBJECTS for s in c.children)]


def _objects(verb: Token) -> list[Token]:
    theme = patient(verb)
    if is_passive(verb):
        own = children(verb, "nsubj")
        # "a claim that was rejected by Kyiv"; but a man who is supported by Moscow is no content of its
        return [theme] if theme is not None and own and theme.pos_ != "PROPN" else []
    return [
        c
        for c in objects(verb)
        if c.pos_ in ("NOUN", "PROPN", "PRON") or "“" in c.sent.text or '"' in c.sent.text
    ]
