"""How long a server asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from sayso.fetching.client import Answer

_LONGEST = timedelta(days=1)


def asked_to_wait(answer: Answer, now: datetime) -> timedelta:
    """What the server asks by Retry-After, in seconds or by a date; a day at the most."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isdecimal():
        return min(timedelta(seconds=int(said[:7])), _LONGEST)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return timedelta()
    until = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta()), _LONGEST)
