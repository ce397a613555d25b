"""What a claim says about who holds its place, as dated votes for states.

A state is a side or `contested`. The rules are the same for every side: exchange two sides in a
report and every vote is exchanged with them.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from enum import StrEnum

from sayso.estimation.extents import HALF, share_of
from sayso.estimation.extents import Extent as Extent
from sayso.estimation.extents import extent_of as extent_of
from sayso.model import (
    CONTESTED,
    UNSPECIFIED,
    Certainty,
    Claim,
    Kind,
    Polarity,
    Precision,
    RecordedClaim,
    SourceClass,
)


class Towards(StrEnum):
    """Where a rule sends a weight."""

    HOLDER = "holder"
    """The side that the claim is about."""
    OTHERS = "others"
    """The other sides, in equal parts."""
    REST = "rest"
    """Every state but the holder, in equal parts."""
    CONTESTED = "contested"


Gives = tuple[tuple[Towards, float], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Which votes a kind of claim gives, when its source commits fully. `extent` None fits any.

    A rule for a part is for half of the place, or a part of unknown size.
    """

    kind: Kind
    polarity: Polarity
    extent: Extent | None
    gives: Gives
    because: str


RULES = (
    Rule(
        Kind.CONTROL,
        Polarity.AFFIRMED,
        Extent.WHOLE,
        ((Towards.HOLDER, 1.0),),
        "The ministry said that its troops hold the town.",
    ),
    Rule(
        Kind.CONTROL,
        Polarity.AFFIRMED,
        Extent.OUTSIDE,
        ((Towards.CONTESTED, 0.25),),
        "The militia said that it holds the outskirts.",
    ),
    Rule(
        Kind.CONTROL,
        Polarity.AFFIRMED,
        Extent.PART,
        ((Towards.CONTESTED, 0.75), (Towards.HOLDER, 0.25)),
        "The militia said that it holds the northern districts: someone else holds the others.",
    ),
    Rule(
        Kind.CONTROL,
        Polarity.AFFIRMED,
        Extent.LITTLE,
        ((Towards.CONTESTED, 0.75), (Towards.OTHERS, 0.25)),
        "The monitor said that the group holds no more than a few streets: someone else holds the rest.",
    ),
    Rule(
        Kind.CONTROL,
        Polarity.DENIED,
        Extent.ALL,
        ((Towards.CONTESTED, 0.6),),
        "The monitor said that the army does not hold all of the town: so it holds some.",
    ),
    Rule(
        Kind.CONTROL,
        Polarity.DENIED,
        None,
        ((Towards.REST, 0.4),),
        "The army denied that the town had fallen: it does not say whether the fight goes on in it.",
    ),
    Rule(
        Kind.FIGHTING,
        Polarity.AFFIRMED,
        Extent.OUTSIDE,
        ((Towards.CONTESTED, 0.05),),
        "The army said that it had repelled an attack near the town.",
    ),
    Rule(
        Kind.FIGHTING,
        Polarity.AFFIRMED,
        None,
        ((Towards.CONTESTED, 0.1),),
        "The army said that its units fight on in the town: so many say so, of any front, that it must "
        "weigh little.",
    ),
    Rule(
        Kind.WITHDRAWAL,
        Polarity.AFFIRMED,
        Extent.WHOLE,
        ((Towards.OTHERS, 0.8),),
        "The army said that its units had left the town.",
    ),
    Rule(
        Kind.WITHDRAWAL,
        Polarity.AFFIRMED,
        Extent.PART,
        ((Towards.CONTESTED, 0.5),),
        "The army said that its units had left the city centre.",
    ),
    Rule(
        Kind.WITHDRAWAL,
        Polarity.DENIED,
        None,
        ((Towards.HOLDER, 0.5),),
        "The army denied that its units had left the town.",
    ),
    Rule(
        Kind.ADVANCE,
        Polarity.AFFIRMED,
        None,
        ((Towards.CONTESTED, 0.15),),
        "The militia said that its fighters had entered the town.",
    ),
    Rule(
        Kind.ENCIRCLEMENT,
        Polarity.AFFIRMED,
        None,
        ((Towards.CONTESTED, 0.15),),
        "The militia said that it had cut the last road into the town.",
    ),
)
"""Every kind of claim that weighs anything. What fits no rule (force, casualties, an assessment, a
prediction; fighting that is denied) weighs nothing on who holds the place. The first that fits is
taken. The weights were set in round figures on dated reports of 14 places whose outcome is agreed."""

