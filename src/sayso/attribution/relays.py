"""Who stands between a voice and the reader, where the words around the voice say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import agent, children, is_passive, modifiers, objects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.attribution.handover import Handover
    from sayso.lexicon import Lexicon

_TALKS = frozenset({"interview", "interviews", "conversation", "call", "telephone", "comments", "remarks"})


def passed_on_by(speaker: Token | None, lexicon: Lexicon) -> Token | None:
    """Who passes a speaker's words on, said right behind him: "the mayor, cited by the agency X"."""
    for clause in children(speaker, "acl") if speaker is not None else ():
        if _is_relay(clause, lexicon) and is_passive(clause):
            return agent(clause)
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
    for talk in modifiers(handover.verb, "in", "during"):
        if talk.text.lower() in _TALKS and (found := modifiers(talk, "with", "to")):
            return found[0]
    return None


def _is_relay(clause: Token, lexicon: Lexicon) -> bool:
    return any(cue.relay for cue in lexicon.cues_by_form.get(clause.text.lower(), ()))
