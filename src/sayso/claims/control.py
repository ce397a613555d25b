"""Who holds a place: control clauses in the parse.

`party` is who holds the place if the clause is so: the taker of a capture, whoever the place fell
to, whoever drove another out; a loss without a taker is a denial of the loser's hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sayso.analysis.syntax import agent, children, is_passive, modifiers, patient, preposition, subject
from sayso.claims.proposition import Proposition, Refusal
from sayso.claims.slots import fill
from sayso.model import Kind, Place, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.attribution.statements import Utterance
    from sayso.claims.actors import Actor, Actors
    from sayso.claims.scenes import Scene, Scenes
    from sayso.claims.triggers import Trigger
    from sayso.lexicon import ClaimWords

Attacker = Callable[["Place | None", "Token", "Utterance"], "Actor | None"]
"""Finds who takes a place when the clause does not say: from earlier claims, or the other of two sides."""


def control_of_verb(
    verb: Token, trigger: Trigger, utterance: Utterance, actors: Actors, scenes: Scenes, attacker: Attacker,
    words: ClaimWords,
) -> Iterator[Proposition | Refusal]:  # fmt: skip
    """Propositions of a control verb: "seized P", "took control of P", "fell to X", "drove Y out of P"."""
    held, extra = _held(verb, trigger, words)
    if held is None:
        return
    places = [scene for token in held for scene in scenes.of(token)]
    if not places:
        if not trigger.light and any(t.pos_ == "PROPN" for t in held):
            yield Refusal(verb, f"{held[0].text!r} is no place that can be held")
        return
    holder = _holder(verb, trigger, utterance, actors, words)
    polarity = Polarity.AFFIRMED
    if trigger.loses:
        taker = [a for t in fill(verb, ("to",)) if (a := actors.find(t, utterance)) is not None]
        polarity, holder = (Polarity.AFFIRMED, taker[0]) if taker else (Polarity.DENIED, holder)
    if trigger.expels:
        loser = patient(verb)
        if (
            holder is None
            or loser is None
            or (not actors.is_force(loser) and actors.find(loser, utterance) is None)
        ):
            return
    if trigger.needs_force:
        actor = agent(verb)
        if actor is None or holder is None:
            return
    if holder is None and (trigger.taker or is_passive(verb)) and agent(verb) in (None, *held):
        holder = attacker(places[0].place, verb, utterance)
    if holder is None:
        yield Refusal(verb, "the clause names no party that holds the place")
        return
    for scene in places:
        if scene.place is not None and scene.place.name == holder.name:
            continue
        yield Proposition(
            kind=Kind.CONTROL,
            predicate=verb,
            scene=scene,
            actor=holder,
            nodes=(verb, *extra, scene.token, holder.token),
            trigger=trigger,
            extent=scene.extent or trigger.extent or _fullness(extra, words),
            polarity=polarity,
            background=verb.dep_ in ("acl", "amod") and trigger.state,
            state=trigger.state,
        )


def _held(verb: Token, trigger: Trigger, words: ClaimWords) -> tuple[list[Token] | None, list[Token]]:
    """The phrases of the places and any noun for control between them and the verb."""
    extra: list[Token] = []
    theme = patient(verb)
    if theme is not None and theme.text.lower() in words.control and "patient" in trigger.place:
        places = modifiers(theme, "of", "over", "on") + modifiers(verb, "of", "over")
        places = places or modifiers(theme, "from", "in") + modifiers(verb, "from", "in", "into")
        return (places or None), [theme]
    if trigger.light:
        return None, extra
    if theme is not None and theme.text.lower() in words.captives and not trigger.expels:
        return None, extra
    if trigger.particle:
        particles = [
            c
            for c in verb.children
            if c.dep_ in ("compound:prt", "advmod") and c.text.lower() in trigger.particle
        ]
        if not particles:
            return None, extra
        extra += particles
    elif any(c.dep_ == "compound:prt" and c.text.lower() not in ("over", "back") for c in verb.children):
        return None, extra  # "taking up new positions", "held off an attack"
    slots = trigger.place
    if trigger.expels:
        places = fill(verb, slots)
        return (places or None), extra
    return (fill(verb, slots) or None), extra


def _holder(
    verb: Token, trigger: Trigger, utterance: Utterance, actors: Actors, words: ClaimWords
) -> Actor | None:
    for token in fill(verb, trigger.party):
        word = token.text.lower()
        is_owned = word in words.hands or (trigger.taker and word in words.under_control)
        owners = [*children(token, "nmod:poss", "amod", "nmod")] if is_owned else [token]
        for owner in owners:
            found = actors.find(owner, utterance)
            if found is not None:
                return found
    return None


def _fullness(nouns: list[Token], words: ClaimWords) -> str | None:
    """ "full control", "complete control"."""
    for noun in nouns:
        if any(c.text.lower() in words.full for c in children(noun, "amod")):
            return "full"
    return None


def control_of_noun(
    noun: Token, trigger: Trigger, utterance: Utterance, actors: Actors, scenes: Scenes, attacker: Attacker
) -> Iterator[Proposition | Refusal]:
    """Propositions of a noun: "the capture of P by X", "X's fall to Y", "P's loss"."""
    places = [scene for token in fill(noun, trigger.place) for scene in scenes.of(token)]
    named = [scene for scene in places if scene.place is not None or scene.extent]
    if not named:
        return
    holder: Actor | None = None
    for token in fill(noun, trigger.party):
        if token.i not in {scene.token.i for scene in places}:
            holder = holder or actors.find(token, utterance)
    polarity = Polarity.DENIED if trigger.loses else Polarity.AFFIRMED
    if holder is None and trigger.loses:
        holder = actors.find(speaker, utterance) if (speaker := _speaker(utterance)) is not None else None
    if holder is None:
        holder = attacker(named[0].place, noun, utterance)
    if holder is None:
        yield Refusal(noun, "the phrase names no party that holds the place")
        return
    for scene in named:
        yield Proposition(
            kind=Kind.CONTROL,
            predicate=noun,
            scene=scene,
            actor=holder,
            nodes=(noun, scene.token, *([holder.token] if holder.token.sent == noun.sent else [])),
            trigger=trigger,
            extent=scene.extent,
            polarity=polarity,
        )


def _speaker(utterance: Utterance) -> Token | None:
    return utterance.handover.speaker if utterance.handover is not None else None


def control_state(
    noun: Token, utterance: Utterance, actors: Actors, scenes: Scenes, words: ClaimWords
) -> Iterator[Proposition | Refusal]:
    """ "X is in full control of P", "P is under Russian control", "P is in Russian hands"."""
    word, case = noun.text.lower(), preposition(noun)
    if case == "in" and word in words.in_control and (places := modifiers(noun, "of")):
        yield from _state(noun, subject(_governor(noun)), places, utterance, actors, scenes, words)
        return
    is_under = case == "under" and word in words.under_control
    if not is_under and not (case in ("in", "into", "to") and word in words.hands):
        return
    held = noun.head if noun.dep_ in ("nmod", "acl") else subject(_governor(noun))
    for owner in (*children(noun, "nmod:poss", "amod", "compound"), *modifiers(noun, "of")):
        if held is not None and actors.find(owner, utterance) is not None:
            yield from _state(noun, owner, [held], utterance, actors, scenes, words)
            return


def _governor(noun: Token) -> Token:
    """The predicate whose subject holds or is held: the noun itself with a copula, else its verb."""
    if children(noun, "cop") or children(noun, "nsubj"):
        return noun
    return noun.head if noun.head.i != noun.i else noun


def _state(
    noun: Token,
    holder: Token | None,
    places: list[Token],
    utterance: Utterance,
    actors: Actors,
    scenes: Scenes,
    words: ClaimWords,
) -> Iterator[Proposition | Refusal]:
    actor = actors.find(holder, utterance) if holder is not None else None
    found: list[Scene] = [scene for place in places for scene in scenes.of(place)]
    if not found:
        return
    if actor is None:
        yield Refusal(noun, "the clause names no party that holds the place")
        return
    for scene in found:
        yield Proposition(
            kind=Kind.CONTROL,
            predicate=noun,
            scene=scene,
            actor=actor,
            nodes=(noun, scene.token, actor.token),
            extent=scene.extent or _fullness([noun], words),
            background=noun.dep_ == "nmod",
            state=True,
        )


def held_modifier(
    adjective: Token, utterance: Utterance, actors: Actors, scenes: Scenes, words: ClaimWords
) -> Iterator[Proposition | Refusal]:
    """ "rebel-held Aleppo", "Russian-occupied Donetsk": standing background, in passing."""
    if adjective.text.lower() not in words.held or adjective.dep_ != "amod":
        return
    for owner in children(adjective, "compound", "obl", "amod", "nmod", "advmod", "nsubj"):
        actor = actors.find(owner, utterance) or actors.find_adjective(owner)
        if actor is None:
            continue
        for scene in scenes.of(adjective.head):
            yield Proposition(
                kind=Kind.CONTROL,
                predicate=adjective,
                scene=scene,
                actor=actor,
                nodes=(adjective, adjective.head, owner),
                extent=scene.extent,
                background=True,
                state=True,
            )
        return
