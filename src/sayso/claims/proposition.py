"""What a clause says happens or holds, before anyone asks who says it and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import Kind, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.claims.actors import Actor
    from sayso.claims.scenes import Scene
    from sayso.claims.triggers import Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """One typed clause with its slots filled. `nodes` are the phrases its evidence must cover."""

    kind: Kind
    predicate: Token
    scene: Scene | None
    actor: Actor | None
    nodes: tuple[Token, ...]
    trigger: Trigger | None = None
    extent: str | None = None
    polarity: Polarity = Polarity.AFFIRMED
    background: bool = False
    state: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a trigger yields no claim."""

    predicate: Token
    reason: str
