"""A colour and a letter for each side: by its place in the theatre's list and by nothing else.

The rule knows no names, and the colours begin with blue and ochre, which neither praise nor warn. The
letter says the same to those who print the page or do not tell the colours apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

COLOURS = 6
"""How many the style sheet has; a seventh side shares the first's colour and has a letter of its own."""


@dataclass(frozen=True, slots=True)
class SideSign:
    """How what is said for a side is marked: `letter`, and `colour` from 1 on; 0 is the grey of no side."""

    letter: str
    colour: int


NO_SIDE = SideSign("", 0)


def signs(sides: Sequence[str], spoken: Iterable[str | None]) -> Mapping[str | None, SideSign]:
    """The sign of every side: the theatre's in its order, then, by the alphabet, any that speaks besides."""
    others = sorted({side for side in spoken if side is not None} - set(sides))
    known = [*sides, *others]
    letters = _letters(known)
    signed: dict[str | None, SideSign] = {None: NO_SIDE}
    for number, (side, letter) in enumerate(zip(known, letters, strict=True)):
        signed[side] = SideSign(letter, number % COLOURS + 1)
    return signed


def _letters(sides: Sequence[str]) -> list[str]:
    """The initials where they tell the sides apart, else A, B, C."""
    initials = [side[:1].upper() for side in sides]
    if len(set(initials)) == len(initials) and all(initial.isalpha() for initial in initials):
        return initials
    return [
        ascii_uppercase[number] if number < len(ascii_uppercase) else str(number)
        for number in range(len(sides))
    ]
