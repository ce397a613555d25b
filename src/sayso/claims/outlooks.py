"""What may come of it: the consequences of a change of hands, and what a party is expected to do.

A judgement hangs on who would hold a place ("Control of the town would allow Russia to ..."); a prediction on
a party and a verb of what is to come ("Russia may attempt a new offensive", "Homs is expected to be next").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.analysis.syntax import children, modifiers, preposition
from sayso.claims.proposition import Proposition
from sayso.model import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.attribution.statements import Utterance
    from sayso.claims.actors import Actor, Actors
    from sayso.claims.scenes import Scene, Scenes
    from sayso.lexicon import ClaimWords, Lexicon

_WEIGHING = frozenset({"would", "'d", "’d", "could", "might", "may", "will"})
_COMING = frozenset({"will", "'ll", "’ll", "shall", "may", "might", "could"})
_AWAITED = frozenset({"going", "expected", "likely", "unlikely", "set", "poised", "about", "due", "bound"})
_CORE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "xcomp"})


def outlook_of(
    token: Token,
    utterance: Utterance,
    actors: Actors,
    scenes: Scenes,
    words: ClaimWords,
    lexicon: Lexicon,
) -> Iterator[Proposition]:
    """Propositions of a predicate that names no event of its own."""
    if token.pos_ in ("VERB", "ADJ", "NOUN", "AUX", "ADV"):
        judged = _outcome_weighed(token, utterance, actors, scenes, words)
        judged = judged or _what_follows(token, actors, scenes, utterance, words)
        if judged is not None:
            yield judged
            return
        foreseen = _next_in_line(token, utterance, actors, scenes, words)
        foreseen = foreseen or _party_to_act(token, utterance, actors, scenes, lexicon)
        if foreseen is not None:
            yield foreseen


def _outcome_weighed(
    verb: Token, utterance: Utterance, actors: Actors, scenes: Scenes, words: ClaimWords
) -> Proposition | None:
    """ "Control of the town would allow ...", "a Russian victory in Soledar would mean little"."""
    if not _has_auxiliary(verb, _WEIGHING):
        return None
    for noun in children(verb, "nsubj"):
        if noun.text.lower() not in words.control | words.outcomes:
            continue
        at = [s for place in modifiers(noun, "of", "over", "in", "at", "on") for s in scenes.of(place)]
        scene = next((s for s in at if s.place is not None), None)
        owners = [*children(noun, "amod", "nmod:poss", "compound"), *modifiers(noun, "of", "by", "for")]
        actor = _first(actors, owners, utterance)
        if scene is None and actor is None:
            continue
        return _proposition(Kind.ASSESSMENT, verb, scene or scenes.around(verb), actor)
    return None


def _what_follows(
    verb: Token, actors: Actors, scenes: Scenes, utterance: Utterance, words: ClaimWords
) -> Proposition | None:
    """ "If Soledar has fallen, it would mark a rare success": what would be so if that is."""
    if not _has_auxiliary(verb, _WEIGHING):
        return None
    for clause in children(verb, "advcl"):
        is_if = any(m.text.lower() == "if" for m in children(clause, "mark"))
        is_perfect = any(c.text.lower() in ("has", "have", "had") for c in children(clause, "aux"))
        if not (is_if and is_perfect):
            continue  # "if the town falls, the road is open" is one judgement, read with the fall
        subject = next(iter(children(clause, "nsubj", "nsubj:pass")), None)
        found = scenes.of(subject) if subject is not None else []
        scene = next((s for s in found if s.place is not None), None) or scenes.around(clause)
        if scene is not None:
            actor = _first(actors, modifiers(verb, "for"), utterance)
            return _proposition(Kind.ASSESSMENT, verb, scene, actor)
    return None


def _next_in_line(
    token: Token, utterance: Utterance, actors: Actors, scenes: Scenes, words: ClaimWords
) -> Proposition | None:
    """ "Mariupol may be next", "Homs is expected to be the next target"."""
    is_next = token.text.lower() == "next" or (
        token.text.lower() in words.targets and any(c.text.lower() == "next" for c in token.children)
    )
    if not is_next or not children(token, "cop") or not _is_coming(token):
        return None
    for noun in children(token, "nsubj") or children(token.head, "nsubj", "nsubj:pass"):
        scene = next((s for s in scenes.of(noun) if s.place is not None), None)
        if scene is not None:
            return _proposition(Kind.PREDICTION, token, scene, None, noun)
    return None


def _party_to_act(
    verb: Token, utterance: Utterance, actors: Actors, scenes: Scenes, lexicon: Lexicon
) -> Proposition | None:
    """ "we will win", "Moscow is expected to send two more regiments": a party, and what it will do."""
    if verb.pos_ != "VERB" or not _is_coming(verb) or _speaks(verb, lexicon):
        return None
    subjects = children(verb, "nsubj") or (children(verb.head, "nsubj") if verb.dep_ == "xcomp" else [])
    actor = _first(actors, subjects, utterance)
    if actor is None:
        return None
    return _proposition(Kind.PREDICTION, verb, scenes.around(verb), actor)


def _is_coming(predicate: Token) -> bool:
    """Whether a bare infinitive stands behind a word of what is to come, and not behind "could not"."""
    marks = [c.text.lower() for c in children(predicate, "mark", "aux")]
    if any(c.text.lower() == "have" for c in children(predicate, "aux")):
        return False  # "may have left" is of the past
    is_negative = any(c.text.lower() in ("not", "n't", "n’t") for c in children(predicate, "advmod"))
    if "could" in marks and is_negative:
        return False
    if any(mark in _COMING for mark in marks):
        return True
    return "to" in marks and predicate.dep_ in ("xcomp", "ccomp") and predicate.head.text.lower() in _AWAITED


def _has_auxiliary(verb: Token, forms: frozenset[str]) -> bool:
    return any(c.text.lower() in forms for c in children(verb, "aux"))


def _speaks(verb: Token, lexicon: Lexicon) -> bool:
    return any(cue.pos == "verb" for cue in lexicon.cues_by_form.get(verb.text.lower(), ()))


def _first(actors: Actors, tokens: list[Token], utterance: Utterance) -> Actor | None:
    return next((a for t in tokens if (a := actors.find(t, utterance)) is not None), None)


def _proposition(
    kind: Kind, verb: Token, scene: Scene | None, actor: Actor | None, *more: Token
) -> Proposition:
    core = [c for c in verb.children if c.dep_ in _CORE or preposition(c) in ("on", "for", "to")]
    return Proposition(kind=kind, predicate=verb, scene=scene, actor=actor, nodes=(verb, *core, *more))
