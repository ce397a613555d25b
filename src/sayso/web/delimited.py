"""Tables for spreadsheets, in which no cell can be run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from starlette.responses import Response

from sayso.export.columns import Type
from sayso.export.delimited import cell


def csv_response(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A file of that name, as RFC 4180 has it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([cell(each, Type.TEXT) for each in columns])
    for row in rows:
        writer.writerow([cell(*_typed(each)) for each in row])
    return Response(
        stream.getvalue().encode("utf-8", "replace"),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}.csv"'},
    )


def _typed(value: object) -> tuple[object, Type]:
    if isinstance(value, int | float):
        return value, Type.NUMBER
    return (None if value is None else str(value)), Type.TEXT
