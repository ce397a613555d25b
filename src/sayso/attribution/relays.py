"""Who stands between a voice and the reader, where the words around the voice say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import agent, children, is_passive, modifiers, objects, preposition, subject
from sayso.attribution.frames import MESSAGES, tells_of_message

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.attribution.handover import Handover
    from sayso.lexicon import Lexicon

_CARRIES = frozenset(
    {"aired", "airs", "broadcast", "broadcasts", "carried", "carries", "circulated", "forwarded", "forwards"}
    | {"posted", "posts", "printed", "prints", "published", "publishes", "ran", "released", "releases"}
    | {"reposted", "reposts", "retweeted", "shared", "shares", "showed", "shows", "uploaded"}
)
_SPEAKING = frozenset({"speaking", "talking"})
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
_TALKS = frozenset(
    {"interview", "interviews", "conversation", "call", "telephone", "comments", "remarks"}
    | {"message", "messages", "letter", "statement", "statements", "email", "text", "answer", "reply", "note"}
)


def passed_on_by(speaker: Token | None, cue: Token | None, lexicon: Lexicon) -> Token | None:
    """Who passes a speaker's words on: behind him, above the cue, or by carrying what he said.

    "The mayor, cited by the agency X"; "he was quoted by X as saying"; "X shared a letter from him that ...".
    """
    for clause in children(speaker, "acl") if speaker is not None else ():
        if _is_relay(clause, lexicon) and is_passive(clause):
            return agent(clause)
    if cue is None:
        return None
    if cue.head.i != cue.i and _is_relay(cue.head, lexicon) and is_passive(cue.head):
        return agent(cue.head)
    carrying = carrier_above(cue)
    if carrying is not None:
        return subject(carrying)
    return _carrier_of_message(cue)


def _carrier_of_message(cue: Token) -> Token | None:
    """ "said in comments carried by the agency X", "in a post shared by the channel X, he said"."""
    for message in modifiers(cue, "in", "via", "through"):
        if message.text.lower() not in MESSAGES | _TALKS:
            continue
        beside = [c for c in children(cue, "ccomp", "advcl") if tells_of_message(c)]
        for clause in (*children(message, "acl"), *beside):
            through = [c for c in clause.children if preposition(c) in ("by", "through", "via")]
            if clause.text.lower() in _PASSED_ON and through:
                return through[0]
    return None


def carrier_above(cue: Token) -> Token | None:
    """The verb that carries a message whose words the cue hands over: "shared a video in which he says"."""
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


def quoted_by(speaker: Token | None, lexicon: Lexicon) -> Token | None:
    """Whom a speaker quotes himself: "the agency X, which quoted Radio Y"."""
    for clause in children(speaker, "acl") if speaker is not None else ():
        if clause.dep_ == "acl:relcl" and _is_relay(clause, lexicon) and not is_passive(clause):
            quoted = objects(clause)
            return quoted[0] if quoted else None
    return None


def hearer_of(handover: Handover) -> Token | None:
    """Whom the speaker told: "told Reuters that ...", "said in an interview with Radio Y that ..."."""
    if handover.addressee is not None or handover.verb is None:
        return handover.addressee
    for speaking in children(handover.verb, "advcl"):
        if speaking.text.lower() in _SPEAKING:  # "Speaking to Radio Y, he said that ..."
            hearers = [*modifiers(speaking, "to", "with"), *children(speaking, "obj")]
            if hearers:
                return hearers[0]
    for talk in modifiers(handover.verb, "in", "during"):
        if talk.text.lower() in _TALKS and (found := modifiers(talk, "with", "to")):
            return found[0]
    return None


def _is_relay(clause: Token, lexicon: Lexicon) -> bool:
    return any(cue.relay for cue in lexicon.cues_by_form.get(clause.text.lower(), ()))
