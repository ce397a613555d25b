"""Which civil day the words mean: written dates, weekdays, holidays, yesterday."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sayso.model import TimeRole
from sayso.temporal import feasts
from sayso.temporal.phrase import Context, Phrase


def day_of(phrase: Phrase, context: Context) -> date | None:
    """The day that a phrase names; None where it names none, or none that can be reckoned."""
    whole = phrase.find("date")
    if whole is not None:
        return whole.value if isinstance(whole.value, date) else None
    if phrase.has("month", "month_short"):
        return _written_date(phrase, context)
    if phrase.has("holiday"):
        return _feast(phrase, context)
    if phrase.has("dayword"):
        offset = phrase.number("dayword") or 0
        return context.today + timedelta(days=offset) if context.today else None
    if phrase.has("weekday"):
        return _weekday(phrase, context)
    return None


def written_month(phrase: Phrase) -> int | None:
    """The number of the month that is named."""
    return phrase.number("month", "month_short")


def nearest(candidates: Iterable[date], context: Context) -> date | None:
    """The latest candidate that is not after publication, or the first from where the verb looks ahead.

    A day that has begun somewhere on earth counts as not after publication. After a date with its year
    a sentence goes on from there: "took it in May 2015 and left on 3 June".
    """
    if context.today is None:
        return None
    days = list(candidates)
    if context.ahead:
        return min((day for day in days if day >= context.ahead), default=None)
    past = [day for day in days if day <= context.today or context.has_begun_somewhere(day)]
    if context.told_from:
        past = [min((day for day in past if day >= context.told_from), default=past[-1])] if past else []
    return max(past, default=None)


def years_around(context: Context) -> range:
    """Years in which a date without one may lie: nine, so that every 29 February has its turn."""
    middle = context.today.year if context.today else 1
    return range(max(1, middle - 8), middle + 9)


def _written_date(phrase: Phrase, context: Context) -> date | None:
    month, number = written_month(phrase), phrase.number("num", "nth", "ordinal")
    if month is None or number is None:
        return None
    year = phrase.number("year") or context.year
    if year is not None:
        return _valid(year, month, number)
    candidates = [day for year in years_around(context) if (day := _valid(year, month, number))]
    named = phrase.number("weekday", "weekday_short")
    # "Sunday, 26 October" without a year: the year is the one in which that is a Sunday.
    fitting = [day for day in candidates if named is None or day.weekday() == named]
    day = nearest(fitting or candidates, context)
    return _unless_stale(day, candidates, _ALMOST_A_YEAR, context)


_ALMOST_A_YEAR = timedelta(days=335)
_LONG_PAST, _SOON = timedelta(days=60), timedelta(days=30)


def _unless_stale(day: date | None, days: list[date], old: timedelta, context: Context) -> date | None:
    """The day, or the coming one, where the last is long past and the next is near.

    "The vote on 20 January" in a report of the 14th may be a year back or a week ahead, and stays open;
    "was ordered for 20 January" lies ahead.
    """
    today = context.today
    settled = context.ahead or context.told_from or context.role is TimeRole.SINCE
    if day is None or today is None or settled or today - day <= old:
        return day
    coming = min((each for each in days if each > today), default=None)
    if coming is None or coming - today > _SOON:
        return day
    return coming if context.towards else None


def _weekday(phrase: Phrase, context: Context) -> date | None:
    number, today = phrase.number("weekday"), context.today
    if number is None or today is None:
        return None
    this_week = today + timedelta(days=number - today.weekday())
    week = timedelta(days=7)
    if phrase.unit not in (None, "hour"):  # "Friday next week", "Monday of last week"
        if phrase.unit != "week":
            return None
        return this_week + (
            week if phrase.has("next") else -week if phrase.has("last", "previous") else 0 * week
        )
    if phrase.has("before") and phrase.has("last"):  # "the Friday before last"
        return (this_week if this_week < today else this_week - week) - week
    if phrase.has("previous") or phrase.number("next") == 1:
        return _beside_reference(number, context, forward=phrase.has("next"))
    if phrase.has("last"):
        return this_week if this_week < today else this_week - week
    if phrase.has("next"):
        return this_week if this_week > today else this_week + week
    if phrase.has("nth"):
        return _weekday_and_number(number, phrase.number("nth"), context)
    if phrase.has("this") and not phrase.has("past"):
        return this_week + week if context.ahead and this_week < context.ahead else this_week
    if context.ahead:
        return context.ahead + timedelta(days=(number - context.ahead.weekday()) % 7)
    tomorrow = today + timedelta(days=1)
    if phrase.word("zone") == "local" and number == tomorrow.weekday():
        clock = phrase.number("clock") or 0
        if context.has_begun_somewhere(tomorrow, clock):
            return tomorrow
    return this_week if this_week <= today else this_week - week


def _weekday_and_number(weekday: int, number: int | None, context: Context) -> date | None:
    """ "Monday the 9th": the nearest such day."""
    around = (date(year, month, 1) for year in years_around(context) for month in range(1, 13))
    days = (day for first in around if (day := _valid(first.year, first.month, number or 0)))
    return nearest((day for day in days if day.weekday() == weekday), context)


def _beside_reference(number: int, context: Context, *, forward: bool) -> date | None:
    """ "The following Wednesday", "the previous Friday": counted from the day last spoken of."""
    reference = context.reference
    if reference is None:
        return None
    if forward:
        return reference + timedelta(days=(number - reference.weekday() - 1) % 7 + 1)
    return reference - timedelta(days=(reference.weekday() - number - 1) % 7 + 1)


def _feast(phrase: Phrase, context: Context) -> date | None:
    """The first day of a feast, or the day of it that is counted ("the third day of Eid")."""
    rule = phrase.word("holiday") or feasts.UNKNOWN
    in_year = feasts.days_of(rule)
    year = phrase.number("year") or context.year
    if year is not None:
        days = in_year(year)
        first = days[0] if len(days) == 1 else None
    else:
        every = [day for each in years_around(context) if each > 1600 for day in in_year(each)]
        first = _last_or_next(sorted(every), phrase, context)
    if first is None:
        return None
    if phrase.has("eve"):
        return first - timedelta(days=1)
    counted = phrase.number("ordinal", "nth") if phrase.has("oneday") else None
    return first + timedelta(days=counted - 1) if counted else first


def _last_or_next(days: list[date], phrase: Phrase, context: Context) -> date | None:
    today = context.today
    if today is None:
        return None
    if phrase.has("next"):
        return min((day for day in days if day > today), default=None)
    if phrase.has("last"):
        return max((day for day in days if day < today), default=None)
    if phrase.has("this"):
        same_year = [day for day in days if day.year == today.year]
        return same_year[0] if len(same_year) == 1 else nearest(days, context)
    found = nearest(days, context)
    if found and context.ahead and "@" in (phrase.word("holiday") or ""):
        # "Will fall silent on Orthodox Christmas", in December: of which church?
        return None if any(found < day <= found + timedelta(days=30) for day in days) else found
    return _unless_stale(found, days, _LONG_PAST, context)


def _valid(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
