"""A text as a string of kinds, one character a token, so that the grammar can be plain patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sayso.temporal.spelling import TOKEN, plain
from sayso.temporal.words import Entry, Form, TimeWords, Value

_SIGNS = {
    **dict.fromkeys(".!?…", "stop"),
    **dict.fromkeys(";:", "semicolon"),
    ",": "comma",
    **dict.fromkeys("-–—", "dash"),
    **dict.fromkeys("([", "open"),
    **dict.fromkeys(")]", "close"),
    **dict.fromkeys("\"“”«»„'’‘", "quotation"),
}
_KIND_NAMES: tuple[str, ...] = tuple(
    re.findall(
        r"\w+",
        """
        other stop semicolon comma dash open close quotation break weekday weekday_short month
        month_short season fall quarter weekend dayword part night nightword hourword zone holiday
        numword one quantity recent half ordinal oneday unit units edge shift ago before after past
        last previous next this that same recently just about also the on in at of to and between
        from since until by deadline during for within into than reporting occasion future verb
        infinitive adjective clause counted name date clock decade nth num year eve happening war
        century bignum oclock institution running it fiscal naming every dotclock
        """,
    )
)
KINDS = {name: chr(0xE000 + index) for index, name in enumerate(_KIND_NAMES)}
"""The character that stands for each kind: from a private use area, so none means anything to `re`."""

_HEADING_LENGTH = 50
_BEFORE_YEAR = re.compile(r"\b(?:in|since|until|till|of|by|before|after|early|late)\s+$", re.IGNORECASE)
_COUNTED = re.compile(r"\s+(?!(?:the|and|a|an|but|when|after|before|there|by|from|to|it|he|they)\b)\w")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its value and where it stands."""

    kind: str
    value: Value | date
    start: int
    end: int


class Tokens:
    """The tokens of a text. `kinds` has one character a token; those without meaning are `other`."""

    __slots__ = ("_spans", "_values", "kinds", "text")

    def __init__(self, text: str, words: TimeWords) -> None:
        self.text = text
        self._spans: list[tuple[int, int]] = []
        self._values: dict[int, Value | date] = {}
        kinds: list[str] = []
        skip_to = line_start = 0
        for match in TOKEN.finditer(text):
            start, end = match.span()
            if start < skip_to:
                continue
            group, written = match.lastgroup, match.group()
            entry = words.words.get(written)
            if written in words.phrases:
                longer = _longest_phrase(text, start, words.phrases[written])
                if longer is not None:
                    skip_to, entry = longer
                    end = skip_to
            kind = "other"
            if entry is not None:
                kind, self._values[len(kinds)] = entry.kind, entry.value
            elif group == "sign":
                kind = _SIGNS.get(written, "other")
            elif group == "line":
                heading = len(text[line_start:start].strip()) < _HEADING_LENGTH
                line_start = end
                # A wrapped line goes on ("on\nFriday"); a blank line or a short one ends what it says.
                if not heading and written.count("\n") == 1:
                    continue
                kind = "break"
            elif group != "word":
                kind, self._values[len(kinds)] = _figure(group, written)
                if kind == "bignum" and _is_old_year(text, start, end):
                    kind = "year"
            kinds.append(KINDS[kind])
            self._spans.append((start, end))
        self.kinds = "".join(kinds)

    def __len__(self) -> int:
        return len(self._spans)

    def __getitem__(self, index: int) -> Token:
        start, end = self._spans[index]
        return Token(self.kind_of(index), self._values.get(index, 0), start, end)

    def kind_of(self, index: int) -> str:
        """The kind's name; `break` beyond either end of the text."""
        if not 0 <= index < len(self._spans):
            return "break"
        return _KIND_NAMES[ord(self.kinds[index]) - 0xE000]

    def text_of(self, index: int) -> str:
        """The token as written."""
        start, end = self._spans[index]
        return self.text[start:end]


def _longest_phrase(text: str, start: int, forms: tuple[tuple[Form, Entry], ...]) -> tuple[int, Entry] | None:
    """Where the longest form that stands here ends, and what it is."""
    size = len(forms[0][0])
    room = sum(map(len, forms[0][0])) + 40
    ahead: list[tuple[str, int]] = []
    for match in TOKEN.finditer(text, start, min(len(text), start + room)):
        ahead.append((plain(match.group()), match.end()))
        if len(ahead) == size or match.lastgroup == "line":
            break
    for form, entry in forms:
        if len(form) <= len(ahead) and all(part == ahead[i][0] for i, part in enumerate(form)):
            return ahead[len(form) - 1][1], entry
    return None


def _is_old_year(text: str, start: int, end: int) -> bool:
    """ "recaptured the city in 1623;" is a year, "in 1850 men" and "sold 1623 sheep" are numbers."""
    written = text[start:end]
    is_year = len(written) == 4 and written.isdigit() and "1000" <= written < "1900"
    return (
        is_year
        and bool(_BEFORE_YEAR.search(text[max(0, start - 8) : start]))
        and not _COUNTED.match(text, end)
    )


def _figure(group: str | None, written: str) -> tuple[str, Value | date]:
    """Kind and value of a token with digits; `other` where it is neither date nor number of use."""
    match group:
        case "num" if len(written) == 4 and "1900" <= written <= "2099":
            return "year", int(written)
        case "num" if len(written) < 4:
            return "num", int(written)
        case "num" if len(written) == 4:
            return "bignum", int(written)
        case "decimal" if re.fullmatch(r"[0-2]?[0-9]\.[0-5][0-9]", written):
            minutes = _minutes(written)
            return ("other", 0) if minutes is None else ("dotclock", minutes)
        case "thousands":
            return "bignum", int(written.replace(",", ""))
        case "nth":
            return "nth", int(written[:-2].replace(",", ""))
        case "decade":
            return "decade", int(written[:4])
        case "meridiem" | "clock" | "hours" | "small_hours":
            minutes = _minutes(written)
            return ("other", 0) if minutes is None else ("clock", minutes)
        case "iso" | "year_first" | "dotted" | "slashed":
            day = _whole_date(group, written)
            return ("other", 0) if day is None else ("date", day)
        case _:
            return "other", 0


def _minutes(written: str) -> int | None:
    """Minutes since midnight; None where the figures are no time of day."""
    figures = re.findall("[0-9]+", written)
    if len(figures) == 1 and len(figures[0]) == 4:
        figures = [written[:2], written[2:]]
    hour, minute = int(figures[0]), int(figures[1]) if len(figures) > 1 else 0
    if "p" in written.lower() or "a" in written.lower():
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if "p" in written.lower() else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _whole_date(group: str, written: str) -> date | None:
    figures = [int(figure) for figure in re.findall("[0-9]+", written)]
    if group in ("iso", "year_first"):
        return _valid(*figures)
    if group == "dotted":
        return _valid(*reversed(figures))
    # "04/05/2023" is April to some readers and May to others: left alone unless only one can be.
    first, second, year = figures
    dates = {_valid(year, second, first), _valid(year, first, second)} - {None}
    return dates.pop() if len(dates) == 1 else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2099 else None
    except ValueError:
        return None
