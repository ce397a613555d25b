"""What moved in the record since an hour: the first page of a desk's day.

"Since" is when our ledger learned it. A report of last month that came in this morning is news to us.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sayso.answers.disputes import PlaceDispute, disputes_of
from sayso.answers.origins import under_their_origins
from sayso.answers.phrases import says
from sayso.answers.place import View, claims_of, heard_of, sides_for
from sayso.answers.silence import Silence, fallen_silent
from sayso.errors import UnknownPlaceError
from sayso.estimation import DEFAULT_METHOD, estimate, is_independent, verdict
from sayso.estimation.evidence import origin_of
from sayso.ledger import Change, Heard, Ledger, PlaceKey, place_key
from sayso.model import RecordedClaim, day_over_by
from sayso.relations.courses import FALLS_SILENT, ClosedBy, Closing

DAYS = 14
"""Days in which a voice that speaks again of a place is no new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNews:
    """What is new about one place; `before` and `now` are its verdicts as our ledger would have told them
    then and tells them now, for the same day. `put_in_by` names who put in a claim that the reading had
    missed, by its id. `key` is None where the ledger knows no such place; `sides` are those
    between whom it is reckoned, where something is new."""

    place: str
    key: PlaceKey | None
    claims: tuple[RecordedClaim, ...]
    new_origins: tuple[str, ...]
    before: str | None
    now: str | None
    last_heard: date | None
    put_in_by: Mapping[str, str] = field(default_factory=dict)
    sides: tuple[str, ...] = ()

    @property
    def has_moved(self) -> bool:
        """Whether the verdict is another than before."""
        return self.before != self.now

    def latest(self) -> list[RecordedClaim]:
        """The new claims: what a person put in, then the latest, and what one voice says again only once."""
        told = sorted(self.claims, key=lambda each: each.id in self.put_in_by)
        said = {(each.claim.source.name, says(each.claim)): each for each in told}
        return sorted(said.values(), key=lambda each: (each.id in self.put_in_by, _known(each)), reverse=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A report that was changed or taken back, or a claim that a person judged, and what rests on it."""

    change: Change
    places: tuple[str, ...]
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Since when and until when, and what moved; verdicts are those of `day`. `quiet` are watched places of
    which nothing came, `silent` voices that used to be heard of the places and have now fallen silent.
    `untold` counts the places with news that are left out because only so many were asked for."""

    since: datetime
    until: datetime
    day: date
    news: tuple[PlaceNews, ...]
    opened: tuple[PlaceDispute, ...]
    closed: tuple[PlaceDispute, ...]
    corrections: tuple[Correction, ...]
    quiet: tuple[PlaceNews, ...]
    silent: tuple[Silence, ...]
    untold: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing moved at all."""
        return not (self.news or self.opened or self.closed or self.corrections)


def brief(
    ledger: Ledger,
    since: datetime,
    until: datetime,
    watched: Sequence[str] | None = None,
    *,
    day: date | None = None,
    most: int | None = None,
    disputed: Callable[[Collection[PlaceKey]], Sequence[PlaceDispute]] | None = None,
) -> Brief:
    """What our ledger learned between two instants, about the watched places or about all; of all, about the
    `most` of which most came in.

    Verdicts and disputes are those of `day`, by default that of `until`: of an archive that was read today
    the last day that it tells of says more. `disputed` gives the disputes of some places where they are kept;
    by default they are reckoned. Raises ValueError where `since` is not before `until`.
    """
    if since >= until:
        raise ValueError("since must come before until")
    changes = ledger.changes(since, until)
    added = {
        claim.id: each.author for each in changes if each.is_addition and each.author for claim in each.claims
    }
    names, total = _places(ledger, since, until, watched, most, changes)
    touched = ledger.touched_after(since).places
    told = [_of_place(ledger, name, since, until, day or until.date(), touched, added) for name in names]
    news = [each for each in told if each.claims or each.has_moved]
    keys = {each.key for each in told if each.key is not None}
    shown = {each.place for each in told} if watched is not None else None
    may_be = _may_be_disputed(ledger, keys, touched, since, until)
    # Of an archive all was published before the time that the brief is about.
    disputed_from: date | None = since.date()
    silent_from = since
    if day is not None:
        disputed_from, silent_from = None, min(since, _end_of(day) - (until - since))
    disputes = disputed(may_be) if disputed else _disputes(ledger, may_be, disputed_from, day or until.date())
    return Brief(
        since=since,
        until=until,
        day=day or until.date(),
        news=tuple(sorted(news, key=lambda each: (not each.has_moved, -len(each.claims), each.place))),
        opened=tuple(each for each in disputes if _learned(each.opened_by, since)),
        closed=tuple(each for each in disputes if each.closing and _is_news(each.closing, since, until)),
        corrections=tuple(_corrections(ledger, changes, shown)),
        quiet=tuple(each for each in told if watched is not None and not each.claims),
        silent=tuple(_fallen_silent(ledger, silent_from, until, keys if watched is not None else None)),
        untold=total - len(names),
    )


def _disputes(
    ledger: Ledger, places: Collection[PlaceKey], since: date | None, until: date
) -> Sequence[PlaceDispute]:
    about = ledger.control_claims(None, until, places=places) if places else ()
    return disputes_of(ledger, since=since, until=until, about=about)


def _places(
    ledger: Ledger,
    since: datetime,
    until: datetime,
    watched: Sequence[str] | None,
    most: int | None,
    changes: Iterable[Change],
) -> tuple[Sequence[str], int]:
    """The names of the places to tell of, and how many there are; one that was renamed is told once."""
    if watched is not None:
        return watched, len(watched)
    came_in, total = ledger.places_of_news(since, until, most)
    # What a person puts in stands in a report that may have been there for long.
    put_in = (claim.claim.place for each in changes if each.is_addition for claim in each.claims)
    names = dict.fromkeys([*(each.id or each.full_name for each in put_in if each), *came_in])
    return list(names), max(total, len(names))


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, UTC)


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
    ledger: Ledger,
    name: str,
    since: datetime,
    until: datetime,
    day: date,
    touched: Collection[PlaceKey] | None,
    added: Mapping[str, str],
) -> PlaceNews:
    heard = _heard(ledger, name, until)
    if heard is None:
        return _quiet(name, None)
    key = place_key(heard.place)
    if touched is not None and key not in touched and heard.recorded_at <= since:
        # Most of what is watched has not changed, and then nothing needs reading or reckoning.
        return _quiet(heard.place.full_name, key, heard.last_day)
    claims = _claims(ledger, name, until, as_recorded=until)
    known = _claims(ledger, name, until, as_recorded=since)
    # What a person puts in stands in a report that may have been there for long.
    fresh = tuple(each for each in claims if _learned(each, since) or each.id in added)
    before, now = (_verdict(ledger, each, heard.place.full_name, day) for each in (known, claims))
    before_that = {origin_of(each) for each in known}
    independent = (origin_of(each) for each in fresh if is_independent(each))
    return PlaceNews(
        place=heard.place.full_name,
        key=key,
        claims=fresh,
        new_origins=tuple(dict.fromkeys(each for each in independent if each not in before_that)),
        before=before,
        now=now,
        last_heard=heard.last_day,
        put_in_by={each.id: added[each.id] for each in fresh if each.id in added},
        sides=sides_for(claims, day),
    )


def _quiet(name: str, key: PlaceKey | None, last_heard: date | None = None) -> PlaceNews:
    return PlaceNews(
        place=name, key=key, claims=(), new_origins=(), before=None, now=None, last_heard=last_heard
    )


def _heard(ledger: Ledger, name: str, until: datetime) -> Heard | None:
    try:
        return heard_of(ledger, name, View(as_known=until, as_recorded=until))
    except UnknownPlaceError:
        return None


def _may_be_disputed(
    ledger: Ledger,
    places: Collection[PlaceKey],
    touched: Collection[PlaceKey] | None,
    since: datetime,
    until: datetime,
) -> set[PlaceKey]:
    """The places of which a dispute may have begun or ended in between. Where nothing was learned, it can
    only have ended by silence, thirty days after somebody's last word."""
    if touched is None:
        return set(places)
    slack = timedelta(days=1)
    untouched = {each for each in places if each not in touched}
    before = since - FALLS_SILENT - slack, until - FALLS_SILENT + slack
    return set(places) - untouched | ledger.spoken_of_between(untouched, *before)


def _claims(ledger: Ledger, name: str, until: datetime, *, as_recorded: datetime) -> list[RecordedClaim]:
    """The claims about a place; none where the record has nothing on it by then."""
    try:
        return claims_of(ledger, name, View(as_known=until, as_recorded=as_recorded))
    except UnknownPlaceError:
        return []


def _verdict(ledger: Ledger, claims: Sequence[RecordedClaim], name: str, day: date) -> str | None:
    """What is told of who holds the place on a day; None where that cannot be reckoned."""
    sides = sides_for(claims, day)
    if not sides:
        return None
    weighed = under_their_origins(ledger, claims)
    # Without the reasons, which take a long siege most of the time.
    try:
        (found,) = estimate(
            name, weighed, sides=sides, first=day, last=day, method=DEFAULT_METHOD, hindsight=False
        )
    except ValueError:
        return None
    return verdict(found, weighed).label


def _known(recorded: RecordedClaim) -> datetime:
    return recorded.known_from or recorded.recorded_at or datetime.min.replace(tzinfo=UTC)


def _learned(recorded: RecordedClaim, since: datetime) -> bool:
    return recorded.recorded_at is not None and recorded.recorded_at > since


def _corrections(ledger: Ledger, changes: Sequence[Change], shown: set[str] | None) -> Iterable[Correction]:
    cited = ledger.citations() if changes else []
    for change in changes:
        if change.is_addition:
            # It takes nothing back: it is news.
            continue
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
