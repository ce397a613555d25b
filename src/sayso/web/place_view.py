"""What the page of a place shows, put in order for its template: nothing is reckoned here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from sayso.answers import phrases
from sayso.answers.glance import Course, Glance
from sayso.answers.place import BEARING, Answer, Said
from sayso.answers.timeline import Group, Lane, Mark, Shape, group_of, mark_of
from sayso.answers.timeline_values import attributed
from sayso.demo import paraphrase_note
from sayso.estimation.evidence import origin_of
from sayso.export.page.sides import NO_SIDE, SideSign
from sayso.model import Kind, RecordedClaim
from sayso.relations.dependence import known_at, known_iso
from sayso.relations.replies import Reply
from sayso.web.rendering import path_to

_ORDER = {kind: rank for rank, kind in enumerate(Kind)}
COLUMNS = 2
_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One claim as a reader meets it: who, what, in which words, where to check them."""

    recorded: RecordedClaim
    sign: SideSign
    about: SideSign
    shape: Shape | None
    voice: str
    says: str
    note: str | None
    relayed: str | None
    manner: str
    pages: int = 1
    is_known: bool = True

    @property
    def address(self) -> str:
        """The document, opened at the sentence."""
        return document_address(self.recorded)

    @property
    def known(self) -> str | None:
        """Since when it could be known: the instant where its page gives one, else the day."""
        return known_iso(self.recorded)

    @property
    def attributed(self) -> str:
        """As one sentence to paste."""
        return attributed(self.recorded)

    @property
    def paraphrase(self) -> str | None:
        """Whose page a bundled report renders, without its address where that is `recorded.url`."""
        note = paraphrase_note(self.recorded.document_id)
        return note.removesuffix(f", {self.recorded.url}") if note else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one side says, or those with none: what it answers the others, its last word, then all of it."""

    side: str | None
    sign: SideSign
    replies: tuple[Reply, ...]
    last: Item | None
    items: tuple[Item, ...]


def columns(found: Glance, signs: Mapping[str | None, SideSign]) -> tuple[list[Column], list[Column]]:
    """The two sides that a page sets against each other, and any further that speak. A side that is silent
    has its column too: its silence is told."""
    spoken = {each.side for each in found.answer.said if each.side}
    sides = list(found.answer.sides)
    speaking = [side for side in sides if side in spoken]
    speaking += sorted(spoken - set(sides))
    shown = [*speaking, *(side for side in sides if side not in spoken)][:COLUMNS]
    first = [side for side in [*sides, *speaking] if side in shown]
    both = list(dict.fromkeys(first))
    rest = [side for side in speaking if side not in both]
    return (
        [_column(found, signs, side) for side in both],
        [_column(found, signs, side) for side in rest],
    )


def independent(found: Glance, signs: Mapping[str | None, SideSign]) -> list[Item]:
    """The voices that are known to speak for no side."""
    return _items(found, signs, lambda said: group_of(said.first) is Group.INDEPENDENT)


def unnamed(found: Glance, signs: Mapping[str | None, SideSign]) -> list[Item]:
    """The voices that a text withholds, and those that no list knows."""
    return _items(found, signs, lambda said: group_of(said.first) is Group.UNNAMED)


def listed(
    marks: Iterable[tuple[Lane, Mark]], course: Course, signs: Mapping[str | None, SideSign]
) -> list[Item]:
    """The claims of a timeline, each by itself."""
    return [item_of(mark.recorded, signs, is_known=mark.recorded.id in course.known) for _, mark in marks]


def document_address(recorded: RecordedClaim) -> str:
    """The page of a document at one of its claims."""
    return f"{path_to('document', recorded.document_id)}#c-{quote(recorded.id, safe=':')}"


def reason_items(
    answer: Answer, signs: Mapping[str | None, SideSign]
) -> list[tuple[Item, float, str | None]]:
    """The weightiest claims: each with what it moves in log-odds and its own evidence in words."""
    if answer.estimate is None:
        return []
    return [
        (
            item_of(answer.claims[each.claim], signs),
            each.log_odds,
            phrases.evidence_words(each, answer.estimate),
        )
        for each in answer.estimate.because
        if each.claim in answer.claims
    ]


def _column(found: Glance, signs: Mapping[str | None, SideSign], side: str) -> Column:
    items = _items(found, signs, lambda said: said.side == side)
    spoken = [page for said in found.answer.said if said.side == side for page in said.pages]
    latest = max(spoken, key=lambda each: (known_at(each) or _EARLIEST, each.id), default=None)
    return Column(
        side=side,
        sign=signs.get(side, NO_SIDE),
        replies=tuple(each for each in found.relations.replies if each.side == side),
        last=item_of(latest, signs) if latest else None,
        items=tuple(items),
    )


def _items(found: Glance, signs: Mapping[str | None, SideSign], chosen: Callable[[Said], bool]) -> list[Item]:
    said = [each for each in found.answer.said if chosen(each)]
    said.sort(key=_rank)
    return [item_of(each.first, signs, pages=len(each.pages)) for each in said]


def _rank(said: Said) -> tuple[bool, int, float]:
    """What bears on who holds it first, by kind, and of each kind the latest first."""
    claim = said.first.claim
    known = known_at(said.first)
    is_aside = claim.background or claim.kind not in BEARING
    return is_aside, _ORDER[claim.kind], -(known.timestamp() if known else 0.0)


def item_of(
    recorded: RecordedClaim, signs: Mapping[str | None, SideSign], *, pages: int = 1, is_known: bool = True
) -> Item:
    claim = recorded.claim
    mark = mark_of(recorded)
    return Item(
        recorded=recorded,
        sign=signs.get(claim.source.side, NO_SIDE),
        about=signs.get(claim.side or claim.party, NO_SIDE),
        shape=mark.shape if mark else None,
        voice=origin_of(recorded),
        says=phrases.says(claim),
        note=phrases.speaks_for(claim),
        relayed=phrases.relayed(claim),
        manner=phrases.manner(claim),
        pages=pages,
        is_known=is_known,
    )
