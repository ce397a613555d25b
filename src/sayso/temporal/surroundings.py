"""What the words around a time tell: whether it dates a saying, bounds a state, or lies ahead.

Tokens only, no parse: the verb that governs a time is taken to be the nearest one before it in its
clause, or the first one behind it where the time opens the clause ("On Monday, the army said ...").
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import TimeRole
from sayso.temporal.lexing import Tokens

_REACH = 40
_SENTENCE_END = frozenset(("stop", "break", "semicolon"))
_CLAUSE_START = frozenset(("clause", "that"))
_SKIPPED = frozenset(
    ("on", "at", "in", "the", "about", "just", "also", "open", "quotation", "from", "this", "shift")
)
_OPENING = _CLAUSE_START | {"comma", "and", "close", "dash"}
_BOUNDS = {
    "since": TimeRole.SINCE,
    "until": TimeRole.UNTIL,
    "by": TimeRole.UNTIL,
    "before": TimeRole.UNTIL,
    "deadline": TimeRole.UNTIL,
}
_DAY_SIZED = frozenset(
    ("weekday", "dayword", "date", "num", "nth", "clock", "part", "night", "nightword", "hourword")
)
_JOINING = frozenset(("and", "comma", "on", "in", "the", "by", "at"))
_DETERMINERS = frozenset(("the", "one", "adjective", "of", "num", "numword", "quantity"))
_POSSESSIVES = frozenset(("its", "their", "his", "her", "our", "s", "more", "most", "least"))


@dataclass(frozen=True, slots=True)
class Verb:
    """The kind of a governing verb: `reporting`, `future` or any other `verb`.

    `backshifted` says that the future is one seen from a past ("said it would leave on Friday").
    """

    kind: str
    backshifted: bool = False


def role_of(tokens: Tokens, first: int, end: int, verb: Verb | None) -> TimeRole:
    """What the time at tokens `first` to before `end` dates, if `verb` governs it."""
    bound = _bound_before(tokens, first)
    if bound is not None:
        return bound
    if tokens.kind_of(first - 1) == "from" and _opens_clause(tokens, first):
        return TimeRole.SINCE
    return TimeRole.SAID if verb is not None and verb.kind == "reporting" else TimeRole.EVENT


def governing_verb(tokens: Tokens, first: int, end: int) -> Verb | None:
    """The verb that governs the time at tokens `first` to before `end`; None where there is none near."""
    if tokens.kind_of(end) == "occasion":
        return Verb("reporting")  # "in a Friday briefing"
    if _opens_clause(tokens, first):
        return _verb_behind(tokens, end)
    found, blocked = _verb_before(tokens, first)
    if found is not None or blocked:
        return found
    behind = _verb_behind(tokens, end)
    if behind is None or behind.kind != "reporting":
        return behind
    # "Ukraine on Monday said ...", but "those who hope to win in November say ..." has no time of saying.
    at_once = tokens.kind_of(end) == "reporting"
    day_sized = any(tokens.kind_of(i) in _DAY_SIZED for i in range(first, end))
    return behind if at_once and day_sized else Verb("verb")


def is_aim(tokens: Tokens, first: int) -> bool:
    """Whether "for" stands before the time: "was ordered for Orthodox Christmas"."""
    return tokens.kind_of(first - (2 if tokens.kind_of(first - 1) == "the" else 1)) == "for"


def goes_on(tokens: Tokens, end: int, first: int) -> bool:
    """Whether a time goes on from one that ends before `end`: "on Monday or Tuesday"."""
    between = [tokens.kind_of(i) for i in range(end, first)]
    return "and" in between and len(between) < 4 and _JOINING.issuperset(between)


def in_one_sentence(tokens: Tokens, end: int, first: int) -> bool:
    """Whether no sentence ends between two expressions that stand near each other."""
    return first - end <= _REACH and not any(
        tokens.kind_of(i) in ("stop", "break") for i in range(end, first)
    )


def reaches_on(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a bound at these tokens lies ahead: "is closed until Tuesday", not "was closed"."""
    return _tense(tokens, first, end) in ("future", _ONWARD, _UP_TO_NOW)


def has_lasted(tokens: Tokens, first: int, end: int) -> bool:
    """Whether what is told of went on until it was told: "has been shut for a week"."""
    tense = _tense(tokens, first, end)
    if tense != _UP_TO_THEN:
        return tense == _UP_TO_NOW
    # "Residents said they had been without water for three days": until they said so.
    for places in (range(first - 1, first - _REACH, -1), range(end, end + _REACH)):
        for i in places:
            if tokens.kind_of(i) in _SENTENCE_END:
                break
            if tokens.kind_of(i) == "reporting":
                return True
    return False


