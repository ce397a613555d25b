"""All names of a report at once: the surest are settled first and tell where the others are looked for.

"A depot at Blahodatne, not far from Amvrosiivka": the name that comes later says which Blahodatne. And a
name means one place throughout a report, unless the text says otherwise beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.model import Place, Span
from sayso.places.distance import distance_km
from sayso.places.gazetteer import Candidate, Gazetteer, NameKind
from sayso.places.names import fold
from sayso.places.resolution import (
    WELL_KNOWN_POPULATION,
    Resolution,
    ResolutionContext,
    explain,
)

_ANCHORS = 8
_WITHIN = ("country", "region")
# A first name far before the next, without any anchor, is settled before all others.
_SURE = 2.0
_COMPANY_KM = 100.0


@dataclass(frozen=True, slots=True)
class Beside:
    """The region or country that the text names beside a place: "Ivanivka, Kherson region"."""

    country: str
    division: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A name in the text that may be a place; `sentence` is the number of its sentence.

    `is_common` says that it is made of common nouns: "Old City".
    """

    span: Span
    name: str
    sentence: int
    beside: Beside | None = None
    is_common: bool = False


@dataclass(frozen=True, slots=True)
class _Settled:
    named: NamedPlace
    place: Place


_Group = tuple[str, Beside | None]


def resolve_together(
    names: Sequence[NamedPlace],
    gazetteer: Gazetteer,
    countries: frozenset[str],
    spoken_of: Iterable[str] = (),
    day: date | None = None,
) -> dict[Span, Place | None]:
    """The place that each name means, or None.

    `countries` are those of the report's theatre; `spoken_of` are others that its text names, which count
    only where no theatre is known.
    """
    return _Together(names, gazetteer, countries, frozenset(spoken_of), day).resolved()


def part_of_city(
    named: NamedPlace, names: Sequence[NamedPlace], places: Mapping[Span, Place | None]
) -> Place | None:
    """The part of the one great city named in the same breath: "the Old City" where Mosul is spoken of.

    It gets the city's position, and says so. None where two cities are named there, or none.
    """
    beside = [places[n.span] for n in names if n is not named and abs(n.sentence - named.sentence) <= 1]
    cities = {
        c for c in beside if c and c.kind == "settlement" and (c.population or 0) > WELL_KNOWN_POPULATION
    }
    if len(cities) != 1:
        return None
    (city,) = cities
    basis = f"position of {city.name}, which it is part of"
    return replace(
        city, name=named.name, id=None, kind="district", population=None, within=city.name, basis=basis
    )


class _Together:
    def __init__(
        self,
        names: Sequence[NamedPlace],
        gazetteer: Gazetteer,
        countries: frozenset[str],
        spoken_of: frozenset[str],
        day: date | None,
    ) -> None:
        self._gazetteer = gazetteer
        self._groups: dict[_Group, list[NamedPlace]] = defaultdict(list)
        for named in names:
            self._groups[fold(named.name), named.beside].append(named)
        self._found = {group: bearers(gazetteer, members[0].name) for group, members in self._groups.items()}
        self._settled: list[_Settled] = []
        self._context = ResolutionContext(countries=countries, covered=gazetteer.covered, day=day)
        if not countries:
            self._context = replace(self._context, named=spoken_of | self._surely_named())

    def resolved(self) -> dict[Span, Place | None]:
        alone = {group: self._explained(group, None) for group in self._groups}
        places: dict[_Group, Place | None] = {}
        for group in sorted(self._groups, key=lambda group: -_sureness(group, alone[group])):
            place = self._explained(group, self._anchored).place
            places[group] = place
            if place is not None:
                self._settle(group, place)
        for group, place in places.items():
            # what was settled later may tell; what was told stays
            places[group] = place or self._explained(group, self._anchored).place
        for (name, beside), place in places.items():
            if place is None and beside is None:
                places[name, beside] = self._elsewhere(name, places)
        return {n.span: places[group] for group, members in self._groups.items() for n in members}

    def _elsewhere(self, name: str, places: Mapping[_Group, Place | None]) -> Place | None:
        """What the same name means where the text says more about it, unless it stands in other company."""
        said = {place for (other, _), place in places.items() if other == name and place is not None}
        if len(said) != 1:
            return None
        (place,) = said
        apart = [distance_km(place, town) for town in self._anchored((name, None)).near]
        return place if not apart or min(d for d in apart if d is not None) <= _COMPANY_KM else None

    def _surely_named(self) -> frozenset[str]:
        """Countries that the text names, or whose great cities or hand-kept places it names."""
        countries = set()
        for found in self._found.values():
            sure = [
                c
                for c in found
                if c.place.kind in _WITHIN
                or c.name_kind is NameKind.HAND_KEPT
                or (c.name_kind is NameKind.PRIMARY and c.population > WELL_KNOWN_POPULATION)
            ]
            homes = {c.place.country for c in sure if c.place.country}
            if len(homes) == 1:
                countries |= homes
        return frozenset(countries)

    def _explained(self, group: _Group, anchored: Callable[[_Group], ResolutionContext] | None) -> Resolution:
        context = anchored(group) if anchored else self._context
        found, beside = self._found[group], group[1]
        if beside is None:
            return explain(found, context)
        named = replace(context, countries=frozenset({beside.country}), hint_region=beside.division)
        within = [c for c in found if c.place.country == beside.country and _fits(c, beside)]
        if within:
            return explain(within, named)
        # "clashes in Hama, Idlib province and Aleppo" is a list
        return explain([c for c in found if c.population > WELL_KNOWN_POPULATION], context)

    def _anchored(self, group: _Group) -> ResolutionContext:
        members = self._groups[group]
        by_distance = sorted(
            self._settled, key=lambda s: min(abs(s.named.span.start - m.span.start) for m in members)
        )
        near = [s for s in by_distance if any(abs(s.named.sentence - m.sentence) <= 1 for m in members)]
        divisions = (self._gazetteer.division(str(s.place.id)) for s in near if s.place.kind == "region")
        return replace(
            self._context,
            anchors=_towns(by_distance)[:_ANCHORS],
            near=_towns(near),
            regions=frozenset(key for key in divisions if key is not None),
            is_common=members[0].is_common,
        )

    def _settle(self, group: _Group, place: Place) -> None:
        home = self._context.home or self._context.covered
        if place.kind != "country" and (not home or place.country in home):
            self._settled.extend(_Settled(named, place) for named in self._groups[group])


def _towns(settled: Iterable[_Settled]) -> tuple[Place, ...]:
    """Each place once; a region has no spot to measure from."""
    return tuple(dict.fromkeys(s.place for s in settled if s.place.kind != "region"))


def bearers(gazetteer: Gazetteer, name: str) -> tuple[Candidate, ...]:
    """Bearers of the name; where none bears it first of all, also those who bear it in other letters."""
    found = gazetteer.find(name)
    if any(c.bears_it_first for c in found):
        return found
    known = {c.place.id for c in found}
    return (*found, *(c for c in gazetteer.find_spelt_otherwise(name) if c.place.id not in known))


def _sureness(group: _Group, resolution: Resolution) -> float:
    return resolution.margin + (_SURE if group[1] is not None else 0.0)


def _fits(candidate: Candidate, beside: Beside) -> bool:
    """A place of unknown division is not ruled out by a region; one of another division is."""
    return beside.division is None or candidate.admin1 in (beside.division, None)
