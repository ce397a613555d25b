"""What a claim says of who holds its place, as a position that another can contradict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.estimation.evidence import WEIGHTS, extent_of
from sayso.model import Claim, Kind, Polarity


class Stand(StrEnum):
    """What is said of a side and a place: that it holds it, does not, or that an ally took it."""

    HELD = "held by"
    NOT_HELD = "not held by"
    TAKEN = "taken by"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """`held by Russia`, `not held by Russia`; between allies `taken by Wagner Group`."""

    stand: Stand
    who: str

    @property
    def words(self) -> str:
        """As a reader is told it."""
        return f"{self.stand} {self.who}"

    def contradicts(self, other: Position) -> bool:
        """Whether the two cannot both be right of one place at one time."""
        stands = {self.stand, other.stand}
        if stands == {Stand.HELD, Stand.NOT_HELD}:
            return self.who == other.who
        return len(stands) == 1 and Stand.NOT_HELD not in stands and self.who != other.who


def position_of(claim: Claim) -> Position | None:
    """The position that a claim of control takes; None where its source commits to none.

    "Holds the northern districts" contradicts nobody who holds the others, so of what is affirmed only
    the whole place counts. Allies who name different parties take one position: they share a side.
    """
    who = claim.side or claim.party
    if claim.kind is not Kind.CONTROL or claim.background or claim.certainty not in WEIGHTS or not who:
        return None
    if claim.polarity is Polarity.DENIED:
        return Position(Stand.NOT_HELD, who)
    return Position(Stand.HELD, who) if extent_of(claim).is_whole else None


def stance_of(claim: Claim) -> Position | None:
    """The position of a claim, a side's word that its own units have left among them.

    "The army said that its units had left the town" is how most places are given up in words. Said of the
    others it is a boast as cheap as any, and is no position here.
    """
    if is_own_withdrawal(claim):
        return Position(Stand.NOT_HELD, claim.source.side or "")
    return position_of(claim)


def is_own_withdrawal(claim: Claim) -> bool:
    """Whether a voice says that the units of its own side have left the whole place."""
    return (
        claim.kind is Kind.WITHDRAWAL
        and claim.polarity is Polarity.AFFIRMED
        and not claim.background
        and claim.certainty in WEIGHTS
        and claim.source.side is not None
        and claim.source.side == claim.side
        and extent_of(claim).is_whole
    )


def is_admission(claim: Claim) -> bool:
    """Whether a voice speaks against the interest of its own side: that this does not hold the place, or
    that another side does."""
    own, position = claim.source.side, stance_of(claim)
    if own is None or position is None:
        return False
    return (position.stand is Stand.NOT_HELD) == (position.who == own)


def credit_of(claim: Claim) -> Position | None:
    """The party of one side that a claim gives the credit to."""
    position = position_of(claim)
    if position is None or position.stand is not Stand.HELD or not claim.side or not claim.party:
        return None
    return Position(Stand.TAKEN, claim.party)
