"""What a ledger answers about one place on one day: the voices, the disputes, the estimate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sayso.answers.disputes import Dispute, disputes_in
from sayso.answers.origins import under_their_origins
from sayso.answers.sides import sides_on, theatre_of
from sayso.errors import LedgerError, UnknownPlaceError
from sayso.estimation import RULES, Method, Verdict, estimate, explain, verdict
from sayso.estimation.evidence import day_about, day_known, extent_of, origin_of
from sayso.ledger import Ledger
from sayso.model import Estimate, Place, Publication, RecordedClaim

BEARING = frozenset(rule.kind for rule in RULES)
"""Kinds of claim that bear on who holds a place."""
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
    empty where the answer was not asked for in depth.
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


def ask(ledger: Ledger, name: str, *, day: date, view: View, days: int, method: str | Method) -> Answer:
    """The answer about a place on a day, in depth, from the voices of the last `days` days.

    Raises `UnknownPlaceError` where the ledger has no claim about it.
    """
    claims = claims_of(ledger, name, view)
    return answer(ledger, claims, name, day=day, view=view, days=days, method=method, in_depth=True)


def answer(
    ledger: Ledger,
    claims: Sequence[RecordedClaim],
    name: str,
    *,
    day: date,
    view: View,
    days: int,
    method: str | Method,
    in_depth: bool = False,
) -> Answer:
    """The same from claims that are at hand. Pages that were copied weigh as the page they go back to.
    `in_depth` tells also what would turn the estimate, and the weeks before."""
    dated = standing(claims) if view.hindsight else claims
    recent = [each for each in dated if _is_within(each, day, days)]
    sides = sides_for(claims, day)
    place = place_of(claims, name)
    weighed = under_their_origins(ledger, claims)
    found: Estimate | None = None
    curve: tuple[Estimate, ...] = ()
    if sides:
        found = explain(
            place.full_name,
            weighed,
            sides=sides,
            day=day,
            method=method,
            hindsight=view.hindsight,
            turns=in_depth,
        )
    if found and in_depth:
        curve = tuple(
            estimate(
                place.full_name,
                weighed,
                sides=sides,
                first=day - timedelta(days=CURVE_DAYS - 1),
                last=day,
                method=method,
                hindsight=view.hindsight,
            )
        )
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
        curve=curve,
    )


def claims_of(ledger: Ledger, name: str, view: View) -> list[RecordedClaim]:
    """The claims about a place, under any name that the gazetteer knows for it."""
    try:
        return ledger.claims_about(name, as_known=view.as_known, as_recorded=view.as_recorded)
    except UnknownPlaceError as unknown:
        # "Artemivsk" is Bakhmut; the gazetteer is loaded only for those who ask so.
        from sayso.pipeline import Reader

        for candidate in Reader().gazetteer.find(name):
            try:
                return ledger.claims_about(
                    str(candidate.place.id), as_known=view.as_known, as_recorded=view.as_recorded
                )
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
    days = [each.published.day for each in ledger.documents() if each.published]
    if not days:
        raise LedgerError(ledger.name, "holds no dated report", "name the day")
    return max(days)


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
