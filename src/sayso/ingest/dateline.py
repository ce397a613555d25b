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
from sayso.ingest.zones import ZONE, in_zone
from sayso.model import Publication

PUBLISHED = (
    # label, a line that shows it
    ("published on", "Published on January 14, 2023"),
    ("published at", "Published at 17:05 GMT, 14 January 2023"),
    ("published", "Published 14 Jan 2023"),
    ("publication date", "Publication date: 14.01.2023"),
    ("date published", "Date published: 14 January 2023"),
    ("posted on", "Posted on January 14, 2023"),
    ("posted at", "Posted at 17:05, 14 January 2023"),
    ("posted", "Posted: 14 Jan 2023"),
    ("issued on", "Issued on: 14/01/2023"),
    ("issued", "Issued 14 January 2023"),
    ("released", "Released: 14 January 2023"),
    ("date", "Date: 14 January 2023"),
    ("опубліковано", "Опубліковано 14 січня 2023"),
    ("дата публікації", "Дата публікації: 14.01.2023"),
    ("опубликовано", "Опубликовано 14 января 2023"),
    ("дата публикации", "Дата публикации: 14.01.2023"),
)
FIRST_PUBLISHED = (
    ("first published on", "First published on 14 January 2023"),
    ("first published at", "First published at 17:05 GMT, 14 January 2023"),
    ("first published", "First published 14 Jan 2023"),
    ("originally published on", "Originally published on 14 January 2023"),
    ("originally published", "Originally published January 14, 2023"),
    ("first posted", "First posted 14 Jan 2023"),
)
UPDATED = (
    ("last updated on", "Last updated on January 15, 2023"),
    ("last updated at", "Last updated at 09:10 GMT, 15 January 2023"),
    ("last updated", "Last updated 15 Jan 2023"),
    ("updated on", "Updated on January 15, 2023"),
    ("updated at", "Updated at 09:10 GMT, 15 January 2023"),
    ("updated", "Updated 15 Jan 2023"),
    ("last modified on", "Last modified on 15 Jan 2023"),
    ("last modified", "Last modified: 15 January 2023"),
    ("modified", "Modified Jan 15, 2023"),
    ("last edited", "Last edited 15 January 2023"),
    ("edited", "Edited 15 January 2023"),
    ("update", "Update: 15 January 2023"),
    ("оновлено", "Оновлено 15 січня 2023"),
    ("обновлено", "Обновлено 15 января 2023"),
    ("изменено", "Изменено 15.01.2023"),
    ("змінено", "Змінено 15.01.2023"),
)
_LABELS = {
    label: kind
    for kind, labels in (("first", FIRST_PUBLISHED), ("published", PUBLISHED), ("updated", UPDATED))
    for label, _ in labels
}
_MONTHS = (
    ("january", "jan", "січня", "января", "янв"),
    ("february", "feb", "лютого", "февраля", "фев"),
    ("march", "mar", "березня", "марта", "мар"),
    ("april", "apr", "квітня", "апреля", "апр"),
    ("may", "травня", "мая"),
    ("june", "jun", "червня", "июня"),
    ("july", "jul", "липня", "июля"),
    ("august", "aug", "серпня", "августа", "авг"),
    ("september", "sept", "sep", "вересня", "сентября", "сен"),
    ("october", "oct", "жовтня", "октября", "окт"),
    ("november", "nov", "листопада", "ноября", "ноя"),
    ("december", "dec", "грудня", "декабря", "дек"),
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_MONTH = "(?:" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = (
    r"(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"понеділок|вівторок|середа|четвер|п[’']ятниця|субота|неділя|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b[.,]{0,2}\s?)"
)
_ISO_CLOCK = r"[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?\s?(?:Z|[+-]\d{2}:?\d{2})"
_DATE = re.compile(
    rf"(?<![\w./-])(?:(?P<stamp>\d{{4}}-\d{{2}}-\d{{2}}{_ISO_CLOCK})"
    r"|(?P<iso>\d{4}[-/.]\d{2}[-/.]\d{2})"
    r"|(?P<figures>\d{1,2}[-/.]\d{1,2}[-/.]\d{4})"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m1>{_MONTH}),?\s(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>\d{{4}}))"
    r"(?![\w/-])(?:\s?(?:року|года|р|г)\b\.?)?",
    re.I,
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::\d{2})?)?(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
    r"(?:\s?(?:hrs|hours|uhr|h)\b)?"
)
_AFTER = re.compile(
    rf"\s?[,|·•/(@–—-]{{0,2}}\s?(?:(?:at|о|об|в)\s)?{_CLOCK}(?:\s?,?\s?\(?(?P<zone>{ZONE})\)?)?(?=\s?(?:\Z|[^\w:.]|\.(?!\d)))",
    re.I,
)
_BEFORE = re.compile(
    rf"(?<![\w:.]){_CLOCK}(?:\s?\(?(?P<zone>{ZONE})\)?)?\s?[,|·•/–—-]?\s?(?:on\s)?{_WEEKDAY}?\Z",
    re.I,
)
_ENDS = re.compile(r"\s?(?:\Z|[.]\Z|[|·•–—()/;*\n-]|[,.]?\s?(?:" + "|".join(_LABELS) + r")\b)", re.I)
_LABEL = re.compile(
    r"(?:\A|(?<=\W))(" + "|".join(sorted(_LABELS, key=len, reverse=True)) + r")\s?[:\-–—]?\s?\Z", re.I
)
_DAY_NAME = re.compile(rf"(?:\A|(?<=\W)){_WEEKDAY}\Z", re.I)
_BYLINE = re.compile(r"(?:by|words by|reporting by|from|author|автор|від)\b[:\s][^\d]{2,100}", re.I)
_NAME = re.compile(r"[^\W\d_][\w’'.-]{0,30}(?:\s[^\W\d_][\w’'.-]{0,30}){0,4}")
_READING_TIME = re.compile(r"\d{1,3}\s?(?:min(?:ute)?s?|хв|мин)\b\.?(?:\s(?:read|читання|чтения))?", re.I)
_NOT_ITS_OWN = re.compile(
    r"\b(?:related|read|see|also|photo|file|image|picture|credit|copyright|rights|archive|today|now|from|since|until|"
    r"expires?|event|deadline|born|died|читайте|фото|архів|архив)\b|©",
    re.I,
)
_SEPARATED = re.compile(r"[|·•–—()/;*\n]|\s-\s|,\s?\Z")
_FIGURE = re.compile(r"\d")
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


def is_dateline(line: str) -> bool:
    """Whether a line consists of dates, labels and a byline."""
    if len(line) > _LONGEST:
        return False
    if not _FIGURE.search(line):
        return line.casefold().rstrip(" :") in _LABELS
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
        if kind is None or not _ENDS.match(text, end):
            return
        value = _publication(day, after or before, today)
        if value is not None:
            found.append(_Shown(kind, value, bool(day["stamp"])))
        start = end
    yield from found


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
    return minute is not None and hour < 24 and int(minute) < 60


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
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    shown = datetime(known.day.year, known.day.month, known.day.day, hour, int(clock["minute"] or 0))
    return Publication(known.day, in_zone(shown, clock["zone"]))


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
    if found["m1"]:
        return date(int(found["y1"]), _NUMBERS[found["m1"].rstrip(".").casefold()], int(found["d1"]))
    return date(int(found["y2"]), _NUMBERS[found["m2"].rstrip(".").casefold()], int(found["d2"]))


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