_ONWARD, _UP_TO_NOW, _UP_TO_THEN = 1, 2, 3
_AUXILIARIES = ("verb", "infinitive")


def _tense(tokens: Tokens, first: int, end: int) -> str | int | None:
    """The tense of the clause: `future`, or the value of its verb in the data file; None where unknown."""
    if _opens_clause(tokens, first):
        places = range(end, min(len(tokens), end + _REACH))
    else:
        places = range(first - 1, max(-1, first - _REACH), -1)
    for i in places:
        kind = tokens.kind_of(i)
        if kind in _SENTENCE_END or kind in _CLAUSE_START:
            return None
        if kind == "future":
            return kind
        if kind == "infinitive" and tokens[i].value == _UP_TO_NOW:
            return _UP_TO_NOW
        if kind == "reporting" and tokens.kind_of(i + 1) == "to":
            return _ONWARD  # "vowed to retake it by Monday"
        if kind in ("verb", "reporting") or _looks_past(tokens, i):
            return _auxiliary(tokens, i)
    return None


def _auxiliary(tokens: Tokens, i: int) -> str | int | None:
    """What stands before a verb tells its tense: "has been held", "is closed", "will be held"."""
    own = tokens[i].value if tokens.kind_of(i) == "verb" else None
    if own == _ONWARD:
        return _ONWARD  # "was prolonged until 30 June"
    for before in range(i - 1, i - 4, -1):
        kind = tokens.kind_of(before)
        if kind == "future":
            return kind
        value = tokens[before].value if before >= 0 and kind in _AUXILIARIES else None
        if isinstance(value, int) and value in (_ONWARD, _UP_TO_NOW, _UP_TO_THEN):
            return value
        if kind == "verb":
            return None
    return own if isinstance(own, int) else None


def _bound_before(tokens: Tokens, first: int) -> TimeRole | None:
    for i in (first, first - 1, first - 2, first - 3):
        kind = tokens.kind_of(i)
        if kind in _BOUNDS:
            return _BOUNDS[kind]
        if kind not in _SKIPPED and i < first:
            return None
    return None


def _opens_clause(tokens: Tokens, first: int) -> bool:
    i = first - 1
    while tokens.kind_of(i) in _SKIPPED and first - i < 6:
        i -= 1
    return tokens.kind_of(i) in _SENTENCE_END or tokens.kind_of(i) in _OPENING


def _verb_before(tokens: Tokens, first: int) -> tuple[Verb | None, bool]:
    """The nearest verb, and whether the search ended at it or at a clause's edge."""
    for i in range(first - 1, max(-1, first - _REACH), -1):
        kind = tokens.kind_of(i)
        if kind in _SENTENCE_END:
            return None, False
        if kind in _CLAUSE_START:
            return None, True
        if kind == "occasion" and first - i <= 4:
            return Verb("reporting"), True
        if kind == "future":
            # "May have fallen on Friday" looks back.
            looks_back = tokens.text_of(i + 1) == "have" and tokens[i].value != 2
            return (Verb("verb") if looks_back else Verb("future", tokens[i].value == 2)), True
        if kind in ("reporting", "verb") or _looks_past(tokens, i):
            if tokens.kind_of(i - 1) in ("infinitive", "future"):
                continue  # "will be held", "will set": the clause still lies ahead
            if tokens.kind_of(i - 1) == "to" and tokens.kind_of(i - 2) == "future":
                continue  # "is expected to announce it"
            return Verb("verb" if kind == "other" else kind), True
    return None, False


def _verb_behind(tokens: Tokens, end: int) -> Verb | None:
    for i in range(end, min(len(tokens), end + _REACH)):
        kind = tokens.kind_of(i)
        if kind in _SENTENCE_END:
            return None
        if kind in ("reporting", "verb", "future"):
            return Verb(kind, kind == "future" and tokens[i].value == 2)
        if _looks_past(tokens, i):
            return Verb("verb")
    return None


def _looks_past(tokens: Tokens, i: int) -> bool:
    """Whether an unknown word looks like a past verb: "captured", not "the captured town"."""
    if tokens.kind_of(i) != "other":
        return False
    written = tokens.text_of(i)
    if len(written) < 5 or not written.endswith("ed") or not written.islower():
        return False
    return tokens.kind_of(i - 1) not in _DETERMINERS and tokens.text_of(i - 1).lower() not in _POSSESSIVES
