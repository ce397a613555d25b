"""What is shown of an estimate: a word with its number, or unknown and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.estimation.evidence import WEIGHTS, day_known, votes
from sayso.model import CONTESTED, UNSPECIFIED, Estimate, Kind, Polarity, RecordedClaim, SourceClass

RECENT_DAYS = 14
FEWEST_ORIGINS = 2
"""Independent origins that a place needs before a holder is shown."""

_BANDS = (
    (0.05, "almost no chance", "1-5 %"),
    (0.20, "very unlikely", "5-20 %"),
    (0.45, "unlikely", "20-45 %"),
    (0.55, "roughly even chance", "45-55 %"),
    (0.80, "likely", "55-80 %"),
    (0.95, "very likely", "80-95 %"),
    (1.01, "almost certain", "95-99 %"),
)
"""The words of Intelligence Community Directive 203 and the ranges they stand for."""

EVEN = 0.55
"""Below this no state is told as the one that holds: it is unclear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a reader is told first of a place on a day; the numbers open on request.

    `state` is the top state, None where it is shown as unknown. `claimed_by` are the sides whose own
    voices say that they hold it, `independent_origins` the voices with no side, both within the last
    14 days. `last_independent` is the day of the latest of those, however long ago.
    """

    label: str
    state: str | None
    probability: float
    claimed_by: tuple[str, ...]
    independent_origins: tuple[str, ...]
    last_independent: date | None

    @property
    def is_unknown(self) -> bool:
        """Whether too few independent voices have spoken for a holder to be shown."""
        return self.state is None


def likelihood_words(probability: float) -> str:
    """The ICD 203 words with their range: `likely (55-80 %)`. Never a word without its number."""
    for limit, words, band in _BANDS:
        if probability < limit:
            return f"{words} ({band})"
    raise ValueError(f"{probability} is no probability")


def verdict(
    estimate: Estimate, claims: Sequence[RecordedClaim], *, sides: Sequence[str] | None = None
) -> Verdict:
    """What to show for an estimate, from the claims about its place that were known by its day.

    `sides` are those reckoned with; by default the states of the estimate. With fewer than two
    independent origins in the last 14 days the place is unknown, whatever the numbers.
    """
    (found,) = verdicts([estimate], claims, sides=sides)
    return found


def verdicts(
    estimates: Sequence[Estimate], claims: Iterable[RecordedClaim], *, sides: Sequence[str] | None = None
) -> list[Verdict]:
    """The same for each of several days of one place; claims are looked at once for all of them."""
    if not estimates:
        return []
    reckoned = tuple(sides or (state for state in estimates[0].probabilities if state != CONTESTED))
    heard = _heard(claims, reckoned)
    days = [day for day, _ in heard]
    return [_verdict(each, heard[: bisect_right(days, each.day)], reckoned) for each in estimates]


def _verdict(
    estimate: Estimate, heard: Sequence[tuple[date, RecordedClaim]], sides: tuple[str, ...]
) -> Verdict:
    recent = [claim for _, claim in heard[bisect_right(heard, _since(estimate.day), key=_day) :]]
    origins = tuple(sorted({claim.origin for claim in recent if is_independent(claim)}))
    claimed_by = tuple(side for side in sides if any(claims_for_itself(each, side) for each in recent))
    state = max(estimate.probabilities, key=lambda name: estimate.probabilities[name])
    probability = estimate.probabilities[state]
    if len(origins) < FEWEST_ORIGINS:
        label = words_of_unknown(claimed_by, len(origins), spoken=bool(recent))
    else:
        label = words_of_known(estimate.probabilities, state, probability)
    return Verdict(
        label=label,
        state=state if len(origins) >= FEWEST_ORIGINS else None,
        probability=probability,
        claimed_by=claimed_by,
        independent_origins=origins,
        last_independent=next((day for day, claim in reversed(heard) if is_independent(claim)), None),
    )


def _heard(claims: Iterable[RecordedClaim], sides: Sequence[str]) -> list[tuple[date, RecordedClaim]]:
    """The claims that weigh anything, each with the day by whose end it was known; in the order of days."""
    found = []
    for claim in claims:
        known = day_known(claim)
        given = votes([claim], sides)
        if known is not None and given and not given[0].is_old_news:
            found.append((known, claim))
    return sorted(found, key=_day)


def _day(heard: tuple[date, RecordedClaim]) -> date:
    return heard[0]


def _since(day: date) -> date:
    """The last day that is too long ago to count as recent."""
    return day - timedelta(days=RECENT_DAYS)


def is_independent(recorded: RecordedClaim) -> bool:
    """A voice known to speak for no side, or the page itself where no side runs it.

    "Several videos", "the sources" and a name that no list knows may be anybody's.
    """
    source = recorded.claim.source
    if source.side is not None or recorded.origin == UNSPECIFIED:
        return False
    return source.source_class is not SourceClass.UNKNOWN or source.name == recorded.outlet


def claims_for_itself(recorded: RecordedClaim, side: str) -> bool:
    """Whether a voice of a side says that this holds the place."""
    claim = recorded.claim
    return (
        claim.kind is Kind.CONTROL
        and claim.polarity is Polarity.AFFIRMED
        and claim.certainty in WEIGHTS
        and claim.source.side == side
        and side in (claim.side, claim.party)
    )


def words_of_unknown(claimed_by: tuple[str, ...], origins: int, *, spoken: bool) -> str:
    """What is shown of a place of which too few independent origins (none or one) were heard."""
    if not spoken:
        return f"unknown (nothing heard in the last {RECENT_DAYS} days)"
    count = "one independent origin" if origins else "no independent origin"
    if not claimed_by:
        return f"unknown ({count})"
    return f"unknown (claimed by {' and by '.join(claimed_by)}, {count})"


def words_of_known(probabilities: Mapping[str, float], state: str, probability: float) -> str:
    """What is shown of a place whose top state is shown."""
    if probability < EVEN:
        ranked = sorted(probabilities.items(), key=lambda item: -item[1])[:2]
        return "unclear (" + ", ".join(f"{name} {share:.0%}" for name, share in ranked) + ")"
    held = "contested" if state == CONTESTED else f"held by {state}"
    return f"{held}: {likelihood_words(probability)}"
