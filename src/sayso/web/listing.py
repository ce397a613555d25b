"""How lists of places and voices are narrowed and sorted."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query

from sayso.answers.voices import VoiceLine
from sayso.ledger import PlaceCount
from sayso.web.asking import LONGEST_NAME

Order = TypeVar("Order", bound=StrEnum)


class PlaceOrder(StrEnum):
    """What places are sorted by."""

    CLAIMS = "claims"
    NAME = "name"
    HEARD = "heard"


class VoiceOrder(StrEnum):
    """What voices are sorted by."""

    CLAIMS = "claims"
    NAME = "name"
    HEARD = "heard"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed(Generic[Order]):
    """What the names must hold, whatever their case and accents, and in which order they come."""

    words: str
    sort: Order
    is_silent: bool = False


Holds = Annotated[str, Query(alias="q", max_length=LONGEST_NAME, description="What the name holds.")]


def _places(words: Holds = "", sort: PlaceOrder = PlaceOrder.CLAIMS) -> Narrowed[PlaceOrder]:
    return Narrowed(words=words.strip(), sort=sort)


def _voices(
    words: Holds = "",
    sort: VoiceOrder = VoiceOrder.CLAIMS,
    silent: Annotated[bool, Query(description="Only those that have fallen silent.")] = False,
) -> Narrowed[VoiceOrder]:
    return Narrowed(words=words.strip(), sort=sort, is_silent=silent)


def places_narrowed(places: Sequence[PlaceCount], wanted: Narrowed[PlaceOrder]) -> Sequence[PlaceCount]:
    """The places that are wanted, in their order; they come with the most spoken of first."""
    words = _folded(wanted.words)
    found = [each for each in places if words in _folded(each.name)] if words else list(places)
    if wanted.sort is PlaceOrder.NAME:
        found.sort(key=lambda each: (_folded(each.name), each.id or ""))
    elif wanted.sort is PlaceOrder.HEARD:
        found.sort(key=lambda each: each.last_heard or date.min, reverse=True)
    return found


def voices_narrowed(voices: Sequence[VoiceLine], wanted: Narrowed[VoiceOrder]) -> Sequence[VoiceLine]:
    """The voices that are wanted, in their order; they come with those who say most first."""
    words = _folded(wanted.words)
    found = [
        each for each in voices if words in _folded(each.name) and (each.is_silent or not wanted.is_silent)
    ]
    if wanted.sort is VoiceOrder.NAME:
        found.sort(key=lambda each: (_folded(each.name), each.name))
    elif wanted.sort is VoiceOrder.HEARD:
        found.sort(key=lambda each: each.last_heard, reverse=True)
    elif wanted.sort is VoiceOrder.SILENCE:
        found.sort(key=lambda each: each.silence, reverse=True)
    return found


def _folded(name: str) -> str:
    marks = unicodedata.normalize("NFKD", name.casefold())
    return "".join(mark for mark in marks if not unicodedata.combining(mark))


PlacesNarrowed = Annotated[Narrowed[PlaceOrder], Depends(_places)]
VoicesNarrowed = Annotated[Narrowed[VoiceOrder], Depends(_voices)]
