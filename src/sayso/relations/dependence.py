"""Which claims go back to one origin, so that twelve pages with one origin count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sayso.estimation.evidence import extent_of, origin_of
from sayso.estimation.summary import is_independent
from sayso.model import UNSPECIFIED, Publication, Quote, RecordedClaim
from sayso.relations.credits import credited
from sayso.relations.wording import Wordings, quoted_words


class Tie(StrEnum):
    """By what claims are known to go back to one origin."""

    VOICE = "voice"
    RELAY = "relay"
    QUOTE = "quoted words"
    TEXT = "text"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, post or item that carries a document."""

    document: str
    outlet: str | None
    url: str | None
    published: Publication | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A voice, its claims with the earliest first, and the pages that carry them.

    `ties` tell why claims under several names or on several pages are put together; it is empty for one
    claim on one page. `is_independent` holds for a voice known to speak for no side.
    """

    name: str
    side: str | None
    is_independent: bool
    claims: tuple[str, ...]
    pages: tuple[Page, ...]
    ties: tuple[Tie, ...]
    first_seen: Publication | None


_LATE = datetime.max.replace(tzinfo=UTC)


def origins_of(
    claims: Iterable[RecordedClaim],
    *,
    texts: Mapping[str, str] | None = None,
    pages: Mapping[str, Sequence[Page]] | None = None,
) -> tuple[Origin, ...]:
    """The origins of these claims, the first seen first, whatever the order of the claims.

    `texts` are the words of documents by id, and `pages` further forms in which they came; without the
    first, copied pages are told by their voices alone.
    """
    ordered = sorted(claims, key=order)
    names = origin_names(ordered, texts or {})
    groups: dict[str, list[RecordedClaim]] = {}
    ties: dict[str, set[Tie]] = {}
    for each in ordered:
        name, tie = names[each.id]
        groups.setdefault(name, []).append(each)
        ties.setdefault(name, set()).add(tie)
    return tuple(
        _origin(name, group, ties[name] if len(group) > 1 else set(), pages or {})
        for name, group in groups.items()
    )


def order(recorded: RecordedClaim) -> tuple[datetime, str, str]:
    """By the instant from which a claim could be known; ties by id, so that no order of intake tells."""
    return known_at(recorded) or _LATE, recorded.document_id, recorded.id


def known_at(recorded: RecordedClaim) -> datetime | None:
    """The first instant at which a reader could know a claim in these words."""
    published = recorded.published.known_from if recorded.published else None
    known = recorded.known_from
    if known is not None and (published is None or known > published):
        return known
    return published or recorded.recorded_at


def known_iso(recorded: RecordedClaim) -> str | None:
    """The same as the page has it: the instant where it gives one, else the day."""
    known, published = known_at(recorded), recorded.published
    if published is not None and known == published.known_from:
        return published.iso()
    return known.isoformat() if known else None


def is_of_the_page(recorded: RecordedClaim) -> bool:
    """Whether a claim is the page's own or of somebody it does not name: a copy changes such a voice's name.

    "The town has fallen" is Reuters' on one page and the Daily's on the next.
    """
    claim = recorded.claim
    return (
        claim.quote is Quote.NONE
        or claim.source.name in (UNSPECIFIED, recorded.outlet)
        or claim.source.name.startswith(UNSPECIFIED)
    )


def origin_names(
    ordered: Sequence[RecordedClaim], texts: Mapping[str, str], wordings: Wordings | None = None
) -> dict[str, tuple[str, Tie]]:
    """The name of the origin of each claim by its id, and by what it is known; the first first.

    `wordings` are these texts, or more, for who asks again.
    """
    names = {each.id: _by_voice(each) for each in ordered}
    for each in ordered:
        if is_of_the_page(each) and (agency := credited(texts.get(each.document_id, ""))):
            names[each.id] = agency, Tie.CREDIT
    copied = (wordings or Wordings(texts)).copies(
        list(dict.fromkeys(each.document_id for each in ordered if each.document_id in texts))
        if sum(is_of_the_page(each) for each in ordered) > 1
        else ()
    )
    group_of = {document: number for number, group in enumerate(copied) for document in group}
    _put_together(
        names,
        [each for each in ordered if is_of_the_page(each) and each.document_id in group_of],
        {each.id: group_of.get(each.document_id) for each in ordered},
        Tie.TEXT,
    )
    quoted = {
        each.id: quoted_words(each.sentence)
        for each in ordered
        if each.claim.quote in (Quote.DIRECT, Quote.MIXED)
    }
    _put_together(names, [each for each in ordered if quoted.get(each.id)], quoted, Tie.QUOTE)
    return names


def _by_voice(recorded: RecordedClaim) -> tuple[str, Tie]:
    relays = recorded.claim.relayed_by
    if recorded.origin == UNSPECIFIED and relays:
        # "Reuters was told": whoever told it is known through Reuters alone, on whichever page.
        return f"{UNSPECIFIED} ({relays[0]})", Tie.RELAY
    return origin_of(recorded), Tie.VOICE


def _put_together(
    names: dict[str, tuple[str, Tie]],
    ordered: Iterable[RecordedClaim],
    marks: Mapping[str, object],
    tie: Tie,
) -> None:
    """Give claims that say the same under the same mark the name of the one that tells most.

    Only those claims: an outlet that copied once has eyes of its own on another day.
    """
    groups: dict[tuple[object, ...], list[str]] = {}
    for each in ordered:
        groups.setdefault((saying(each), marks[each.id]), []).append(each.id)
    for group in groups.values():
        if len({names[claim][0] for claim in group}) > 1:
            first = min(
                range(len(group)),
                key=lambda at: (
                    names[group[at]][1] is not Tie.CREDIT,
                    names[group[at]][0].startswith(UNSPECIFIED),
                    at,
                ),
            )
            name = names[group[first]][0]
            names.update({claim: (name, tie) for claim in group if names[claim][0] != name})


def saying(recorded: RecordedClaim) -> tuple[object, ...]:
    """What a claim says, less who says it and when: claims that are copied are alike in it."""
    claim = recorded.claim
    place = claim.place and (claim.place.id or claim.place.full_name)
    extent = None if extent_of(claim).is_whole else claim.extent
    return claim.kind, place, claim.side or claim.party, claim.polarity, extent


def _origin(
    name: str, group: Sequence[RecordedClaim], ties: set[Tie], forms: Mapping[str, Sequence[Page]]
) -> Origin:
    carried: dict[tuple[str | None, str | None], Page] = {}
    for each in group:
        own = Page(document=each.document_id, outlet=each.outlet, url=each.url, published=each.published)
        for page in (own, *forms.get(each.document_id, ())):
            key = (page.outlet, page.url) if page.outlet or page.url else (None, page.document)
            if key not in carried or _seen(page) < _seen(carried[key]):
                carried[key] = page
    pages = tuple(sorted(carried.values(), key=lambda page: (_seen(page), page.document, page.outlet or "")))
    return Origin(
        name=name,
        side=next((each.claim.source.side for each in group if each.claim.source.side), None),
        is_independent=all(map(is_independent, group)),
        claims=tuple(each.id for each in group),
        pages=pages,
        ties=tuple(tie for tie in Tie if tie in ties),
        first_seen=next((page.published for page in pages if page.published), None),
    )


def _seen(page: Page) -> datetime:
    return page.published.known_from if page.published else _LATE
