"""The claims of the ledger, filtered, page by page."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from sayso.answers.exports import claims_as_csv
from sayso.answers.values import claim_value
from sayso.errors import SaysoError
from sayso.ingest import parse_publication
from sayso.ledger import Bookmark, ClaimFilter
from sayso.model import Certainty, Kind, Polarity
from sayso.web.api.documents import csv_of
from sayso.web.asking import LONGEST_NAME, TheDesk

router = APIRouter(prefix="/api/claims", tags=["claims"])
Name = Annotated[str | None, Query(max_length=LONGEST_NAME)]
Day = Annotated[str | None, Query(max_length=40)]


class CursorError(SaysoError):
    """A `cursor` that no page gave."""


@router.get("", summary="Claims that meet all of what is asked for, page by page")
def claims(
    desk: TheDesk,
    place: Name = None,
    party: Name = None,
    side: Name = None,
    source: Name = None,
    outlet: Name = None,
    kind: Annotated[list[Kind] | None, Query(max_length=20)] = None,
    polarity: Polarity | None = None,
    certainty: Annotated[list[Certainty] | None, Query(max_length=10)] = None,
    country: Name = None,
    theatre: Name = None,
    language: Name = None,
    since: Annotated[Day, Query(description="Published on that day or later.")] = None,
    until: Annotated[Day, Query(description="Published on that day or earlier.")] = None,
    about_from: Annotated[Day, Query(description="About a time that reaches to that day or later.")] = None,
    about_to: Annotated[Day, Query(description="About a time that begins by that day or earlier.")] = None,
    as_known: Day = None,
    as_recorded: Day = None,
    contested: bool = False,
    cursor: Annotated[
        str | None, Query(max_length=1_000, description="`next` of the page before; goes on behind it.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    format: Annotated[str, Query(pattern="^(json|csv)$")] = "json",
) -> Response:
    """`{"claims", "next"}`, in the order in which the world could know them. A page may hold fewer than
    `limit` and still be followed by others: `next` is null after the last."""
    today = desk.settings.clock().date()
    chosen = ClaimFilter(
        place=place,
        party=party,
        side=side,
        source=source,
        outlet=outlet,
        kinds=tuple(kind) if kind else None,
        polarity=polarity,
        certainties=tuple(certainty) if certainty else None,
        country=country,
        theatre=theatre,
        language=language,
        published_from=_day(since, today),
        published_to=_day(until, today),
        about_from=_day(about_from, date.max),
        about_to=_day(about_to, date.max),
        as_known=_moment(as_known, today),
        as_recorded=_moment(as_recorded, today),
        contested=contested,
    )
    page = desk.ledger.claim_page(chosen, _bookmark(cursor) if cursor else None, limit=limit)
    following = _cursor(page.following) if page.following else None
    if format == "csv":
        answer = csv_of(claims_as_csv(desk.ledger, page.claims), "claims")
        if following:
            answer.headers["x-next"] = following
        return answer
    value: dict[str, Any] = {"claims": [claim_value(each) for each in page.claims], "next": following}
    return JSONResponse(value)


def _day(words: str | None, today: date) -> date | None:
    return parse_publication(words, today=today).day if words else None


def _moment(words: str | None, today: date) -> date | datetime | None:
    if not words:
        return None
    found = parse_publication(words, today=today)
    return found.instant or found.day


def _cursor(mark: Bookmark) -> str:
    told = json.dumps([mark.known_from.isoformat(), mark.document, mark.position])
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _bookmark(cursor: str) -> Bookmark:
    try:
        told = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        known_from, document, position = told
        mark = Bookmark(datetime.fromisoformat(known_from), document, position)
    except (binascii.Error, ValueError, TypeError, RecursionError):
        raise CursorError("that cursor is of no page; begin without one") from None
    is_sound = isinstance(document, str) and (position is None or type(position) is int)
    if mark.known_from.tzinfo is None or not is_sound or (position is not None and not 0 <= position < 2**31):
        raise CursorError("that cursor is of no page; begin without one")
    return mark
