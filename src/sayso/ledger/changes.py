"""What took something back or put it otherwise: versions, withdrawals and judgements, and whom they touch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, FromClause, and_, exists, select

from sayso.ledger import schema
from sayso.ledger.whole_claims import fetched, whole_claims
from sayso.model import RecordedClaim

_document, _claim = schema.document, schema.claim
_ADD = "add"
_CLAIMS = ("reject", "correct", "verified", "refuted", _ADD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`what` is "new version", "deleted", "retracted", or the kind of a judgement; `subject` the document or
    claim it is about. `claims` are those that it touches: of an earlier version, whether or not the new one
    repeats them; of an addition, what it brought. `author` is who judged."""

    what: str
    subject: str
    outlet: str | None
    recorded_at: datetime
    reason: str | None
    claims: tuple[RecordedClaim, ...]
    author: str | None = None

    @property
    def is_addition(self) -> bool:
        """Whether a person put in a claim that nothing read had brought."""
        return self.what == _ADD


def changes(connection: Connection, since: datetime, until: datetime) -> list[Change]:
    """Everything of that kind that was recorded after `since` and by `until`, in order of recording."""
    found = [
        *_versions(connection, since, until),
        *_withdrawals(connection, since, until),
        *_judged(connection, since, until),
    ]
    return sorted(found, key=lambda each: each.recorded_at)


def _within(column: Any, since: datetime, until: datetime) -> Any:
    return and_(column > since, column <= until)


def _versions(connection: Connection, since: datetime, until: datetime) -> list[Change]:
    earlier: FromClause = _document.alias("earlier")
    query = (
        select(
            _document.c.id, _document.c.number, _document.c.story, _document.c.outlet, _document.c.recorded_at
        )
        .where(
            _within(_document.c.recorded_at, since, until),
            exists().where(earlier.c.story == _document.c.story, earlier.c.number < _document.c.number),
        )
        .order_by(_document.c.number)
    )
    found = []
    for row in connection.execute(query):
        before = and_(_document.c.story == row.story, _document.c.number < row.number)
        found.append(
            Change(
                what="new version",
                subject=row.id,
                outlet=row.outlet,
                recorded_at=row.recorded_at,
                reason=None,
                claims=_claims(connection, before),
            )
        )
    return found


def _withdrawals(connection: Connection, since: datetime, until: datetime) -> list[Change]:
    withdrawal = schema.withdrawal
    query = (
        select(withdrawal, _document.c.id, _document.c.outlet)
        .join(_document, _document.c.number == withdrawal.c.document)
        .where(_within(withdrawal.c.recorded_at, since, until))
        .order_by(withdrawal.c.number)
    )
    return [
        Change(
            what=row.kind,
            subject=row.id,
            outlet=row.outlet,
            recorded_at=row.recorded_at,
            reason=row.reason,
            claims=_claims(connection, _document.c.number == row.document),
        )
        for row in connection.execute(query)
    ]


def _judged(connection: Connection, since: datetime, until: datetime) -> list[Change]:
    judgement = schema.judgement
    query = (
        select(judgement)
        .where(judgement.c.kind.in_(_CLAIMS), _within(judgement.c.recorded_at, since, until))
        .order_by(judgement.c.number)
    )
    found = []
    for row in connection.execute(query):
        is_touched = _claim.c.judgement == row.number if row.kind == _ADD else _claim.c.id == row.subject
        claims = _claims(connection, is_touched)
        found.append(
            Change(
                what=row.kind,
                subject=row.subject,
                outlet=claims[0].outlet if claims else None,
                recorded_at=row.recorded_at,
                reason=f"{row.author}: {row.reason}",
                claims=claims,
                author=row.author,
            )
        )
    return found


def _claims(connection: Connection, condition: Any) -> tuple[RecordedClaim, ...]:
    query = whole_claims().where(condition).order_by(_claim.c.number)
    return tuple(fetched(connection, query))
