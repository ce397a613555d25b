"""The zone that a page writes behind a time of day, where its words have one reading.

"IST" is India, Israel and Ireland, "CST" is Chicago and China: such letters tell no zone. Letters that
name the winter or the summer time of a place count only on days when its clocks show that time: a page
that writes "EST" in July may mean either.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

# Letters, the place whose clocks they are of, and the offset that they name; None for what it has then.
_LETTERS: dict[str, tuple[str, float | None]] = {
    "bst": ("Europe/London", 1),
    "cest": ("Europe/Berlin", 2),
    "cet": ("Europe/Berlin", 1),
    "edt": ("America/New_York", -4),
    "eest": ("Europe/Kyiv", 3),
    "eet": ("Europe/Kyiv", 2),
    "est": ("America/New_York", -5),
    "et": ("America/New_York", None),
    "mck": ("Europe/Moscow", None),
    "mesz": ("Europe/Berlin", 2),
    "mez": ("Europe/Berlin", 1),
    "msk": ("Europe/Moscow", None),
    "pdt": ("America/Los_Angeles", -7),
    "pst": ("America/Los_Angeles", -8),
    "pt": ("America/Los_Angeles", None),
    "tsi": ("Europe/Istanbul", None),
    "мск": ("Europe/Moscow", None),
}
_UNIVERSAL = ("gmt", "utc", "ut", "z")
# "17:05 Kyiv time", "17:05 (Moscow)", "17:05 за Києвом", "17:05 по московскому времени".
_PLACES: dict[str, str] = {
    "ankara": "Europe/Istanbul",
    "baghdad": "Asia/Baghdad",
    "beirut": "Asia/Beirut",
    "berlin": "Europe/Berlin",
    "brussels": "Europe/Brussels",
    "cairo": "Africa/Cairo",
    "damascus": "Asia/Damascus",
    "eastern": "America/New_York",
    "istanbul": "Europe/Istanbul",
    "jerusalem": "Asia/Jerusalem",
    "kabul": "Asia/Kabul",
    "khartoum": "Africa/Khartoum",
    "kiev": "Europe/Kyiv",
    "kyiv": "Europe/Kyiv",
    "london": "Europe/London",
    "moscow": "Europe/Moscow",
    "new york": "America/New_York",
    "paris": "Europe/Paris",
    "tehran": "Asia/Tehran",
    "beyrouth": "Asia/Beirut",
    "bruxelles": "Europe/Brussels",
    "damas": "Asia/Damascus",
    "londres": "Europe/London",
    "madrid": "Europe/Madrid",
    "moscou": "Europe/Moscow",
    "rome": "Europe/Rome",
    "warsaw": "Europe/Warsaw",
    "washington": "America/New_York",
    "yerevan": "Asia/Yerevan",
    "بيروت": "Asia/Beirut",
    "بغداد": "Asia/Baghdad",
    "دمشق": "Asia/Damascus",
    "القاهرة": "Africa/Cairo",
    "القدس": "Asia/Jerusalem",
    "الخرطوم": "Africa/Khartoum",
    "مكة المكرمة": "Asia/Riyadh",
    "مكة": "Asia/Riyadh",
    "києвом": "Europe/Kyiv",
    "київським": "Europe/Kyiv",
    "киеву": "Europe/Kyiv",
    "киевскому": "Europe/Kyiv",
    "московскому": "Europe/Moscow",
    "москве": "Europe/Moscow",
}
ZONE = (
    r"(?:(?:gmt|utc)\s?[+\-\u2212]\s?\d{1,2}(?::?\d{2})?|[+\-\u2212]\d{2}:?\d{2}"
    r"|(?:за|по|بتوقيت)\s(?:"
    + "|".join(place for place in _PLACES if not place.isascii())
    + r")(?:\s(?:часом|времени))?"
    r"|(?:heure\sde\s|hora\sde\s)?(?:"
    + "|".join(place for place in _PLACES if place.isascii())
    + r")(?:\s(?:standard\s|daylight\s)?time)?"
    r"|[a-zмск]{1,5}\b(?:,\s?(?:летнее|зимнее)(?:\sвремя)?)?)"
)
"""A pattern for what may stand for a zone; most of the letters that it takes name none."""
_FURTHEST = 14 * 60
_OFFSET = re.compile(r"(?:gmt|utc)?([+-])(\d{1,2})(?::?(\d{2}))?")
_PLACE = re.compile(
    r"(?:за|по|بتوقيت|heure de|hora de)?\s?(.+?)(?:\s(?:standard\stime|daylight\stime|time|часом|времени))?"
)


def in_zone(clock: datetime, words: str) -> datetime | None:
    """A time of day, given without a zone, in the zone that the words name; None where they name none."""
    named = " ".join(words.casefold().replace("\u2212", "-").replace("i\u0307", "i").split()).partition(",")[
        0
    ]
    if named in _UNIVERSAL:
        return clock.replace(tzinfo=UTC)
    if found := _OFFSET.fullmatch(named.replace(" ", "")):
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        if minutes > _FURTHEST:
            return None
        return clock.replace(tzinfo=timezone(timedelta(minutes=-minutes if found[1] == "-" else minutes)))
    place = _PLACE.fullmatch(named)
    name, offset = _LETTERS.get(named) or (_PLACES.get(place[1] if place else ""), None)
    return _on_clocks(clock, name, offset) if name else None


def _on_clocks(clock: datetime, place: str, offset: float | None) -> datetime | None:
    """The instant at which the clocks of a place show this, with the offset that they have then."""
    shown = clock.replace(tzinfo=_zone(place)).utcoffset()
    if shown is None or (offset is not None and shown != timedelta(hours=offset)):
        return None
    return clock.replace(tzinfo=timezone(shown))


@lru_cache(maxsize=64)
def _zone(place: str) -> ZoneInfo:
    return ZoneInfo(place)
