"""Whose a place is said to be, without a verb of holding: "the town is theirs", "is with the rebels"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.analysis.syntax import children, modifiers, preposition, subject
from sayso.claims.control import state_of_place
from sayso.claims.proposition import Proposition, Refusal

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.attribution.statements import Utterance
    from sayso.claims.actors import Actors
    from sayso.claims.scenes import Scenes
    from sayso.lexicon import ClaimWords


def possession_state(
    token: Token, utterance: Utterance, actors: Actors, scenes: Scenes, words: ClaimWords
) -> Iterator[Proposition | Refusal]:
    """Propositions of a predicate that names the owner of its subject, or masters of a place."""
    if not children(token, "cop"):
        return
    place = subject(token)
    form = token.text.lower()
    if form in words.masters and (held := modifiers(token, "of")):
        # "the peshmerga are masters of the station"
        yield from state_of_place(token, place, held, utterance, actors, scenes, words)
        return
    if place is None or place.pos_ not in ("NOUN", "PROPN"):
        return
    if form in words.freed and not modifiers(token, "of", "from", "to"):
        # "Hama is free", says a spokesman of those who took it
        yield from state_of_place(token, None, [place], utterance, actors, scenes, words)
        return
    owner = _owner(token, words)
    if owner is not None and actors.find(owner, utterance) is not None:
        yield from state_of_place(token, owner, [place], utterance, actors, scenes, words)


def _owner(predicate: Token, words: ClaimWords) -> Token | None:
    """ "theirs", "its own", "with the Taliban", "under the Taliban": the word that names the owner."""
    form, case = predicate.text.lower(), preposition(predicate)
    if form in words.theirs:
        return predicate
    if form == "own":
        return next(iter(children(predicate, "nmod:poss")), None)
    is_name = predicate.pos_ in ("PROPN", "NOUN", "PRON")
    return predicate if is_name and case in ("with", "under") and form not in words.under_control else None
