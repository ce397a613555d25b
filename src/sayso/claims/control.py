"""Who holds a place: control clauses in the parse.

`party` is who holds the place if the clause is so: the taker of a capture, whoever the place fell
to, whoever drove another out; a loss without a taker is a denial of the loser's hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sayso.analysis.syntax import agent, children, is_passive, modifiers, patient, preposition, subject
from sayso.claims.actors import Actor
from sayso.claims.proposition import Proposition, Refusal
from sayso.claims.scenes import Scene
from sayso.claims.slots import fill
from sayso.model import Kind, Place, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.attribution.statements import Utterance
    from sayso.claims.actors import Actors
    from sayso.claims.scenes import Scenes
    from sayso.claims.triggers import Trigger
    from sayso.lexicon import ClaimWords

NO_HOLDER = "the clause names no party that holds the place"
"""Why a clause of control is declined that another sentence might complete."""
_STOPS = frozenset({".", "!", "?", "…", "”", '"', ";", ":"})

Attacker = Callable[["Place | None", "Token", "Utterance"], "Actor | None"]
"""Finds who takes a place when the clause does not say: from earlier claims, or the other of two sides."""


def control_of_verb(
    verb: Token, trigger: Trigger, utterance: Utterance, actors: Actors, scenes: Scenes, attacker: Attacker,
    words: ClaimWords,
) -> Iterator[Proposition | Refusal]:  # fmt: skip
    """Propositions of a control verb: "seized P", "took control of P", "fell to X", "drove Y out of P"."""
    held, extra = _held(verb, trigger, words)
    if held is None or _is_put_under_control(verb, words):
        return  # "taken under the control of X" is read as a state
    if trigger.named and not all(_is_definite(token) for token in held):
        return
    places = list(dict.fromkeys(scene for token in held for scene in scenes.of(token)))
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
    if holder is None and trigger.loses and is_passive(verb):
        # "Kyiv denied that the town was lost": another's gain; "admitted that it was lost": its own loss
        is_denied = utterance.commitment.polarity is Polarity.DENIED
        holder = None if is_denied else _speaking_party(utterance, verb)
        if holder is None:
            holder, polarity = attacker(places[0].place, verb, utterance), Polarity.AFFIRMED
    elif holder is None and (trigger.taker or is_passive(verb)) and agent(verb) in (None, *held):
        holder = attacker(places[0].place, verb, utterance)
    if holder is None and verb.dep_ == "csubj" and verb.tag_ == "VBG":
        # "Losing Toretsk would leave the road open": a judgement, whoever loses it
        for scene in places:
            yield Proposition(
                kind=Kind.ASSESSMENT, predicate=verb, scene=scene, actor=None, nodes=(verb, scene.token)
            )
        return
    if holder is None:
        yield Refusal(verb, NO_HOLDER)
        return
    for scene in places:
        if scene.place is not None and scene.place.name == holder.name:
            continue
        yield Proposition(
            kind=Kind.CONTROL,
            predicate=verb,
            scene=scene,
            actor=holder,
            nodes=(verb, *extra, scene.token, holder.token, *_owned(verb, trigger, words)),
            trigger=trigger,
            extent=scene.extent or _nearly(verb, words) or trigger.extent or _fullness([*extra, verb], words),
            polarity=polarity,
            background=(verb.dep_ in ("acl", "amod") and trigger.state)
            or _is_told_in_passing(verb, trigger)
            or _was_before(verb, words),
            state=trigger.state,
        )


def _is_put_under_control(verb: Token, words: ClaimWords) -> bool:
    """Not "was liberated except for two pockets under their control", whatever the control hangs on."""
    put = [t.left_edge.i for t in modifiers(verb, "under") if t.text.lower() in words.under_control]
    before = [verb.i, *(c.right_edge.i for c in children(verb, "obj", "compound"))]
    return any(place - 1 in before for place in put)


def _is_told_in_passing(verb: Token, trigger: Trigger) -> bool:
    """ "retook the town three days after losing it": the loss is what went before, not news."""
    marks = {m.text.lower() for m in children(verb, "mark")}
    return trigger.loses and verb.dep_ == "advcl" and bool(marks & {"after", "since", "before"})


def _held(verb: Token, trigger: Trigger, words: ClaimWords) -> tuple[list[Token] | None, list[Token]]:
    """The phrases of the places and any noun for control between them and the verb."""
    extra: list[Token] = []
    theme = patient(verb)
    if theme is not None and theme.text.lower() in words.control and "patient" in trigger.place:
        places = modifiers(theme, "of", "over", "on") + modifiers(verb, "of", "over")
        places = places or modifiers(theme, "in") + modifiers(verb, "in", "into")
        return (places or None), [theme]
    if trigger.light:
        return None, extra
    if trigger.theme:
        is_theme = theme is not None and theme.text.lower() in trigger.theme
        return (
            (fill(verb, trigger.place) or None, [theme]) if is_theme and theme is not None else (None, extra)
        )
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


def _owned(verb: Token, trigger: Trigger, words: ClaimWords) -> list[Token]:
    """The "hands" of "fell into their hands", for the evidence."""
    return [
        token
        for token in fill(verb, trigger.party)
        if token.text.lower() in words.hands | words.under_control
    ]


def _is_definite(noun: Token) -> bool:
    """ "Soledar", "the town", "it", "most of the town"; not "a base", "villages"."""
    if noun.pos_ in ("PROPN", "PRON"):
        return True
    whole = [noun, *modifiers(noun, "of")]
    return any(c.text.lower() in ("the", "this", "that") for t in whole for c in children(t, "det"))


def _nearly(verb: Token, words: ClaimWords) -> str | None:
    """ "have nearly captured the town": a part of it is still another's."""
    return "partial" if any(c.text.lower() in words.nearly for c in children(verb, "advmod")) else None


