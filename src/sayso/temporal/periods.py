"""The meaning of longer stretches: months, seasons, quarters, weeks, years, and parts of them."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from sayso.model import Precision, When
from sayso.temporal import intervals
from sayso.temporal.civil_days import day_of, nearest, years_around
from sayso.temporal.moments import moment
from sayso.temporal.phrase import Context, Phrase

_DAY = timedelta(days=1)


def stretch(phrase: Phrase, context: Context) -> When | None:
    """A month, season, quarter, year, week or weekend, or the stretch of it that the words name."""
    whole = _whole(phrase, context)
    if whole is None or whole.first is None or whole.last is None:
        return None
    if phrase.has("half"):
        middle = whole.first + (whole.last - whole.first) // 2
        second = phrase.number("ordinal") != 1
        return intervals.days(
            middle + _DAY if second else whole.first, whole.last if second else middle, Precision.VAGUE
        )
    if phrase.has("of") and phrase.unit in ("day", "week") and phrase.has("ordinal", "last"):
        return _some_of(phrase, whole.first, whole.last)
    edge = phrase.number("edge")
    if edge is not None:
        return intervals.edge(whole, edge)
    return _up_to_publication(phrase, whole, context)


def _some_of(phrase: Phrase, first: date, last: date) -> When:
    """ "The first days of September" (five where none are counted), "the last week of May"."""
    counted = phrase.number("num", "numword")
    size = (counted or 1) * 7 if phrase.unit == "week" else counted or (5 if phrase.has("units") else 1)
    if phrase.has("last"):
        return intervals.days(last - timedelta(days=size - 1), last, Precision.VAGUE)
    start = first + timedelta(days=size * ((phrase.number("ordinal") or 1) - 1))
    return intervals.days(start, start + timedelta(days=size - 1), Precision.VAGUE)


def _up_to_publication(phrase: Phrase, whole: When, context: Context) -> When:
    shift, today = phrase.number("shift"), context.today
    if shift is None or today is None or whole.first is None or whole.last is None:
        return whole
    if not whole.first <= today <= whole.last:
        return whole
    if shift < 0:
        return intervals.days(whole.first, today, whole.precision)
    return intervals.days(today, whole.last, whole.precision)


def _whole(phrase: Phrase, context: Context) -> When | None:
    unit = phrase.unit
    year = phrase.number("year") or context.year
    if phrase.has("that", "same") or (unit and _is_beside_reference(phrase)):
        return _beside_period(phrase, context)
    if phrase.has("this", "last", "previous", "next") and unit == "year" and context.today:
        year = context.today.year + _direction(phrase)
    if phrase.has("month", "month_short"):
        return _month(phrase, year, context)
    if phrase.has("season", "fall"):
        return _season(phrase, year, context)
    if phrase.has("holiday"):
        return moment(Phrase(tuple(t for t in phrase if t.kind in ("holiday", "year")), {}), context)
    if phrase.has("quarter"):
        return _quarter(phrase, year, context)
    if phrase.has("decade"):
        decade = phrase.number("decade") or 0
        return _years(decade, decade + 9)
    if phrase.has("century"):
        last = 100 * (phrase.number("nth", "ordinal") or 0)
        return _years(last - 99, last) if last else None
    if year is not None:
        return intervals.year(year)
    return _relative_unit(phrase, context)


def _years(first: int, last: int) -> When:
    return intervals.days(date(first, 1, 1), date(last, 12, 31), Precision.VAGUE)


def week_of(phrase: Phrase, context: Context) -> When | None:
    """ "The week of 2 January": the one that holds the day."""
    day = day_of(phrase.part("LEFT"), context)
    return intervals.week(day) if day is not None and phrase.unit == "week" else None


def _direction(phrase: Phrase) -> int:
    if phrase.has("before"):  # "the week before last"
        return -2
    return -1 if phrase.has("last", "previous") else 1 if phrase.has("next") else 0


def _month(phrase: Phrase, year: int | None, context: Context) -> When | None:
    number = phrase.number("month", "month_short") or 1
    if year is not None:
        return intervals.month(year, number)
    first = nearest_first(number, phrase, context, months=1)
    return intervals.month(first.year, number) if first else None


def _season(phrase: Phrase, year: int | None, context: Context) -> When | None:
    number = phrase.number("season", "fall") or 3
    if year is not None:
        # "Winter 2014" may be either of two winters; "winter 2014-15" is one.
        if phrase.number("num") == (year + 1) % 100:
            return intervals.season(year, number)
        return intervals.season(year, number) if number != 12 else None
    first = nearest_first(number, phrase, context, months=3)
    return intervals.season(first.year, number) if first else None


def _quarter(phrase: Phrase, year: int | None, context: Context) -> When | None:
    number = phrase.number("ordinal") or 0
    if not 1 <= number <= 4 or (context.today is None and year is None):
        return None
    month = 3 * number - 2
    if year is not None:
        return intervals.season(year, month)
    first = nearest_first(month, phrase, context, months=3)
    return intervals.season(first.year, month) if first else None


def nearest_first(number: int, phrase: Phrase, context: Context, *, months: int) -> date | None:
    """The first day of the stretch of `months` months from month `number` that the words mean."""
    today = context.today
    if today is None:
        return None
    length = relativedelta(months=months)
    starts = [date(year, number, 1) for year in years_around(context) if year < 9999]
    running = [start for start in starts if start <= today < start + length]
    if phrase.has("last", "previous"):
        return max((start for start in starts if start + length <= today), default=None)
    if phrase.has("next"):
        return min((start for start in starts if start > today), default=None)
    if running and not context.told_from:
        return running[0]
    if phrase.has("this"):
        # "This spring" in a report of February lies ahead, in one of October behind.
        same_year = [start for start in starts if start.year == today.year]
        return same_year[0] if same_year else None
    return nearest(starts, context)


def _is_beside_reference(phrase: Phrase) -> bool:
    return phrase.number("next") == 1 or phrase.has("previous")


def _beside_period(phrase: Phrase, context: Context) -> When | None:
    """ "That year", "the following month": counted from the day, month or year last spoken of."""
    base = context.period.first if context.period else context.reference
    if base is None or (context.period and context.period.precision.value not in (phrase.unit, "month")):
        return None
    return _unit_at(base, phrase.unit if not context.period or phrase.unit != "week" else None, phrase)


def _relative_unit(phrase: Phrase, context: Context) -> When | None:
    following = _is_beside_reference(phrase)
    today = context.reference if following else context.today
    if today is None:
        return None
    if phrase.has("weekend"):
        return _weekend(phrase, today, context)
    return _unit_at(today, phrase.unit, phrase)


def _unit_at(today: date, unit: str | None, phrase: Phrase) -> When | None:
    step = _direction(phrase)
    match unit:
        case "week":
            return intervals.week(today + timedelta(weeks=step))
        case "month":
            start = today.replace(day=1) + relativedelta(months=step)
            return intervals.month(start.year, start.month)
        case "year":
            return intervals.year(today.year + step)
        case _:
            return None


def _weekend(phrase: Phrase, today: date, context: Context) -> When:
    this = intervals.weekend(today)
    if phrase.has("next"):
        return intervals.weekend(today + timedelta(weeks=1))
    running = this.first is not None and this.first <= today
    if (running and not phrase.has("last")) or phrase.has("this") or context.ahead is not None:
        return this
    return intervals.weekend(today - timedelta(weeks=1))


def nth_of_month(phrase: Phrase, context: Context) -> When | None:
    """ "The 13th of last month"."""
    month, number = _relative_unit(phrase, context), phrase.number("nth", "ordinal")
    if month is None or month.first is None or number is None or phrase.unit != "month":
        return None
    return When.on(month.first.replace(day=number))


def years_between(phrase: Phrase, context: Context) -> When | None:
    """ "2014-17"."""
    first, short = phrase.number("year") or 0, phrase.number("num") or 0
    last = first // 100 * 100 + short
    return intervals.joined(intervals.year(first), intervals.year(last)) if last > first else None


def periods_between(phrase: Phrase, context: Context) -> When | None:
    """From one month or year to another; a year named once, with the second, is the year of both."""
    right = phrase.part("RIGHT")
    end = stretch(right, context)
    if end is None or end.last is None:
        return None
    start = stretch(phrase.part("LEFT"), context.with_year(right.number("year")))
    if start is not None and start.first is not None and start.first > end.last:
        start = stretch(phrase.part("LEFT"), context.with_year(start.first.year - 1))
    return intervals.joined(start, end) if start is not None else None