WEIGHTS = {Certainty.ASSERTED: 1.0, Certainty.PROBABLE: 0.5}
"""How far the source commits. What is only possible, conditional or foreseen moves nothing today."""

ONSET = 0.35
"""What a claim that tells since when adds for that first day: as much as saying the same again adds."""
OLD_NEWS_DAYS = 30
"""A report that tells of something longer ago gives its history, not news of who holds the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A weight that one claim gives to one state of its place; a claim may give several.

    `day_known` is the day (UTC) from which a reader could know it, `day_about` the day it tells of.
    `origin` is the voice that it goes back to; `side_of_source` the side that voice speaks for.
    `is_relayed` says that another voice passed it on, `is_admission` that it speaks against its own side.
    `since` is the first day of a state that the claim says goes on; `is_of_onset` says that the vote is for
    that day.
    """

    day_known: date
    day_about: date
    origin: str
    side_of_source: str | None
    state: str
    weight: float
    claim_id: str
    source_class: SourceClass = SourceClass.UNKNOWN
    is_relayed: bool = False
    is_admission: bool = False
    since: date | None = None
    is_of_onset: bool = False

    def at_onset(self) -> Vote | None:
        """What the same claim says of the first day of its state; None where it tells of one day."""
        if self.since is None:
            return None
        return replace(self, day_about=self.since, weight=ONSET * self.weight, since=None, is_of_onset=True)

    @property
    def is_old_news(self) -> bool:
        """Whether the claim was history already when it became known."""
        return (self.day_known - self.day_about).days > OLD_NEWS_DAYS


def votes(claims: Iterable[RecordedClaim], sides: Sequence[str]) -> list[Vote]:
    """The votes of these claims for `sides` and `contested`, in one order whatever theirs was.

    Background, claims about other parties and claims that nothing dates give none; nor does one
    about a day that had not come when it was said.
    """
    given = [vote for recorded in claims for vote in _votes_of(recorded, sides)]
    return sorted(given, key=lambda vote: (vote.day_known, vote.claim_id, vote.state))


def day_known(recorded: RecordedClaim) -> date | None:
    """The day (UTC) on which the claim could be known: of a changed text the change, else published, else
    recorded; None where none of them is known."""
    published, known_from = recorded.published, recorded.known_from
    if known_from is not None and (published is None or known_from > published.known_from):
        return known_from.astimezone(UTC).date()
    if recorded.published is not None:
        instant = recorded.published.instant
        return instant.astimezone(UTC).date() if instant else recorded.published.day
    return recorded.recorded_at.astimezone(UTC).date() if recorded.recorded_at else None


def day_about(claim: Claim, known: date) -> date:
    """The last day that the claim vouches for, never later than the day on which it was known.

    "Captured in January" vouches for the end of January; "since the 10th" for the day it is said.
    """
    last = claim.when.last if claim.when is not None else None
    if last is None and claim.said_on is not None:
        last = claim.said_on.last
    return known if last is None else min(last, known)


def since_when(claim: Claim, known: date) -> date | None:
    """The day since which a state has surely been going on, by a claim that it still does: "has held it since
    March" is sure of the last of March. None where the claim tells of one day, or the words are too vague.

    "Captured in March" is an event on some day of a closed interval, and has none.
    """
    when = claim.when
    if claim.kind is not Kind.CONTROL or when is None or when.first is None or when.last is not None:
        return None
    first = when.first
    match when.precision:
        case Precision.INSTANT | Precision.PART_OF_DAY | Precision.DAY:
            sure = first
        case Precision.WEEK:
            sure = first + timedelta(days=6)
        case Precision.MONTH:
            sure = first.replace(day=monthrange(first.year, first.month)[1])
        case Precision.YEAR:
            sure = date(first.year, 12, 31)
        case _:
            return None
    return sure if sure < day_about(claim, known) else None


