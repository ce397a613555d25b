"""Whether a ledger is what it was: hashes, keys, places in the text, and the full-text index."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.exc import DBAPIError

from sayso.ledger import schema
from sayso.ledger.chain import START, digest_of, head_of
from sayso.ledger.columns import as_given_back
from sayso.ledger.search import is_indexed

_OF_A_DOCUMENT = (
    (schema.document, "number = :number"),
    (schema.carrier, "document = :number AND position = 0"),
    (schema.statement, "document = :number AND judgement IS NULL"),
    (schema.claim, "document = :number AND judgement IS NULL"),
    (schema.declined, "document = :number"),
)
_BY_NUMBER = {
    "attempt": schema.attempt,
    "withdrawal": schema.withdrawal,
    "judgement": schema.judgement,
}
_KEYED = (schema.run, schema.place, schema.source)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was recorded: where, and what is wrong."""

    where: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


def entries(connection: Connection) -> int:
    """How many links the chain has."""
    return int(connection.execute(select(func.count()).select_from(schema.entry)).scalar_one())


def faults(connection: Connection, advance: Callable[[], None] = lambda: None) -> Iterator[Fault]:
    """Everything that is wrong, the database's own structure first; `advance` is called for each link.

    A row that no link covers was put in by another program; it is told after the links.
    """
    for check in (_structure, _index):
        yield from check(connection)
    before, expected = START, 1
    for entry in connection.execute(select(schema.entry.c.number).order_by(schema.entry.c.number)).scalars():
        advance()
        if entry != expected:
            yield Fault(f"entry {expected}", "is missing from the chain")
        expected = entry + 1
        before, fault = _link(connection, entry, before)
        if fault is not None:
            yield fault
    yield from _uncovered(connection)
    for table in _KEYED:
        yield from _keys(connection, table)


def _link(connection: Connection, number: int, before: str) -> tuple[str, Fault | None]:
    """The head that a link states, and what is wrong with the link or with the rows it covers."""
    where = f"entry {number}"
    try:
        with _attempted(connection):
            (entry,) = _raw(connection, schema.entry, "number = :number", number=number)
            kind, subject, head = entry["kind"], entry["subject"], entry["head"]
            where = f"{where} ({kind} {subject})"
            rows = list(rows_of(connection, kind, subject))
    except (DBAPIError, KeyError, ValueError) as problem:
        return before, Fault(where, f"cannot be read ({type(problem).__name__})")
    if not rows:
        return head, Fault(where, "what it covers is gone")
    if digest_of(rows) != entry["digest"]:
        name = next((row["id"] for table, row in rows if table == "document"), subject)
        return head, Fault(where, f"the rows of {kind} {name} are not those that were recorded")
    if head_of(before, kind, subject, entry["digest"], entry["recorded_at"]) != head:
        return head, Fault(where, "does not follow from the entry before it")
    return head, next(_texts(rows, where), None)


