"""Tamper evidence: every transaction's rows are hashed, and each hash includes the one before.

Whoever keeps one head outside of the ledger can show later that nothing before it was changed, added or
taken away. The digest is of what the database gives back untyped, so that no change of a byte hides behind
two spellings of one value.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Dialect, Table, func, insert, select

from sayso.ledger import schema
from sayso.ledger.columns import stored
from sayso.ledger.moments import Upto

START = "0" * 64
"""What the first entry has before it."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends: how many links it has, the last one's hash, and when that was recorded."""

    entries: int
    hash: str
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One link: what was added, the digest of its rows, and the hash that includes the one before."""

    number: int
    kind: str
    subject: str
    digest: str
    head: str
    recorded_at: datetime


Rows = Sequence[tuple[Table, Sequence[dict[str, Any]]]]


def append_entry(connection: Connection, kind: str, subject: str, rows: Rows, recorded_at: datetime) -> str:
    """Chain what a transaction has added; the head afterwards. Called last in that transaction."""
    at = stored(schema.entry.c.recorded_at, recorded_at, connection.dialect)
    return append_stored(connection, kind, subject, _as_stored(connection, rows), at)


def linked(
    last: Head, added: Iterable[tuple[str, str, str]], recorded_at: datetime, dialect: Dialect
) -> Iterator[dict[str, Any]]:
    """The rows of the links that follow `last`, one for each (kind, subject, digest) of a transaction."""
    at = stored(schema.entry.c.recorded_at, recorded_at, dialect)
    number, head = last.entries, last.hash
    for kind, subject, digest in added:
        number, head = number + 1, head_of(head, kind, subject, digest, at)
        yield {
            "number": number,
            "kind": kind,
            "subject": subject,
            "digest": digest,
            "head": head,
            "recorded_at": recorded_at,
        }


def append_stored(
    connection: Connection,
    kind: str,
    subject: str,
    rows: Iterable[tuple[str, dict[str, Any]]],
    recorded_at: str,
) -> str:
    """The same for rows and an instant as they are stored."""
    last = chain_head(connection)
    digest = digest_of(rows)
    head = head_of(last.hash, kind, subject, digest, recorded_at)
    row = {
        "number": last.entries + 1,
        "kind": kind,
        "subject": subject,
        "digest": digest,
        "head": head,
        "recorded_at": datetime.fromisoformat(recorded_at),
    }
    connection.execute(insert(schema.entry), row)
    return head


def chain_head(connection: Connection) -> Head:
    """The last link; that of an empty chain is its beginning."""
    entry = schema.entry
    last = connection.execute(select(entry).order_by(entry.c.number.desc()).limit(1)).first()
    return Head(last.number, last.head, last.recorded_at) if last is not None else Head(0, START, None)


def head_after(connection: Connection, entries: int) -> str | None:
    """The hash of the link of that number; the beginning for none."""
    if entries == 0:
        return START
    return connection.execute(select(schema.entry.c.head).where(schema.entry.c.number == entries)).scalar()


def recorded_upto(connection: Connection, entries: int, by: date | datetime | None = None) -> Upto:
    """What the link of that number and those before it hold; nothing for none."""
    entry = schema.entry
    is_in = entry.c.number <= entries
    # Nearly every link is a document: looked for backwards, the last is soon found.
    last = select(entry.c.subject).where(entry.c.kind == "document", is_in).order_by(entry.c.number.desc())
    document = connection.execute(last.limit(1)).scalar()
    found = {"document": int(document) if document is not None else 0}
    for kind in ("withdrawal", "judgement"):
        subjects = connection.execute(select(entry.c.subject).where(entry.c.kind == kind, is_in)).scalars()
        found[kind] = max(map(int, subjects), default=0)
    return Upto(**found, by=by)


def last_entries(connection: Connection, count: int) -> list[Entry]:
    """The last links, in order. A document is named by its id."""
    entry, document = schema.entry, schema.document
    query = select(entry).order_by(entry.c.number.desc()).limit(count)
    found = [Entry(*row) for row in connection.execute(query)]
    numbers = [int(each.subject) for each in found if each.kind == "document"]
    named = select(document.c.number, document.c.id).where(document.c.number.in_(numbers))
    ids = {str(number): name for number, name in connection.execute(named)}
    shown = (replace(e, subject=ids.get(e.subject, e.subject)) if e.kind == "document" else e for e in found)
    return list(shown)[::-1]


def next_number(connection: Connection, table: Table) -> int:
    """The number of the next row. Only one transaction writes at a time, so nobody else takes it."""
    return (connection.execute(select(func.max(table.c.number))).scalar() or 0) + 1


def head_of(before: str, kind: str, subject: str, digest: str, recorded_at: str) -> str:
    """The hash of an entry and, through the one before, of all earlier ones."""
    words = json.dumps([before, kind, subject, digest, recorded_at], ensure_ascii=True)
    return hashlib.sha256(words.encode()).hexdigest()


def digest_of(rows: Iterable[tuple[str, dict[str, Any]]]) -> str:
    """The hash of rows as they are stored, each with its table's name, in any order.

    Empty columns are left out: a column that is added later changes no digest.
    """
    lines = sorted(
        json.dumps(
            [table, {name: value for name, value in row.items() if value is not None}],
            sort_keys=True,
            ensure_ascii=True,
        )
        for table, row in rows
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _as_stored(connection: Connection, rows: Rows) -> Iterable[tuple[str, dict[str, Any]]]:
    for table, batch in rows:
        for row in batch:
            yield (
                table.name,
                {name: stored(table.c[name], value, connection.dialect) for name, value in row.items()},
            )
