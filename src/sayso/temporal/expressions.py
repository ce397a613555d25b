"""Time expressions of a text, found and dated: "on Friday" and the day of publication -> `When`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sayso.model import Precision, Publication, Span, TimeMention, TimeRole, When
from sayso.temporal.counting import beside_event, nth_of_event
from sayso.temporal.grammar import Found, expressions_in
from sayso.temporal.happenings import Dated, dated, day_of_event
from sayso.temporal.lexing import Tokens
from sayso.temporal.names import is_a_name
from sayso.temporal.phrase import Context
from sayso.temporal.surroundings import (
    Verb,
    goes_on,
    governing_verb,
    has_lasted,
    in_one_sentence,
    is_aim,
    reaches_on,
    role_of,
)
from sayso.temporal.words import load_words

_NEAR = 1000
_BESIDE = (beside_event, nth_of_event)
_PERIODS = (Precision.MONTH, Precision.YEAR)
_DAY_SIZED = (Precision.DAY, Precision.PART_OF_DAY, Precision.INSTANT)


def find_times(
    text: str, published: Publication | None, language: str = "en", first_days: tuple[date, ...] = ()
) -> list[TimeMention]:
    """Every time expression of the text, in order, none overlapping.

    What cannot be dated without guessing has `when` None; without `published`, that is everything but
    dates written in full and what is counted from them. `first_days` are those of the war that the text
    is about, or of those that it may be about: "the 324th day of the war" is counted from them.
    Raises `UnsupportedLanguageError`.
    """
    tokens = Tokens(text, load_words(language))
    discourse = _Discourse()
    read: list[_Read] = []
    verb: Verb | None = None
    last = 0
    for found in expressions_in(tokens):
        if is_a_name(tokens, found) or _is_a_count(tokens, found):
            continue
        span = Span(found.phrase.tokens[0].start, found.phrase.tokens[-1].end)
        if not read or not goes_on(tokens, last, found.first):
            verb = governing_verb(tokens, found.first, found.end)
        last = found.end
        role = role_of(tokens, found.first, found.end, verb)
        context = discourse.context(tokens, found, published, verb, role)
        context = replace(context, first_days=first_days)
        recurs = tokens.kind_of(found.first - 1) == "every"
        when = None if recurs else _resolved(found, context)
        read.append(_Read(found, context, TimeMention(span=span, when=when, role=role)))
        discourse.note(found, span, when, role)
    days = [day for each in read if (day := each.dated())]
    return [_beside_an_event(each, tokens, days) for each in read]


@dataclass(frozen=True, slots=True)
class _Read:
    """An expression with what it was read against, so that it can be read again."""

    found: Found
    context: Context
    mention: TimeMention

    def dated(self) -> Dated | None:
        return dated(self.found.first, self.found.end, self.mention.when, self.mention.role)


def _beside_an_event(each: _Read, tokens: Tokens, days: list[Dated]) -> TimeMention:
    """The mention, dated where it is counted from an event that the text dates somewhere."""
    if each.mention.when is not None or each.found.rule.build not in _BESIDE:
        return each.mention
    day = day_of_event(tokens, each.found.end - 1, days)
    return replace(each.mention, when=_resolved(each.found, replace(each.context, event=day)))


@dataclass(slots=True)
class _Discourse:
    """What earlier expressions leave for later ones: the last day, the last month, and where."""

    day: date | None = None
    month: tuple[int, int] | None = None
    period: When | None = None
    told_from: date | None = None
    position: int = 0
    end: int = 0

    def context(
        self,
        tokens: Tokens,
        found: Found,
        published: Publication | None,
        verb: Verb | None,
        role: TimeRole,
    ) -> Context:
        near = found.phrase.tokens[0].start - self.position <= _NEAR
        future = verb is not None and verb.kind == "future"
        if tokens.kind_of(found.first - 1) == "since":
            future = False  # "reopens on Friday after being shut since Monday"
        if role is TimeRole.UNTIL and not future:
            future = reaches_on(tokens, found.first, found.end)
        ahead = published.day if published and future else None
        if ahead and near and self.day and verb and verb.backshifted:
            ahead = self.day
        return Context(
            published=published,
            reference=self.day if near else None,
            month=self.month if near else None,
            period=self.period if near else None,
            told_from=self.told_from if in_one_sentence(tokens, self.end, found.first) else None,
            ahead=ahead,
            role=role,
            towards=role is TimeRole.UNTIL or is_aim(tokens, found.first),
            lasting=found.phrase.has("for") and has_lasted(tokens, found.first, found.end),
        )

    def note(self, found: Found, span: Span, when: When | None, role: TimeRole) -> None:
        if when is None or when.first is None or when.last is None:
            return
        if found.phrase.has("month", "month_short", "date"):
            self.month, self.position = (when.last.year, when.last.month), span.end
            if found.phrase.has("year", "date") and role is not TimeRole.SINCE:
                self.told_from, self.end = when.first.replace(day=1), found.end
        if when.precision in _PERIODS:
            self.period, self.position = when, span.end
        one_day = when.first == when.last or when.precision is Precision.PART_OF_DAY
        if when.precision in _DAY_SIZED and one_day and role is not TimeRole.UNTIL:
            self.day, self.period, self.position = when.first, None, span.end


def _resolved(found: Found, context: Context) -> When | None:
    try:
        return found.rule.build(found.phrase, context)
    except (ValueError, OverflowError):
        return None  # "31 April", "the year before year 1": words, but no day


def _is_a_count(tokens: Tokens, found: Found) -> bool:
    # "May 12 soldiers": the figure counts what follows.
    return found.phrase.tokens[-1].kind == "num" and tokens.kind_of(found.end) == "counted"
