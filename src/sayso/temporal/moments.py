"""The meaning of a day with its part or hour: "late on Friday", "the night of 11-12 January"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta, timezone, tzinfo
from itertools import pairwise

from sayso.model import Precision, TimeRole, When
from sayso.temporal import feasts, intervals
from sayso.temporal.civil_days import day_of
from sayso.temporal.phrase import Context, Phrase

_DAY_KINDS = ("date", "month", "month_short", "weekday", "dayword", "holiday")
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_NEW_YEARS_EVE = "1231"
_FRESH = timedelta(hours=16)
_EARLY_MORNING = (4 * 60, 8 * 60)
_LATE_EVENING = (20 * 60, 24 * 60)


def moment(phrase: Phrase, context: Context) -> When | None:
    """A day that the words name, narrowed by what they say of its parts."""
    context = context.seen_from(phrase)
    day = day_of(phrase, context)
    if day is None:
        return None
    if phrase.has("holiday"):
        return _feast(phrase, day, context)
    when = narrowed(phrase, day, context)
    floating = phrase.has("weekday") and not phrase.has(
        "month", "month_short", "date", "next", "this", "unit"
    )
    if floating and not context.ahead and context.role is not TimeRole.UNTIL and _lies_ahead(when, context):
        # "On Friday evening" in a report of Friday noon is the evening of a week before.
        return narrowed(phrase, day - _WEEK, context)
    return when


def _feast(phrase: Phrase, day: date, context: Context) -> When | None:
    """A feast: Ramadan is a month; one that the moon announces may be a day off where the text is from."""
    rule = phrase.word("holiday") or feasts.UNKNOWN
    if rule == feasts.RAMADAN and not phrase.has("oneday", "eve"):
        month = feasts.ramadan_from(day)
        if month is None:
            return None
        whole = intervals.days(*month, Precision.MONTH)
        edge = phrase.number("edge")
        return whole if edge is None else intervals.edge(whole, edge)
    when = narrowed(phrase, day, context)
    of_the_moon = feasts.is_of_the_moon(rule) and when.precision is Precision.DAY
    return replace(when, precision=Precision.VAGUE) if of_the_moon else when


def narrowed(phrase: Phrase, day: date, context: Context) -> When:
    """The part of the day that the words name; the whole day where they name none."""
    zone = context.zone_of(phrase)
    clock = phrase.number("clock", "dotclock")
    if clock is not None:
        return intervals.instant(day, clock, _zone_between(phrase) or zone)
    if phrase.has("oclock") or _is_five_in(phrase):
        return _spoken_hour(phrase, day, zone)
    if phrase.has("hourword"):
        return _around_hourword(phrase, day, context, zone)
    if phrase.has("night", "nightword") and not _is_tonight(phrase):
        into = phrase.has("into", "to")
        return intervals.hours(day - _DAY if into else day, intervals.NIGHT, zone)
    if _is_tonight(phrase):
        return intervals.hours(day, (18 * 60, 24 * 60), zone)
    if phrase.has("part"):
        return intervals.hours(day, _part(phrase), zone)
    if phrase.has("edge"):
        early = phrase.number("edge") in (0, 3)
        late = phrase.number("edge") in (2, 4)
        if early or late:
            return intervals.hours(day, intervals.EARLY if early else intervals.LATE, zone)
    return When.on(day)


def _zone_between(phrase: Phrase) -> tzinfo | None:
    """The zone that "03:00 (01:00 GMT)" tells, by the two clocks."""
    clocks, name = phrase.numbers("clock"), phrase.word("zone")
    if len(clocks) != 2 or name is None or name == "local" or not phrase.has("open"):
        return None
    here, there = clocks
    offset = (here - there + 10 * 60) % intervals.DAY_MINUTES - 10 * 60
    return timezone(timedelta(minutes=offset)) if name == "UTC" else None


def _is_five_in(phrase: Phrase) -> bool:
    """ "Five in the morning", not "2 January in the morning"."""
    kinds = [token.kind for token in phrase]
    return any(one in ("num", "numword") and behind == "in" for one, behind in pairwise(kinds))


def _spoken_hour(phrase: Phrase, day: date, zone: tzinfo | None) -> When:
    """ "5 o'clock on Friday morning", "five in the morning": which half of the day only its part tells."""
    hour, part = phrase.number("num", "numword") or 0, phrase.number("part")
    if part is None or not 1 <= hour <= 12:
        return When.on(day)
    afternoon = part // 100 >= 12 and not (hour == 12 and part // 100 >= 18)
    return intervals.instant(day, (hour % 12 + 12 * afternoon) * 60, zone)


def two_days(phrase: Phrase, context: Context) -> When | None:
    """ "3 and 4 January": two days on end; others would need two intervals."""
    of_month = phrase.part("RIGHT").has("month", "month_short")
    when = days_between(phrase, context) if of_month else days_of_month(phrase, context)
    if when is None or when.first is None or when.last is None:
        return None
    return when if (when.last - when.first).days == 1 else None


def bare_hours(phrase: Phrase, context: Context) -> When | None:
    """An hour or a part of a day whose day is the one last spoken of, else the one nearest publication."""
    context = context.seen_from(phrase)
    if context.scene is None:
        return None
    when = narrowed(phrase, context.scene, context)
    if context.reference is not None:
        return when
    if context.ahead:
        return when if not _is_over(when, context) else narrowed(phrase, context.scene + _DAY, context)
    if not _lies_ahead(when, context):
        return when
    # "At 11:50 p.m." in a report of the next morning; of the next evening it may be any day.
    before = narrowed(phrase, context.scene - _DAY, context)
    return before if _is_fresh(before, context) else None


def this_part(phrase: Phrase, context: Context) -> When | None:
    """ "This morning", "last night", "tonight", "overnight": counted from the day of publication."""
    if context.today is None:
        return None
    night = phrase.has("night", "nightword") and not _is_tonight(phrase)
    back = night and not phrase.has("this")
    return narrowed(phrase, context.today - _DAY if back else context.today, context)


def discourse_part(phrase: Phrase, context: Context) -> When | None:
    """ "Later that day", "the previous evening", "the next day": counted from the day last spoken of."""
    if context.reference is None or phrase.unit not in (None, "day"):
        return None
    offset = -1 if phrase.has("previous", "before") else 1 if phrase.has("next", "after") else 0
    return narrowed(phrase, context.reference + timedelta(days=offset), context)


def days_between(phrase: Phrase, context: Context) -> When | None:
    """From one moment to another; of a night, from its evening to the next morning."""
    left, right = phrase.part("LEFT"), phrase.part("RIGHT")
    end = moment(right, context)
    if end is None or end.last is None:
        return None
    lead = next((token for token in phrase if token.kind in ("night", "nightword")), None)
    context = context.with_year(end.last.year if right.has("year", "date") else None)
    if not left.has("month", "month_short", "weekday", "dayword", "date", "holiday"):
        left = Phrase((*left.tokens, *(t for t in right if t.kind in ("month", "month_short", "year"))), {})
    start = moment(left, context)
    if start is not None and start.first is not None and left.has("weekday") and start.first > end.last:
        # "Between Monday and Wednesday" in a report of a Tuesday: the Monday before that Wednesday.
        start = narrowed(left, start.first - _WEEK, context)
    if start is None or start.first is None:
        return None
    if lead is not None and lead.start < phrase.parts["LEFT"][0].start:
        nights = (end.last - start.first).days
        if nights < 1:
            return None
        return intervals.hours(start.first, (20 * 60, nights * intervals.DAY_MINUTES + 6 * 60), context.zone)
    return intervals.joined(start, end)


def days_of_month(phrase: Phrase, context: Context) -> When | None:
    """ "January 2-26": the month stands once, before the first day."""
    left, right = phrase.parts["LEFT"], phrase.parts["RIGHT"]
    month = tuple(token for token in left if token.kind in ("month", "month_short"))
    return days_between(Phrase(phrase.tokens, {"LEFT": left, "RIGHT": (*month, *right)}), context)


def hours_between(phrase: Phrase, context: Context) -> When | None:
    """ "From midnight to 6 a.m.": the hours of the day last spoken of, else of that of publication."""
    clocks = [
        _minutes(phrase.part(name)) for name in ("LEFT", "RIGHT", "EARLIER", "LATER") if name in phrase.parts
    ]
    context = context.seen_from(phrase)
    zone = context.zone_of(phrase)
    day = day_of(phrase, context) if phrase.has(*_DAY_KINDS) else context.scene
    if day is None or len(clocks) != 2:
        return None
    start, end = clocks
    if "EARLIER" in phrase.parts and phrase.part("EARLIER").has("num"):
        start = _of_same_half(start, end)
    if "LEFT" in phrase.parts and phrase.part("LEFT").has("num"):
        start = _of_same_half(start, end)
    minutes = (start, end if end > start else end + intervals.DAY_MINUTES)
    when = intervals.hours(day, minutes, zone)
    if phrase.has(*_DAY_KINDS) or context.reference or context.ahead or not _lies_ahead(when, context):
        return when
    before = intervals.hours(day - _DAY, minutes, zone)
    return before if _is_fresh(before, context) else None


def nth_day(phrase: Phrase, context: Context) -> When | None:
    """ "On the 13th", of the month last named in the text."""
    number = phrase.number("nth")
    if context.month is None or number is None:
        return None
    return narrowed(phrase, date(*context.month, number), context)


def _is_tonight(phrase: Phrase) -> bool:
    return phrase.number("nightword") == 0


def _minutes(phrase: Phrase) -> int:
    return phrase.number("clock") or (phrase.number("hourword", "num") or 0) * 60


def _of_same_half(start: int, end: int) -> int:
    """ "Between 2 and 4 p.m.": both in the half of the day that the second one names."""
    later = start % (12 * 60) + 12 * 60
    return later if end >= 12 * 60 and later < end else start % (12 * 60)


def _part(phrase: Phrase) -> tuple[int, int]:
    hours = phrase.number("part") or 0
    start, end = hours // 100 * 60, hours % 100 * 60
    edge = phrase.number("edge")
    if edge == 0:
        return _EARLY_MORNING if start == 6 * 60 else (start, (start + end) // 2)
    if edge == 2:
        return _LATE_EVENING if end == 24 * 60 else ((start + end) // 2, end)
    return start, end


def _around_hourword(phrase: Phrase, day: date, context: Context, zone: tzinfo | None) -> When:
    minutes = (phrase.number("hourword") or 0) * 60
    if phrase.has("after"):
        return intervals.hours(day, (minutes, minutes + 60), zone)
    if phrase.has("before"):
        # "Shortly before midnight on Thursday" is the last hour of Thursday.
        end = minutes or intervals.DAY_MINUTES
        return intervals.hours(day, (end - 60, end), zone)
    if minutes == 0 and (context.role is TimeRole.UNTIL or phrase.word("holiday") == _NEW_YEARS_EVE):
        minutes = intervals.DAY_MINUTES  # "until midnight on Friday" leaves them all of Friday
    return intervals.instant(day, minutes, zone)


def _is_over(when: When, context: Context) -> bool:
    instant = context.published.instant if context.published else None
    return instant is not None and when.ends_at is not None and when.ends_at <= instant


def _is_fresh(when: When, context: Context) -> bool:
    instant = context.published.instant if context.published else None
    return instant is not None and when.starts_at is not None and instant - when.starts_at <= _FRESH


def _lies_ahead(when: When, context: Context) -> bool:
    instant = context.published.instant if context.published else None
    return instant is not None and when.starts_at is not None and when.starts_at > instant
