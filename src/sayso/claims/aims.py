"""Aims and attempts: "an operation to retake P", "trying to seize P" say nothing about who holds P."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.attribution.statements import Utterance
    from sayso.lexicon import Lexicon

_SUCCEEDS = frozenset(
    ["manage", "manages", "managed", "able", "begin", "begins", "began", "begun", "continue", "continues", "continued", "continuing", "start", "started", "help", "helped", "appear", "appears", "appeared", "seem", "seems", "seemed", "said", "reported", "understood", "believed", "known", "thought", "confirmed", "going", "claim", "claims", "claimed", "claiming", "expected", "set", "due", "likely", "unlikely", "fail", "fails", "failed", "allowed", "enabled"]
)
_TRIES = frozenset(
    ["try", "tries", "tried", "trying", "attempt", "attempts", "attempted", "attempting", "aim", "aims", "aimed", "aiming", "seek", "seeks", "sought", "seeking", "want", "wants", "wanted", "hope", "hopes", "hoped", "plan", "plans", "planned", "planning", "intend", "intends", "intended", "vow", "vowed", "vows", "threaten"]
)
_PURPOSE_MARKS = frozenset({"for", "without", "before"})


def is_aim(predicate: Token, lexicon: Lexicon, utterance: Utterance) -> bool:
    """Whether the predicate is an infinitive of purpose, of an attempt or of a wish."""
    token = predicate
    if any(m.text.lower() in _PURPOSE_MARKS for m in children(token, "mark")):
        return True
    while token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
        if any(m.text.lower() == "to" for m in children(token, "mark")):
            break
        token = token.head
    infinitive = any(c.text.lower() == "to" and c.dep_ == "mark" for c in token.children)
    if not infinitive or any(
        c.text.lower() in ("have", "be") and c.dep_.startswith("aux") for c in token.children
    ):
        return False
    governor = token.head
    if governor.text.lower() in _TRIES:
        return True
    if token.dep_ == "xcomp":
        return governor.text.lower() not in _SUCCEEDS and not _is_cue(governor, lexicon)
    return token.dep_ in ("acl", "advcl", "nmod", "obl", "parataxis", "conj", "dep", "amod")


def _is_cue(governor: Token, lexicon: Lexicon) -> bool:
    """ "expected Soledar to fall": what a source expects is a prediction, not its own aim."""
    return any(
        cue.certainty == "predicted" and children(governor, "obj", "iobj")
        for cue in lexicon.cues_by_form.get(governor.text.lower(), ())
    )