def rows_of(connection: Connection, kind: str, subject: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows that an entry covers, as they are stored, each with its table's name."""
    if kind == "document":
        for table, condition in _OF_A_DOCUMENT:
            for row in _raw(connection, table, condition, number=int(subject)):
                if table is schema.claim:
                    # A number of the database's own making, to which nothing refers.
                    del row["number"]
                yield table.name, row
    elif kind == "carrier":
        number, position = subject.split("/")
        condition = "document = :number AND position = :position"
        for row in _raw(connection, schema.carrier, condition, number=int(number), position=int(position)):
            yield "carrier", row
    elif kind == "citation":
        for row in _raw(connection, schema.citation, "key = :key", key=subject):
            yield "citation", row
    else:
        for row in _raw(connection, _BY_NUMBER[kind], "number = :number", number=int(subject)):
            yield kind, row
        if kind == "judgement":
            for table in (schema.statement, schema.claim):
                for row in _raw(connection, table, "judgement = :number", number=int(subject)):
                    if table is schema.claim:
                        del row["number"]
                    yield table.name, row


def _raw(connection: Connection, table: Table, condition: str, **values: object) -> list[dict[str, Any]]:
    """Rows as they are stored, with no types put on them."""
    found = connection.execute(text(f"SELECT * FROM {table.name} WHERE {condition}"), values).mappings()
    return [{name: as_given_back(value) for name, value in row.items()} for row in found]


def _texts(rows: list[tuple[str, dict[str, Any]]], where: str) -> Iterator[Fault]:
    """Whether a document's text has its digest, and every claim's words stand where it says."""
    document = next((row for table, row in rows if table == "document"), None)
    if document is None:
        return
    whole = document["text"]
    if hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest() != document["text_sha256"]:
        yield Fault(where, f"the text of {document['id']} has not the digest that is stated")
    for table, row in rows:
        if table == "claim" and whole[row["start"] : row["end"]] != row["evidence"]:
            yield Fault(where, f"the words of {row['id']} do not stand where it says")


def _structure(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name != "sqlite":
        return
    try:
        for (said,) in connection.execute(text("PRAGMA integrity_check")):
            if said != "ok":
                yield Fault("the database", str(said))
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield Fault(f"table {row[0]}", f"row {row[1]} refers to a row of {row[2]} that is not there")
    except DBAPIError as problem:
        yield Fault("the database", f"cannot be read ({problem.orig})")


def _index(connection: Connection) -> Iterator[Fault]:
    try:
        with _attempted(connection):
            if connection.dialect.name == "sqlite":
                # The check is worded as an insertion and adds nothing.
                connection.execute(
                    text("INSERT INTO document_text(document_text, rank) VALUES ('integrity-check', 1)")
                )
                return
            if is_indexed(connection):
                return
    except DBAPIError:
        pass
    yield Fault("the full-text index", "does not hold what the documents hold")


def _attempted(connection: Connection) -> AbstractContextManager[object]:
    """PostgreSQL gives up a whole transaction for one statement that fails, unless it expects that."""
    return nullcontext() if connection.dialect.name == "sqlite" else connection.begin_nested()


def _uncovered(connection: Connection) -> Iterator[Fault]:
    """Rows that were put in past the chain."""
    subjects: dict[str, set[str]] = {}
    for kind, subject in connection.execute(select(schema.entry.c.kind, schema.entry.c.subject)):
        subjects.setdefault(kind, set()).add(subject)
    there: dict[str, Iterator[str]] = {
        "document": (str(n) for n in connection.execute(select(schema.document.c.number)).scalars()),
        "carrier": (
            f"{row.document}/{row.position}"
            for row in connection.execute(
                select(schema.carrier.c.document, schema.carrier.c.position).where(
                    schema.carrier.c.position > 0
                )
            )
        ),
        "citation": iter(connection.execute(select(schema.citation.c.key)).scalars()),
        **{
            kind: (str(n) for n in connection.execute(select(table.c.number)).scalars())
            for kind, table in _BY_NUMBER.items()
        },
    }
    for kind, found in there.items():
        for subject in found:
            if subject not in subjects.get(kind, ()):
                yield Fault(f"{kind} {subject}", "is in no entry of the chain")


def _keys(connection: Connection, table: Table) -> Iterator[Fault]:
    """Whether rows that are named by a digest of themselves are named rightly."""
    try:
        with _attempted(connection):
            kept = _raw(connection, table, "1 = 1")
        for row in kept:
            if _key_of(table, row) != row["key"]:
                yield Fault(f"{table.name} {row['key']}", "is not what was recorded")
    except (DBAPIError, ValueError) as problem:
        yield Fault(f"table {table.name}", f"cannot be read ({type(problem).__name__})")


def _key_of(table: Table, row: dict[str, Any]) -> str:
    rest = {name: value for name, value in row.items() if name != "key"}
    if table is schema.run:
        rest = {name: json.loads(v) if name in ("knowledge", "settings") else v for name, v in rest.items()}
    words = json.dumps(rest, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(words.encode()).hexdigest()[:16]
