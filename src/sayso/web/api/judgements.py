"""What people decided about the record, and, with the token, deciding."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from sayso.answers.judging import judgement_value
from sayso.web.asking import LONGEST_NAME, TheDesk
from sayso.web.judging import Judged, decide

router = APIRouter(prefix="/api/judgements", tags=["judgements"])


@router.get("", summary="Every judgement, each with whether it still stands")
def judgements(
    desk: TheDesk,
    subject: Annotated[
        str | None, Query(max_length=LONGEST_NAME, description="A claim's id, or the name of a source.")
    ] = None,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> dict[str, Any]:
    """`{"judgements", "total"}`, in the order in which they were made."""
    found = desk.ledger.judgements(subject)
    shown = found[offset : offset + limit]
    return {"judgements": [judgement_value(*each) for each in shown], "total": len(found)}


@router.post("", status_code=201, summary="Reject, correct or verify a claim; take a judgement back")
def put_judgement(judged: Judged, desk: TheDesk) -> dict[str, Any]:
    """With `Authorization: Bearer TOKEN`. `{"judgement", "claim"}`: its number (null of a withdrawal), and
    the id of the claim that a correction put there. Nothing that was read is changed; estimates are reckoned
    anew."""
    made = decide(desk, judged)
    return {"judgement": made.number or None, "claim": made.claim}
