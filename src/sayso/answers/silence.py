"""Voices that used to be heard and have now fallen silent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from sayso.ledger import Ledger, PlaceKey

FEWEST_DAYS = 4
"""Days on which a voice must have spoken before it has a habit to depart from."""
TIMES = 4
"""A silence is one when it lasts so many times the usual pause, and `AT_LEAST` days."""
AT_LEAST = 7
_HABIT = timedelta(days=60)
"""How far back a habit is looked for in a brief."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A voice, the day on which it was last heard, and for how many days not. `is_heard_elsewhere` tells a
    quiet front from a silent feed: it still speaks of other places."""

    voice: str
    last_heard: date
    days: int
    is_heard_elsewhere: bool


def usual_pause(days: Collection[date]) -> float | None:
    """The median of the days between days on which a voice speaks; None for one that has no habit yet."""
    heard = sorted(set(days))
    if len(heard) < FEWEST_DAYS:
        return None
    return float(median((later - earlier).days for earlier, later in pairwise(heard)))


def is_silence(days: int, pause: float | None) -> bool:
    """Whether nothing comes although it used to."""
    return pause is not None and days > max(AT_LEAST, TIMES * pause)


def fallen_silent(
    ledger: Ledger, since: date, until: date, places: Collection[PlaceKey] | None = None
) -> list[Silence]:
    """The voices whose pause became a silence after `since` and by `until`, of some places or of all; the
    longest silence first. Days are those of publication."""
    heard = ledger.days_heard(until - _HABIT, until, places=places)
    found = {voice: days for voice, days in heard.items() if _has_fallen(days, since, until)}
    elsewhere = _heard_after(ledger, found, until) if places is not None and found else set()
    silences = [
        Silence(
            voice=voice,
            last_heard=max(days),
            days=(until - max(days)).days,
            is_heard_elsewhere=voice in elsewhere,
        )
        for voice, days in found.items()
    ]
    return sorted(silences, key=lambda each: (-each.days, each.voice))


def _has_fallen(days: Sequence[date], since: date, until: date) -> bool:
    pause, last = usual_pause(days), max(days)
    return is_silence((until - last).days, pause) and not is_silence((since - last).days, pause)


def _heard_after(ledger: Ledger, found: dict[str, list[date]], until: date) -> set[str]:
    """Those of them that spoke of whatever else since."""
    first = min(max(days) for days in found.values())
    anywhere: Iterable[tuple[str, list[date]]] = ledger.days_heard(first, until, voices=found).items()
    return {voice for voice, days in anywhere if max(days) > max(found[voice])}
