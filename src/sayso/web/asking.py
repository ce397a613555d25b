"""What a request asks: the day and the view, read from its query in one way everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Query, Request

from sayso.answers.place import View, latest_day
from sayso.errors import InvalidDateError
from sayso.ingest import parse_publication
from sayso.model import Publication
from sayso.web.desk import Desk

_LONGEST = 40
_LOST_PLUS = re.compile(r"(?<=:\d\d) (?=\d\d:\d\d$)")
LONGEST_NAME = 300
"""Characters of a name of a place, a voice or a document that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The day, the view of the record, and how many days of voices. `is_given` tells whether the query named
    the day: an address that does not names the last that the ledger knows, and moves with it."""

    day: date
    view: View
    days: int
    is_given: bool

    def query(self) -> dict[str, str]:
        """The query that asks the same again."""
        told = {"on": self.day.isoformat(), "days": str(self.days)}
        if self.view.as_known is not None and self.view.as_known != self.day:
            told["as_known"] = self.view.as_known.isoformat()
        if self.view.as_recorded is not None:
            told["as_recorded"] = self.view.as_recorded.isoformat()
        return told


def the_desk(request: Request) -> Desk:
    """The desk that a request is put to."""
    desk: Desk = request.app.state.desk
    return desk


def last_day(desk: Desk) -> date:
    """The last day on which any report was published. Raises `LedgerError` where none is dated."""
    return desk.kept("latest day", lambda: latest_day(desk.ledger))


def asked(
    request: Request,
    on: Annotated[
        str | None, Query(max_length=_LONGEST, description="The day asked about; by default the last known.")
    ] = None,
    as_known: Annotated[
        str | None,
        Query(max_length=_LONGEST, description="Only what was published by then; by default the day itself."),
    ] = None,
    as_recorded: Annotated[
        str | None, Query(max_length=_LONGEST, description="Only what the ledger held by then.")
    ] = None,
    days: Annotated[int, Query(ge=1, le=3660, description="Voices of so many days.")] = 14,
) -> Asked:
    """The day and view of a request. Raises `InvalidDateError` for what is no day, or no instant."""
    desk = the_desk(request)
    given = _published(desk, on)
    day = given.day if given else last_day(desk)
    known = _moment(_published(desk, as_known)) or day
    recorded = _moment(_published(desk, as_recorded))
    last = known.date() if isinstance(known, datetime) else known
    view = View(as_known=known, as_recorded=recorded, hindsight=last > day)
    return Asked(day=day, view=view, days=days, is_given=given is not None)


def a_day(desk: Desk, words: str | None) -> date | None:
    """The day that a word of a query means; None where it is empty. Raises `InvalidDateError`."""
    found = _published(desk, words)
    return found.day if found else None


def _published(desk: Desk, words: str | None) -> Publication | None:
    if not words:
        return None
    # In an address, the plus of a zone reads as a blank.
    written = _LOST_PLUS.sub("+", words.strip())
    found = parse_publication(written, today=desk.settings.clock().date())
    if ":" in words and found.instant is None:
        raise InvalidDateError(words, "has a time of day and no zone: write 2023-01-14T10:30:00Z")
    return found


def _moment(given: Publication | None) -> date | datetime | None:
    return None if given is None else given.instant or given.day


TheDesk = Annotated[Desk, Depends(the_desk)]
OnDay = Annotated[Asked, Depends(asked)]
