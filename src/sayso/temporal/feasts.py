"""The days of feasts: fixed, counted from Easter, or announced by the moon; some churches differ."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

from dateutil import easter

from sayso.errors import InvalidDataError

RAMADAN = "ramadan"
UNKNOWN = "moon"
"""The rule of a feast whose days are not known here."""
_MOON = ("ramadan", "fitr", "adha")
_TABLE = "feasts_of_the_moon.tsv"
_Days = Callable[[int], tuple[date, ...]]


def days_of(rule: str) -> _Days:
    """What gives the days of a feast in a year; more than one where churches or feasts of one name differ.

    A rule is one of the data file, alternatives parted by "|", the year of the first parted by "@".
    """
    alternatives = [_one(part) for part in rule.split("|")]
    return lambda year: tuple(sorted({day for days in alternatives for day in days(year)}))


def is_of_the_moon(rule: str) -> bool:
    """Whether the day is sighted, not reckoned, so that countries differ by a day."""
    return rule.split("|")[0] in _MOON


def ramadan_from(first: date) -> tuple[date, date] | None:
    """The month of fasting that begins on that day; None where its end is not known."""
    ends = [day for day in _announced()["fitr"] if first < day <= first + timedelta(days=31)]
    return (first, ends[0] - timedelta(days=1)) if ends else None


def _one(rule: str) -> _Days:
    rule, _, since = rule.partition("@")
    if rule in _MOON:
        return lambda year: tuple(day for day in _announced()[rule] if day.year == year)
    if rule.isdigit():
        month, number = int(rule[:2]), int(rule[2:])
        return lambda year: (date(year, month, number),) if year >= int(since or 1) else ()
    for name, methods in _EASTERS.items():
        if rule.startswith(name):
            return _from_easter(int(rule[len(name) :]), methods)
    return lambda year: ()


_Method = Literal[1, 2, 3]
# "Easter" alone is the Western or the Orthodox one, whichever lies nearer on the right side of
# publication: a report of 17 April 2023 from two Orthodox capitals means the 16th, not the 9th.
_EASTERS: dict[str, tuple[_Method, ...]] = {
    "western": (easter.EASTER_WESTERN,),
    "orthodox": (easter.EASTER_ORTHODOX,),
    "either": (easter.EASTER_WESTERN, easter.EASTER_ORTHODOX),
}


def _from_easter(offset: int, methods: tuple[_Method, ...]) -> _Days:
    return lambda year: tuple(
        date.fromordinal(easter.easter(year, method).toordinal() + offset) for method in methods
    )


@cache
def _announced() -> dict[str, tuple[date, ...]]:
    """The first days of the feasts of the moon, in order. Read once."""
    found: dict[str, list[date]] = {name: [] for name in _MOON}
    for line in files("sayso.temporal").joinpath("data", _TABLE).read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, day = line.partition("\t")
        if name not in found:
            raise InvalidDataError(_TABLE, line, f"the feast must be one of {', '.join(_MOON)}")
        found[name].append(date.fromisoformat(day))
    return {name: tuple(sorted(days)) for name, days in found.items()}
