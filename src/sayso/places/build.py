"""Writes the gazetteer's tables from a list of towns. The same towns give the same bytes.

Used by the script that makes the shipped tables and by the tests; nothing here runs when a report is read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum
from pathlib import Path

from sayso.places.names import fold, script
from sayso.places.romanisation import official_name, romanise_ukrainian, ukrainian_among

PRIMARY, ALTERNATE = "p", "a"

# "PAR", "IEV", "LGAV": codes of airports and the like stand among the alternate names.
_CODE = re.compile(r"[A-Z]{2,4}")
# "Eickendorf (Landkreis Schoenebeck)", "Ryasno, Рясно": a gloss, not a name that a report would print.
_GLOSS = re.compile(r"[()\[\],;/]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """One town as the town list has it. `population` is 0 where unknown."""

    number: int
    name: str
    latitude: float
    longitude: float
    country: str
    admin1: str = ""
    population: int = 0
    zone: str = ""
    alternates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country: ISO 3166-1 alpha-2 code, GeoNames number, English name, population, English capital.

    `population` is 0 where unknown, `capital` empty where there is none.
    """

    code: str
    number: int
    name: str
    population: int = 0
    capital: str = ""


def write_gazetteer(towns: Iterable[Town], countries: Iterable[Country], folder: Path) -> dict[str, int]:
    """Write the four tables into the folder; returns their sizes in bytes by file name.

    `places.tsv`: number, name, latitude, longitude, country, first-order division, population, zone.
    `names.tsv`: folded name, numbers flagged `p` (primary) or `a` (alternate), best first.
    `countries.tsv`: code, number, name, population, usual zone, capital. `admin1.tsv`: division, mean
    latitude, mean longitude, towns. Rows are in byte order; a blank zone is the country's usual one.
    """
    listed = {town.number: town for town in towns}
    zones = usual_zones(listed.values())
    with_towns = [country for country in countries if country.code in zones]
    tables = {
        "places.tsv": [_place_row(town, zones[town.country]) for town in listed.values()],
        "names.tsv": _name_rows(listed),
        "countries.tsv": [_country_row(country, zones[country.code]) for country in with_towns],
        "admin1.tsv": _centre_rows(listed.values()),
    }
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {}
    for file, rows in tables.items():
        content = b"".join(row + b"\n" for row in sorted(rows))
        (folder / file).write_bytes(content)
        sizes[file] = len(content)
    return sizes


def usual_zones(towns: Iterable[Town]) -> dict[str, str]:
    """The time zone of most towns of each country (the first in the alphabet of equals).

    Towns in it leave their own blank: four bytes in ten of the table would be zone names.
    """
    zones: dict[str, Counter[str]] = defaultdict(Counter)
    for town in towns:
        zones[town.country][town.zone] += 1
    return {country: min(found, key=lambda zone: (-found[zone], zone)) for country, found in zones.items()}


def keys(town: Town) -> Mapping[str, str]:
    """The folded names of a town that are kept, each with its flag. A key is listed once."""
    kept = {fold(town.name): PRIMARY, fold(shown_name(town)): PRIMARY}
    for name in town.alternates:
        if script(name) is not None and is_name(name):
            kept.setdefault(fold(name), ALTERNATE)
    for name in ukrainian_among(_cyrillic(town)) if town.country == "UA" else ():
        kept.setdefault(fold(romanise_ukrainian(name)), ALTERNATE)
    return {key: flag for key, flag in kept.items() if len(key) > 1 and not key.replace(" ", "").isdigit()}


def shown_name(town: Town) -> str:
    """The name under which a town is shown: for Ukraine in the official romanisation."""
    name = official_name(town.name, _cyrillic(town)) if town.country == "UA" else town.name
    return " ".join(name.split())


def is_name(name: str) -> bool:
    """Whether an alternate looks like a name that someone writes.

    Without a capital it is a machine's letters for a name in another script ("alrqt", "ba li").
    """
    return name != name.lower() and not _CODE.fullmatch(name) and not _GLOSS.search(name)


def _cyrillic(town: Town) -> list[str]:
    return [name for name in town.alternates if script(name) == "cyrillic" and is_name(name)]


def _place_row(town: Town, usual_zone: str) -> bytes:
    fields = (
        str(town.number),
        shown_name(town),
        _degrees(town.latitude),
        _degrees(town.longitude),
        town.country,
        town.admin1,
        str(town.population or ""),
        "" if town.zone == usual_zone else town.zone,
    )
    return "\t".join(fields).encode()


def _name_rows(towns: Mapping[int, Town]) -> list[bytes]:
    bearers: dict[str, list[tuple[bool, int, int, str]]] = defaultdict(list)
    for town in towns.values():
        for key, flag in keys(town).items():
            bearers[key].append((flag != PRIMARY, -town.population, town.number, flag))
    return [
        f"{key}\t{','.join(f'{flag}{number}' for _, _, number, flag in sorted(found))}".encode()
        for key, found in bearers.items()
    ]


def _centre_rows(towns: Iterable[Town]) -> list[bytes]:
    positions: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        if town.admin1:
            positions[f"{town.country}.{town.admin1}"].append((town.latitude, town.longitude))
    rows = []
    for key, found in positions.items():
        latitude, longitude = (fsum(values) / len(found) for values in zip(*found, strict=True))
        rows.append(f"{key}\t{latitude:.2f}\t{longitude:.2f}\t{len(found)}".encode())
    return rows


def _country_row(country: Country, zone: str) -> bytes:
    population = str(country.population or "")
    fields = (
        country.code,
        str(country.number),
        country.name.strip(),
        population,
        zone,
        country.capital.strip(),
    )
    return "\t".join(fields).encode()


def _degrees(value: float) -> str:
    """Four decimals, eleven metres: finer than a town has a position."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
