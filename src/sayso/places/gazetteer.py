"""Names to places: the hand-kept ones of the theatres, then the world's regions, countries and towns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sayso.model import HandKeptPlace, Place
from sayso.places.added import AddedPlaces
from sayso.places.countries import Country, read_countries
from sayso.places.names import fold
from sayso.places.regions import read_regions, says_region
from sayso.places.spellings import ARABIC_COUNTRIES, other_nouns, other_spellings
from sayso.places.tables import SortedTable

SHIPPED = Path(__file__).parent / "data"
_GEONAMES = "geonames:"
# Suggestions look through the names with the same first letters, so many at most.
_SUGGESTION_POOL = 4000


class NameKind(StrEnum):
    """What a name is to a place. Members stand in order of preference.

    A former name is one that a theatre keeps because reports still use it; a historic one merely stands in a
    list of alternate names.
    """

    HAND_KEPT = "hand-kept"
    FORMER = "former"
    PRIMARY = "primary"
    ALTERNATE = "alternate"
    HISTORIC = "historic"
    SPELLING = "otherwise spelt"


_RANK = {kind: rank for rank, kind in enumerate(NameKind)}
_FLAGS = {"p": NameKind.PRIMARY, "a": NameKind.ALTERNATE, "h": NameKind.HISTORIC}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that bears a name. `population` is 0 where unknown; `admin1` is `CC.code` or None.

    `until` is the last day on which a former name was the place's name; None where not known. `is_bare`
    marks a region under a name that does not say it is one ("Salahuddin").
    """

    place: Place
    name_kind: NameKind
    population: int = 0
    admin1: str | None = None
    until: date | None = None
    is_bare: bool = False

    @property
    def bears_it_first(self) -> bool:
        """Whether the name is the place's own, and not one of several further ones."""
        return self.name_kind in (NameKind.HAND_KEPT, NameKind.FORMER, NameKind.PRIMARY)

    def kind_on(self, day: date | None) -> NameKind:
        """What the name is to the place on that day: a former name was once the name."""
        if day is None or self.until is None or day > self.until:
            return self.name_kind
        return {NameKind.FORMER: NameKind.HAND_KEPT, NameKind.HISTORIC: NameKind.ALTERNATE}.get(
            self.name_kind, self.name_kind
        )

    def is_former_on(self, day: date | None) -> bool:
        """Whether the place had left off the name by that day."""
        return self.kind_on(day) in (NameKind.FORMER, NameKind.HISTORIC)


class _Known(NamedTuple):
    place: Place
    admin1: str | None


class _Bearing(NamedTuple):
    kind: NameKind
    until: date | None = None
    is_bare: bool = False


