"""What a ledger answers about one place on one day: the voices, the disputes, the estimate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from sayso.answers.disputes import Dispute, disputes_in
from sayso.answers.holders import holders_of
from sayso.answers.origins import under_their_origins
from sayso.answers.reckoning import Reckoning, by_this_sayso
from sayso.answers.sides import sides_on, theatre_of
from sayso.answers.stretches import Stretch, curve_of, stretches_of
from sayso.errors import LedgerError, UnknownPlaceError
from sayso.estimation import RULES, Method, Verdict, verdict
from sayso.estimation.evidence import day_about, day_known, extent_of, origin_of
from sayso.ledger import Heard, Ledger
from sayso.ledger.chain import Head
from sayso.model import Estimate, Place, Publication, RecordedClaim

BEARING = frozenset(rule.kind for rule in RULES)
"""Kinds of claim that bear on who holds a place."""
_Told = TypeVar("_Told")
REASONS = 5
"""Claims and origins that an answer gives as reasons, the weightiest first."""
CURVE_DAYS = 28
"""Days of the curve that an answer in depth brings, the day itself the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """From which record a question is answered: what the world knew, what our ledger held, or both.

    With `hindsight` claims stand at the days that they are about, else at those they became known.
    """

    as_known: date | datetime | None = None
    as_recorded: date | datetime | None = None
    hindsight: bool = False

    def words(self) -> str:
        """The view as a reader is told it."""
        known = "as known now" if self.as_known is None else f"as known on {self.as_known}"
        recorded = f", as recorded at {self.as_recorded}" if self.as_recorded is not None else ""
        return known + recorded + (", looking back" if self.hindsight else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that one voice says, and every page that carries it, the earliest first."""

    origin: str
    pages: tuple[RecordedClaim, ...]
    evidence: str

    @property
    def first(self) -> RecordedClaim:
        """The page that the words are shown from."""
        return self.pages[0]

    @property
    def side(self) -> str | None:
        """The side that the voice speaks for."""
        return self.first.claim.source.side


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`estimate` and `verdict` are None where no side is known that could hold the place.

    `curve` are the estimates of the last `CURVE_DAYS` days up to the day, each told in the same view;
    empty where the answer was not asked for in depth. `reckoning` is what they were reckoned by, None where
    there are none.
    """

    place: Place
    day: date
    view: View
    days: int
    sides: tuple[str, ...]
    said: tuple[Said, ...]
    disputes: tuple[Dispute, ...]
    estimate: Estimate | None
    verdict: Verdict | None
    claims: dict[str, RecordedClaim]
    curve: tuple[Estimate, ...] = ()
    reckoning: Reckoning | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """The claims about a place over some days, the name or id under which the ledger has them, and the end of
    its chain."""

    stretches: list[Stretch]
    asked: str
    head: Head


def ask(ledger: Ledger, name: str, *, day: date, view: View, days: int, method: str | Method) -> Answer:
    """The answer about a place on a day, in depth, from the voices of the last `days` days.

    Raises `UnknownPlaceError` where the ledger has no claim about it.
    """
    found = found_about(ledger, name, view, day - timedelta(days=CURVE_DAYS - 1), day)
    told = _answer(found.stretches, name, day=day, view=view, days=days, method=method, in_depth=True)
    if not told.curve:
        return told
    reckoning = by_this_sayso(
        method,
        sides=told.sides,
        first=told.curve[0].day,
        last=day,
        hindsight=view.hindsight,
        as_known=view.as_known,
        as_recorded=view.as_recorded,
        asked=found.asked,
        head=found.head,
        holders=holders_of(told.place, told.sides),
    )
    return replace(told, reckoning=reckoning)


def answer(
    ledger: Ledger,
    claims: Sequence[RecordedClaim],
    name: str,
    *,
    day: date,
    view: View,
    days: int,
    method: str | Method,
) -> Answer:
    """The same from claims that are at hand, without the weeks before and what would turn the estimate. Pages
    that were copied weigh as the page they go back to."""
    weighed = under_their_origins(ledger, claims)
    stretch = Stretch(day, day, claims, weighed)
    return _answer([stretch], name, day=day, view=view, days=days, method=method, in_depth=False)


def _answer(
    stretches: Sequence[Stretch],
    name: str,
    *,
    day: date,
    view: View,
    days: int,
    method: str | Method,
    in_depth: bool,
) -> Answer:
    """The answer about the last day of these; their curve where it is told in depth."""
    claims, weighed = stretches[-1].claims, stretches[-1].weighed
    dated = standing(claims) if view.hindsight else claims
    recent = [each for each in dated if _is_within(each, day, days)]
    sides = sides_for(claims, day)
    place = place_of(claims, name)
    curve: tuple[Estimate, ...] = ()
    if sides:
        curve = tuple(
            curve_of(
                place.full_name,
                stretches,
                sides=sides,
                method=method,
                hindsight=view.hindsight,
                reasons=REASONS,
                reasons_from=day,
                turns=in_depth,
                holders=holders_of(place, sides),
            )
        )
    found = curve[-1] if curve else None
    return Answer(
        place=place,
        day=day,
        view=view,
        days=days,
        sides=sides,
        said=voices(recent),
        disputes=disputes_in(recent),
        estimate=found,
        verdict=verdict(found, standing(weighed) if view.hindsight else weighed) if found else None,
        claims={each.id: each for each in claims},
        curve=curve if in_depth else (),
    )


def found_about(ledger: Ledger, name: str, view: View, first: date, last: date) -> Found:
    """The claims about a place on some days, as `stretches_of` has them, and the state of the ledger then."""
    with ledger.snapshot() as seen:

        def found(asked: str) -> Found:
            stretches = stretches_of(
                seen,
                asked,
                first,
                last,
                as_known=view.as_known,
                as_recorded=view.as_recorded,
                hindsight=view.hindsight,
            )
            return Found(stretches, asked, seen.head)

        return known_by_name(name, found)


def claims_of(ledger: Ledger, name: str, view: View) -> list[RecordedClaim]:
    """The claims about a place, under any name that the gazetteer knows for it."""
    return known_by_name(
        name,
        lambda each: ledger.claims_about(each, as_known=view.as_known, as_recorded=view.as_recorded),
    )


def heard_of(ledger: Ledger, name: str, view: View) -> Heard | None:
    """How much is heard of a place, under any such name; None where no claim counts in the view."""
    return known_by_name(
        name, lambda each: ledger.heard_of(each, as_known=view.as_known, as_recorded=view.as_recorded)
    )


def known_by_name(name: str, asked: Callable[[str], _Told]) -> _Told:
    """What the ledger, asked by a name or an id, tells of a place that may have an older name there.

    Raises `UnknownPlaceError` where it knows the place under none.
    """
    try:
        return asked(name)
    except UnknownPlaceError as unknown:
        # "Artemivsk" is Bakhmut; the gazetteer is loaded only for those who ask so.
        from sayso.pipeline import whole_gazetteer

        for candidate in whole_gazetteer().find(name):
            try:
                return asked(str(candidate.place.id))
            except UnknownPlaceError:
                continue
        raise unknown


def place_of(claims: Sequence[RecordedClaim], name: str) -> Place:
    """The place that the claims are about, as the ledger last learned it; only its name where none is left
    in the view."""
    told = [(each.recorded_at, each.claim.place) for each in claims if each.claim.place]
    if not told:
        return Place(name=name)
    # Of those recorded at one instant, the first.
    return max(told, key=lambda each: each[0] or datetime.min.replace(tzinfo=UTC))[1]


def sides_for(claims: Sequence[RecordedClaim], day: date) -> tuple[str, ...]:
    """Those between whom a place is reckoned: the sides of its war, else those the claims name."""
    theatre = theatre_of(claims, day)
    if theatre is not None:
        return sides_on(theatre, day)
    return tuple(sorted({each.claim.side for each in claims if each.claim.side}))


def standing(claims: Iterable[RecordedClaim]) -> list[RecordedClaim]:
    """The claims put at the days that they are about, which is where hindsight has them."""
    return [
        replace(each, published=Publication(day_about(each.claim, known)))
        for each in claims
        if (known := day_known(each)) is not None
    ]


def latest_day(ledger: Ledger) -> date:
    """The last day of publication in the ledger. Raises `LedgerError` where no report is dated."""
    last = ledger.last_published()
    if last is None:
        raise LedgerError(ledger.name, "holds no dated report", "name the day")
    return last


def voices(claims: Iterable[RecordedClaim]) -> tuple[Said, ...]:
    """Each voice's words once, however many pages carry them; in the order in which they were known."""
    groups: dict[tuple[object, ...], list[RecordedClaim]] = {}
    for each in claims:
        claim = each.claim
        key = (
            origin_of(each),
            claim.kind,
            claim.party,
            claim.polarity,
            claim.certainty,
            None if extent_of(claim).is_whole else claim.extent,
            claim.background,
        )
        groups.setdefault(key, []).append(each)
    return tuple(
        Said(origin=str(key[0]), pages=tuple(pages), evidence=pages[0].evidence)
        for key, pages in groups.items()
    )


def _is_within(recorded: RecordedClaim, day: date, days: int) -> bool:
    known = day_known(recorded)
    return known is not None and day - timedelta(days=days) < known <= day
