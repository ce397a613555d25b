"""The grammar of time expressions: patterns over kinds of tokens, each with a builder of its meaning.

A pattern is a regular expression whose letters are the kinds of `lexing.KINDS`; `LEFT` and `RIGHT` name
parts. Patterns stand from the longest expressions to the shortest; the first that fits at a place is
taken, and reading goes on behind it. None repeats without bound, so reading is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sayso.model import When
from sayso.temporal import counting, moments, periods, wars
from sayso.temporal.lexing import KINDS, Tokens
from sayso.temporal.phrase import Context, Phrase

Builder = Callable[[Phrase, Context], When | None]

_MONTH = "(?:month|month_short stop?)"
_DATE = (
    f"(?:date|{_MONTH} (?:the? nth|num) (?:comma? year|(?! of? {_MONTH}))"
    f"|(?:the? nth of?|the ordinal of|num) {_MONTH} (?:comma? year)?|num dash {_MONTH} dash year)"
)
_DAY = (
    f"(?:(?:weekday|weekday_short stop?) comma? the? {_DATE}|{_DATE}|this past weekday"
    "|weekday comma? the nth (?! of)|weekday before last|the? (?:last|next|this|previous) weekday"
    "|weekday (?:of|in)? (?:last|next|this) unit|weekday|the? dayword"
    "|(?:the? eve of|the? (?:ordinal|nth) oneday of)? (?:the|last|next|this)? holiday"
    " (?:oneday|eve|(?:comma|in|of)? year)?)"
)
_EDGE = "edge dash?"
_PART = "(?:part|night)"
_CLOCK = "(?:clock units?|(?:num|numword) oclock)"
_HOUR = (
    f"(?:just? (?:before|after|about)? hourword|just? (?:before|after)? about? {_CLOCK}) zone?"
    "(?:open about? clock zone close)?"
)
_HOURS = (
    "(?:from (?P<LEFT>clock|hourword|num) (?:to|until|dash) (?P<RIGHT>clock|hourword)"
    "|between (?P<EARLIER>clock|hourword|num) and (?P<LATER>clock|hourword)) zone?"
)
_BEFORE = (
    f"(?:(?:in|during)? the? (?:{_EDGE})? {_PART} units? (?:of|on|to|from|comma) the?"
    f"|edge (?:in|on) the? {_PART} (?:of|on)?|{_EDGE} on?|the? edge of"
    f"|{_HOUR} (?:on|of|comma)?|(?<=[at by until]) dotclock zone? (?:on|of|comma)?"
    "|about? (?:num|numword) in the part on?|nightword (?:on|into|to|from)?|shift on?)"
)
_AFTER = f"(?:(?:at|in the|during the)? (?:{_EDGE})? {_PART}|nightword|comma? (?:at|by|from)? {_HOUR})"
_MOMENT = f"(?:{_BEFORE}|(?:{_EDGE})? {_PART} (?=dayword))? {_DAY} (?:{_AFTER})? zone?"
_NIGHTS = "(?:in|during)? the? (?:night|nightword) (?:of|from|on)?"
_UNIT = "(?:unit|units|oneday)"
_COUNT = "(?:about? (?:one|num|numword|quantity))"
_HALVES = "(?:half one unit|one unit and one half)"
_ATTRIBUTES = "(?:other|adjective|dash|ordinal|last|edge|quotation){0,4}"
_EVENT = (
    f"(?:(?:(?:the|that|this|one|other) {_ATTRIBUTES}|other quotation other {_ATTRIBUTES})?"
    " (?:happening|fall|war)|it|the other (?=[on of comma stop clause]))"
)
_WAR = f"(?:the|that|this|one)? {_ATTRIBUTES} (?:other|dash){{0,3}} war"
_SOME_OF = f"the? (?:ordinal|last) (?:num|numword)? {_UNIT} of"
_WHOLE = f"(?:the? edge of the?|edge dash? (?:in|of)? the?|the? ordinal half of the?|{_SOME_OF})"
_WHICH_UNIT = "of? (?:last|next|this) unit"
_IN = "(?<=[in since until deadline by during from of before after])"
_IN_MONTH = "(?<=[in since until deadline by during from of before after for future])"
_END = "(?=[stop comma semicolon break close quotation]|$)"
_ALONE = f"(?:{_END}|that (?! other|happening|adjective|oneday|unit))"
_NOT_COUNTED = "(?! counted)"


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern and what it means."""

    name: str
    pattern: str
    build: Builder


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: the rule that it fits, its tokens as `first` to before `end`, and their parts."""

    rule: Rule
    first: int
    end: int
    phrase: Phrase = field(repr=False)


def _ranges() -> Iterator[Rule]:
    day = f"(?P<RIGHT>(?:num|nth of?) {_MONTH} (?:comma? year)?)"
    joints = ((f"(?:{_NIGHTS})? from?", "(?:dash|to|until|into)"), (f"(?:{_NIGHTS} between?|between)", "and"))
    for lead, joint in joints:
        two_days = f"(?P<LEFT>{_MONTH} num) {joint} (?P<RIGHT>num (?:comma? year)?)(?! {_MONTH})"
        yield Rule("January 2-26", f"{lead} {two_days}", moments.days_of_month)
        yield Rule("2-26 January", f"{lead} the? (?P<LEFT>num|nth) {joint} the? {day}", moments.days_between)
        both = f"(?P<LEFT>{_MOMENT}) {joint} (?:in|on|at)? (?P<RIGHT>{_MOMENT})"
        yield Rule("from Monday to Wednesday", f"{lead} {both}", moments.days_between)
    period = f"(?:{_WHOLE})? (?:{_MONTH} year?|year)"
    leads = (("(?:from|(?<=[in during of open since]))", "(?:dash|to|until)"), ("between", "and"))
    for lead, joint in leads:
        both = f"(?P<LEFT>{period}) {joint} in? (?P<RIGHT>{period}) {_NOT_COUNTED}"
        yield Rule("from March to May", f"{lead} {both}", periods.periods_between)


def _counted_from_a_war() -> Iterator[Rule]:
    number = "(?:num|bignum|year|numword)"
    yield Rule(
        "the 324th day of the war",
        f"the? (?:nth|ordinal) {_UNIT} of {_WAR}|(?:oneday|unit) {number} of {_WAR}",
        wars.nth_of_war,
    )
    start = f"(?:the edge of {_WAR}|{_WAR} verb)"
    yield Rule("the war's 324th day", f"{_WAR} quotation other (?:nth|ordinal) {_UNIT}", wars.nth_of_war)
    yield Rule(
        "two weeks into the war",
        f"(?:{_COUNT}|bignum) {_UNIT} (?:into {_WAR}|(?:before|after) {start})|the? eve of {_WAR}",
        wars.into_the_war,
    )
    yield Rule("since the war began", f"(?<=[since from]) {start}|the edge of {_WAR}", wars.since_the_war)


RULES: tuple[Rule, ...] = (
    *_counted_from_a_war(),
    *_ranges(),
    Rule("120 hours from Monday", f"for? {_COUNT} {_UNIT} from (?P<LEFT>{_MOMENT})", counting.counted_from),
    Rule(
        "two days ago", f"(?:{_HALVES}|{_COUNT} {_UNIT}|(?:just|about)? {_UNIT}) ago dayword?", counting.ago
    ),
    Rule(
        "a day earlier",
        f"(?:half one unit|{_COUNT} (?:{_UNIT}|night)|units) shift (?! than)|{_COUNT} units on (?=comma)",
        counting.earlier_or_later,
    ),
    Rule(
        "a week before",
        f"{_COUNT} {_UNIT} (?:before|after) {_ALONE}",
        counting.earlier_or_later,
    ),
    Rule("the week before last", "the unit before last", periods.stretch),
    Rule(
        "two days after 24 February",
        f"(?:(?:{_COUNT} {_UNIT}|the {_UNIT}) (?:before|after)|the? eve of the?) (?P<LEFT>{_MOMENT})",
        counting.beside_day,
    ),
    Rule(
        "the tenth day of the siege",
        f"the (?:nth|ordinal) (?:oneday|unit) of {_EVENT}",
        counting.nth_of_event,
    ),
    Rule(
        "two days after the attack",
        f"(?:{_COUNT} {_UNIT}|the? {_UNIT}) (?:before|after|into) {_EVENT}|the? eve of {_EVENT}",
        counting.beside_event,
    ),
    Rule("two days after they left", f"{_COUNT}? {_UNIT} (?:before|after|shift) (?! than)", counting.undated),
    Rule(
        "for the third day running",
        f"for (?:the|one) (?:ordinal|nth) running? (?:{_UNIT}|{_PART}) (?:running|(?! of))"
        f"|for? (?:num|numword) (?:running (?:units|{_PART})|(?:units|{_PART}) running)"
        f"|the (?:ordinal|nth) running (?:{_UNIT}|{_PART})|the (?:ordinal|nth) (?:{_UNIT}|{_PART}) running",
        counting.in_a_row,
    ),
    Rule("the week of 2 January", f"(?:in|during)? the unit of (?P<LEFT>{_DAY})", periods.week_of),
    Rule(
        "3 and 4 January",
        f"the? (?P<LEFT>num|nth) and the? (?P<RIGHT>(?:num|nth) of? {_MONTH} (?:comma? year)?)",
        moments.two_days,
    ),
    Rule(
        "January 3 and 4",
        f"(?P<LEFT>{_MONTH} num) and (?P<RIGHT>num (?:comma? year)?) (?! counted)",
        moments.two_days,
    ),
    Rule("between 2 and 4 a.m. on Friday", f"{_HOURS} (?:on|of|comma)? the? {_DAY}", moments.hours_between),
    Rule("Friday between 02:00 and 04:00", f"{_DAY} comma? {_HOURS}", moments.hours_between),
    Rule("late in March", f"{_WHOLE} {_MONTH} (?:comma? year|{_WHICH_UNIT}|(?! num))", periods.stretch),
    Rule("the last week of Ramadan", f"{_WHOLE} the? holiday year?", periods.stretch),
    Rule(
        "early spring of 2014",
        f"{_WHOLE} (?:season (?:of? year|{_WHICH_UNIT})|fall of? year)",
        periods.stretch,
    ),
    Rule("the end of 2015", f"{_WHOLE} year {_NOT_COUNTED}", periods.stretch),
    Rule("late on Friday", _MOMENT, moments.moment),
    Rule("early last month", f"shift? (?:{_EDGE})? (?:last|next|this) {_MONTH}", periods.stretch),
    Rule(
        "January and February",
        f"{_IN} (?P<LEFT>{_MONTH}) and (?P<RIGHT>{_MONTH} year?)",
        periods.periods_between,
    ),
    Rule("September last year", f"{_MONTH} {_WHICH_UNIT}", periods.stretch),
    Rule("September 2014", f"{_MONTH} (?:comma|of)? year", periods.stretch),
    Rule("in September", f"{_IN_MONTH} {_MONTH}", periods.stretch),
    Rule(
        "summer 2014",
        f"the? (?:season (?:of? year dash num|of? year|{_WHICH_UNIT})|fall of? year)",
        periods.stretch,
    ),
    Rule(
        "this spring",
        f"shift? (?:{_EDGE})? (?:this past|this|last|next|past) (?:season|fall) (?! of)",
        periods.stretch,
    ),
    Rule("in the spring", f"(?:{_WHOLE}|{_IN_MONTH} the? (?:{_EDGE})?) season", periods.stretch),
    Rule(
        "in the second quarter",
        f"the? ordinal quarter (?:of? year|{_WHICH_UNIT})"
        f"|{_IN} the? (?:ordinal|last|this|next) quarter (?! of)",
        periods.stretch,
    ),
    Rule("the early 1980s", f"(?:{_IN} the|the? (?:{_EDGE}) of? the?) decade", periods.stretch),
    Rule("in the 19th century", f"the? (?:{_EDGE})? (?:nth|ordinal) century", periods.stretch),
    Rule("the fiscal year 2024", "the? fiscal year?", counting.undated),
    Rule("2014-17", f"{_IN} year dash num (?! {_MONTH})", periods.years_between),
    Rule("in 2014", f"{_IN} about? year {_NOT_COUNTED}", periods.stretch),
    Rule(
        "in the past four days",
        "(?:in|during|within|for)?"
        f" (?:(?:(?:the (?:past|last)|past) {_COUNT}?|the previous {_COUNT}) {_UNIT} (?! of)"
        # "The truce was to last a week" is a verb.
        f"|(?<![to future]) last (?:num|numword|quantity) {_UNIT}|the? recent {_UNIT})",
        counting.rolling,
    ),
    Rule(
        "in the coming days",
        f"(?:in|during|within|for)? (?:the next (?:{_COUNT} {_UNIT}|units)"
        "|next (?:num|numword|quantity) units)",
        counting.rolling,
    ),
    Rule("within a week of the attack", f"within {_COUNT} {_UNIT} of {_EVENT}", counting.beside_event),
    Rule("within a week", f"(?:within|in) {_COUNT} {_UNIT} (?! of)|within units (?! of)", counting.rolling),
    Rule(
        "this morning",
        f"(?:{_EDGE}|shift|in? the part of)? (?:this part|(?:this|last|the? past) night|nightword)",
        moments.this_part,
    ),
    Rule(
        "early last week",
        f"(?:shift|{_WHOLE}|{_EDGE})? (?:this|last|next|the previous|the next) (?:unit|weekend)"
        f"|the edge of the unit|(?:shift in?)? (?:that|the? same) unit|shift in (?:the unit|{_MONTH})",
        periods.stretch,
    ),
    Rule(
        "at the weekend",
        "(?<=[on at during since by until in before after for]) the weekend",
        periods.stretch,
    ),
    Rule(
        "later that day",
        f"(?:shift|{_HOUR})? on? (?:that|the? same) (?:{_EDGE})? (?:oneday|{_PART})"
        f"|(?:in|during)? the (?:{_EDGE})? {_PART} of (?:that|the same) oneday"
        f"|shift in the (?:oneday|{_PART})|the (?:next|previous) (?:{_EDGE})? (?:oneday|{_PART})|next oneday"
        f"|the (?:oneday|{_PART}) (?:before|after) {_ALONE}",
        moments.discourse_part,
    ),
    Rule(
        "in the evening",
        f"(?<=[in during since until]) the (?:{_EDGE})? {_PART} (?! of)"
        f"|(?<=[at by before after until since]) (?:(?:{_EDGE})? part (?! of)|hourword zone?)"
        "|just (?:before|after|about)? (?:part|hourword zone?)",
        moments.bare_hours,
    ),
    Rule(
        "from midnight to 6 a.m.",
        _HOURS,
        moments.hours_between,
    ),
    Rule(
        "at 14:00",
        f"(?<=[at by about since from until deadline before after between and to of just]) {_CLOCK} zone?"
        "(?:open about? clock zone close)?|(?:num|numword) oclock|(?:clock|dotclock) zone"
        "|(?<=[at by about before after]) (?:num|numword) in the part",
        moments.bare_hours,
    ),
    Rule("the 13th of last month", "the (?:nth|ordinal) of (?:this|last|next) unit", periods.nth_of_month),
    Rule(
        "on the 13th",
        f"(?:(?<=[on by since until from])|(?:in|during)? the? (?:{_EDGE})? {_PART} of) the nth"
        " (?=[stop comma semicolon break close and at in]|$)",
        moments.nth_day,
    ),
    Rule("for days", f"for during? {_COUNT}? (?:{_UNIT}|night)", counting.lasting),
    Rule("recently", "recently|(?<![one the]) shift (?! than)", counting.undated),
)
"""The grammar. Each rule is called by an expression that it reads."""

_NEVER_FIRST = (
    "other",
    "stop",
    "comma",
    "break",
    "reporting",
    "verb",
    "future",
    "clause",
    "counted",
    "of",
    "to",
    "and",
)


def _compiled(pattern: str) -> str:
    return re.sub("[a-z_]{2,}", lambda match: KINDS[match.group()], pattern).replace(" ", "")


def _master() -> re.Pattern[str]:
    nameless = (re.sub(r"\?P<[A-Z]+>", "?:", _compiled(rule.pattern)) for rule in RULES)
    first = "".join(char for kind, char in KINDS.items() if kind not in _NEVER_FIRST)
    return re.compile(f"(?=[{first}])(?:" + "|".join(f"({pattern})" for pattern in nameless) + ")")


_MASTER = _master()
_DETAILS = tuple(re.compile(_compiled(rule.pattern)) for rule in RULES)
_OUTSIDE = frozenset(("on", "at", "comma", "by"))


def expressions_in(tokens: Tokens) -> Iterator[Found]:
    """Every expression of the text, in order, none overlapping; edges that are no part of it cut off."""
    for match in _MASTER.finditer(tokens.kinds):
        number = (match.lastindex or 1) - 1
        detail = _DETAILS[number].match(tokens.kinds, match.start())
        if detail is None:
            continue
        first, end = match.span()
        while tokens.kind_of(first) in _OUTSIDE:
            first += 1
        while tokens.kind_of(end - 1) in ("stop", "comma", "dash"):
            end -= 1
        parts = {
            name: tuple(tokens[i] for i in range(*detail.span(name)))
            for name in detail.groupdict()
            if detail[name]
        }
        phrase = Phrase(tuple(tokens[i] for i in range(first, end)), parts)
        yield Found(RULES[number], first, end, phrase)