class Gazetteer:
    """The shipped tables, or those of `data_dir`, and the hand-kept places handed in as `extra`.

    A hand-kept place whose id is `geonames:<number>` takes over that town: its name, and whatever else
    it states, replace the town list's, and the town's other names lead to it too. `covered` are the
    countries of the wars that reports are read about, beside those of the hand-kept places; `added` is a
    gazetteer of the user's own, whose places and names go before the town list's. Raises
    `UnreadableInputError` where a table is absent and `InvalidDataError` where a hand-kept row is broken.
    """

    def __init__(
        self,
        data_dir: Path | None = None,
        extra: Iterable[HandKeptPlace] = (),
        covered: Iterable[str] = (),
        added: AddedPlaces | None = None,
    ) -> None:
        folder = data_dir or SHIPPED
        self._towns = SortedTable(folder / "places.tsv")
        self._names = SortedTable(folder / "names.tsv")
        self._countries: dict[str, Country] = read_countries(folder / "countries.tsv")
        self._governed = {fold(c.capital): c.place for c in self._countries.values() if c.capital}
        self._added = added
        self._kept: dict[str, _Known] = {}
        self._kept_names: dict[str, dict[str, _Bearing]] = defaultdict(dict)
        self._town = lru_cache(maxsize=1 << 14)(self._read_town)
        self._found = lru_cache(maxsize=1 << 16)(self._find)
        self._keep_theatres(extra)
        kept_in = {known.place.country for known in self._kept.values() if known.place.country}
        self.covered = frozenset((*kept_in, *covered, *(added.countries() if added else ())))
        self._keep_regions(folder)
        self._keep_countries()

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Every place of this name, however capitalised or accented; empty where there is none.

        Best first: hand-kept names, a theatre's former names, primary names, alternate names; among equals
        the more people live there.
        """
        return self._found(name)

    def find_spelt_otherwise(self, name: str) -> tuple[Candidate, ...]:
        """Places of the same name in other Latin letters, where such customs are known: "Bayda" for Al Bayda.

        Another spelling is the same name, letter by letter, under a listed rule; never a name like it.
        """
        places: dict[str | None, Candidate] = {}
        for spelling in other_spellings(fold(name)):
            for found in self.find(spelling):
                if found.place.country in ARABIC_COUNTRIES and found.place.kind not in ("country", "region"):
                    places.setdefault(found.place.id, replace(found, name_kind=NameKind.SPELLING))
        return tuple(places.values())

    def place(self, id: str) -> Place | None:
        """The place with this id, or None."""
        known = self._known(id)
        return known.place if known else None

    def division(self, id: str) -> str | None:
        """The first-order division (`UA.05`) that a town lies in, or that a region is; None if unknown."""
        known = self._known(id)
        return known.admin1 if known else None

    def suggest(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """Names spelt much like this one, for an error message. Never a link: Kerman is not Kherson."""
        from difflib import get_close_matches

        key = fold(name)
        if len(key) < 2:
            return ()
        pool = [kept for kept in self._kept_names if kept[:2] == key[:2]]
        beginning = key[: min(3, len(key) - 1)].encode()
        pool += self._added.starting_with(beginning.decode(), _SUGGESTION_POOL) if self._added else []
        pool += (found.decode() for found, _ in islice(self._names.with_prefix(beginning), _SUGGESTION_POOL))
        near = get_close_matches(key, dict.fromkeys(pool), n=2 * limit, cutoff=0.75)
        shown = (candidates[0].place.name for candidates in map(self.find, near) if candidates)
        return tuple(dict.fromkeys(shown))[:limit]

    def country_governed_from(self, capital: str) -> Place | None:
        """The country whose capital is called so, or None: reports name governments by their seat."""
        return self._governed.get(fold(capital))

    def _find(self, name: str) -> tuple[Candidate, ...]:
        key = fold(name)
        if not key:
            return ()
        bearings = self._bearings(key) or next(filter(None, map(self._bearings, other_nouns(key))), {})
        found = [candidate for id, bearing in bearings.items() if (candidate := self._candidate(id, bearing))]
        return tuple(sorted(found, key=lambda candidate: (_RANK[candidate.name_kind], -candidate.population)))

    def _bearings(self, key: str) -> dict[str, _Bearing]:
        """Who bears the folded name: hand-kept places, the user's own, the town list's."""
        bearings = dict(self._kept_names.get(key, ()))
        for bearer in self._added.find(key) if self._added else ():
            bearings.setdefault(f"{_GEONAMES}{bearer.number}", _Bearing(_FLAGS[bearer.flag], bearer.until))
        row = self._names.get(key.encode())
        for flagged in row.decode().split(",") if row else ():
            bearings.setdefault(_GEONAMES + flagged[1:], _Bearing(_FLAGS[flagged[0]]))
        return bearings

    def _candidate(self, id: str, bearing: _Bearing) -> Candidate | None:
        known = self._known(id)
        if known is None:
            return None
        return Candidate(
            place=known.place,
            name_kind=bearing.kind,
            population=known.place.population or 0,
            admin1=known.admin1,
            until=bearing.until,
            is_bare=bearing.is_bare,
        )

    def _known(self, id: str) -> _Known | None:
        return self._kept.get(id) or self._town(id)

    def _read_town(self, id: str) -> _Known | None:
        number = id.removeprefix(_GEONAMES)
        if self._added and id.startswith(_GEONAMES) and (found := self._added.place(int(number))):
            return _Known(*found)
        row = self._towns.get(number.encode()) if id.startswith(_GEONAMES) else None
        if row is None:
            return None
        name, latitude, longitude, country, admin1, population, zone = row.decode().split("\t")
        place = Place(
            name=name,
            id=id,
            latitude=float(latitude),
            longitude=float(longitude),
            country=country,
            kind="settlement",
            zone=zone or self._usual_zone(country),
            population=int(population) if population else None,
            basis=f"GeoNames {number}",
        )
        return _Known(place, f"{country}.{admin1}" if admin1 else None)

    def _keep_theatres(self, extra: Iterable[HandKeptPlace]) -> None:
        for entry in extra:
            known = self._completed(entry.place)
            place = known.place
            id = self._keep(place.id or f"sayso:unlisted/{fold(place.full_name)}", known)
            names = (place.name, place.full_name, *entry.names)
            self._keep_names(id, names, _Bearing(NameKind.HAND_KEPT))
            for former in entry.former_names:
                self._keep_names(id, (former.name,), _Bearing(NameKind.FORMER, former.until))

    def _completed(self, place: Place) -> _Known:
        """A hand-kept place with what the town list or its country can add to it."""
        town = self._town(place.id) if place.id else None
        if town is None:
            return _Known(replace(place, zone=place.zone or self._usual_zone(place.country)), None)
        listed = town.place
        # A position comes with its own basis, or both come from the list.
        where = place if place.latitude is not None else listed
        whole = replace(
            place,
            latitude=where.latitude,
            longitude=where.longitude,
            basis=where.basis,
            country=place.country or listed.country,
            kind=place.kind or listed.kind,
            zone=place.zone or listed.zone,
            population=place.population or listed.population,
        )
        return _Known(whole, town.admin1)

    def _keep_regions(self, folder: Path) -> None:
        for region in read_regions(folder / "regions.tsv", folder / "admin1.tsv"):
            place = replace(region.place, zone=self._usual_zone(region.place.country))
            id = self._keep(str(place.id), _Known(place, region.key))
            for name in region.names:
                self._keep_names(id, (name,), _Bearing(NameKind.HAND_KEPT, is_bare=not says_region(name)))

    @property
    def countries(self) -> Mapping[str, Country]:
        """The countries of the world by ISO 3166-1 alpha-2 code."""
        return self._countries

    def _keep_countries(self) -> None:
        for country in self._countries.values():
            id = self._keep(str(country.place.id), _Known(country.place, None))
            self._keep_names(id, (country.name,), _Bearing(NameKind.PRIMARY))
            self._keep_names(id, country.aliases, _Bearing(NameKind.ALTERNATE))

    def _keep(self, id: str, known: _Known) -> str:
        self._kept.setdefault(id, known)
        return id

    def _keep_names(self, id: str, names: Iterable[str], bearing: _Bearing) -> None:
        for key in filter(None, map(fold, names)):
            self._kept_names[key].setdefault(id, bearing)

    def _usual_zone(self, country: str | None) -> str | None:
        known = self._countries.get(country or "")
        return known.zone if known else None