def _fullness(nouns: list[Token], words: ClaimWords) -> str | None:
    """ "full control", "fully controls"."""
    for noun in nouns:
        if any(c.text.lower() in words.fully for c in children(noun, "advmod")):
            return "full"
        if any(c.text.lower() in words.full for c in children(noun, "amod")):
            return "full"
    return None


def control_of_noun(
    noun: Token, trigger: Trigger, utterance: Utterance, actors: Actors, scenes: Scenes, attacker: Attacker
) -> Iterator[Proposition | Refusal]:
    """Propositions of a noun: "the capture of P by X", "X's fall to Y", "P's loss"."""
    places = [scene for token in fill(noun, trigger.place) for scene in scenes.of(token)]
    if (
        not places
        and _is_announced(noun, utterance)
        and (place := scenes.nearby(noun, across=True)) is not None
    ):
        places = [Scene(place, None, noun)]  # "acknowledged the loss", "had announced the capture"
    named = [scene for scene in places if scene.place is not None or scene.extent]
    if not named:
        return
    holder: Actor | None = None
    for token in fill(noun, trigger.party):
        if token.i not in {scene.token.i for scene in places}:
            holder = holder or actors.find(token, utterance)
    polarity = Polarity.DENIED if trigger.loses else Polarity.AFFIRMED
    if holder is None and trigger.loses:
        holder = _speaking_party(utterance, noun)  # "Kyiv denies the loss of the town": its own loss
    if holder is None and is_heading(noun):
        return  # "US plays down Soledar capture": a heading leaves its parties to the text
    if holder is None:
        # a loss without a loser is somebody's gain
        holder, polarity = attacker(named[0].place, noun, utterance), Polarity.AFFIRMED
    if holder is None:
        yield Refusal(noun, NO_HOLDER)
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


def _is_content(noun: Token, utterance: Utterance) -> bool:
    """Whether the noun itself is what the source is given."""
    return utterance.handover is not None and noun.i in {head.i for head in utterance.handover.heads}


def _is_announced(noun: Token, utterance: Utterance) -> bool:
    """Whether a definite noun is all that a source says: the place stands before it."""
    return _is_content(noun, utterance) and any(
        c.text.lower() in ("the", "its", "their", "this") for c in children(noun, "det", "nmod:poss")
    )


def is_heading(token: Token) -> bool:
    """Whether the sentence stands in a paragraph of its own and has no final stop."""
    words = [t for t in token.sent if not t.is_space]
    return bool(words) and words[-1].text not in _STOPS and not any(t.text in _STOPS for t in words[:-1])


def _speaking_party(utterance: Utterance, node: Token) -> Actor | None:
    source = utterance.statement.source
    if utterance.handover is None or source is None or source.party is None:
        return None
    return Actor(source.party, source.side, node)


