"""What each side answers to a claim: a denial, a claim of its own, an admission, or nothing yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.estimation.evidence import WEIGHTS, Extent, day_known, extent_of
from sayso.model import Claim, Kind, Polarity, RecordedClaim
from sayso.relations.dependence import known_at, order
from sayso.relations.positions import Position, Stand, position_of, stance_of


class Response(StrEnum):
    """How a side answers. Silence is told apart by how much is heard of the side otherwise."""

    DENIED = "denied"
    COUNTERED = "says that it holds the place itself"
    FIGHTS_ON = "says that the fight goes on"
    """"Kyiv said its troops were still fighting in the town", or that they hold a part of it."""
    ADMITTED = "says the same"
    NO_ANSWER = "no answer yet"
    """It speaks in these days, and not to this."""
    SILENT = "not heard in these days"
    NOT_HEARD = "not heard"
    """Nothing that it says is on record at all: its silence tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one side says to one claim of another, with the claims that say it, the first first."""

    to: tuple[str, ...]
    claimant: str
    side: str
    response: Response
    claims: tuple[str, ...] = ()


def replies(
    claims: Iterable[RecordedClaim],
    *,
    sides: Sequence[str],
    speaking: Collection[str],
    ever_heard: Collection[str],
) -> tuple[Reply, ...]:
    """What the other sides reply to each party that is said to hold the place, by a voice of its side.

    `claims` are about one place and interval; `speaking` are the sides of which anything at all was heard in
    that interval, `ever_heard` those of which the ledger has anything. An answer comes after what it
    answers. A denial that names Wagner answers Wagner alone where others of its side claim the place too; one
    that names the side, or nobody on record, answers all of them.
    """
    ordered = sorted(claims, key=order)
    heard = {"speaking": set(speaking), "ever": set(ever_heard)}
    claimed = _claimed(ordered)
    return tuple(
        _reply(claimant, made, side, ordered, heard, claimed)
        for claimant, made in claimed.items()
        for side in sides
        if side != made[0].claim.source.side
    )


def _claimed(ordered: Iterable[RecordedClaim]) -> dict[str, list[RecordedClaim]]:
    """The claims of the sides' own voices that their side holds the place, by the party they name."""
    found: dict[str, list[RecordedClaim]] = {}
    for each in ordered:
        position, own = position_of(each.claim), each.claim.source.side
        if position is not None and position == Position(Stand.HELD, own or ""):
            found.setdefault(each.claim.party or position.who, []).append(each)
    return found


def _reply(
    claimant: str,
    made: Sequence[RecordedClaim],
    side: str,
    ordered: Sequence[RecordedClaim],
    heard: dict[str, set[str]],
    claimants: Collection[str],
) -> Reply:
    holder = made[0].claim.source.side or ""
    later = [each for each in ordered if each.claim.source.side == side and _follows(each, made[0])]
    named = {each.claim.party for each in made}
    said: dict[Response, list[str]] = {}
    for each in later:
        response = _response(each, holder, side)
        if response is Response.DENIED and not _is_meant(each, claimant, named, claimants):
            continue
        if response is not None:
            said.setdefault(response, []).append(each.id)
    for response in (Response.ADMITTED, Response.DENIED, Response.COUNTERED, Response.FIGHTS_ON):
        if response in said:
            return Reply(
                to=_ids(made), claimant=claimant, side=side, response=response, claims=tuple(said[response])
            )
    if side in heard["speaking"]:
        silence = Response.NO_ANSWER
    else:
        silence = Response.SILENT if side in heard["ever"] else Response.NOT_HEARD
    return Reply(to=_ids(made), claimant=claimant, side=side, response=silence)


def _follows(recorded: RecordedClaim, first: RecordedClaim) -> bool:
    """Whether a claim may come after another; of two of one day, unless the hours of both say otherwise."""
    known, since = known_at(recorded), known_at(first)
    if known is None or since is None or known >= since:
        return True
    has_hours = all(
        each.published is None or each.published.instant is not None for each in (recorded, first)
    )
    return not has_hours and day_known(recorded) == day_known(first)


def _response(recorded: RecordedClaim, holder: str, side: str) -> Response | None:
    position = stance_of(recorded.claim)
    if position == Position(Stand.NOT_HELD, holder):
        return Response.DENIED
    if position == Position(Stand.HELD, side):
        return Response.COUNTERED
    if position in (Position(Stand.HELD, holder), Position(Stand.NOT_HELD, side)):
        return Response.ADMITTED
    return Response.FIGHTS_ON if _fights_on(recorded.claim, side) else None


def _fights_on(claim: Claim, side: str) -> bool:
    """Whether a side says that there is fighting in the place, or that it holds a part of it."""
    if claim.polarity is not Polarity.AFFIRMED or claim.background or claim.certainty not in WEIGHTS:
        return False
    extent = extent_of(claim)
    if claim.kind is Kind.FIGHTING:
        return extent is not Extent.OUTSIDE
    return claim.kind is Kind.CONTROL and claim.side == side and extent is Extent.PART


def _is_meant(
    denial: RecordedClaim, claimant: str, named: Collection[str | None], claimants: Collection[str]
) -> bool:
    """Whether a denial is of this claimant's word, not of an ally's that it names."""
    party = denial.claim.party
    if party in (None, denial.claim.side, claimant) or party in named:
        # "Russia does not hold it" leaves nothing of what Russia's allies say.
        return True
    return party not in claimants


def _ids(claims: Iterable[RecordedClaim]) -> tuple[str, ...]:
    return tuple(each.id for each in claims)
