"""Who holds each place of a ledger: kept from one question to the next, reckoned anew where claims changed.

What is kept of a place is what is believed at the end of its last day of evidence; a later day needs no
claims. A kept number is that of a fresh reckoning to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sayso import __version__
from sayso.answers.every_place import by_place
from sayso.answers.holders import holders_digest, holders_of, holders_of_id
from sayso.answers.origins import under_their_origins
from sayso.answers.place import sides_for
from sayso.answers.reckoning import Reckoning, by_this_sayso, code_version
from sayso.errors import LedgerError
from sayso.estimation import Verdict, verdict
from sayso.estimation.evidence import day_known
from sayso.estimation.markov import Belief, Markov, shipped_markov
from sayso.estimation.question import Question
from sayso.estimation.summary import RECENT_DAYS
from sayso.ledger import ClaimFilter, KeptBelief, Ledger, PlaceKey, place_key
from sayso.ledger.chain import Head
from sayso.ledger.moments import Upto
from sayso.model import CONTESTED, Estimate, RecordedClaim, day_over_by

_PLACES_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEstimate:
    """One place: its estimate for the day, and what to show of it. `estimate` is None where no claim names a
    side that could hold it, `verdict` where nothing was heard of it in the last days."""

    place: str
    place_id: str | None
    last_heard: date
    estimate: Estimate | None
    verdict: Verdict | None
    reckoning: Reckoning | None = field(default=None, compare=False, repr=False)


def estimates_everywhere(
    ledger: Ledger,
    day: date,
    *,
    method: Markov | None = None,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> list[PlaceEstimate]:
    """Every place on a day that is the last of the ledger or later, the place last heard of first.

    `method` is the one with the shipped priors unless another is given; what is kept is of one method at a
    time. It is brought up to date first; `advance` is told how many places of how many are done. Raises
    `LedgerError` where it cannot be kept, and for a day before the last that the ledger knows.
    """
    last = ledger.last_known()
    if last is None:
        return []
    if day < day_over_by(last):
        told = (
            f"knows more than it did on {day}: all places are told from its last day on, {day_over_by(last)}"
        )
        raise LedgerError(ledger.name, told, "name a place for an earlier day")
    method = method or shipped_markov()
    by = (__version__, code_version(), method.name, method.parameters, holders_digest())
    kept = ledger.kept_beliefs(" ".join(by))
    outdated = kept.outdated(last)
    if outdated is not None:
        places, then = outdated.places, ledger.upto(outdated.entries)
        for first in range(0, len(places), _PLACES_AT_ONCE):
            some = places[first : first + _PLACES_AT_ONCE]
            kept.replace(some, list(_believed(ledger, method, some, then)))
            advance(min(first + _PLACES_AT_ONCE, len(places)), len(places))
        kept.finish(outdated.entries)
    return _on(ledger, method, kept.all(), day, kept.head())


def _believed(ledger: Ledger, method: Markov, places: Sequence[PlaceKey], then: Upto) -> Iterable[KeptBelief]:
    for claims in by_place(ledger.claims_of_places(places, as_recorded=then)).values():
        days = [known for each in claims if (known := day_known(each)) is not None]
        place = claims[-1].claim.place
        if not days or place is None:
            continue
        sides = sides_for(claims, max(days))
        claims = under_their_origins(ledger, claims)
        belief = method.belief(_question(claims, sides, max(days))) if sides else None
        yield KeptBelief(
            place=place_key(place),
            name=place.full_name,
            sides=sides,
            day=None if belief is None else belief.day,
            hidden=None if belief is None else belief.hidden,
            last_heard=max(days),
        )


def _on(
    ledger: Ledger, method: Markov, kept: Sequence[KeptBelief], day: date, head: Head | None
) -> list[PlaceEstimate]:
    estimates = _estimates(method, kept, day)
    lately = ClaimFilter(published_from=day - timedelta(days=RECENT_DAYS - 1), published_to=day)
    heard = by_place(ledger.claims(lately))
    found = []
    for each in kept:
        name = each.place[0] or each.place[1]
        estimate, claims = estimates.get(name), heard.get(name)
        found.append(
            PlaceEstimate(
                place=each.name,
                place_id=each.place[0],
                last_heard=each.last_heard,
                estimate=estimate,
                verdict=_verdict(ledger, estimate, claims, each.sides) if estimate and claims else None,
                reckoning=by_this_sayso(
                    method,
                    sides=each.sides,
                    first=day,
                    last=day,
                    key=each.place,
                    head=head,
                    holders=holders_of_id(each.place[0], each.sides),
                ),
            )
        )
    return found


def _verdict(
    ledger: Ledger, estimate: Estimate, claims: Sequence[RecordedClaim], sides: tuple[str, ...]
) -> Verdict:
    return verdict(estimate, under_their_origins(ledger, claims), sides=sides)


def _estimates(method: Markov, kept: Sequence[KeptBelief], day: date) -> dict[str, Estimate]:
    """The estimate of each place by its name in the ledger; places of as many sides are reckoned at once."""
    groups: dict[int, list[KeptBelief]] = {}
    for each in kept:
        if each.hidden is not None:
            groups.setdefault(len(each.sides), []).append(each)
    found = {}
    for count, group in groups.items():
        beliefs = [Belief(day=each.day, hidden=each.hidden) for each in group if each.day and each.hidden]
        rows = method.carried(beliefs, day, count + 1).tolist()
        for each, row in zip(group, rows, strict=True):
            found[each.place[0] or each.place[1]] = Estimate(
                place=each.name,
                day=day,
                probabilities=dict(zip((*each.sides, CONTESTED), row, strict=True)),
                method=method.name,
                parameters=method.parameters,
                because=(),
            )
    return found


def _question(claims: Sequence[RecordedClaim], sides: tuple[str, ...], last: date) -> Question:
    return Question(
        claims=tuple(claims),
        sides=sides,
        first=last,
        last=last,
        holders=holders_of(claims[-1].claim.place, sides),
    )
