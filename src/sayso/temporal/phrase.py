"""What a builder of meaning is given: the words of one expression, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from sayso.model import Publication, TimeRole, When
from sayso.temporal.lexing import Token


@dataclass(frozen=True, slots=True)
class Phrase:
    """The tokens of one expression, and those of its named parts."""

    tokens: tuple[Token, ...]
    parts: dict[str, tuple[Token, ...]]

    def find(self, *kinds: str) -> Token | None:
        """The first token of one of the kinds."""
        return next((token for token in self.tokens if token.kind in kinds), None)

    def has(self, *kinds: str) -> bool:
        """Whether a token of one of the kinds is there."""
        return self.find(*kinds) is not None

    def number(self, *kinds: str) -> int | None:
        """The first value of one of the kinds, where it is a number."""
        token = self.find(*kinds)
        return token.value if token is not None and isinstance(token.value, int) else None

    def numbers(self, kind: str) -> list[int]:
        """Every value of the kind that is a number."""
        return [t.value for t in self.tokens if t.kind == kind and isinstance(t.value, int)]

    def word(self, kind: str) -> str | None:
        """The first value of the kind, where it is a name."""
        token = self.find(kind)
        return token.value if token is not None and isinstance(token.value, str) else None

    @property
    def unit(self) -> str | None:
        """The unit of time, in the singular: "day", "week" ..."""
        return self.word("oneday") or self.word("unit") or self.word("units")

    def part(self, name: str) -> Phrase:
        """A named part as a phrase of its own."""
        return Phrase(self.parts[name], {})

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an expression is resolved against.

    `reference` is the day last dated in the text before, `month` the (year, month) last named; both
    are None where nothing near enough was dated. `period` is the month or year last spoken of, where no
    day was since; `told_from` the last date of the sentence that has its year. `year` is one that a later
    word gives ("1 March to 4 March 2022"). `ahead` is the day from which the verb looks into the future,
    None where it does not: that of publication ("will"), or that of the saying ("said on Tuesday that it
    would leave on Friday").
    `towards` says that the day is an aim or a bound ("was ordered for Easter"), so it may lie just ahead;
    `lasting` says that what is told of went on until publication ("has been shut for a week"), `event` is
    the day of the event that the words count from, `first_days` are those of the wars that may be meant.
    """

    published: Publication | None
    reference: date | None = None
    month: tuple[int, int] | None = None
    period: When | None = None
    told_from: date | None = None
    year: int | None = None
    ahead: date | None = None
    role: TimeRole = TimeRole.EVENT
    towards: bool = False
    lasting: bool = False
    event: date | None = None
    first_days: tuple[date, ...] = ()

    @property
    def today(self) -> date | None:
        """The civil day of publication."""
        return self.published.day if self.published else None

    @property
    def scene(self) -> date | None:
        """The day that a bare hour belongs to: the one last spoken of, else that of publication."""
        return self.reference or self.today

    @property
    def zone(self) -> tzinfo | None:
        """The zone of publication."""
        return self.published.zone if self.published else None

    def zone_of(self, phrase: Phrase) -> tzinfo | None:
        """The zone that the words name, else that of publication; None for "local time"."""
        name = phrase.word("zone")
        if name is None:
            return self.zone
        return None if name == "local" else ZoneInfo(name)

    def seen_from(self, phrase: Phrase) -> Context:
        """The same, with the civil day of publication in the zone that the words name.

        A report sent on a Saturday night in Washington may tell of Sunday, 4 a.m. Kyiv time.
        """
        name, instant = phrase.word("zone"), self.published.instant if self.published else None
        if name is None or name == "local" or instant is None:
            return self
        there = instant.astimezone(ZoneInfo(name))
        return replace(self, published=Publication(there.date(), there))

    def with_year(self, year: int | None) -> Context:
        """The same, with a year known from elsewhere in the expression."""
        return replace(self, year=year) if year else self

    def has_begun_somewhere(self, day: date, minutes: int = 0) -> bool:
        """Whether that minute of the day had come, when the text was published, where days begin first.

        A report sent late on a Wednesday in Washington tells of Thursday morning in Kharkiv.
        """
        if self.published is None or self.published.instant is None:
            return False
        begins = datetime(day.year, day.month, day.day, tzinfo=timezone(timedelta(hours=12)))
        return begins + timedelta(minutes=minutes) <= self.published.instant
