"""Aims and attempts: "an operation to retake P", "trying to seize P" say nothing about who holds P."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.lexicon import ClaimWords, Lexicon


def is_aim(predicate: Token, lexicon: Lexicon, words: ClaimWords) -> bool:
    """Whether the predicate is an infinitive of purpose, of an attempt or of a wish."""
    token = predicate
    if any(m.text.lower() in words.purposes for m in children(token, "mark")):
        return True
    while token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
        if any(m.text.lower() == "to" for m in children(token, "mark")):
            break
        token = token.head
    mark = next((c for c in token.children if c.text.lower() == "to" and c.dep_ == "mark"), None)
    if mark is None or any(
        c.text.lower() in ("have", "be") and c.dep_.startswith("aux") for c in token.children
    ):
        return False
    if mark.i > 0 and f"{mark.nbor(-1).text} to".lower() in lexicon.modality_by_form:
        return False  # "have yet to capture it": a negation, which is read as one
    governor = token.head
    if governor.text.lower() in words.tries:
        return True
    if token.dep_ == "xcomp":
        return governor.text.lower() not in words.achieves and not _is_cue(governor, lexicon)
    return token.dep_ in ("acl", "advcl", "nmod", "obl", "parataxis", "conj", "dep", "amod")


def _is_cue(governor: Token, lexicon: Lexicon) -> bool:
    """ "expected Soledar to fall": what a source expects is a prediction, not its own aim."""
    return any(
        cue.certainty == "predicted" and children(governor, "obj", "iobj")
        for cue in lexicon.cues_by_form.get(governor.text.lower(), ())
    )
