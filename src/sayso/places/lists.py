"""Lists of places that share one noun: "the Sukkari, Hanano and Myassar districts of Aleppo"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.model import MentionType, Place, PlaceMention

if TYPE_CHECKING:
    from sayso.lexicon import PlaceWords

_JOINT = re.compile(r", (?:and |or |as well as )?| and | or | as well as ")
_OF, _HELD_IN = (
    re.compile(r" of (?:the )?"),
    re.compile(r" (?:of|in) (?:eastern |western |northern |southern )?"),
)
_NOUN_BEHIND = re.compile(r" (\w+)")
_NOUN_BEFORE = re.compile(r"(\w+) of (?:the )?$")
_LEAST = 2
_LONGEST_NOUN = 40


@dataclass(frozen=True, slots=True)
class PlaceList:
    """Places named together. `start` and `end` are where the whole of it stands, with its noun."""

    start: int
    end: int
    members: tuple[PlaceMention, ...]

    def has(self, offset: int) -> bool:
        """Whether the character belongs to the list or to its noun."""
        return self.start <= offset < self.end


def find_lists(text: str, mentions: Sequence[PlaceMention], words: PlaceWords) -> Iterator[PlaceList]:
    """Yield the lists with a noun in the plural behind or before them, each member under its city.

    Of two or more members; "the Sukkari district" is no list.
    """
    named = [m for m in mentions if m.place is not None and m.type in (MentionType.PLACE, MentionType.OTHER)]
    for first in range(len(named)):
        if first and _are_joined(text, named[first - 1], named[first]):
            continue
        last = first
        while last + 1 < len(named) and _are_joined(text, named[last], named[last + 1]):
            last += 1
        found = named[first : last + 1]
        if len(found) >= _LEAST and (whole := _with_noun(text, found, named[last + 1 :], words)) is not None:
            yield whole


def _are_joined(text: str, one: PlaceMention, other: PlaceMention) -> bool:
    return _JOINT.fullmatch(text, one.span.end, other.span.start) is not None


def _with_noun(
    text: str, members: Sequence[PlaceMention], rest: Sequence[PlaceMention], words: PlaceWords
) -> PlaceList | None:
    start, end = members[0].span.start, members[-1].span.end
    behind = _NOUN_BEHIND.match(text, end)
    before = _NOUN_BEFORE.search(text, max(0, start - _LONGEST_NOUN), start)
    if behind is not None and behind[1] in words.many:
        noun, end = behind[1], behind.end()
    elif before is not None and before[1] in words.many:
        noun, start = before[1], before.start()
    else:
        return None
    city = rest[0].place if rest and _HELD_IN.fullmatch(text, end, rest[0].span.start) else None
    return PlaceList(start, end, tuple(_inside(member, city, noun, words) for member in members))


def _inside(member: PlaceMention, city: Place | None, noun: str, words: PlaceWords) -> PlaceMention:
    """The member as a part of the city, where it is one and no list knows more of it."""
    place = member.place
    is_part = noun.removesuffix("s") in words.parts
    if place is None or place.id is not None or city is None or not is_part:
        return member
    return (
        member
        if city.kind in ("country", "region")
        else replace(member, place=replace(place, within=city.name))
    )
