"""The days of one place in stretches over which what was known of it counts alike.

A report that was withdrawn on the 9th was known on the 8th, and tells of the 8th. So a curve is reckoned in
stretches, each from the claims as known at its end; most curves are one stretch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sayso.answers.origins import Told, to_compare, told_by_their_origins, told_on_each_day
from sayso.estimation import Method, estimate
from sayso.ledger import ClaimFilter, Snapshot
from sayso.ledger.moments import Recorded, end_of
from sayso.model import Estimate, Holder, RecordedClaim


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days `first` to `last`, the claims that count on the last of them as they were recorded, and the
    same as they weigh: under their origins."""

    first: date
    last: date
    claims: Sequence[RecordedClaim]
    weighed: Sequence[RecordedClaim]


def stretches_of(
    seen: Snapshot,
    place: str,
    first: date,
    last: date,
    *,
    as_known: date | datetime | None,
    as_recorded: Recorded | None = None,
    hindsight: bool = False,
) -> list[Stretch]:
    """The stretches of some days of a place, in order; together they are all of these days.

    A day is told by what counted on it, or at `as_known` where that is earlier. With hindsight, and where the
    view has no bound or one after the last day, all days are told by what counts in the view. Raises what
    `ClaimFilter.place` raises.
    """
    is_bound = not hindsight and _is_known_by(last, as_known)
    days = seen.recounted_days(place, first, last, as_recorded) if is_bound else []
    found: list[Stretch] = []
    for begin, end in _between(first, last, days):
        known = as_known if end == last else _on(end, as_known)
        chosen = ClaimFilter(place=place, as_known=known, as_recorded=as_recorded)
        claims = list(seen.claims(chosen))
        texts = seen.texts(to_compare(claims))
        if is_bound:
            runs = told_on_each_day(claims, texts, begin, end)
        else:
            runs = [Told(begin, end, told_by_their_origins(claims, texts))]
        found += [Stretch(run.first, run.last, claims, run.claims) for run in runs]
    return found


def curve_of(
    place: str,
    stretches: Sequence[Stretch],
    *,
    sides: Sequence[str],
    method: str | Method,
    hindsight: bool = False,
    reasons: int = 0,
    reasons_from: date | None = None,
    turns: bool = False,
    holders: Sequence[Holder] = (),
) -> list[Estimate]:
    """One estimate for each day of these stretches: `estimation.estimate` for each, with what would turn the
    last day."""
    found: list[Estimate] = []
    for each in stretches:
        is_last = each is stretches[-1]
        is_explained = reasons_from is None or reasons_from <= each.last
        found += estimate(
            place,
            each.weighed,
            sides=sides,
            first=each.first,
            last=each.last,
            method=method,
            hindsight=hindsight,
            reasons=reasons if is_explained else 0,
            reasons_from=reasons_from and max(reasons_from, each.first),
            turns=turns and is_last,
            holders=holders,
        )
    return found


def claims_in(stretches: Iterable[Stretch]) -> list[RecordedClaim]:
    """Every claim that counts on some of these days, once."""
    return list({claim.id: claim for each in stretches for claim in each.claims}.values())


def _is_known_by(day: date, as_known: date | datetime | None) -> bool:
    """Whether a view is of no later than the end of a day."""
    if isinstance(as_known, datetime):
        return as_known <= end_of(day)
    return as_known is not None and as_known <= day


def _on(day: date, as_known: date | datetime | None) -> date | datetime | None:
    """What was known on a day in a view, as `as_known`."""
    if isinstance(as_known, datetime):
        return day if end_of(day) <= as_known else as_known
    return day if as_known is None else min(day, as_known)


def _between(first: date, last: date, days: Sequence[date]) -> list[tuple[date, date]]:
    begins = [first, *days]
    ends = [*(day - timedelta(days=1) for day in days), last]
    return list(zip(begins, ends, strict=True))
