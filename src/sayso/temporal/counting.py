"""The meaning of spans counted from a day: "two days ago", "a week later", "in the past four days"."""

from __future__ import annotations

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from sayso.model import Precision, When
from sayso.temporal import intervals
from sayso.temporal.moments import moment
from sayso.temporal.phrase import Context, Phrase

_PRECISION = {
    "minute": Precision.INSTANT,
    "hour": Precision.DAY,
    "day": Precision.DAY,
    "week": Precision.WEEK,
    "fortnight": Precision.WEEK,
    "month": Precision.MONTH,
    "year": Precision.YEAR,
}
_FEW = (2, 7)


def ago(phrase: Phrase, context: Context) -> When | None:
    """ "Two days ago", "three months ago", "two years ago today"."""
    counted, unit = _count(phrase), phrase.unit
    if context.today is None or unit is None:
        return None
    if counted is None:
        # "Days ago" and "several days ago" leave a window; weeks, months and years would leave a guess.
        few = _few(phrase) if unit == "day" else None
        if few is None:
            return None
        today = context.today
        return intervals.days(today - timedelta(days=few[1]), today - timedelta(days=few[0]), Precision.VAGUE)
    if unit in ("hour", "minute"):
        return _hours_ago(counted, unit, context)
    day = context.today - _length(counted, unit)
    if phrase.has("dayword") or unit in ("day", "week", "fortnight"):
        return When.on(day)
    return intervals.month(day.year, day.month) if unit == "month" else intervals.year(day.year)


def _hours_ago(counted: int, unit: str, context: Context) -> When | None:
    instant = context.published.instant if context.published else None
    if instant is None:
        return None
    moment = instant - timedelta(**{f"{unit}s": counted})
    return intervals.between(moment, moment, Precision.INSTANT)


def earlier_or_later(phrase: Phrase, context: Context) -> When | None:
    """ "A day earlier", "two weeks later": counted from the day last spoken of."""
    counted, unit = _count(phrase), phrase.unit
    if context.reference is None or counted is None or unit in (None, "hour", "minute"):
        return None
    sign = phrase.number("shift", "before", "after") or 1
    day = context.reference + _length(counted, unit) * sign
    if unit in ("day", "week", "fortnight"):
        return When.on(day)
    return intervals.month(day.year, day.month) if unit == "month" else intervals.year(day.year)


def rolling(phrase: Phrase, context: Context) -> When | None:
    """ "In the past four days", "over the last 24 hours", "in the coming weeks", "within a week"."""
    unit = phrase.unit
    if context.today is None or unit is None:
        return None
    inside = phrase.has("within", "in") and not _looks_back(phrase)
    forward = phrase.has("next") or (inside and context.ahead is not None)
    if not forward and not _looks_back(phrase) and not phrase.has("within"):
        return None
    counted, precision = _count(phrase), _PRECISION[unit]
    if counted is None and (phrase.has("quantity", "recent") or phrase.has("units")):
        few = _few(phrase)
        if few is None or unit not in ("day", "week"):
            return None
        counted, precision = few[1] if unit == "day" else min(few[1], 6), Precision.VAGUE
    counted = counted or 1
    if unit in ("hour", "minute"):
        return _rolling_hours(counted, unit, context, forward)
    length = _length(counted, unit)
    today = context.today
    exact = phrase.has("in") and not phrase.has("next")
    if inside and forward and exact and unit in ("day", "week"):
        return When.on(today + length)  # "they will return in two weeks"
    first, last = (today, today + length) if forward else (today - length, today)
    return intervals.days(first, last, precision)


def _rolling_hours(counted: int, unit: str, context: Context, forward: bool) -> When | None:
    instant = context.published.instant if context.published else None
    length = timedelta(**{f"{unit}s": counted})
    if instant is not None:
        ends = (instant, instant + length) if forward else (instant - length, instant)
        return intervals.between(*ends, Precision.DAY)
    if context.today is None or counted % 24 or unit != "hour":
        return None
    ends_on = (context.today, context.today + length) if forward else (context.today - length, context.today)
    return intervals.days(*ends_on, Precision.DAY)


def counted_from(phrase: Phrase, context: Context) -> When | None:
    """ "120 hours from Monday evening": the days that the span touches."""
    counted, unit = _count(phrase), phrase.unit
    start = moment(phrase.part("LEFT"), context)
    if start is None or start.first is None or counted is None or unit in (None, "minute"):
        return None
    return intervals.days(start.first, start.first + _length(counted, unit), _PRECISION[unit or "day"])


def undated(phrase: Phrase, context: Context) -> None:
    """A time that the text leaves open: "for days", "recently", "two days after the attack"."""


def _looks_back(phrase: Phrase) -> bool:
    return phrase.has("past", "last", "recent")


def _count(phrase: Phrase) -> int | None:
    if phrase.has("quantity"):
        return None
    return phrase.number("num", "numword", "one")


def _few(phrase: Phrase) -> tuple[int, int] | None:
    value = phrase.number("quantity")
    return divmod(value, 100) if value else _FEW


def _length(counted: int, unit: str | None) -> relativedelta:
    if unit == "fortnight":
        return relativedelta(days=14 * counted)
    return relativedelta(**{f"{unit}s": counted})  # type: ignore[arg-type]  # the unit's name is data
