"""Instants as feeds, letters and exports write them. Unknown stays unknown: what does not parse is None."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz

from sayso.errors import InvalidDateError
from sayso.ingest.dates import parse_publication
from sayso.model import Publication

_LETTER_DATE = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?\d{1,2}[\s-]+[a-z]{3,9}\.?[\s-]+(?:\d{4}|\d{2})\s+"
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s+(?P<zone>[a-z]{1,5}|[+-]\d{4}))?(?:\s*\([^()]{0,40}\))?",
    re.I,
)
"""As in e-mails and RSS: "Sat, 14 Jan 2023 10:30:00 +0200"."""

_ZONES = ("Z", "UT", "UTC", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT")
"""The letters that the standard of e-mail gives an offset. All others are used by several countries."""

_EARLIEST = 0
_LATEST = 253_370_764_800
"""Seconds that calendars of four-digit years can show."""


def publication_or_none(value: object, *, today: date) -> Publication | None:
    """The publication that a feed or a letter states; None for what is no date, or none that can be.

    A time without a zone, or in a zone known only by letters that several countries use, leaves the day.
    """
    if not isinstance(value, str) or not value.strip() or len(value) > 100:
        return None
    words = " ".join(value.split())
    try:
        return parse_publication(words, today=today)
    except InvalidDateError:
        return _letter_date(words, today)


def instant_or_none(value: object, *, today: date) -> datetime | None:
    """The instant that a file states with its zone, else None."""
    found = publication_or_none(value, today=today)
    return found.instant if found else None


def unix_instant(value: object, *, today: date) -> datetime | None:
    """Seconds since 1970, as a number or in digits, as an instant; None where it can be no report's."""
    if isinstance(value, bool) or not isinstance(value, int | str) or len(str(value)) > 12:
        return None
    digits = str(value).strip()
    if not (digits.isascii() and digits.isdigit()) or not _EARLIEST < int(digits) < _LATEST:
        return None
    instant = datetime.fromtimestamp(int(digits), UTC)
    return instant if instant.date() <= today + timedelta(days=1) else None


def _letter_date(words: str, today: date) -> Publication | None:
    found = _LETTER_DATE.fullmatch(words)
    parsed = parsedate_tz(words) if found else None
    if found is None or parsed is None:
        return None
    year, month, day, hour, minute, second, *_, offset = parsed
    zone_name = (found["zone"] or "").upper()
    if (zone_name.isalpha() and zone_name not in _ZONES) or not zone_name:
        # The library takes what it does not know for UTC. We do not.
        offset = None
    try:
        civil = date(year, month, day)
        if offset is None:
            return _bounded(Publication(civil), today)
        zone = UTC if not offset else timezone(timedelta(seconds=offset))
        clock = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    except (ValueError, OverflowError):
        return None
    return _bounded(Publication(civil, clock), today)


def _bounded(published: Publication, today: date) -> Publication | None:
    is_possible = date(1900, 1, 1) <= published.day <= today + timedelta(days=1)
    return published if is_possible else None
