"""Which claims of one place corroborate each other, and which contradict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.estimation.evidence import WEIGHTS, day_about, day_known, extent_of
from sayso.model import Kind, Polarity, RecordedClaim
from sayso.relations.dependence import Origin, Page, order, origins_of
from sayso.relations.positions import stance_of

MEETING = timedelta(days=14)
"""How far apart in time two claims may lie and still be about one state of a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What is said of a place: claims of one kind, side, polarity and extent. `extent` None is the whole;
    `is_of_a_figure` says that only a number is denied."""

    kind: Kind
    side: str
    polarity: Polarity
    extent: str | None
    is_of_a_figure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One saying with the origins it goes back to, no claim more than two weeks from the next.

    `claims` come in the order of the days that they are about, `origins` the first seen first.
    """

    saying: Saying
    claims: tuple[str, ...]
    origins: tuple[Origin, ...]

    @property
    def is_corroborated(self) -> bool:
        """Whether two origins agree. An origin does not corroborate itself."""
        return len(self.origins) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Claims of one saying that meet, within two weeks, claims of another that cannot be right beside it."""

    saying: Saying
    claims: tuple[str, ...]
    other: Saying
    other_claims: tuple[str, ...]


def accounts(
    claims: Iterable[RecordedClaim],
    *,
    texts: Mapping[str, str] | None = None,
    pages: Mapping[str, Sequence[Page]] | None = None,
) -> tuple[Account, ...]:
    """All that is said of one place, each saying with its origins; `origins_of` takes the rest."""
    return tuple(
        Account(
            saying=saying,
            claims=tuple(each.id for each in run),
            origins=origins_of(run, texts=texts, pages=pages),
        )
        for saying, said in _by_saying(claims).items()
        for run in _runs(said)
    )


def contradictions(claims: Iterable[RecordedClaim]) -> tuple[Contradiction, ...]:
    """What cannot both be right, of claims about one place. Allies who name different parties agree."""
    by_saying = _by_saying(claims)
    sayings = list(by_saying)
    found = []
    for at, saying in enumerate(sayings):
        for other in sayings[at + 1 :]:
            if not cannot_both_be(saying, other):
                continue
            one, two = _meeting(by_saying[saying], by_saying[other])
            if one:
                found.append(Contradiction(saying=saying, claims=one, other=other, other_claims=two))
    return tuple(found)


def cannot_both_be(one: Saying, other: Saying) -> bool:
    """Whether two sayings about one place at one time cannot both be right.

    A denial that a side holds the north of a town goes against whoever says that it holds the whole.
    """
    if one.kind is not other.kind:
        return False
    if one.polarity is not other.polarity:
        denial, claim = (one, other) if one.polarity is Polarity.DENIED else (other, one)
        # "The staff denied that 500 soldiers had died" denies the number, not the dead.
        if denial.is_of_a_figure:
            return False
        return one.side == other.side and claim.extent in (None, denial.extent)
    both_hold = one.kind is Kind.CONTROL and one.polarity is Polarity.AFFIRMED
    return both_hold and one.side != other.side and one.extent is None and other.extent is None


def saying_of(recorded: RecordedClaim) -> Saying | None:
    """What a claim says of its place; None for one that its source does not commit to, or of no side."""
    claim = recorded.claim
    side = claim.side or claim.party
    if claim.background or claim.certainty not in WEIGHTS or not side:
        return None
    position = stance_of(claim)
    if position is not None and claim.kind is not Kind.CONTROL:
        # "We have left the town" says that the side does not hold it.
        return Saying(kind=Kind.CONTROL, side=position.who, polarity=Polarity.DENIED, extent=None)
    extent = None if extent_of(claim).is_whole else " ".join((claim.extent or "").casefold().split())
    is_of_a_figure = claim.polarity is Polarity.DENIED and claim.quantity is not None
    return Saying(
        kind=claim.kind, side=side, polarity=claim.polarity, extent=extent, is_of_a_figure=is_of_a_figure
    )


def _by_saying(claims: Iterable[RecordedClaim]) -> dict[Saying, list[RecordedClaim]]:
    found: dict[Saying, list[RecordedClaim]] = {}
    for each in sorted(claims, key=order):
        saying = saying_of(each)
        if saying is not None and day_known(each) is not None:
            found.setdefault(saying, []).append(each)
    return found


def _day(recorded: RecordedClaim) -> date:
    known = day_known(recorded)
    assert known is not None
    return day_about(recorded.claim, known)


def _runs(claims: Iterable[RecordedClaim]) -> list[list[RecordedClaim]]:
    """The claims in runs without a gap of more than two weeks between the days they are about."""
    runs: list[list[RecordedClaim]] = []
    for each in sorted(claims, key=lambda each: (_day(each), order(each))):
        if runs and _day(each) - _day(runs[-1][-1]) <= MEETING:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _meeting(
    one: Sequence[RecordedClaim], other: Sequence[RecordedClaim]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The claims of either that lie within two weeks of one of the other."""
    return _near(one, other), _near(other, one)


def _near(these: Sequence[RecordedClaim], those: Sequence[RecordedClaim]) -> tuple[str, ...]:
    days = {_day(each) for each in those}
    reach = range(-MEETING.days, MEETING.days + 1)
    near = {day + timedelta(days=by) for day in days for by in reach}
    return tuple(each.id for each in these if _day(each) in near)
