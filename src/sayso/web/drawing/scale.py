"""Days across a picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sayso.web.wording import say

WIDTH, LEFT, RIGHT = 1120.0, 180.0, 14.0
_LABEL = 56.0
"""Units that the name of a day takes."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The days from `first` to `last`, each as wide as the next, between `LEFT` and `WIDTH - RIGHT`."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.last - self.first).days + 1

    @property
    def step(self) -> float:
        """The width of a day."""
        return (WIDTH - LEFT - RIGHT) / self.days

    def start(self, day: date) -> float:
        """Where a day begins, none outside the picture."""
        return LEFT + min(max((day - self.first).days, 0), self.days) * self.step

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return self.start(day) + self.step / 2

    def at(self, day: date, instant: datetime | None, part: float) -> float:
        """Where something of a day stands: at its time (UTC) where that is known, else at a part of it."""
        if instant is not None:
            told = instant.astimezone(UTC)
            part = (told.hour * 60 + told.minute) / 1440 if told.date() == day else part
        return self.start(day) + self.step * (0.08 + 0.84 * part)

    def ticks(self) -> Iterator[tuple[date, str, str | None]]:
        """Days to name, with what they are called and the year where it is a new one: so many as there is
        room for."""
        every = next(n for n in (1, 2, 7, 14, 28, 56, 112, 224, 448, 896, 4000) if n * self.step >= _LABEL)
        year = None
        for offset in range(0, self.days, every):
            day = self.first + timedelta(days=offset)
            name = f"{day.day} {say(f'month.{day.month}')[:3]}"
            yield day, name, None if day.year == year else str(day.year)
            year = day.year
