"""Times counted from the first day of a war: "the 324th day of the war", "two weeks into the invasion"."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.model import Precision, When
from sayso.temporal import intervals
from sayso.temporal.counting import count, length
from sayso.temporal.phrase import Context, Phrase

_DAY = timedelta(days=1)
_NEWS = timedelta(days=7)
"""A day of the war that is told of as news lies no further back."""
_FIRST_DAYS = 5


def nth_of_war(phrase: Phrase, context: Context) -> When | None:
    """ "The 324th day of the war", "day 100 of the invasion", "the third week", "the first days"."""
    number = phrase.number("nth", "ordinal", "num", "bignum", "year")
    unit = phrase.unit
    if number is None or number < 1 or unit is None:
        return None
    if unit == "day":
        if phrase.has("units"):
            start = first_day(context) if number == 1 else None
            ends = start + (_FIRST_DAYS - 1) * _DAY if start else None
            return intervals.days(start, ends, Precision.VAGUE) if start and ends else None
        start = first_day(context, after=(number - 1) * _DAY)
        return When.on(start + (number - 1) * _DAY) if start else None
    start = first_day(context)
    if start is None or phrase.has("units") or unit not in ("week", "month", "year"):
        return None
    first, following = (start + length(times, unit) for times in (number - 1, number))
    if context.today is not None and first > context.today:
        return None
    return intervals.days(first, following - _DAY, Precision(unit))


def since_the_war(phrase: Phrase, context: Context) -> When | None:
    """ "Since the start of the war", "since the invasion began": its first day."""
    start = first_day(context)
    begins = phrase.number("edge") == 3 or phrase.number("verb") == 4
    return When.on(start) if start and begins else None


def into_the_war(phrase: Phrase, context: Context) -> When | None:
    """ "Two weeks into the war", "a month after the invasion began"."""
    counted, unit, start = count(phrase), phrase.unit, first_day(context)
    if phrase.has("eve"):
        return When.on(start - _DAY) if start else None
    if counted is None or start is None or unit in (None, "hour", "minute"):
        return None
    sign = -1 if phrase.has("before") else 1
    day = start + length(counted, unit) * sign
    if context.today is not None and day > context.today + _DAY:
        return None
    if unit in ("day", "week", "fortnight") or phrase.has("into"):
        return When.on(day)
    return intervals.month(day.year, day.month)


def first_day(context: Context, after: timedelta | None = None) -> date | None:
    """Day 1 of the war that the text is about.

    Of several wars it is the one whose day in question is news: that the text reports the 324th day of
    the war on the day it came tells which war is meant. Without that, only a war that is known counts.
    """
    today = context.today
    begun = [day for day in context.first_days if today is None or day <= today]
    if after is not None and today is not None:
        begun = [day for day in begun if day + after <= today + _DAY]
        news = [day for day in begun if today - _NEWS <= day + after]
        if len(news) == 1:
            return news[0]
    return begun[0] if len(begun) == len(context.first_days) == 1 else None