def origin_of(recorded: RecordedClaim) -> str:
    """The voice that a claim goes back to. A withheld voice is one of its own on every outlet:
    two reports of unnamed officials are not known to be of the same ones."""
    if recorded.origin != UNSPECIFIED:
        return recorded.origin
    return f"{UNSPECIFIED} ({recorded.outlet or recorded.document_id})"


def _votes_of(recorded: RecordedClaim, sides: Sequence[str]) -> list[Vote]:
    claim, known = recorded.claim, day_known(recorded)
    weight = WEIGHTS.get(claim.certainty, 0.0)
    if known is None or not weight or claim.background or _lies_ahead(claim, known):
        return []
    shares: dict[str, float] = {}
    for towards, share in _gives(claim):
        for state, part in _states(towards, _side(claim, sides), sides):
            shares[state] = shares.get(state, 0.0) + share * part * weight
    return [
        Vote(
            day_known=known,
            day_about=day_about(claim, known),
            origin=origin_of(recorded),
            side_of_source=claim.source.side,
            state=state,
            weight=share,
            claim_id=recorded.id,
            source_class=claim.source.source_class,
            is_relayed=bool(claim.relayed_by),
            since=since_when(claim, known),
            is_admission=claim.source.side is not None and state not in (claim.source.side, CONTESTED),
        )
        for state, share in shares.items()
    ]


def _gives(claim: Claim) -> Gives:
    """What the rules give; a share that is told lies on the straight line between little and a half, or
    between a half and the whole."""
    extent, share = extent_of(claim), share_of(claim)
    given = _rule(claim, extent)
    if extent is not Extent.PART or share is None or share == HALF:
        return given
    limit = _rule(claim, Extent.WHOLE if share > HALF else Extent.LITTLE) or given
    way = abs(share - HALF) / HALF
    mixed: dict[Towards, float] = {}
    for gives, part in ((given, 1.0 - way), (limit, way)):
        for towards, weight in gives:
            mixed[towards] = mixed.get(towards, 0.0) + part * weight
    return tuple(mixed.items())


def _rule(claim: Claim, extent: Extent) -> Gives:
    for rule in RULES:
        if (rule.kind, rule.polarity) == (claim.kind, claim.polarity) and _fits(rule.extent, extent):
            return rule.gives
    return ()


def _fits(asked: Extent | None, extent: Extent) -> bool:
    return asked in (None, extent) or (asked is Extent.WHOLE and extent is Extent.ALL)


def _side(claim: Claim, sides: Sequence[str]) -> str | None:
    """The side that the claim is about, where it is one of those reckoned with."""
    return next((name for name in (claim.side, claim.party) if name in sides), None)


def _states(towards: Towards, side: str | None, sides: Sequence[str]) -> list[tuple[str, float]]:
    """States and their parts of one weight; none where the rule needs a side and there is none."""
    if towards is Towards.CONTESTED:
        return [(CONTESTED, 1.0)]
    if side is None:
        return []
    if towards is Towards.HOLDER:
        return [(side, 1.0)]
    others = [each for each in sides if each != side]
    if towards is Towards.REST:
        others.append(CONTESTED)
    return [(each, 1.0 / len(others)) for each in others]


def tells_of_today(recorded: RecordedClaim) -> bool:
    """Whether a claim tells of its place as it is when the claim becomes known, whatever it tells of it."""
    claim, known = recorded.claim, day_known(recorded)
    if known is None or claim.certainty not in WEIGHTS or claim.background or _lies_ahead(claim, known):
        return False
    return (known - day_about(claim, known)).days <= OLD_NEWS_DAYS


def _lies_ahead(claim: Claim, known: date) -> bool:
    """Whether the claim is about a day after the one on which it could be known, zones allowed for."""
    return claim.when is not None and claim.when.first is not None and (claim.when.first - known).days > 1