def control_state(
    noun: Token, utterance: Utterance, actors: Actors, scenes: Scenes, words: ClaimWords
) -> Iterator[Proposition | Refusal]:
    """ "X is in full control of P", "P is under Russian control", "P is in Russian hands"."""
    word, case = noun.text.lower(), preposition(noun)
    if (
        case == "in"
        and word in words.in_control
        and not children(noun, "det")  # "the town is in the possession of the army": the army's
        and _is_predicative(noun, words)
        and (places := modifiers(noun, "of"))
    ):
        yield from state_of_place(noun, subject(_governor(noun)), places, utterance, actors, scenes, words)
        return
    if (
        word in words.control
        and not case
        and _is_content(noun, utterance)
        and (places := modifiers(noun, "of", "over"))
    ):
        # "Moscow claims full control of the town"
        yield from _claimed(noun, places, utterance, scenes, words)
        return
    if (
        word in words.control
        and noun.dep_ in ("nmod", "nsubj", "nsubj:pass")
        and (places := modifiers(noun, "of", "over"))
    ):
        # "denied claims about the army's control of the town"
        for owner in children(noun, "nmod:poss", "amod"):
            if actors.find(owner, utterance) is not None:
                yield from state_of_place(noun, owner, places, utterance, actors, scenes, words)
                return
    is_under = case == "under" and word in words.under_control
    is_out = case in ("out of", "beyond", "outside") and word in words.hands | words.under_control
    if not is_under and not is_out and not (case in ("in", "into", "to") and word in words.hands):
        return
    held = noun.head if noun.dep_ in ("nmod", "acl") else subject(_governor(noun))
    for owner in (*children(noun, "nmod:poss", "amod", "compound"), *modifiers(noun, "of")):
        if held is not None and actors.find(owner, utterance) is not None:
            polarity = Polarity.DENIED if is_out else Polarity.AFFIRMED
            yield from state_of_place(noun, owner, [held], utterance, actors, scenes, words, polarity)
            return


def _was_before(noun: Token, words: ClaimWords) -> bool:
    """ "villages previously under the army's control": what was, not what is."""
    near = (*noun.children, *(noun.head.children if noun.head.i != noun.i else ()))
    return any(c.text.lower() in words.formerly and c.dep_ == "advmod" for c in near)


def _is_predicative(noun: Token, words: ClaimWords) -> bool:
    """ "was in control of", "remained in control of"; not "ousted it ... - in control of"."""
    governor = _governor(noun)
    return governor.i == noun.i or governor.pos_ not in ("VERB",) or governor.text.lower() in words.stays


def _claimed(
    noun: Token, places: list[Token], utterance: Utterance, scenes: Scenes, words: ClaimWords
) -> Iterator[Proposition | Refusal]:
    holder = _speaking_party(utterance, noun)
    for scene in (scene for place in places for scene in scenes.of(place) if holder is not None):
        yield Proposition(
            kind=Kind.CONTROL,
            predicate=noun,
            scene=scene,
            actor=holder,
            nodes=(noun, scene.token),
            extent=scene.extent or _fullness([noun], words),
            state=True,
        )


def nationality_state(
    adjective: Token, utterance: Utterance, actors: Actors, scenes: Scenes, words: ClaimWords
) -> Iterator[Proposition | Refusal]:
    """ "the town remains Ukrainian", "Soledar is Russian"."""
    if adjective.pos_ != "ADJ" or adjective.dep_ not in ("ROOT", "xcomp", "ccomp", "conj", "parataxis"):
        return
    place, owner = subject(adjective), actors.find_adjective(adjective)
    if place is not None and owner is not None and place.pos_ in ("PROPN", "NOUN"):
        yield from state_of_place(adjective, adjective, [place], utterance, actors, scenes, words)


def _governor(noun: Token) -> Token:
    """The predicate whose subject holds or is held: the noun itself with a copula, else its verb."""
    if children(noun, "cop") or children(noun, "nsubj"):
        return noun
    return noun.head if noun.head.i != noun.i else noun


def state_of_place(
    noun: Token,
    holder: Token | None,
    places: list[Token],
    utterance: Utterance,
    actors: Actors,
    scenes: Scenes,
    words: ClaimWords,
    polarity: Polarity = Polarity.AFFIRMED,
) -> Iterator[Proposition | Refusal]:
    """Propositions that a holder has places, as a state that the noun or adjective is the predicate of."""
    actor = None
    if holder is not None:
        actor = actors.find(holder, utterance) or (
            actors.find_adjective(holder) if holder.pos_ == "ADJ" else None
        )
    found: list[Scene] = [scene for place in places for scene in scenes.of(place)]
    if not found:
        return
    if actor is None and holder is None:
        actor = _speaking_party(utterance, noun)
    if actor is None:
        yield Refusal(noun, NO_HOLDER)
        return
    for scene in found:
        yield Proposition(
            kind=Kind.CONTROL,
            predicate=noun,
            scene=scene,
            actor=actor,
            nodes=(noun, scene.token, actor.token),
            extent=scene.extent or _fullness([noun], words),
            polarity=polarity,
            background=noun.dep_ == "nmod" or _was_before(noun, words),
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
