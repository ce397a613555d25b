"""Voices as JSON and as tables."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from sayso.answers.profile_values import profile_value
from sayso.answers.voices import profiled, voice_lines, voice_value
from sayso.web.asking import LONGEST_NAME, TheDesk
from sayso.web.listing import VoicesNarrowed, voices_narrowed
from sayso.web.paging import Offset
from sayso.web.tables import Format, InFormat, csv_table

router = APIRouter(prefix="/api/sources", tags=["sources"])

_COLUMNS = (
    *("name", "org", "party", "side", "class", "basis", "claims", "own"),
    *("first_heard", "last_heard", "silence", "usual_pause", "silent_feed"),
)
_FRONTS = (
    *("voice", "place", "claims", "last_heard"),
    *("silence", "longest_silence", "usual_pause", "quiet_front"),
)


@router.get("", summary="Every voice of the ledger", response_model=None)
def all_sources(
    desk: TheDesk,
    wanted: VoicesNarrowed,
    offset: Offset = 0,
    limit: Annotated[int, Query(ge=1, le=50_000, description="At most so many.")] = 500,
    format: InFormat = Format.JSON,
) -> dict[str, Any] | Response:
    """`{"total", "sources"}`: what each was taken for with the basis of it, how much it says, whether it is
    still heard. The table has the label that was recorded last."""
    found = voices_narrowed(desk.kept("voices", lambda: voice_lines(desk.ledger)), wanted)
    values = [voice_value(each) for each in found[offset : offset + limit]]
    if format is Format.CSV:
        return csv_table("sources", _COLUMNS, ({**each, **(each["labels"] or [{}])[-1]} for each in values))
    return {"total": len(found), "sources": values}


@router.get("/{name:path}", summary="One voice", response_model=None)
def one_source(
    desk: TheDesk,
    name: Annotated[str, Path(max_length=LONGEST_NAME)],
    format: InFormat = Format.JSON,
) -> dict[str, Any] | Response:
    """What `sayso sources NAME --json` writes; as a table the places that it speaks of."""
    profile, records = desk.kept(("profile", name), lambda: profiled(desk.ledger, name))
    value = profile_value(profile, records)
    if format is Format.CSV:
        rows = ({**each, "voice": value["name"]} for each in value["fronts"])
        return csv_table("source", _FRONTS, rows)
    return value
