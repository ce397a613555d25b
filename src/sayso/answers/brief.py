"""What moved in the record since an hour: the first page of a desk's day.

"Since" is when our ledger learned it. A report of last month that came in this morning is news to us.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sayso.answers.disputes import PlaceDispute, disputes_of
from sayso.answers.place import Answer, View, ask
from sayso.answers.sources import Profile, profiles
from sayso.errors import UnknownPlaceError
from sayso.estimation import DEFAULT_METHOD, is_independent
from sayso.estimation.evidence import origin_of
from sayso.ledger import Change, Ledger
from sayso.model import RecordedClaim

DAYS = 14
"""Days in which a voice that speaks again of a place is no new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNews:
    """What is new about one place; `before` and `now` are its verdicts as our ledger would have told them
    then and tells them now, for the same day."""

    place: str
    claims: tuple[RecordedClaim, ...]
    new_origins: tuple[str, ...]
    before: str | None
    now: str | None
    last_heard: date | None

    @property
    def has_moved(self) -> bool:
        """Whether the verdict is another than before."""
        return self.before != self.now


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A report that was changed or taken back, or a claim that a person judged, and what rests on it."""

    change: Change
    places: tuple[str, ...]
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Since when and until when, and what moved. `quiet` are watched places of which nothing came, `silent`
    voices that used to be heard and are not."""

    since: datetime
    until: datetime
    news: tuple[PlaceNews, ...]
    opened: tuple[PlaceDispute, ...]
    closed: tuple[PlaceDispute, ...]
    corrections: tuple[Correction, ...]
    quiet: tuple[PlaceNews, ...]
    silent: tuple[Profile, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing moved at all."""
        return not (self.news or self.opened or self.closed or self.corrections)


def brief(ledger: Ledger, since: datetime, until: datetime, watched: Sequence[str] | None = None) -> Brief:
    """What our ledger learned between two instants, about the watched places or about all.

    Raises ValueError where `since` is not before `until`.
    """
    if since >= until:
        raise ValueError("since must come before until")
    fresh = ledger.claims_recorded(since, until)
    # A place that was renamed is told once.
    spoken_of = {
        place.id or place.full_name: place.full_name for each in fresh if (place := each.claim.place)
    }
    names = list(spoken_of.values()) if watched is None else list(watched)
    told = [_of_place(ledger, name, since, until) for name in names]
    news = [each for each in told if each.claims or each.has_moved]
    shown = None if watched is None else {each.place for each in told}
    disputes = [
        each
        for each in disputes_of(ledger, since=since.date(), until=until.date())
        if shown is None or each.place.full_name in shown
    ]
    return Brief(
        since=since,
        until=until,
        news=tuple(sorted(news, key=lambda each: (not each.has_moved, -len(each.claims), each.place))),
        opened=tuple(each for each in disputes if _learned(each.opened_by, since)),
        closed=tuple(
            each for each in disputes if each.closing is not None and _learned(each.closing.claim, since)
        ),
        corrections=tuple(_corrections(ledger, since, until, shown)),
        quiet=tuple(each for each in told if watched is not None and not each.claims),
        silent=tuple(each for each in profiles(ledger) if each.health.is_silent),
    )


def _of_place(ledger: Ledger, name: str, since: datetime, until: datetime) -> PlaceNews:
    now = _asked(ledger, name, until, as_recorded=until)
    before = _asked(ledger, name, until, as_recorded=since)
    if now is None:
        return PlaceNews(place=name, claims=(), new_origins=(), before=None, now=None, last_heard=None)
    claims = tuple(each for each in now.claims.values() if _learned(each, since))
    known = {origin_of(each) for each in before.claims.values()} if before is not None else set()
    fresh = dict.fromkeys(
        origin_of(each) for each in claims if is_independent(each) and origin_of(each) not in known
    )
    days = [each.published.day for each in now.claims.values() if each.published is not None]
    return PlaceNews(
        place=now.place.full_name,
        claims=claims,
        new_origins=tuple(fresh),
        before=before.verdict.label if before is not None and before.verdict is not None else None,
        now=now.verdict.label if now.verdict is not None else None,
        last_heard=max(days, default=None),
    )


def _asked(ledger: Ledger, name: str, until: datetime, *, as_recorded: datetime) -> Answer | None:
    """The answer about a place for the day of `until`; None where the record has nothing on it by then."""
    view = View(as_known=until, as_recorded=as_recorded)
    try:
        return ask(ledger, name, day=until.date(), view=view, days=DAYS, method=DEFAULT_METHOD)
    except (UnknownPlaceError, ValueError):
        return None


def _learned(recorded: RecordedClaim, since: datetime) -> bool:
    return recorded.recorded_at is not None and recorded.recorded_at > since


def _corrections(
    ledger: Ledger, since: datetime, until: datetime, shown: set[str] | None
) -> Iterable[Correction]:
    changes = ledger.changes(since, until)
    cited = ledger.citations() if changes else []
    for change in changes:
        places = tuple(
            dict.fromkeys(each.claim.place.full_name for each in change.claims if each.claim.place)
        )
        if shown is not None and not shown.intersection(places):
            continue
        touched = {each.id for each in change.claims}
        resting = tuple(_citation(each) for each in cited if touched & _claims_of(each))
        yield Correction(change=change, places=places, citations=resting)


def _claims_of(citation: Mapping[str, object]) -> set[str]:
    claims = citation.get("claims")
    return {str(each["id"]) for each in claims} if isinstance(claims, list) else set()


def _citation(citation: Mapping[str, object]) -> str:
    answer = citation.get("answer")
    about = f"{answer['place']} on {answer['on']}" if isinstance(answer, dict) else "a citation"
    return f"{about} ({str(citation.get('seal'))[:12]})"
