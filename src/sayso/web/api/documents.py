"""One report as JSON: the record of what was read in it, and what the ledger knows beside."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import JSONResponse, Response

from sayso.answers.document import document_of, document_value
from sayso.answers.exports import claims_as_csv
from sayso.web.asking import LONGEST_NAME, TheDesk

router = APIRouter(prefix="/api/documents", tags=["documents"])
LONGEST_STRETCH = 200_000


@router.get("/{document_id:path}", summary="What was read in one report")
def one_document(
    document_id: Annotated[str, Path(max_length=LONGEST_NAME)],
    desk: TheDesk,
    offset: Annotated[int, Query(ge=0, le=10_000_000, description="Statements and claims from this on.")] = 0,
    limit: Annotated[int, Query(ge=1, le=5_000)] = 1_000,
    with_text: Annotated[bool, Query(description="Take a stretch of the words along.")] = False,
    text_from: Annotated[int, Query(ge=0, le=100_000_000)] = 0,
    text_length: Annotated[int, Query(ge=1, le=LONGEST_STRETCH)] = LONGEST_STRETCH,
    format: Annotated[
        str, Query(pattern="^(json|csv)$", description="`csv`: the claims as a table.")
    ] = "json",
) -> Response:
    """The record as `sayso read --json` writes it, a page of it where it is long (`totals`, `offset`,
    `limit`), and under `ledger` where document and claims stand, its versions, its carriers and what people
    judged."""
    answer = document_of(desk.ledger, document_id, name=desk.shown_name)
    if format == "csv":
        return csv_of(claims_as_csv(desk.ledger, [each.recorded for each in answer.claims]), "claims")
    stretch = (text_from, text_from + text_length) if with_text else None
    value: dict[str, Any] = document_value(answer, offset=offset, limit=limit, text=stretch)
    return JSONResponse(value)


def csv_of(table: bytes, name: str) -> Response:
    """A table to be kept as a file."""
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(table, media_type="text/csv; charset=utf-8", headers=headers)
