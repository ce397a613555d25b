"""The dates that a page shows its readers next to its headline: "Published 14 Jan 2023, 17:05 GMT".

They are the last resort, for pages that say nothing to machines. A date is taken only from a line that is
nothing but dates, labels and a byline; "the talks of 14 January 2023 failed" is prose. Two dates that
could both be of the publication make none: an invented date is worse than no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sayso.errors import InvalidDateError
from sayso.ingest.dates import parse_publication
from sayso.ingest.datewords import BYLINES, FIRST_PUBLISHED, MONTHS, NOT_ITS_OWN, PUBLISHED, UPDATED, WEEKDAYS
from sayso.ingest.zones import ZONE, in_zone
from sayso.model import Publication

_LABELS = {
    label: kind
    for kind, labels in (("first", FIRST_PUBLISHED), ("published", PUBLISHED), ("updated", UPDATED))
    for label, _ in labels
}
_LABEL_WORDS = "|".join(sorted((label.replace(" ", r"\s") for label in _LABELS), key=len, reverse=True))


def _folded(name: str) -> str:
    """A month's name to look it up by: "KASIM" and "kasım" are one, as they are to a pattern."""
    return " ".join(name.casefold().replace("i\u0307", "i").replace("ı", "i").rstrip(".").split())


_NUMBERS = {
    _folded(name.replace("_", " ")): number
    for number, names in enumerate(MONTHS, start=1)
    for name in names.split()
}
_NAMES = (each.replace("_", r"\s") for names in MONTHS for each in names.split())
_MONTH = "(?:" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r")\b\.?"
# In Arabic the names of the two calendars stand side by side: "كانون الثاني/يناير".
_MONTH = rf"{_MONTH}(?:\s?[/(]\s?{_MONTH}\)?)?"
_DAYS = "|".join(sorted(WEEKDAYS.split(), key=len, reverse=True))
_WEEKDAY = rf"(?:(?:(?:{_DAYS})\b|(?:mo|di|mi|do|fr|sa|so)\.)[.,،]{{0,2}}\s?)"
_ISO_CLOCK = r"[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?\s?(?:Z|[+-]\d{2}:?\d{2})"
_DATE = re.compile(
    rf"(?<![\w./-])(?:(?P<stamp>\d{{4}}-\d{{2}}-\d{{2}}{_ISO_CLOCK})"
    r"|(?P<iso>\d{4}[-/.]\d{2}[-/.]\d{2})"
    r"|(?P<figures>\d{1,2}[-/.]\d{1,2}[-/.]\d{4})"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s(?:of\s|de\s|ב)?(?P<m1>{_MONTH}),?\s(?:del?\s)?(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>\d{{4}}))"
    rf"(?![\w/-])(?:\s?(?:року|года|р|г|r|م)\b\.?)?(?:,?\s\(?(?:{_DAYS})\b\)?)?",
    re.I,
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:(?:[:.]|\s?h\s?)(?P<minute>\d{2})(?::\d{2})?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?:\s?(?P<unit>hrs|hours|uhr|horas|hs|h)\b)?"
)
_AT = r"(?:(?:at|о|об|в|à|um|a\slas|às|alle|om|saat|الساعة|בשעה)\s)"
_NEXT = rf"(?:{BYLINES})\b[:\s]|(?:{_LABEL_WORDS})\b"
_AFTER = re.compile(
    rf"\s?[,،|·•/(@–—-]{{0,2}}\s?{_AT}?{_CLOCK}(?:\s?,?\s?\(?(?!{_NEXT})(?P<zone>{ZONE})\)?)?"
    rf"(?=\s?(?:\Z|[^\w:.]|\.(?!\d)|{_NEXT}|[^\W\d_]+:))",
    re.I,
)
_BEFORE = re.compile(
    rf"(?<![\w:.]){_CLOCK}(?:\s?\(?(?P<zone>{ZONE})\)?)?\s?[,،|·•/–—-]?\s?(?:on\s)?{_WEEKDAY}?\Z",
    re.I,
)
_ENDS = re.compile(rf"\s?(?:\Z|[.]\Z|[|·•–—()/;*\n-]|[,.،]?\s?(?:{_NEXT}))", re.I)
_NAMES_THE_NEXT = re.compile(r"[,.]?\s?[^\W\d_]+\s?:")
"""After a date that is labelled, what is told next: "Posted: 14 January 2023 Author: Ann Smith"."""
_LABEL = re.compile(rf"(?:\A|(?<=\W))({_LABEL_WORDS})\s?[:\-–—]?\s?\Z", re.I)
_CHANGED_AT = re.compile(
    rf"(?:\A|(?<=\W))(?:{'|'.join(label for label, kind in _LABELS.items() if kind == 'updated')})"
    rf"\s?:?\s?{_AT}?{_CLOCK}(?:\s?,?\s?\(?(?!{_NEXT})(?P<zone>{ZONE})\)?)?(?=\s?(?:\Z|[^\w:.]|\.(?!\d)|{_NEXT}))",
    re.I,
)
_DAY_NAME = re.compile(rf"(?:\A|(?<=\W)){_WEEKDAY}\Z", re.I)
_BYLINE = re.compile(rf"(?:{BYLINES})\b[:\s][^\d]{{2,100}}", re.I)
_NAME = re.compile(r"[^\W\d_][\w’'.-]{0,30}(?:\s[^\W\d_][\w’'.-]{0,30}){0,4}")
_READING_TIME = re.compile(
    r"\d{1,3}\s?(?:min(?:ute)?s?|хв|мин|minuten|minutos|minuti|dk|dakika|دقائق|دقيقة)\b\.?"
    r"(?:\s(?:read|читання|чтения|de\slecture|lesezeit|de\slectura|di\slettura|okuma))?",
    re.I,
)
_NOT_ITS_OWN = re.compile(rf"\b(?:{NOT_ITS_OWN})\b|©", re.I)
_SEPARATED = re.compile(r"[|·•–—()/;*\n]|\s-\s|,\s?\Z")
_YEAR = re.compile(r"\d{4}")
_LONGEST = 200
_ANY_DAY = date(9000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """What is shown of when a page came out and was changed; None where nothing is, or not for sure."""

    published: Publication | None = None
    edited: datetime | None = None
    is_stamp: bool = False


@dataclass(frozen=True, slots=True)
class _Shown:
    kind: str
    value: Publication
    is_stamp: bool


def read_dateline(lines: Iterable[tuple[str, bool]], *, today: date) -> Dateline:
    """The dates of the lines around a headline, each with whether it stands below it.

    "First published" goes before "Published", and both before a date without a label, which counts only
    below the headline: what stands above is often the day on which the page was looked at.
    """
    shown: list[_Shown] = []
    for line, is_below in _joined(lines):
        if len(line) <= _LONGEST:
            shown += [each for each in _dates(line, today) if each.kind or is_below]
    for kind in ("first", "published", ""):
        of_kind = [each for each in shown if each.kind == kind]
        if of_kind:
            chosen = _agreed(of_kind)
            edited = _latest(shown)
            return Dateline(
                published=chosen.value if chosen else None,
                edited=edited,
                is_stamp=chosen.is_stamp if chosen else False,
            )
    return Dateline(edited=_latest(shown))


def read_date(words: str, *, today: date) -> Publication | None:
    """The one date that a few words are, as an element for dates shows it: "14 Sept 2023"."""
    found = list(_dates(" ".join(words.split()), today)) if len(words) <= _LONGEST else []
    return found[0].value if len(found) == 1 else None


def is_dateline(line: str) -> bool:
    """Whether a line consists of dates, labels and a byline."""
    if len(line) > _LONGEST:
        return False
    return line.casefold().rstrip(" :") in _LABELS or next(_dates(line, _ANY_DAY), None) is not None


def _joined(lines: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The lines, with a label that stands alone put before the line that it is of."""
    label = ""
    for line, is_below in lines:
        text = f"{label} {line}" if label else line
        label = ""
        if text.casefold().rstrip(" :") in _LABELS:
            label = text
            continue
        yield text, is_below


def _dates(text: str, today: date) -> Iterator[_Shown]:
    """Every date of a line that consists of such; nothing of a line of prose."""
    if not _YEAR.search(text):
        return
    start, found = 0, []
    for day in _DATE.finditer(text):
        if day.start() < start:
            continue
        lead, after = text[start : day.start()], _AFTER.match(text, day.end())
        if after and not _is_clock(after):
            after = None
        before = None if after else _BEFORE.search(lead)
        if before and not _is_clock(before):
            before = None
        if before:
            lead = lead[: before.start()]
        end = after.end() if after else day.end()
        kind = _kind(lead, is_first=not start)
        if kind is None or not (_ENDS.match(text, end) or (kind and _NAMES_THE_NEXT.match(text, end))):
            return
        clock = after or before
        value = _publication(day, clock, today)
        if value is not None:
            found.append(_Shown(kind, value, bool(day["stamp"])))
            last, zone = value.day, clock["zone"] if clock else None
        start = end
    if found and (change := _CHANGED_AT.search(text, start)) and _is_clock(change):
        found += _changed(last, change, change["zone"] or zone)
    yield from found


def _changed(day: date, clock: re.Match[str], zone: str | None) -> list[_Shown]:
    """A change told by its hour alone: "Published 14 January 2023 at 17:05 GMT, updated at 19:30"."""
    instant = in_zone(datetime(day.year, day.month, day.day, *_hour(clock)), zone) if zone else None
    return [_Shown("updated", Publication(day, instant), False)] if instant else []


def _kind(lead: str, *, is_first: bool) -> str | None:
    """What the words before a date make of it; None where they are no label, byline or name."""
    lead = _DAY_NAME.sub("", lead)
    label = _LABEL.search(lead)
    kind = _LABELS[label[1].casefold()] if label else ""
    rest = lead[: label.start()] if label else lead
    rest = _READING_TIME.sub("", rest).strip(" |·•–—-,;:()/*.\n")
    if not rest:
        return kind
    if _NOT_ITS_OWN.search(rest) and not _BYLINE.fullmatch(rest):
        return None
    if label or (is_first and _SEPARATED.search(lead.rstrip() + " " if lead.rstrip()[-1:] != "," else lead)):
        is_name = bool(_NAME.fullmatch(rest)) and all(word[:1].isupper() for word in rest.split())
        return kind if is_name or _BYLINE.fullmatch(rest) or label else None
    return kind if _BYLINE.fullmatch(rest) and is_first else None


def _is_clock(found: re.Match[str]) -> bool:
    """Whether a match is a time of day: "14 Jan 2023 - 5 comments" has none."""
    hour, minute = int(found["hour"]), found["minute"]
    if found["half"]:
        return 1 <= hour <= 12 and (minute is None or int(minute) < 60)
    return (minute is not None or found["unit"] is not None) and hour < 24 and int(minute or 0) < 60


def _publication(day: re.Match[str], clock: re.Match[str] | None, today: date) -> Publication | None:
    try:
        if day["stamp"]:
            return parse_publication(day["stamp"], today=today)
        civil = _day(day)
        known = parse_publication(civil.isoformat(), today=today) if civil else None
    except (InvalidDateError, ValueError):
        return None
    if known is None or clock is None or not clock["zone"]:
        return known
    shown = datetime(known.day.year, known.day.month, known.day.day, *_hour(clock))
    return Publication(known.day, in_zone(shown, clock["zone"]))


def _hour(clock: re.Match[str]) -> tuple[int, int]:
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    return hour, int(clock["minute"] or 0)


def _day(found: re.Match[str]) -> date | None:
    """The civil day. "01/02/2023" is January in New York and February in London: it is none."""
    if found["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-/.]", found["iso"]))
        return date(year, month, day)
    if found["figures"]:
        first, second, year = (int(part) for part in re.split(r"[-/.]", found["figures"]))
        if "." in found["figures"] or first > 12 or first == second:
            return date(year, second, first)
        return date(year, first, second) if second > 12 else None
    which = "1" if found["m1"] else "2"
    named = {_NUMBERS.get(_folded(name)) for name in re.split(r"[/()]", found[f"m{which}"]) if name.strip()}
    number = named.pop() if len(named) == 1 else None
    return date(int(found[f"y{which}"]), number, int(found[f"d{which}"])) if number else None


def _agreed(shown: list[_Shown]) -> _Shown | None:
    """The one publication that all of these name: one day, and no two instants."""
    instants = [each for each in shown if each.value.instant]
    if len({each.value.day for each in shown}) > 1 or len({each.value.instant for each in instants}) > 1:
        return None
    return (instants or shown)[0]


def _latest(shown: list[_Shown]) -> datetime | None:
    return max(
        (each.value.instant for each in shown if each.kind == "updated" and each.value.instant), default=None
    )
