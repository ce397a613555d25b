"""The meaning of spans counted from a day: "two days ago", "a week later", "in the past four days"."""

from __future__ import annotations

from datetime import date, timedelta

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
    "decade": Precision.VAGUE,
}
_FEW = (2, 7)
_OPEN_DAYS = {"day": 6, "week": 28}
_OPEN_UNITS = {"day": 7, "week": 4, "month": 3}
"""How far back "for weeks" and "in recent months" reach."""


def ago(phrase: Phrase, context: Context) -> When | None:
    """ "Two days ago", "three months ago", "two years ago today"."""
    counted, unit = count(phrase), phrase.unit
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
    if phrase.has("half"):
        return _halves_ago(phrase, counted, unit, context.today)
    day = context.today - length(counted, unit)
    if phrase.has("dayword") or unit in ("day", "week", "fortnight"):
        return When.on(day)
    return intervals.month(day.year, day.month) if unit == "month" else intervals.year(day.year)


def _halves_ago(phrase: Phrase, counted: int, unit: str, today: date) -> When | None:
    """ "Half a year ago", "a year and a half ago"."""
    if unit != "year":
        return None
    day = today - relativedelta(months=12 * counted + 6 if phrase.has("and") else 6)
    return intervals.month(day.year, day.month)


def _hours_ago(counted: int, unit: str, context: Context) -> When | None:
    instant = context.published.instant if context.published else None
    if instant is None:
        return None
    moment = instant - timedelta(**{f"{unit}s": counted})
    return intervals.between(moment, moment, Precision.INSTANT)


def earlier_or_later(phrase: Phrase, context: Context) -> When | None:
    """ "A day earlier", "two weeks later", "hours later": counted from the day last spoken of."""
    sign = phrase.number("shift", "before", "after") or 1
    if context.period is not None and not phrase.has("half"):
        return _beside_period(context.period, phrase, sign)
    return _beside(context.reference, phrase, sign)


def _beside_period(period: When, phrase: Phrase, sign: int) -> When | None:
    """ "They left in November. A month later they came back": no days are counted from a month."""
    unit, counted, first = phrase.unit, count(phrase), period.first
    if first is None or counted is None or unit not in ("month", "year"):
        return None
    day = first + length(counted, unit) * sign
    if period.precision is Precision.YEAR:
        return intervals.year(day.year) if unit == "year" else None
    return intervals.month(day.year, day.month)


def beside_event(phrase: Phrase, context: Context) -> When | None:
    """ "Two days after the attack", "a week into it": counted from the day that the text gives the event."""
    if phrase.has("eve"):
        return When.on(context.event - timedelta(days=1)) if context.event else None
    if phrase.has("within"):
        return _within(context.event, phrase)
    return _beside(context.event, phrase, -1 if phrase.has("before") else 1)


def nth_of_event(phrase: Phrase, context: Context) -> When | None:
    """ "The tenth day of the siege", where the text says when the siege began."""
    number, day, unit = phrase.number("nth", "ordinal"), context.event, phrase.unit
    if number is None or day is None or unit not in ("day", "week", "month"):
        return None
    first = day + length(number - 1, unit)
    return intervals.days(first, first + length(1, unit) - timedelta(days=1), _PRECISION[unit])


def beside_day(phrase: Phrase, context: Context) -> When | None:
    """ "Two days after 24 February", "the day before Orthodox Christmas"."""
    start = moment(phrase.part("LEFT"), context)
    if phrase.has("eve"):
        return When.on(start.first - timedelta(days=1)) if start and start.first else None
    sign = -1 if phrase.has("before") else 1
    words = Phrase(phrase.tokens[: phrase.tokens.index(phrase.parts["LEFT"][0])], {})
    return _beside(start.first if start else None, words, sign)


