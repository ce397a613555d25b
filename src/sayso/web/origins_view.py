"""Who said it first, who bears whom out, what cannot both be: put in order for the page of a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sayso.answers import phrases
from sayso.answers.glance import Glance
from sayso.answers.place import Answer
from sayso.export.page.sides import NO_SIDE, SideSign
from sayso.export.sentences import counted
from sayso.model import Kind, Polarity, Quantity, RecordedClaim
from sayso.relations.comparison import Account, Saying
from sayso.relations.dependence import Origin, known_at
from sayso.relations.positions import Position, Stand
from sayso.web.place_view import Item, document_address, item_of

_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """An origin of something that is said, by when it was first seen."""

    origin: Origin
    sign: SideSign
    says: str
    first: str | None
    address: str | None
    number: int | None
    """Its place among the independent."""


def appearances(found: Glance, signs: Mapping[str | None, SideSign]) -> list[Appearance]:
    """Who first said who holds the place, in the order in which they appeared."""
    pairs = [
        (account, origin)
        for account in found.relations.accounts
        if account.saying.kind is Kind.CONTROL
        for origin in account.origins
    ]
    pairs.sort(key=lambda pair: (_seen(found.answer, pair[1]), pair[1].name))
    heard: set[str] = set()
    rows = []
    for account, origin in pairs:
        number = None
        if origin.is_independent and origin.name not in heard:
            heard.add(origin.name)
            number = len(heard)
        first = found.answer.claims.get(origin.claims[0])
        rows.append(
            Appearance(
                origin=origin,
                sign=signs.get(origin.side, NO_SIDE),
                says=saying_words(account.saying, first),
                first=origin.first_seen.iso() if origin.first_seen else None,
                address=document_address(first) if first else None,
                number=number,
            )
        )
    return rows


def corroborated(found: Glance) -> list[tuple[str, Account, int]]:
    """What several origins say of who holds the place, with how many of them are independent."""
    return [
        (
            saying_words(each.saying, found.answer.claims.get(each.claims[0])),
            each,
            sum(origin.is_independent for origin in each.origins),
        )
        for each in found.relations.accounts
        if each.is_corroborated and each.saying.kind is Kind.CONTROL
    ]


def contradicted(found: Glance) -> list[list[tuple[str, list[Item]]]]:
    """What cannot both be right: two sayings, each with the claims that say it."""
    claims = found.answer.claims
    return [
        [
            (saying_words(saying, claims.get(ids[0])), _once([item_of(claims[name], {}) for name in ids]))
            for saying, ids in ((each.saying, each.claims), (each.other, each.other_claims))
        ]
        for each in found.relations.contradictions
    ]


def _once(items: Iterable[Item]) -> list[Item]:
    """The first claim of each voice."""
    return list({each.voice: each for each in reversed(list(items))}.values())[::-1]


def figure_words(low: float | None, high: float | None, counts: str) -> str:
    """`at least 40 soldiers`; an open range says so."""
    return counted(Quantity(low=low, high=high, counts=counts)) or counts


def saying_words(saying: Saying, first: RecordedClaim | None) -> str:
    """`held by Russia`; of other kinds the words of the first claim."""
    if saying.kind is not Kind.CONTROL:
        return phrases.says(first.claim) if first else saying.kind.value
    stand = Stand.NOT_HELD if saying.polarity is Polarity.DENIED else Stand.HELD
    return f"{Position(stand, saying.side).words}" + (f" ({saying.extent})" if saying.extent else "")


def _seen(answer: Answer, origin: Origin) -> datetime:
    first = answer.claims.get(origin.claims[0])
    moment = origin.first_seen.known_from if origin.first_seen else first and known_at(first)
    return moment or _LATEST
