"""Every other kind of claim: fighting, movement, losses, damage, force, and judgements about them.

One claim a clause and kind; the party is who acts first, the place the scene of the clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.analysis.syntax import children, patient, preposition, subject
from sayso.claims.proposition import Proposition, Refusal
from sayso.claims.scenes import Scene
from sayso.claims.slots import fill
from sayso.model import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.attribution.statements import Utterance
    from sayso.claims.actors import Actor, Actors
    from sayso.claims.scenes import Scenes
    from sayso.claims.triggers import Trigger

_INHERITS_SCENE = frozenset({Kind.CASUALTIES, Kind.FORCE, Kind.DESTRUCTION})
"""Kinds that may take the place of the event told before; a move or a fight needs a place close by."""
_NOUN_ROLES = frozenset(
    {"nsubj", "nsubj:pass", "obj", "ROOT", "obl", "conj", "ccomp", "parataxis", "appos", "nmod"}
)
_SIGNS = frozenset(
    {"report", "reports", "sign", "signs", "trace", "traces", "evidence", "indication", "indications"}
)
_HEAD_ROLES = frozenset({"nsubj", "nsubj:pass", "obj", "ROOT", "ccomp", "parataxis", "conj"})


def event_of(
    token: Token, trigger: Trigger, utterance: Utterance, actors: Actors, scenes: Scenes
) -> Iterator[Proposition | Refusal]:
    """The proposition of one event word, or nothing where its frame is not met."""
    is_reported = token.dep_ == "nmod" and token.head.text.lower() in _SIGNS  # "no reports of resistance"
    roles = _HEAD_ROLES if trigger.head else _NOUN_ROLES
    if trigger.pos == "noun" and token.dep_ not in roles and not is_reported:
        return
    if not _is_in_frame(token, trigger):
        return
    if trigger.particle and not _has_particle(token, trigger):
        return
    if trigger.needs_force and ((sent := patient(token)) is None or not actors.is_force(sent)):
        return  # "sent 500 soldiers", not "sent a letter"
    if trigger.kind is Kind.ENCIRCLEMENT and token.dep_ == "acl" and not actors.is_force(token.head):
        return  # "the hills surrounding the town"
    if trigger.kind is Kind.WITHDRAWAL and _moves_others(token, utterance, actors, scenes):
        return
    actor = _actor(token, trigger, utterance, actors)
    scene = _scene(token, trigger, scenes)
    if scene is None and trigger.needs_place:
        return
    if actor is None and trigger.needs_party:
        return
    if trigger.not_place_patient and (theme := patient(token)) is not None and actors.is_force(theme):
        return
    if scene is None:
        scene = scenes.around(token)
    nodes = [token, *_core_nodes(token)]
    if scene is not None and scene.token.sent == token.sent and _near(scene.token, token):
        nodes.append(scene.token)
    if actor is not None and actor.token.sent == token.sent and _near(actor.token, token):
        nodes.append(actor.token)
    if scene is None:
        if trigger.kind in _INHERITS_SCENE:
            place = scenes.latest(token.i)
        else:
            place = scenes.nearby(token, across=trigger.kind is Kind.FIGHTING)
        scene = Scene(place, None, token) if place is not None else None
    if actor is None and scene is None and not trigger.subject:
        yield Refusal(token, "neither a party nor a place stands in the clause")
        return
    yield Proposition(
        kind=trigger.kind,
        predicate=token,
        scene=scene,
        actor=actor,
        nodes=tuple(nodes),
        trigger=trigger,
        extent=scene.extent if scene else None,
    )


def _is_in_frame(token: Token, trigger: Trigger) -> bool:
    """Whether object, subject and modifier are what the trigger asks for."""
    theme = patient(token) if trigger.theme else None
    if trigger.theme and (theme is None or theme.text.lower() not in trigger.theme):
        return False
    of_whom = subject(token) if trigger.subject else None
    if trigger.subject and (of_whom is None or of_whom.text.lower() not in trigger.subject):
        return False
    before = {c.text.lower() for c in children(token, "amod", "compound")}
    return not trigger.modified or bool(before & set(trigger.modified))


def _moves_others(verb: Token, utterance: Utterance, actors: Actors, scenes: Scenes) -> bool:
    """ "Troops evacuated residents from the village": those who leave are no party."""
    theme = patient(verb) if verb.pos_ == "VERB" else None
    if theme is None or theme.head.i != verb.i or scenes.of(theme):
        return False
    return not actors.is_force(theme) and actors.find(theme, utterance) is None


def _has_particle(token: Token, trigger: Trigger) -> bool:
    """ "pulled back", and "pulled out of the town", where the parser makes one preposition of it."""
    return any(
        (c.text.lower() in trigger.particle and c.dep_ in ("compound:prt", "advmod", "case", "obl"))
        or preposition(c).split(" ")[0] in trigger.particle
        for c in token.children
    )


def _near(node: Token, predicate: Token) -> bool:
    return abs(node.i - predicate.i) <= 30


def _actor(token: Token, trigger: Trigger, utterance: Utterance, actors: Actors) -> Actor | None:
    candidates = fill(token, trigger.party)
    if token.pos_ == "NOUN" and token.dep_ == "obj":
        candidates += fill(token.head, ("agent",))  # "launched an assault"
    for candidate in candidates:
        found = actors.find(candidate, utterance)
        if found is not None:
            return found
    return None


def _scene(token: Token, trigger: Trigger, scenes: Scenes) -> Scene | None:
    for candidate in fill(token, trigger.place):
        found = [s for s in scenes.of(candidate) if s.place is not None]
        if found:
            return found[0]
    return None


def _core_nodes(token: Token) -> list[Token]:
    """The subject and object of an event verb, or the verb that an event noun depends on."""
    if token.pos_ == "VERB":
        return [
            c for c in token.children if c.dep_.split(":")[0] in ("nsubj", "obj") and abs(c.i - token.i) <= 25
        ]
    if token.dep_ in ("nsubj", "nsubj:pass", "obj") and token.head.pos_ == "VERB":
        return [token.head, *children(token, "amod")]
    return children(token, "amod")
