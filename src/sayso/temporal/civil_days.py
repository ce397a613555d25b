"""Which civil day the words mean: written dates, weekdays, holidays, yesterday."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Literal

from dateutil import easter

from sayso.temporal.phrase import Context, Phrase


def day_of(phrase: Phrase, context: Context) -> date | None:
    """The day that a phrase names; None where it names none, or none that can be reckoned."""
    whole = phrase.find("date")
    if whole is not None:
        return whole.value if isinstance(whole.value, date) else None
    if phrase.has("month", "month_short"):
        return _written_date(phrase, context)
    if phrase.has("holiday"):
        return _holiday(phrase, context)
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

    A day that has begun somewhere on earth counts as not after publication.
    """
    if context.today is None:
        return None
    if context.ahead:
        return min((day for day in candidates if day >= context.ahead), default=None)
    return max(
        (day for day in candidates if day <= context.today or context.has_begun_somewhere(day)), default=None
    )


def years_around(context: Context) -> range:
    """Years in which a date without one may lie: nine, so that every 29 February has its turn."""
    middle = context.today.year if context.today else 1
    return range(max(1, middle - 8), middle + 9)


def _written_date(phrase: Phrase, context: Context) -> date | None:
    month, number = written_month(phrase), phrase.number("num", "nth")
    if month is None or number is None:
        return None
    year = phrase.number("year") or context.year
    if year is not None:
        return _valid(year, month, number)
    candidates = [day for year in years_around(context) if (day := _valid(year, month, number))]
    named = phrase.number("weekday", "weekday_short")
    # "Sunday, 26 October" without a year: the year is the one in which that is a Sunday.
    fitting = [day for day in candidates if named is None or day.weekday() == named]
    return nearest(fitting or candidates, context)


def _weekday(phrase: Phrase, context: Context) -> date | None:
    number, today = phrase.number("weekday"), context.today
    if number is None or today is None:
        return None
    this_week = today + timedelta(days=number - today.weekday())
    week = timedelta(days=7)
    if phrase.unit is not None:  # "Friday next week", "Monday of last week"
        if phrase.unit != "week":
            return None
        return this_week + (
            week if phrase.has("next") else -week if phrase.has("last", "previous") else 0 * week
        )
    if phrase.has("last", "previous"):
        return this_week if this_week < today else this_week - week
    if phrase.has("next"):
        return this_week if this_week > today else this_week + week
    if phrase.has("this") and not phrase.has("past"):
        return this_week
    if context.ahead:
        return context.ahead + timedelta(days=(number - context.ahead.weekday()) % 7)
    tomorrow = today + timedelta(days=1)
    if phrase.word("zone") == "local" and number == tomorrow.weekday():
        clock = phrase.number("clock") or 0
        if context.has_begun_somewhere(tomorrow, clock):
            return tomorrow
    return this_week if this_week <= today else this_week - week


def _holiday(phrase: Phrase, context: Context) -> date | None:
    rule = phrase.word("holiday") or "moon"
    if rule == "moon":
        return None
    in_year = (
        _FEASTS[rule[:-2]](int(rule[-2:])) if not rule.isdigit() else _fixed(int(rule[:2]), int(rule[2:]))
    )
    year = phrase.number("year") or context.year
    if year is not None:
        days = in_year(year)
        return days[0] if len(set(days)) == 1 else None
    return nearest((day for year in years_around(context) if year > 1600 for day in in_year(year)), context)


_Days = Callable[[int], tuple[date, ...]]


def _fixed(month: int, number: int) -> _Days:
    return lambda year: (date(year, month, number),)


def _easter(*methods: Literal[1, 2, 3]) -> Callable[[int], _Days]:
    def feast(offset: int) -> _Days:
        return lambda year: tuple(
            date.fromordinal(easter.easter(year, method).toordinal() + offset) for method in methods
        )

    return feast


# "Easter" alone is the Western or the Orthodox one, whichever lies nearer on the right side of
# publication: a report of 17 April 2023 from two Orthodox capitals means the 16th, not the 9th.
_FEASTS = {
    "western": _easter(easter.EASTER_WESTERN),
    "orthodox": _easter(easter.EASTER_ORTHODOX),
    "either": _easter(easter.EASTER_WESTERN, easter.EASTER_ORTHODOX),
}


def _valid(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
