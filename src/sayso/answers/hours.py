"""An hour in the words of whoever asks: "24h", "3 days ago", "yesterday 18:00", a day, an instant."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, tzinfo

from sayso.errors import InvalidDateError
from sayso.ingest import parse_publication

_AGO = re.compile(r"(\d{1,4})\s*(m|min|minutes?|h|hours?|d|days?)(?:\s+ago)?", re.I)
_DAY = re.compile(r"(today|yesterday)(?:\s+(\d{1,2}):(\d{2}))?", re.I)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def hour_of(words: str, now: datetime, zone: tzinfo | None = None) -> datetime:
    """The instant that the words mean at `now`.

    "Yesterday 18:00" is told by the clock of the zone, by default this machine's; a day begins at midnight
    UTC. Raises `InvalidDateError` for words that mean none, and for a time of day without a zone.
    """
    if ago := _AGO.fullmatch(words.strip()):
        return now - timedelta(**{_UNITS[ago[2][0].lower()]: int(ago[1])})
    if named := _DAY.fullmatch(words.strip()):
        day = now.date() - timedelta(days=named[1].lower() == "yesterday")
        try:
            clock = time(int(named[2] or 0), int(named[3] or 0))
        except ValueError:
            raise InvalidDateError(words, "has no such time of day") from None
        told = datetime.combine(day, clock)
        return told.astimezone() if zone is None else told.replace(tzinfo=zone)
    try:
        found = parse_publication(words, today=now.date())
    except InvalidDateError as told:
        remedy = "; or say how long ago, as in 24h or 3 days, or yesterday 18:00"
        raise InvalidDateError(told.value, f"{told.problem}{remedy}") from None
    if found.instant is None and ":" in words:
        raise InvalidDateError(words, "has a time of day and no zone: write 2023-01-14T10:30:00+02:00")
    return found.instant or datetime.combine(found.day, time.min, UTC)
