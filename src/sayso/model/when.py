"""Time as reports give it: an interval, known as finely as the words allow and no finer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from sayso.model.vocabulary import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An interval of civil days, both ends included; an open end is None, never guessed.

    `starts_at` and `ends_at` are set only where the words name a part of a day or an instant; they
    carry a zone. `precision` is the precision of the words ("in January" is a month).
    """

    first: date | None
    last: date | None
    precision: Precision
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    @classmethod
    def on(cls, day: date) -> When:
        """One civil day."""
        return cls(first=day, last=day, precision=Precision.DAY)

    def iso(self) -> str | None:
        """The codebook's value: `YYYY[-MM[-DD]]` or `start/end`; None when either end is open."""
        if self.first is None or self.last is None:
            return None
        if self.precision is Precision.YEAR and self.first.year == self.last.year:
            return f"{self.first.year:04d}"
        if self.precision is Precision.MONTH and (self.first.year, self.first.month) == (
            self.last.year,
            self.last.month,
        ):
            return f"{self.first:%Y-%m}"
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class Publication:
    """When a document came out: the civil day, and the instant where the page gives one.

    A publication known only by its day counts as known at that day's end.
    """

    day: date
    instant: datetime | None = None

    def __post_init__(self) -> None:
        if self.instant is not None and self.instant.tzinfo is None:
            raise ValueError("a publication instant needs a zone")

    @property
    def zone(self) -> tzinfo:
        """The zone of the instant; UTC where only the day is known."""
        return (self.instant.tzinfo if self.instant else None) or UTC

    @property
    def known_from(self) -> datetime:
        """The first instant at which a reader could know the document."""
        if self.instant is not None:
            return self.instant
        return datetime.combine(self.day + timedelta(days=1), time.min, UTC)

    def iso(self) -> str:
        """The instant where known, else the day."""
        return self.instant.isoformat() if self.instant else self.day.isoformat()


def day_over_by(moment: datetime) -> date:
    """The last day (UTC) of which something was over at an instant: at midnight the one that ends, from which
    on a publication known by its day alone is known."""
    return (moment.astimezone(UTC) - timedelta(microseconds=1)).date()
