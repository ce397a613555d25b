"""What was recorded after a link of the chain, as the places of which it may tell something else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select

from sayso.ledger import schema
from sayso.ledger.chain import chain_head
from sayso.ledger.portions import in_portions
from sayso.ledger.rows import folded
from sayso.model import JudgementKind, Place

PlaceKey = tuple[str | None, str]
"""The id of a place, None where the gazetteer has none, and its folded name."""

_entry, _document, _claim, _place = schema.entry, schema.document, schema.claim, schema.place
_judgement, _withdrawal = schema.judgement, schema.withdrawal

_MANY = 2_000
"""More documents than this touch so many places that all are taken."""
_OF_ONE_CLAIM = (
    JudgementKind.REJECT,
    JudgementKind.CORRECT,
    JudgementKind.VERIFIED,
    JudgementKind.REFUTED,
    JudgementKind.ADD,
)


def place_key(place: Place) -> PlaceKey:
    """The key of a place."""
    return place.id, folded(place.full_name)


def keys_of(connection: Connection, places: Collection[PlaceKey]) -> list[str]:
    """The rows of these places, one for each name or position that a place of one id has had."""
    found: list[str] = []
    for some in in_portions(places):
        ids = [id for id, _ in some if id is not None]
        names = [folded(name) for id, name in some if id is None]
        named = or_(_place.c.id.in_(ids), and_(_place.c.id.is_(None), _place.c.folded.in_(names)))
        found += connection.execute(select(_place.c.key).where(named)).scalars()
    return found


@dataclass(frozen=True, slots=True)
class Touched:
    """`places` is None for all of them; `entries` counts the links of the chain up to which this holds."""

    places: frozenset[PlaceKey] | None
    entries: int


def touched_since(connection: Connection, entries: int) -> Touched:
    """The places of which the record may tell something else than it did after so many links."""
    head = chain_head(connection)
    if head.entries - entries > _MANY:
        return Touched(None, head.entries)
    documents: set[int] = set()
    judgements: set[int] = set()
    withdrawals: set[int] = set()
    found = select(_entry.c.kind, _entry.c.subject).where(_entry.c.number > entries)
    for kind, subject in connection.execute(found):
        if kind in ("document", "carrier"):
            documents.add(int(subject.partition("/")[0]))
        elif kind == "withdrawal":
            withdrawals.add(int(subject))
        elif kind == "judgement":
            judgements.add(int(subject))
    claims = _judged(connection, judgements)
    if claims is None:
        return Touched(None, head.entries)
    for some in in_portions(withdrawals):
        taken_back = select(_withdrawal.c.document).where(_withdrawal.c.number.in_(some))
        documents.update(connection.execute(taken_back).scalars())
    places = {*_places_of_documents(connection, documents), *_places_of_claims(connection, claims)}
    return Touched(frozenset(places), head.entries)


def touched_after(connection: Connection, moment: datetime) -> Touched:
    """The same since everything that had been recorded by a moment."""
    last = select(func.max(_entry.c.number)).where(_entry.c.recorded_at <= moment)
    return touched_since(connection, connection.execute(last).scalar() or 0)


def places_spoken_of(connection: Connection) -> list[PlaceKey]:
    """Every place that a claim is about."""
    query = select(_place.c.id, _place.c.folded).where(
        _place.c.key.in_(select(_claim.c.place).where(_claim.c.place.is_not(None)).distinct())
    )
    return _keys(connection.execute(query.order_by(_place.c.folded)))


def _judged(connection: Connection, numbers: Collection[int]) -> set[str] | None:
    """The claims that judgements are about, or that they added; None where one is about a voice."""
    claims: set[str] = set()
    for some in in_portions(numbers):
        query = select(_judgement.c.kind, _judgement.c.subject).where(_judgement.c.number.in_(some))
        for kind, subject in connection.execute(query):
            if kind == JudgementKind.TAKE_BACK:
                before = _judged(connection, [int(subject)])
                if before is None:
                    return None
                claims |= before
            elif kind not in _OF_ONE_CLAIM:
                return None
            else:
                claims.add(subject)
        added = select(_claim.c.id).where(_claim.c.judgement.in_(some))
        claims.update(connection.execute(added).scalars())
    return claims


def _places_of_documents(connection: Connection, numbers: Collection[int]) -> Iterable[PlaceKey]:
    """What these documents and the other versions of their stories speak of."""
    for some in in_portions(numbers):
        stories = select(_document.c.story).where(_document.c.number.in_(some))
        query = (
            select(_place.c.id, _place.c.folded)
            .join(_claim, _claim.c.place == _place.c.key)
            .join(_document, _document.c.number == _claim.c.document)
            .where(_document.c.story.in_(stories))
            .distinct()
        )
        yield from _keys(connection.execute(query))


def _places_of_claims(connection: Connection, ids: Collection[str]) -> Iterable[PlaceKey]:
    for some in in_portions(ids):
        query = select(_place.c.id, _place.c.folded).join(_claim, _claim.c.place == _place.c.key)
        yield from _keys(connection.execute(query.where(_claim.c.id.in_(some))))


def _keys(rows: Iterable[tuple[str | None, str]]) -> list[PlaceKey]:
    return [(id, folded) for id, folded in rows]
