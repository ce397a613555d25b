"""Time expressions of a text, found and dated: "on Friday" and the day of publication -> `When`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sayso.model import Precision, Publication, Span, TimeMention, TimeRole, When
from sayso.temporal.grammar import Found, expressions_in
from sayso.temporal.lexing import Tokens
from sayso.temporal.phrase import Context
from sayso.temporal.surroundings import Verb, governing_verb, role_of
from sayso.temporal.words import load_words

_NEAR = 1000
_DAY_SIZED = (Precision.DAY, Precision.PART_OF_DAY, Precision.INSTANT)
_AFTER_NAMELIKE = frozenset(("by", "of", "before", "after", "from"))


def find_times(text: str, published: Publication | None, language: str = "en") -> list[TimeMention]:
    """Every time expression of the text, in order, none overlapping.

    What cannot be dated without guessing has `when` None; without `published`, that is everything but
    dates written in full and what is counted from them. Raises `UnsupportedLanguageError`.
    """
    tokens = Tokens(text, load_words(language))
    discourse = _Discourse()
    mentions = []
    for found in expressions_in(tokens):
        if _is_a_name(tokens, found) or _is_a_count(tokens, found):
            continue
        span = Span(found.phrase.tokens[0].start, found.phrase.tokens[-1].end)
        verb = governing_verb(tokens, found.first, found.end)
        role = role_of(tokens, found.first, found.end, verb)
        context = discourse.context(span.start, published, verb, role)
        when = _resolved(found, context)
        mentions.append(TimeMention(span=span, when=when, role=role))
        discourse.note(found, span, when, role)
    return mentions


@dataclass(slots=True)
class _Discourse:
    """What earlier expressions leave for later ones: the last day, the last month, and where."""

    day: date | None = None
    month: tuple[int, int] | None = None
    position: int = 0

    def context(
        self, position: int, published: Publication | None, verb: Verb | None, role: TimeRole
    ) -> Context:
        near = position - self.position <= _NEAR
        ahead = published.day if published and verb and verb.kind == "future" else None
        if ahead and near and self.day and verb and verb.backshifted:
            ahead = self.day
        return Context(
            published=published,
            reference=self.day if near else None,
            month=self.month if near else None,
            ahead=ahead,
            role=role,
        )

    def note(self, found: Found, span: Span, when: When | None, role: TimeRole) -> None:
        if when is None or when.first is None or when.last is None:
            return
        if found.phrase.has("month", "month_short", "date"):
            self.month, self.position = (when.last.year, when.last.month), span.end
        one_day = when.first == when.last or when.precision is Precision.PART_OF_DAY
        if when.precision in _DAY_SIZED and one_day and role is not TimeRole.UNTIL:
            self.day, self.position = when.first, span.end


def _resolved(found: Found, context: Context) -> When | None:
    try:
        return found.rule.build(found.phrase, context)
    except (ValueError, OverflowError):
        return None  # "31 April", "the year before year 1": words, but no day


def _is_a_name(tokens: Tokens, found: Found) -> bool:
    # "According to the wife of April Hutchins": a month after such a word, a capital behind it.
    if found.rule.name != "in September" or tokens.kind_of(found.first - 1) not in _AFTER_NAMELIKE:
        return False
    behind = found.end
    return tokens.kind_of(behind) == "other" and tokens.text_of(behind)[:1].isupper()


def _is_a_count(tokens: Tokens, found: Found) -> bool:
    # "May 12 soldiers": the figure counts what follows.
    return found.phrase.tokens[-1].kind == "num" and tokens.kind_of(found.end) == "counted"
