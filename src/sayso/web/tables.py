"""Tables as CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Query
from starlette.responses import Response

from sayso.export.columns import Type
from sayso.export.delimited import cell


class Format(StrEnum):
    """What a list can be had as."""

    JSON = "json"
    CSV = "csv"


InFormat = Annotated[Format, Query(description="`csv` gives the rows as a table.")]


def csv_table(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Response:
    """The rows as a file to download, RFC 4180 in UTF-8; lists are joined by semicolons."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return Response(
        stream.getvalue(),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}.csv"'},
    )


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return cell(value, Type.TRUTH)
    if isinstance(value, int | float):
        return cell(value, Type.NUMBER)
    if isinstance(value, list | tuple):
        return cell([str(each) for each in value], Type.LIST)
    return cell(value if value is None else str(value), Type.TEXT)
