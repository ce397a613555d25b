"""Human judgements: rows beside what was read. They change what is answered, never what is held."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    Text,
    and_,
    cast,
    exists,
    func,
    insert,
    or_,
    select,
)

from sayso.errors import LedgerError
from sayso.ledger import rows, schema
from sayso.ledger.bulk import insert_missing
from sayso.ledger.chain import append_entry, next_number
from sayso.ledger.moments import Recorded, by_then
from sayso.ledger.portions import in_portions
from sayso.ledger.recording import sentence_around
from sayso.model import (
    Claim,
    Judgement,
    JudgementKind,
    Quote,
    RecordedClaim,
    Statement,
    Voice,
    Withdrawn,
)

_judgement, _withdrawal = schema.judgement, schema.withdrawal
_ABOUT_A_CLAIM = (
    JudgementKind.REJECT,
    JudgementKind.CORRECT,
    JudgementKind.VERIFIED,
    JudgementKind.REFUTED,
)
_SETS_ASIDE = (JudgementKind.REJECT.value, JudgementKind.CORRECT.value)
_FINDINGS = (JudgementKind.VERIFIED.value, JudgementKind.REFUTED.value)


def record(
    connection: Connection, name: str, judgement: Judgement, claim: Claim | None, recorded_at: datetime
) -> int:
    """Put a judgement on record; its number. `claim` is what a correction or an addition puts there.

    Raises `LedgerError`, with the ledger's `name`, where its subject is not in the ledger.
    """
    document = _checked(connection, name, judgement, claim)
    number = next_number(connection, _judgement)
    row = {
        "number": number,
        "kind": judgement.kind.value,
        "subject": judgement.subject,
        "value": dict(judgement.value),
        "author": judgement.author,
        "reason": judgement.reason,
        "evidence": list(judgement.evidence),
        "recorded_at": recorded_at,
    }
    connection.execute(insert(_judgement), row)
    batches: list[tuple[Table, list[rows.Row]]] = [(_judgement, [row])]
    if claim is not None and document is not None:
        batches += _add_claim(connection, document, claim, number, judgement)
    append_entry(connection, "judgement", str(number), batches, recorded_at)
    return number


def withdraw(
    connection: Connection,
    name: str,
    document_id: str,
    kind: Withdrawn,
    *,
    reason: str | None,
    seen_at: datetime,
    recorded_at: datetime,
) -> bool:
    """Put on record that a source took a report back; False where that is on record already."""
    number = connection.execute(
        select(schema.document.c.number).where(schema.document.c.id == document_id)
    ).scalar()
    if number is None:
        raise LedgerError(name, f"holds no document {document_id!r}")
    same = (_withdrawal.c.document == number, _withdrawal.c.kind == kind.value)
    if connection.execute(select(_withdrawal.c.number).where(*same)).first():
        return False
    row = {
        "number": next_number(connection, _withdrawal),
        "document": number,
        "kind": kind.value,
        "reason": reason,
        "seen_at": seen_at,
        "recorded_at": recorded_at,
    }
    connection.execute(insert(_withdrawal), row)
    append_entry(connection, "withdrawal", str(row["number"]), [(_withdrawal, [row])], recorded_at)
    return True


def claim_id(subject: str, number: int) -> str:
    """The id of the claim that a correction or an addition put there: by what it is about, and its number."""
    return f"claim:{hashlib.sha256(f'{subject} {number}'.encode()).hexdigest()[:16]}"


def listed(connection: Connection, subject: str | None = None) -> list[tuple[Judgement, bool]]:
    """Every judgement in order, of one subject where given, each with whether it still stands."""
    query = select(_judgement, stands(_judgement, None).label("stands")).order_by(_judgement.c.number)
    if subject is not None:
        query = query.where(_judgement.c.subject == subject)
    return [(_judged(row), bool(row["stands"])) for row in connection.execute(query).mappings()]


def about(connection: Connection, subjects: Collection[str]) -> dict[str, list[tuple[Judgement, bool]]]:
    """The judgements of each subject in order, each with whether it still stands."""
    found: dict[str, list[tuple[Judgement, bool]]] = {}
    for some in in_portions(subjects):
        query = select(_judgement, stands(_judgement, None).label("stands"))
        query = query.where(_judgement.c.subject.in_(some)).order_by(_judgement.c.number)
        for row in connection.execute(query).mappings():
            found.setdefault(row["subject"], []).append((_judged(row), bool(row["stands"])))
    return found


def is_held(claim: FromClause, as_recorded: Recorded | None) -> ColumnElement[bool]:
    """That nobody had set a claim aside by then, and what added it, if a person did, stood."""
    aside = _judgement.alias("aside")
    adding = _judgement.alias("adding")
    is_aside = exists().where(
        aside.c.subject == claim.c.id, aside.c.kind.in_(_SETS_ASIDE), stands(aside, as_recorded)
    )
    is_added = exists().where(adding.c.number == claim.c.judgement, stands(adding, as_recorded))
    return and_(~is_aside, or_(claim.c.judgement.is_(None), is_added))


def is_withdrawn(
    document: FromClause, as_known: date | datetime | None, as_recorded: Recorded | None
) -> ColumnElement[bool]:
    """That its source had taken a document back by then."""
    conditions = [_withdrawal.c.document == document.c.number]
    if as_known is not None:
        conditions.append(by_then(_withdrawal.c.seen_at, as_known))
    if as_recorded is not None:
        conditions.append(by_then(_withdrawal.c.recorded_at, as_recorded))
    return exists().where(*conditions)


def merged_names(connection: Connection, as_recorded: Recorded | None) -> Mapping[str, str]:
    """The name that stands for each name of a voice that was merged into another."""
    into = {row.subject: str(row.value["into"]) for row in connection.execute(_merges(as_recorded))}
    return {name: _last(name, into) for name in into}


def told(
    connection: Connection, claims: Iterable[RecordedClaim], as_recorded: Recorded | None
) -> Iterator[RecordedClaim]:
    """The claims with merged voices under one name, and with what people found out about them.

    What people judged is asked for at once, the claims one by one as they are taken.
    """
    names = merged_names(connection, as_recorded)
    findings: dict[str, list[JudgementKind]] = {}
    for subject, kind in connection.execute(_found_out(as_recorded)):
        findings.setdefault(subject, []).append(JudgementKind(kind))
    if not names and not findings:
        return iter(claims)
    return (_told(each, names, tuple(findings.get(each.id, ()))) for each in claims)


@lru_cache(maxsize=256)
def _merges(as_recorded: Recorded | None) -> Select[Any]:
    query = select(_judgement.c.subject, _judgement.c.value)
    is_merge = _judgement.c.kind == JudgementKind.MERGE.value
    return query.where(is_merge, stands(_judgement, as_recorded)).order_by(_judgement.c.number)


@lru_cache(maxsize=256)
def _found_out(as_recorded: Recorded | None) -> Select[Any]:
    query = select(_judgement.c.subject, _judgement.c.kind)
    is_finding = _judgement.c.kind.in_(_FINDINGS)
    return query.where(is_finding, stands(_judgement, as_recorded)).order_by(_judgement.c.number)


def _told(
    recorded: RecordedClaim, names: Mapping[str, str], findings: tuple[JudgementKind, ...]
) -> RecordedClaim:
    claim = recorded.claim
    name = names.get(claim.source.name)
    if name is not None:
        claim = replace(claim, source=replace(claim.source, name=name))
    return replace(recorded, claim=claim, findings=findings)


def _last(name: str, into: Mapping[str, str]) -> str:
    """Where a row of merges ends; a circle ends where it closes."""
    seen = [name]
    while (after := into.get(seen[-1])) is not None and after not in seen:
        seen.append(after)
    return seen[-1]


def stands(judgement: FromClause, as_recorded: Recorded | None) -> ColumnElement[bool]:
    """That a judgement had been made by then and had not been taken back."""
    back = _judgement.alias("back")
    taken_back = [
        back.c.kind == JudgementKind.TAKE_BACK.value,
        back.c.subject == cast(judgement.c.number, Text),
    ]
    made: list[ColumnElement[bool]] = []
    if as_recorded is not None:
        taken_back.append(by_then(back.c.recorded_at, as_recorded))
        made.append(by_then(judgement.c.recorded_at, as_recorded))
    return and_(*made, ~exists().where(*taken_back))


def _checked(connection: Connection, name: str, judgement: Judgement, claim: Claim | None) -> Any:
    """The row of the document that a new claim goes to; None where there is no new claim."""
    kind, subject = judgement.kind, judgement.subject
    document = schema.document
    if kind in _ABOUT_A_CLAIM:
        query = select(document).join(schema.claim, schema.claim.c.document == document.c.number)
        found = connection.execute(query.where(schema.claim.c.id == subject)).mappings().first()
        if found is None:
            raise LedgerError(name, f"holds no claim {subject!r}", "`sayso place --json` shows their ids")
        return found if claim is not None else None
    if kind is JudgementKind.ADD:
        found = connection.execute(select(document).where(document.c.id == subject)).mappings().first()
        if found is None:
            raise LedgerError(name, f"holds no document {subject!r}")
        return found
    if kind is JudgementKind.MERGE:
        query = select(schema.source.c.name).where(schema.source.c.name == subject)
        if connection.execute(query.limit(1)).first() is None:
            raise LedgerError(name, f"knows no source {subject!r}")
    if kind is JudgementKind.TAKE_BACK:
        number = int(subject) if subject.isdecimal() else -1
        if (
            connection.execute(select(_judgement.c.number).where(_judgement.c.number == number)).first()
            is None
        ):
            raise LedgerError(name, f"holds no judgement {subject!r}", "`sayso judge list` shows them")
    return None


def _add_claim(
    connection: Connection, document: Any, claim: Claim, number: int, judgement: Judgement
) -> list[tuple[Table, list[rows.Row]]]:
    """The rows of a claim that a person puts in: a correction stays in the statement where it stands, an
    addition brings one of its own."""
    if claim.place is not None:
        insert_missing(connection, schema.place, [rows.place_row(claim.place)])
    insert_missing(connection, schema.source, [rows.source_row(claim.source)])
    added: list[tuple[Table, list[rows.Row]]] = []
    if judgement.kind is JudgementKind.ADD:
        statement = _statement_of(claim, number)
        claim = replace(claim, statement=statement.id)
        row = {
            **rows.statement_row(
                document["number"], _next(connection, schema.statement, document), statement
            ),
            "judgement": number,
        }
        added.append((schema.statement, [row]))
    recorded = RecordedClaim(
        id=claim_id(judgement.subject, number),
        claim=claim,
        document_id=document["id"],
        published=rows.publication(document),
        outlet=document["outlet"],
        url=document["url"],
        sentence=sentence_around(document["text"], claim.evidence),
    )
    position = _next(connection, schema.claim, document)
    row = {
        **rows.claim_row(recorded, document["number"], position, document["text"]),
        "judgement": number,
    }
    added.append((schema.claim, [row]))
    for table, batch in added:
        connection.execute(insert(table), batch)
    return added


def _statement_of(claim: Claim, number: int) -> Statement:
    return Statement(
        id=f"h{number}",
        voice=Voice.NARRATOR if claim.quote is Quote.NONE else Voice.ATTRIBUTED,
        source=claim.source,
        cue=(),
        content=(claim.evidence,),
        relayed_by=claim.relayed_by,
        channel=claim.channel,
        quote=claim.quote,
        certainty=claim.certainty,
        polarity=claim.polarity,
        said_on=claim.said_on,
    )


def _next(connection: Connection, table: Table, document: Any) -> int:
    last = select(func.max(table.c.position)).where(table.c.document == document["number"])
    found = connection.execute(last).scalar()
    return 0 if found is None else int(found) + 1


def _judged(row: Any) -> Judgement:
    return Judgement(
        number=row["number"],
        kind=JudgementKind(row["kind"]),
        subject=row["subject"],
        value=row["value"],
        author=row["author"],
        reason=row["reason"],
        evidence=tuple(row["evidence"]),
        recorded_at=row["recorded_at"],
    )
