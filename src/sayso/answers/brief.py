"""What moved in the record since an hour: the first page of a desk's day.

"Since" is when our ledger learned it. A report of last month that came in this morning is news to us.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sayso.answers.disputes import PlaceDispute, disputes_of
from sayso.answers.place import View, answer, claims_of, place_of
from sayso.answers.silence import Silence, fallen_silent
from sayso.errors import UnknownPlaceError
from sayso.estimation import DEFAULT_METHOD, is_independent
from sayso.estimation.evidence import origin_of
from sayso.ledger import Change, Ledger, PlaceKey, place_key
from sayso.model import RecordedClaim, day_over_by
from sayso.relations.courses import ClosedBy, Closing

DAYS = 14
"""Days in which a voice that speaks again of a place is no new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNews:
    """What is new about one place; `before` and `now` are its verdicts as our ledger would have told them
    then and tells them now, for the same day. `key` is None where the ledger knows no such place."""

    place: str
    key: PlaceKey | None
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
    voices that used to be heard of the places and have now fallen silent."""

    since: datetime
    until: datetime
    news: tuple[PlaceNews, ...]
    opened: tuple[PlaceDispute, ...]
    closed: tuple[PlaceDispute, ...]
    corrections: tuple[Correction, ...]
    quiet: tuple[PlaceNews, ...]
    silent: tuple[Silence, ...]

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
    names = _places_of_news(ledger, since, until) if watched is None else list(watched)
    touched = ledger.touched_after(since).places
    told = [_of_place(ledger, name, since, until, touched) for name in names]
    news = [each for each in told if each.claims or each.has_moved]
    shown = None if watched is None else {each.place for each in told}
    keys = {each.key for each in told if each.key is not None}
    about = ledger.control_claims(None, until.date(), places=keys)
    disputes = disputes_of(ledger, since=since.date(), until=until.date(), about=about)
    return Brief(
        since=since,
        until=until,
        news=tuple(sorted(news, key=lambda each: (not each.has_moved, -len(each.claims), each.place))),
        opened=tuple(each for each in disputes if _learned(each.opened_by, since)),
        closed=tuple(each for each in disputes if each.closing and _is_news(each.closing, since, until)),
        corrections=tuple(_corrections(ledger, since, until, shown)),
        quiet=tuple(each for each in told if watched is not None and not each.claims),
        silent=tuple(_fallen_silent(ledger, since, until, keys if watched is not None else None)),
    )


def _places_of_news(ledger: Ledger, since: datetime, until: datetime) -> list[str]:
    """The names of the places that something was learned of; one that was renamed is told once."""
    places = (each.claim.place for each in ledger.claims_recorded(since, until))
    return list({place.id or place.full_name: place.full_name for place in places if place}.values())


def _fallen_silent(
    ledger: Ledger, since: datetime, until: datetime, places: Collection[PlaceKey] | None
) -> Iterable[Silence]:
    last = ledger.last_known()
    if last is None:
        return ()
    # Where nothing at all comes in, no voice is the one that is silent.
    return fallen_silent(ledger, day_over_by(since), day_over_by(min(until, last)), places)


def _is_news(closing: Closing, since: datetime, until: datetime) -> bool:
    """Whether a dispute was ended by what was learned in between, or by time that ran out in between."""
    if closing.by is ClosedBy.SILENCE and since < closing.at <= until:
        return True
    return _learned(closing.claim, since)


def _of_place(
    ledger: Ledger, name: str, since: datetime, until: datetime, touched: Collection[PlaceKey] | None
) -> PlaceNews:
    claims = _claims(ledger, name, until, as_recorded=until)
    if not claims:
        return PlaceNews(
            place=name, key=None, claims=(), new_origins=(), before=None, now=None, last_heard=None
        )
    place = place_of(claims, name)
    key = place_key(place)
    fresh = tuple(each for each in claims if _learned(each, since))
    before = now = None
    origins: dict[str, None] = {}
    # Most of what is watched has not changed, and then nothing needs reckoning.
    if touched is None or key in touched:
        known = _claims(ledger, name, until, as_recorded=since)
        before, now = (_verdict(ledger, each, name, until) for each in (known, claims))
        heard = {origin_of(each) for each in known}
        independent = (origin_of(each) for each in fresh if is_independent(each))
        origins = dict.fromkeys(each for each in independent if each not in heard)
    days = [each.published.day for each in claims if each.published is not None]
    return PlaceNews(
        place=place.full_name,
        key=key,
        claims=fresh,
        new_origins=tuple(origins),
        before=before,
        now=now,
        last_heard=max(days, default=None),
    )


def _claims(ledger: Ledger, name: str, until: datetime, *, as_recorded: datetime) -> list[RecordedClaim]:
    """The claims about a place; none where the record has nothing on it by then."""
    try:
        return claims_of(ledger, name, View(as_known=until, as_recorded=as_recorded))
    except UnknownPlaceError:
        return []


def _verdict(ledger: Ledger, claims: Sequence[RecordedClaim], name: str, until: datetime) -> str | None:
    """What is told of who holds the place on the day of `until`; None where that cannot be reckoned."""
    if not claims:
        return None
    try:
        told = answer(
            ledger,
            claims,
            name,
            day=until.date(),
            view=View(as_known=until),
            days=DAYS,
            method=DEFAULT_METHOD,
        )
    except ValueError:
        return None
    return told.verdict.label if told.verdict is not None else None


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
