"""Rows into tables by the thousand: each value is made ready once, for the database and for the chain.

The statements are SQLAlchemy's own and the values are those it would bind; only its work for each single
row is left out, which costs as much as the database's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Float, Table, insert, select
from sqlalchemy.types import TypeDecorator

from sayso.ledger.portions import in_portions

Values = list[Any]

_text = json.encoder.encode_basestring_ascii


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What is the same for every row of a table."""

    sql: str
    is_positional: bool
    names: tuple[str, ...]
    """The columns, in the order of the values."""
    empty: dict[str, None]
    in_order: Callable[[dict[str, Any]], tuple[Any, ...]]
    processors: tuple[tuple[int, Callable[[Any], Any]], ...]
    keys: tuple[tuple[int, str], ...]
    """Where each column's value is, in the order of the names, with the name as JSON writes it."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Rows of one table as they are bound."""

    table: Table
    rows: list[Values]

    def lines(self, dialect: Dialect) -> Iterable[str]:
        """Each row as `chain.digest_of` writes it down."""
        prepared = _prepared(self.table, dialect)
        opening = f"[{_text(self.table.name)}, {{"
        for row in self.rows:
            told = [
                key + _WRITERS[type(row[at])](row[at]) for at, key in prepared.keys if row[at] is not None
            ]
            yield opening + ", ".join(told) + "}]"


def bound(table: Table, rows: Iterable[dict[str, Any]], dialect: Dialect) -> Bound:
    """Rows by column name as values that the database takes; a column that a row has not is null."""
    prepared = _prepared(table, dialect)
    empty, in_order, processors = prepared.empty, prepared.in_order, prepared.processors
    made = []
    for row in rows:
        values = list(in_order(empty | row))
        for at, process in processors:
            if values[at] is not None:
                values[at] = process(values[at])
        made.append(values)
    return Bound(table, made)


def insert_bound(connection: Connection, batches: Sequence[Bound]) -> None:
    """Add the rows of one table."""
    rows = [row for batch in batches for row in batch.rows]
    if not rows:
        return
    prepared = _prepared(batches[0].table, connection.dialect)
    given: list[Any]
    if prepared.is_positional:
        given = [tuple(row) for row in rows]
    else:
        given = [dict(zip(prepared.names, row, strict=True)) for row in rows]
    connection.exec_driver_sql(prepared.sql, given)


def insert_missing(connection: Connection, table: Table, found: Iterable[dict[str, Any]]) -> None:
    """Add rows under keys that are digests of them: what is there is the same, so it needs no link."""
    by_key = {row["key"]: row for row in found}
    for some in in_portions(list(by_key)):
        for key in connection.execute(select(table.c.key).where(table.c.key.in_(some))).scalars():
            del by_key[key]
    insert_bound(connection, [bound(table, by_key.values(), connection.dialect)])


def digest_of_bound(batches: Iterable[Bound], dialect: Dialect) -> str:
    """The hash of rows, as `chain.digest_of` tells it of the same rows when they are read again."""
    lines = sorted(line for batch in batches for line in batch.lines(dialect))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@lru_cache(maxsize=64)
def _prepared(table: Table, dialect: Dialect) -> _Prepared:
    # A number of the database's own making is left to it.
    columns = [each for each in table.c if not _is_its_own(each)]
    compiled = insert(table).inline().compile(dialect=dialect, column_keys=[each.name for each in columns])
    order = compiled.positiontup if compiled.positional else [each.name for each in columns]
    names = tuple(order or ())
    processors = [(at, _processor(table.c[name], dialect)) for at, name in enumerate(names)]
    return _Prepared(
        sql=str(compiled),
        is_positional=bool(compiled.positional),
        names=names,
        empty=dict.fromkeys(names),
        in_order=itemgetter(*names),
        processors=tuple((at, process) for at, process in processors if process is not None),
        keys=tuple((names.index(name), f"{_text(name)}: ") for name in sorted(names)),
    )


def _is_its_own(column: Column[Any]) -> bool:
    return column.table.name == "claim" and column.name == "number"


def _processor(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    kind = column.type
    if isinstance(kind, Float):
        return float
    if isinstance(kind, TypeDecorator):
        # Ours are all kept as text, for which nothing more is to be done.
        return lambda value: kind.process_bind_param(value, dialect)
    return kind.dialect_impl(dialect).bind_processor(dialect)


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: _text,
    int: int.__repr__,
    float: float.__repr__,
    bool: lambda value: "1" if value else "0",
    date: lambda value: _text(value.isoformat()),
}
"""A bound value as JSON writes what `columns.as_given_back` makes of it, by its type."""
