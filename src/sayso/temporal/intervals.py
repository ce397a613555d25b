"""Intervals of civil time, by the conventions that this package keeps.

Small hours 00-06, dawn 04-07, early on a day 00-08, morning 06-12, afternoon 12-18, evening 18-24, late
on a day 20-24, the night of a day 20:00 to 06:00 on the next; seasons are meteorological.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from dateutil.relativedelta import relativedelta

from sayso.model import Precision, When

DAY_MINUTES = 24 * 60
NIGHT = (20 * 60, 30 * 60)
EARLY = (0, 8 * 60)
LATE = (20 * 60, DAY_MINUTES)


def days(first: date, last: date, precision: Precision) -> When:
    """From one civil day to another, both included."""
    return When(first=first, last=last, precision=precision)


def hours(day: date, minutes: tuple[int, int], zone: tzinfo | None) -> When:
    """A part of a day, in minutes from its midnight (more than 1440 runs into the next day).

    Without a zone, only the day is kept: "local time" names hours that only the scene's zone can place.
    """
    return When(
        first=day + timedelta(days=minutes[0] // DAY_MINUTES),
        last=day + timedelta(days=(minutes[1] - 1) // DAY_MINUTES),
        precision=Precision.PART_OF_DAY,
        starts_at=_at(day, minutes[0], zone),
        ends_at=_at(day, minutes[1], zone),
    )


def instant(day: date, minutes: int, zone: tzinfo | None) -> When:
    """One instant, in minutes from the day's midnight; without a zone, only its day."""
    moment = _at(day, minutes, zone)
    day += timedelta(days=minutes // DAY_MINUTES)
    return When(first=day, last=day, precision=Precision.INSTANT, starts_at=moment, ends_at=moment)


def between(start: datetime, end: datetime, precision: Precision) -> When:
    """From one instant to another."""
    return When(first=start.date(), last=end.date(), precision=precision, starts_at=start, ends_at=end)


def month(year: int, number: int) -> When:
    """A whole month."""
    first = date(year, number, 1)
    return days(first, first + relativedelta(months=1, days=-1), Precision.MONTH)


def season(year: int, first_month: int) -> When:
    """Three months from the first one; a winter belongs to the year in which it begins."""
    first = date(year, first_month, 1)
    return days(first, first + relativedelta(months=3, days=-1), Precision.SEASON)


def year(number: int) -> When:
    """A whole year."""
    return days(date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


def week(day: date) -> When:
    """The week, Monday to Sunday, that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return days(monday, monday + timedelta(days=6), Precision.WEEK)


def weekend(day: date) -> When:
    """The Saturday and Sunday of the week that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return days(monday + timedelta(days=5), monday + timedelta(days=6), Precision.VAGUE)


def edge(whole: When, part: int) -> When:
    """A stretch of a month, season, week or year: 0 first third, 1 middle, 2 last third (three days of a
    week), 3 first and 4 last sixth (five days of a month)."""
    if whole.first is None or whole.last is None:
        return whole
    size = (whole.last - whole.first).days + 1
    if size < 3:
        return whole  # "late Easter" is Easter
    if size > 3 * 366 and part < 3:  # a decade: four years, three, three; a century likewise
        years = round(size / 365.25)
        edges = (0, years * 4 // 10, years * 7 // 10, years)
        start, end = (whole.first + relativedelta(years=edges[i]) for i in (part, part + 1))
        return days(start, end - timedelta(days=1), Precision.VAGUE)
    if size > 360 and part < 3:
        start = whole.first + relativedelta(months=4 * part)
        return days(start, start + relativedelta(months=4, days=-1), Precision.VAGUE)
    third, few = 3 if size == 7 else size // 3, max(1, size // 6)
    offsets = {
        0: (0, third - 1),
        1: (size // 3, size - size // 3 - 1),
        2: (size - third, size - 1),
        3: (0, few - 1),
        4: (size - few, size - 1),
    }[part]
    first, last = (whole.first + timedelta(days=offset) for offset in offsets)
    return days(first, last, Precision.VAGUE)


def joined(left: When, right: When) -> When | None:
    """From the beginning of one to the end of the other; None where they stand the wrong way round."""
    if left.first is None or right.last is None or left.first > right.last:
        return None
    timed = left.starts_at is not None and right.ends_at is not None
    return When(
        first=left.first,
        last=right.last,
        precision=left.precision if left.precision is right.precision else Precision.VAGUE,
        starts_at=left.starts_at if timed else None,
        ends_at=right.ends_at if timed else None,
    )


def _at(day: date, minutes: int, zone: tzinfo | None) -> datetime | None:
    if zone is None:
        return None
    return datetime.combine(day, time.min, zone) + timedelta(minutes=minutes)
