"""A theatre: what must be known of one conflict to tell its voices apart.

Plain values; `sayso.parties` loads them from TOML. Every label of allegiance carries the basis
that it rests on and the dates between which it holds: these labels will be attacked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from sayso.model.place import Place
from sayso.model.vocabulary import SourceClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a label rests on: a public address or document, its dates of validity, its reviewer."""

    reference: str
    start: date | None = None
    end: date | None = None
    reviewed_by: str | None = None

    def holds_on(self, day: date | None) -> bool:
        """Whether the label holds on that day; an unknown day is taken to be inside."""
        if day is None:
            return True
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who can hold a place. `adjectives` are the words that make any force noun its own
    ("Russian" troops, "Kyiv's" men); `side` is the belligerent it fights for."""

    name: str
    side: str | None
    basis: Basis
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GenericParty:
    """Words that by custom mean one party within a theatre: "the army", "rebels", "separatists"."""

    words: tuple[str, ...]
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An institution that speaks: a ministry, a general staff, a monitor, a government."""

    name: str
    basis: Basis
    party: str | None = None
    source_class: SourceClass = SourceClass.UNKNOWN
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """A person who speaks for a body, while in office."""

    name: str
    basis: Basis
    body: str
    role: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publication, agency, channel or map; `side` only where it is owned or run by a party."""

    name: str
    basis: Basis
    source_class: SourceClass
    side: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A name that a place bore until a day; None where the day is not on record.

    It goes on being read after that day: the papers of one side keep it.
    """

    name: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandKeptPlace:
    """A place that town lists lack or name otherwise, with every name that reports use for it.

    `sureness` is `surveyed`, `mapped` or `approximate`; how the position was found is `place.basis`.
    """

    place: Place
    names: tuple[str, ...] = ()
    sureness: str = "mapped"
    former_names: tuple[FormerName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who held a place from a day on, before the reports in hand. `place_id` is that of the gazetteer or of a
    hand-kept place, None where it is not known which place bears the name."""

    place: str
    party: str
    basis: Basis
    place_id: str | None = None


_SETTLED = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Theatre:
    """One conflict. `countries` are ISO 3166-1 alpha-2 codes; `words` are further signs that a report is
    about it; `first_day` is day 1 of "the 324th day of the war", where reports count so. Compared by
    identity, so that it can be a cache key.
    """

    id: str
    name: str
    countries: tuple[str, ...]
    sides: tuple[str, ...]
    basis: Basis
    words: tuple[str, ...] = ()
    first_day: date | None = None
    parties: tuple[Party, ...] = ()
    generics: tuple[GenericParty, ...] = ()
    bodies: tuple[Body, ...] = ()
    officials: tuple[Official, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    places: tuple[HandKeptPlace, ...] = field(default=())
    holders: tuple[Holder, ...] = ()

    def held_before(self, place: str, day: date | None) -> str | None:
        """The party that is known to have held a place well before a day; None where no holder is known.

        A change of the last weeks is what reports of the day are about, so it is no prior knowledge of them.
        Without a day the earliest holder counts.
        """
        known = [h for h in self.holders if h.place == place]
        if day is not None:
            known = [h for h in known if h.basis.start is None or h.basis.start <= day - _SETTLED]
            latest = max(known, key=lambda h: h.basis.start or date.min, default=None)
            is_over = (
                latest is not None and latest.basis.end is not None and latest.basis.end <= day - _SETTLED
            )
            return latest.party if latest is not None and not is_over else None
        return min(known, key=lambda h: h.basis.start or date.min).party if known else None