def _beside(day: date | None, phrase: Phrase, sign: int) -> When | None:
    unit, counted = phrase.unit or ("day" if phrase.has("night") else None), count(phrase)
    if day is None or unit is None:
        return None
    if phrase.has("half") and unit not in ("hour", "minute"):
        return None
    if unit in ("hour", "minute"):
        # "Hours later" is the same day, "48 hours later" the second one after.
        return When.on(day + timedelta(days=sign * ((counted or 0) // 24)))
    if counted is None and phrase.has("the"):
        counted = 1  # "the day after the attack"
    if counted is None:
        few = _few(phrase) if unit == "day" else None
        if few is None:
            return None
        ends = sorted(day + timedelta(days=sign * each) for each in few)
        return intervals.days(ends[0], ends[1], Precision.VAGUE)
    day += length(counted, unit) * sign
    if unit in ("day", "week", "fortnight") or phrase.has("into"):
        return When.on(day)
    return intervals.month(day.year, day.month) if unit == "month" else intervals.year(day.year)


def lasting(phrase: Phrase, context: Context) -> When | None:
    """ "Has been shut for three weeks", "for days": up to publication; undated where it ended before."""
    counted, unit, today = count(phrase), phrase.unit or "day", context.today
    if today is None or not context.lasting:
        return None
    if unit in ("hour", "minute"):
        return _rolling_hours(counted, unit, context, forward=False) if counted else None
    if counted is not None:
        return intervals.days(today - length(counted, unit), today, _PRECISION[unit])
    back = _OPEN_DAYS.get(unit)
    return intervals.days(today - timedelta(days=back), today, Precision.VAGUE) if back else None


def in_a_row(phrase: Phrase, context: Context) -> When | None:
    """ "For the third day running", "two nights in a row": up to the day last spoken of, or publication."""
    counted, last = phrase.number("ordinal", "nth") or count(phrase), context.scene
    if counted is None or counted < 2 or last is None or phrase.unit not in (None, "day", "week"):
        return None
    if phrase.unit == "week":
        return intervals.days(last - timedelta(days=7 * counted), last, Precision.WEEK)
    if phrase.has("night", "part"):
        last -= timedelta(days=1 if phrase.has("night") else 0)
    return intervals.days(last - timedelta(days=counted - 1), last, Precision.DAY)


def rolling(phrase: Phrase, context: Context) -> When | None:
    """ "In the past four days", "over the last 24 hours", "in the coming weeks", "within a week"."""
    unit = phrase.unit
    if context.today is None or unit is None:
        return None
    if phrase.has("within") and context.ahead is None and context.reference is not None:
        return _within(context.reference, phrase)
    inside = phrase.has("within", "in") and not _looks_back(phrase)
    forward = phrase.has("next") or (inside and context.ahead is not None)
    if not forward and not _looks_back(phrase) and not phrase.has("within"):
        return None
    counted, precision = count(phrase), _PRECISION[unit]
    if counted is None and phrase.has("within"):
        return When.on(context.ahead) if context.ahead and unit in ("hour", "minute") else None
    if counted is None and (phrase.has("quantity", "recent") or phrase.has("units")):
        few = _few(phrase)
        if few is None or unit not in _OPEN_UNITS:
            return None
        counted, precision = few[1] if unit == "day" else _OPEN_UNITS[unit], Precision.VAGUE
    if counted is None and unit == "minute":
        return None  # "at the last minute"
    counted = counted or 1
    if unit in ("hour", "minute"):
        return _rolling_hours(counted, unit, context, forward)
    reach = length(counted, unit)
    today = context.today
    exact = phrase.has("in") and not phrase.has("next") and precision is not Precision.VAGUE
    if inside and forward and exact and unit in ("day", "week"):
        return When.on(today + reach)  # "they will return in two weeks"
    first, last = (today, today + reach) if forward else (today - reach, today)
    return intervals.days(first, last, precision)


def _within(day: date | None, phrase: Phrase) -> When | None:
    """ "They signed on Tuesday, and within a week ...", "within hours": from the day spoken of."""
    unit, counted = phrase.unit, count(phrase)
    if day is None or unit is None:
        return None
    if unit in ("hour", "minute"):
        return intervals.days(day, day + timedelta(days=(counted or 0) // 24), Precision.DAY)
    if counted is None:
        few = _few(phrase) if unit == "day" else None
        return intervals.days(day, day + timedelta(days=few[1]), Precision.VAGUE) if few else None
    return intervals.days(day, day + length(counted, unit), _PRECISION[unit])


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
    counted, unit = count(phrase), phrase.unit
    start = moment(phrase.part("LEFT"), context)
    if start is None or start.first is None or counted is None or unit in (None, "minute"):
        return None
    return intervals.days(start.first, start.first + length(counted, unit), _PRECISION[unit or "day"])


def undated(phrase: Phrase, context: Context) -> None:
    """A time that the text leaves open: "recently", "the fiscal year 2024"."""


def _looks_back(phrase: Phrase) -> bool:
    return phrase.has("past", "last", "recent", "previous")


def count(phrase: Phrase) -> int | None:
    """How many units; None where the words do not say."""
    if phrase.has("quantity"):
        return None
    return phrase.number("num", "bignum", "numword", "one")


def _few(phrase: Phrase) -> tuple[int, int] | None:
    value = phrase.number("quantity")
    return divmod(value, 100) if value else _FEW


def length(counted: int, unit: str | None) -> relativedelta:
    """So many units of time."""
    if unit == "fortnight":
        return relativedelta(days=14 * counted)
    if unit == "decade":
        return relativedelta(years=10 * counted)
    return relativedelta(**{f"{unit}s": counted})  # type: ignore[arg-type]  # the unit's name is data
