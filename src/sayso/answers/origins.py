"""Claims under the voice that they go back to, so that twelve pages with one origin weigh as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from itertools import pairwise

from sayso.estimation.evidence import day_known, tells_of_today
from sayso.ledger import Ledger
from sayso.model import Quote, RecordedClaim, Source, SourceClass, day_over_by
from sayso.relations.dependence import Tie, is_of_the_page, order, origin_names, saying
from sayso.relations.wording import Wordings, quoted_words

_COPIED_WITHIN = timedelta(days=7)
"""A text that is taken over is taken over within days: older pages need no comparing."""


def under_their_origins(ledger: Ledger, claims: Sequence[RecordedClaim]) -> list[RecordedClaim]:
    """The claims of one place in their order, those that were copied with the source of the first that said
    it in those words, and as relayed."""
    return told_by_their_origins(claims, ledger.texts_of(to_compare(claims)))


def to_compare(claims: Sequence[RecordedClaim]) -> set[str]:
    """The documents of one place that may have copied from each other: their own pages say the same within
    a week."""
    pages: dict[tuple[object, ...], list[RecordedClaim]] = {}
    for each in claims:
        if is_of_the_page(each) and tells_of_today(each):
            pages.setdefault(saying(each), []).append(each)
    found: set[str] = set()
    for group in pages.values():
        ordered = sorted(group, key=order)
        for one, other in pairwise(ordered):
            if one.document_id != other.document_id and _is_near(one, other):
                found |= {one.document_id, other.document_id}
    return found


def told_by_their_origins(
    claims: Sequence[RecordedClaim], texts: Mapping[str, str], wordings: Wordings | None = None
) -> list[RecordedClaim]:
    """The same from the texts of the documents that may be copies."""
    if not texts:
        return list(claims)
    ordered = sorted(claims, key=order)
    names = origin_names(ordered, texts, wordings)
    first: dict[str, Source] = {}
    told = {}
    for each in ordered:
        name, tie = names[each.id]
        if tie is Tie.VOICE or tie is Tie.RELAY:
            first.setdefault(name, each.claim.source)
            continue
        known = first.get(name)
        if known is None:
            own = Source(name=name, source_class=SourceClass.AGENCY_DESK) if tie is Tie.CREDIT else None
            known = first[name] = own or each.claim.source
        relays = each.claim.relayed_by or ((each.outlet,) if each.outlet else ())
        told[each.id] = replace(each, claim=replace(each.claim, source=known, relayed_by=relays))
    return [told.get(each.id, each) for each in claims]


@dataclass(frozen=True, slots=True)
class Told:
    """The days `first` to `last`, and the claims as they were told by their origins on each of them."""

    first: date
    last: date
    claims: list[RecordedClaim]


def told_on_each_day(
    claims: Sequence[RecordedClaim], texts: Mapping[str, str], first: date, last: date
) -> list[Told]:
    """The claims by their origins as these were known on each day: runs of days, in order, within which no
    claim goes back to another origin than before.

    A page of the 14th may show that the one of the 11th was Reuters'; on the 13th nobody could know.
    `texts` are those of the documents to compare, by id.
    """
    told = told_by_their_origins(claims, texts)
    found: list[Told] = []
    wordings = Wordings(texts)
    for day in sorted(_days_of_ties(claims, texts), reverse=True):
        if not first < day <= last:
            continue
        before = [each for each in claims if _known_on(each) < day]
        compared = {name: texts[name] for name in to_compare(before)}
        then = told_by_their_origins(before, compared, wordings)
        now = {each.id: each for each in told}
        if any(each is not now[each.id] and each != now[each.id] for each in then):
            found.append(Told(day, last, told))
            told, last = then, day - timedelta(days=1)
    return [Told(first, last, told), *reversed(found)]


def _days_of_ties(claims: Sequence[RecordedClaim], texts: Mapping[str, str]) -> set[date]:
    """The days on which something became known that may tell of an earlier claim to whom it goes back."""
    if not texts:
        return set()
    return {
        _known_on(each)
        for each in claims
        if each.document_id in texts
        or (each.claim.quote in (Quote.DIRECT, Quote.MIXED) and quoted_words(each.sentence))
    }


def _known_on(recorded: RecordedClaim) -> date:
    """The first day as known on which a ledger tells a claim; see `ledger.speaking.known_by`."""
    known, published = recorded.known_from, recorded.published
    if known is None:
        return day_known(recorded) or date.max
    if published is not None and published.instant is None:
        return day_over_by(known)
    return known.astimezone(UTC).date()


def _is_near(one: RecordedClaim, other: RecordedClaim) -> bool:
    first, second = day_known(one), day_known(other)
    return first is not None and second is not None and abs(second - first) <= _COPIED_WITHIN
