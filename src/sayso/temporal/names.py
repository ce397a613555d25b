"""Names with a word of time in them: streets, units, newspapers and people are no times."""

from __future__ import annotations

from sayso.temporal.grammar import Found
from sayso.temporal.lexing import Tokens

_AFTER_NAMELIKE = frozenset(("by", "of", "before", "after", "from", "for"))
_CALENDAR = ("month", "month_short", "weekday", "holiday", "nth", "season", "fall")
_COMMON = ("part", "night", "nightword", "dayword", "hourword", "season", "weekend", "century")


def is_a_name(tokens: Tokens, found: Found) -> bool:
    """Whether the expression is, with its neighbours, the name of something else."""
    if tokens.kind_of(found.first - 1) == "naming":
        return True
    return (
        _is_of_an_institution(tokens, found)
        or _is_of_a_person(tokens, found)
        or _is_of_a_title(tokens, found)
    )


def _is_of_an_institution(tokens: Tokens, found: Found) -> bool:
    # "The clinic on 12 March Street", "men of the February 17 Martyrs Brigade", "the 14 March alliance".
    if found.phrase.tokens[-1].kind not in (*_CALENDAR, "num", "year"):
        return False
    if not found.phrase.has(*_CALENDAR):
        return False
    behind = found.end
    if tokens.kind_of(behind) == "institution":
        # "On Friday Union troops came", but "at the Friday Mosque".
        sure = found.phrase.has("month", "month_short") and tokens.text_of(behind).istitle()
        return sure or tokens.kind_of(found.first - 1) == "the"
    return (
        tokens.kind_of(behind) == "other"
        and tokens.text_of(behind)[:1].isupper()
        and tokens.kind_of(behind + 1) == "institution"
        and tokens.kind_of(found.first - 1) == "the"
    )


def _is_of_a_person(tokens: Tokens, found: Found) -> bool:
    # "According to the wife of April Hutchins": a month after such a word, a capital behind it.
    if found.rule.name != "in September" or tokens.kind_of(found.first - 1) not in _AFTER_NAMELIKE:
        return False
    behind = found.end
    return tokens.kind_of(behind) == "other" and tokens.text_of(behind)[:1].isupper()


def _is_of_a_title(tokens: Tokens, found: Found) -> bool:
    # "In the Evening Standard", "in the Night Wolves": a common word with a capital, and a capital behind.
    last = found.end - 1
    if found.end - found.first < 2 or tokens.kind_of(last) not in _COMMON:
        return False
    written, before = tokens.text_of(last), tokens.text_of(last - 1)
    if not written.istitle() or not before.islower():
        return False
    behind = tokens.text_of(found.end) if found.end < len(tokens) else ""
    return behind[:1].isupper()
