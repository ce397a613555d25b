"""Tables as Parquet, for pandas, R, DuckDB and the like; needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, BinaryIO, Generic

from sayso.errors import UnwritableOutputError
from sayso.export.columns import Column, Row, Type, printable

_AT_ONCE = 20_000
"""Rows of one group; that many lie in memory."""


class ParquetFile(Generic[Row]):
    """One table. Every column has its type also where all of it is null."""

    def __init__(self, stream: BinaryIO, columns: Sequence[Column[Row]]) -> None:
        self._arrow, self._parquet = _libraries()
        self._columns = columns
        self._schema = self._arrow.schema([(each.name, _type(self._arrow, each.type)) for each in columns])
        self._writer = self._parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._waiting: list[dict[str, Any]] = []

    def write(self, row: Row) -> None:
        """Add a row."""
        self._waiting.append({each.name: _value(each.of(row), each.type) for each in self._columns})
        if len(self._waiting) >= _AT_ONCE:
            self._flush()

    def close(self) -> dict[str, int]:
        """Write what is left; there is nothing to count beside the rows."""
        self._flush()
        self._writer.close()
        return {}

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(self._arrow.Table.from_pylist(self._waiting, schema=self._schema))
            self._waiting.clear()


def _libraries() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UnwritableOutputError(
            "Parquet", "needs a library that is not installed", "pip install 'sayso[parquet]'"
        ) from None
    return pyarrow, pyarrow.parquet


def _type(arrow: Any, type_: Type) -> Any:
    return {
        Type.TEXT: arrow.string(),
        Type.LIST: arrow.list_(arrow.string()),
        Type.NUMBER: arrow.float64(),
        Type.INTEGER: arrow.int64(),
        Type.TRUTH: arrow.bool_(),
        Type.DAY: arrow.date32(),
        # An instant that keeps the zone it was told in is text: the format keeps one zone a column.
        Type.INSTANT: arrow.string(),
        Type.UTC: arrow.timestamp("us", tz="UTC"),
    }[type_]


def _value(value: Any, type_: Type) -> Any:
    if value is None:
        return None
    if type_ is Type.LIST:
        return [printable(str(each)) for each in value] or None
    if type_ is Type.INSTANT and isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return printable(value) if isinstance(value, str) else value
