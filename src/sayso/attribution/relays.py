"""Who stands between a voice and the reader, where the words around the voice say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import (
    agent,
    antecedent,
    children,
    is_passive,
    modifiers,
    objects,
    preposition,
    subject,
)
from sayso.attribution.frames import MESSAGES, tells_of_message

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.attribution.handover import Handover
    from sayso.lexicon import Lexicon

_CARRIES = frozenset(
    {"aired", "airs", "broadcast", "broadcasts", "carried", "carries", "circulated", "forwarded", "forwards"}
    | {"posted", "posts", "printed", "prints", "published", "publishes", "ran", "released", "releases"}
    | {
        "played",
        "read",
        "sent",
        "handed",
        "gave",
        "shown",
        "forwarded",
        "translated",
        "relayed",
        "obtained",
        "received",
    }
    | {"got", "reposted", "reposts", "retweeted", "shared", "shares", "showed", "shows", "uploaded"}
)
_REACHED = frozenset({"contacted", "reached", "interviewed", "approached"})
_SPEAKING = frozenset({"speaking", "talking", "spoke", "talked"})
_PASSED_ON = _CARRIES | {
    "distributed",
    "given",
    "heard",
    "leaked",
    "obtained",
    "quoted",
    "cited",
    "relayed",
    "sent",
}
_PLACES_OF_POSTS = frozenset({"account", "blog", "channel", "feed", "page", "site", "website"})
_TALKS = frozenset(
    {"interview", "interviews", "conversation", "call", "telephone", "comments", "remarks"}
    | {"message", "messages", "letter", "statement", "statements", "email", "text", "answer", "reply", "note"}
)


def passed_on_by(speaker: Token | None, cue: Token | None, lexicon: Lexicon) -> list[Token]:
    """Who passes a speaker's words on, nearest first: behind him, above the cue, or by carrying what he said.

    "The mayor, cited by the agency X"; "a priest, whose account was passed on by X and carried by Y"; "he was
    quoted by X as saying"; "X shared a letter from him that ..."; "in comments carried by X".
    """
    for clause in _clauses_on(speaker):
        by = _agents(clause) if is_passive(clause) else []
        is_reached = clause.text.lower() in _REACHED and by and _is_named(by[0])  # not "by phone"
        account = subject(clause)
        is_account = account is not None and any(c.text.lower() == "whose" for c in account.children)
        if by and (_is_relay(clause, lexicon) or is_reached or is_account):
            return by
    quoted = antecedent(speaker) if speaker is not None else None
    if quoted is not None and quoted.dep_ == "obj" and _is_relay(quoted.head, lexicon):
        return _subject_of(quoted.head)  # "cites a boatman who says that ..."
    if cue is None:
        return []
    if cue.head.i != cue.i and _is_relay(cue.head, lexicon) and is_passive(cue.head):
        return _agents(cue.head)
    carrying = carrier_above(cue)
    return _subject_of(carrying) if carrying is not None else _carriers_of_message(cue)


def _subject_of(verb: Token) -> list[Token]:
    found = subject(verb)
    return [found] if found is not None else []


def _agents(clause: Token) -> list[Token]:
    """By whom, and by whom else: "passed on by his lawyer and published by the magazine X"."""
    found = [
        by
        for part in (clause, *children(clause, "conj"))
        if is_passive(part) and (by := agent(part)) is not None
    ]
    return found or [
        c for part in (clause, *children(clause, "conj")) for c in part.children if preposition(c) == "by"
    ]


def _carriers_of_message(cue: Token) -> list[Token]:
    """ "said in comments carried by the agency X", "in a post shared by the channel X, he said"."""
    for message in modifiers(cue, "in", "via", "through"):
        if message.text.lower() not in MESSAGES | _TALKS:
            continue
        beside = [c for c in children(cue, "ccomp", "advcl") if tells_of_message(c)]
        for clause in (*children(message, "acl"), *beside):
            if clause.text.lower() not in _PASSED_ON:
                continue
            through = [c for c in clause.children if preposition(c) in ("through", "via", "to", "with")]
            # "in a message posted on the Telegram channel X"
            through += [
                c for c in modifiers(clause, "on") if c.text.lower() in _PLACES_OF_POSTS and _is_named(c)
            ]
            if by := _agents(clause) or through[:1]:
                return by
    return []


def carrier_above(cue: Token) -> Token | None:
    """The verb that carries a message whose words the cue hands over: "shared a video in which he says"."""
    for which in cue.children:
        before = which.doc[which.i - 2] if which.text.lower() == "which" and which.i > 1 else None
        if before is not None and before.text.lower() in MESSAGES and before.head.text.lower() in _CARRIES:
            return before.head  # whatever the parser hung the clause on
    token = cue
    while token.head.i != token.i:
        below, token = token, token.head
        if token.text.lower() not in _CARRIES:
            continue
        messages = [o for o in objects(token) if o.text.lower() in MESSAGES]
        is_within = any(m.i in (below.i, cue.i) for m in messages) or (
            bool(messages) and below.i > messages[0].i and preposition(below) in ("from", "by", "of")
        )
        is_beside = below.dep_ in ("advcl", "acl") and below.i == cue.i
        return token if messages and (is_within or is_beside) else None
    return None


def author_of(carrying: Token) -> Token | None:
    """Whose message a verb carries: "reposted a message from a platoon leader, Timur A."."""
    for message in objects(carrying):
        if message.text.lower() not in MESSAGES:
            continue
        found = [t for t in carrying.subtree if t.i > message.i and preposition(t) in ("from", "by", "of")]
        owners = [*children(message, "nmod:poss"), *found[:1]]
        if owners:
            named = children(owners[0], "appos")
            return named[0] if named and named[0].pos_ == "PROPN" else owners[0]
    return None


def _clauses_on(speaker: Token | None) -> list[Token]:
    """What is said of a speaker behind his name, on whichever word of it the parser hung it."""
    if speaker is None:
        return []
    name = [speaker, *children(speaker, "flat", "compound", "appos")]
    if speaker.dep_ in ("appos", "flat", "compound"):
        name.append(speaker.head)
    return [clause for word in name for clause in children(word, "acl", "acl:relcl") if clause.i > speaker.i]


def _is_named(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or any(c.pos_ == "PROPN" for c in noun.children)


def quoted_by(speaker: Token | None, lexicon: Lexicon) -> Token | None:
    """Whom a speaker quotes himself: "the agency X, which quoted Radio Y"."""
    for clause in _clauses_on(speaker):
        if clause.dep_ == "acl:relcl" and _is_relay(clause, lexicon) and not is_passive(clause):
            quoted = objects(clause)
            return quoted[0] if quoted else None
    return None


def hearer_of(handover: Handover) -> Token | None:
    """Whom the speaker told: "told Reuters that ...", "said in an interview with Radio Y that ..."."""
    if handover.addressee is not None or handover.verb is None:
        return handover.addressee
    for clause in _clauses_on(handover.speaker):
        # "a teacher who spoke to the weekly X by phone"
        if clause.text.lower() in _SPEAKING and (hearers := modifiers(clause, "to", "with")):
            return hearers[0]
    for employer in modifiers(handover.verb, "for"):
        if _is_named(employer):
            return employer  # "reported from the town for the agency X"
    for speaking in children(handover.verb, "advcl"):
        if speaking.text.lower() in _SPEAKING:  # "Speaking to Radio Y, he said that ..."
            hearers = [*modifiers(speaking, "to", "with"), *children(speaking, "obj")]
            if hearers:
                return hearers[0]
    for asked in children(handover.verb, "advcl"):
        if asked.text.lower() in ("asked", "interviewed") and is_passive(asked):
            return agent(asked)  # "Asked by Radio Y about the fighting, he said that ..."
    for told in modifiers(handover.verb, "to"):
        if _is_named(told):
            return told  # "he said to the website X"
    for talk in modifiers(handover.verb, "in", "during"):
        if talk.text.lower() in _TALKS and (found := modifiers(talk, "with", "to")):
            return found[0]
    return None


def _is_relay(clause: Token, lexicon: Lexicon) -> bool:
    return any(cue.relay for cue in lexicon.cues_by_form.get(clause.text.lower(), ()))
