"""The day, and where it is written the instant, at which a report came out.

Publication dates are the anchor of every "on Friday" in the text, so only forms with one reading
are taken. "01/02/2023" is January in New York and February in London: it is refused.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from sayso.errors import InvalidDateError
from sayso.model import Publication

_EARLIEST = date(1900, 1, 1)
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ISO_INSTANT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[T ](?P<clock>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s?"
    r"(?P<zone>Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?",
    re.I,
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY_FIRST = re.compile(rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{{4}})", re.I)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}([a-z]+)\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.I)


def parse_publication(value: str, *, today: date) -> Publication:
    """Read `2023-01-14`, `2023-01-14T10:30:00+03:00`, `14 January 2023` or `January 14, 2023`.

    A time of day without a zone is dropped: only the day is known then. `today` bounds the future;
    one day of grace covers zones that are ahead. Raises `InvalidDateError` for anything else.
    """
    words = " ".join(value.split())
    published = _iso_instant(words, value) or Publication(_day(words, value))
    if published.day < _EARLIEST:
        raise InvalidDateError(value, f"is before {_EARLIEST.year}: no report is that old")
    if published.day > today + timedelta(days=1):
        raise InvalidDateError(value, f"lies in the future (today is {today.isoformat()})")
    return published


def _iso_instant(words: str, value: str) -> Publication | None:
    found = _ISO_INSTANT.fullmatch(words)
    if found is None:
        return None
    day = _day(found["day"], value)
    zone = found["zone"]
    try:
        clock = datetime.fromisoformat(f"{day.isoformat()}T{found['clock']}{(zone or '').upper()}")
    except ValueError:
        raise InvalidDateError(value, "has a time of day or a zone that no clock shows") from None
    return Publication(day, clock if zone else None)


def _day(words: str, value: str) -> date:
    if found := _ISO_DAY.fullmatch(words):
        year, month, day = (int(part) for part in found.groups())
        return _calendar_day(year, month, day, value)
    if found := _DAY_FIRST.fullmatch(words):
        return _calendar_day(int(found[3]), _month(found[2], value), int(found[1]), value)
    if found := _MONTH_FIRST.fullmatch(words):
        return _calendar_day(int(found[3]), _month(found[1], value), int(found[2]), value)
    raise _no_date(value)


def _month(name: str, value: str) -> int:
    name = name.lower()
    for number, month in enumerate(_MONTHS, start=1):
        if name in (month, month[:3]) or (name, month) == ("sept", "september"):
            return number
    raise _no_date(value)


def _calendar_day(year: int, month: int, day: int, value: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidDateError(value, "is no day of the calendar") from None


def _no_date(value: str) -> InvalidDateError:
    return InvalidDateError(value, "is no date: write it as 2023-01-14 or 2023-01-14T10:30:00+03:00")
