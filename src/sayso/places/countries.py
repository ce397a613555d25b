"""Countries: their English names, their capitals, and the time zone that most of their towns keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import UnreadableInputError
from sayso.model import Place

# Names that reports use beside GeoNames' own. Two letters ("US") are left to the parties: as a
# folded word "us" is a pronoun.
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "AE": ("UAE", "Emirates"),
    "CD": ("DR Congo", "DRC", "Democratic Republic of Congo", "Congo-Kinshasa"),
    "CG": ("Congo-Brazzaville", "Republic of Congo"),
    "CI": ("Côte d'Ivoire",),
    "CZ": ("Czech Republic",),
    "GB": ("Britain", "Great Britain"),
    "IR": ("Islamic Republic of Iran",),
    "MM": ("Burma",),
    "NL": ("Netherlands", "Holland"),
    "PS": ("Palestine", "Palestinian Territories"),
    "RU": ("Russian Federation", "Россия", "Росія"),
    "SY": ("Syrian Arab Republic",),
    "TR": ("Türkiye",),
    "UA": ("Україна", "Украина"),
    "US": ("United States of America", "USA"),
    "VA": ("Vatican City",),
}


@dataclass(frozen=True, slots=True)
class Country:
    """One country by its ISO 3166-1 alpha-2 code; `zone` is the one of most of its towns.

    `capital` is its English name as GeoNames has it, empty where there is none.
    """

    code: str
    name: str
    zone: str
    capital: str
    place: Place

    @property
    def aliases(self) -> tuple[str, ...]:
        """Further names in use."""
        return _ALIASES.get(self.code, ())


def read_countries(path: Path) -> dict[str, Country]:
    """Countries by code. Raises `UnreadableInputError` where the table is absent."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        problem = error.strerror or "cannot be read"
        raise UnreadableInputError(path, problem, "build it with `make gazetteer`") from error
    return {country.code: country for country in map(_country, lines)}


def _country(line: str) -> Country:
    code, number, name, population, zone, capital = line.split("\t")
    place = Place(
        name=name,
        id=f"geonames:{number}",
        country=code,
        kind="country",
        zone=zone,
        population=int(population) if population else None,
        basis=f"GeoNames {number}",
    )
    return Country(code, name, zone, capital, place)
