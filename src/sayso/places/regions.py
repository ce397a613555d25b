"""Provinces, oblasts and states: places of reports that no town list holds.

"Fighting went on in Donetsk region" is about the region, and must not land on the city of its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import InvalidDataError
from sayso.model import Place
from sayso.places.names import fold

# What a first-order division is called in reports from the country. "Countryside" renders Arabic rif:
# "the Aleppo countryside" is the province without its city.
_WORDS: Mapping[str, tuple[str, ...]] = {
    "UA": ("region", "oblast", "province"),
    "SY": ("province", "governorate", "region", "countryside"),
    "IQ": ("province", "governorate"),
    "YE": ("province", "governorate"),
    "SD": ("state", "province"),
    "CD": ("province",),
    "AF": ("province",),
    "ET": ("region", "state", "regional state"),
    "MM": ("state", "region"),
}


_SAYING = frozenset(word for words in _WORDS.values() for word in words)


def says_region(name: str) -> bool:
    """Whether a name says that it is a region's: "Donetsk Oblast" does, "Anbar" does not."""
    words = name.lower().split()
    return words[0] in _SAYING or words[-1] in _SAYING


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region with every name that reports use for it. `key` is `CC.code`, as in `Candidate.admin1`."""

    place: Place
    key: str
    names: tuple[str, ...]


def read_regions(listing: Path, centres: Path) -> Iterator[Region]:
    """The hand-kept regions, positioned at the mean of their towns.

    Raises `InvalidDataError` where a row has too few fields or its code has no towns; nothing is
    yielded where the listing is absent (a gazetteer of the user's own).
    """
    if not listing.exists():
        return
    means = _read_centres(centres)
    for number, line in enumerate(listing.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 5:
            raise InvalidDataError(listing, f"line {number}", "needs five fields between tabs")
        country, code, name, stems, names = fields
        key = f"{country}.{code}"
        if key not in means:
            raise InvalidDataError(listing, f"line {number}", f"no town has the code {key}")
        yield Region(
            place=_place(name, country, key, means[key]),
            key=key,
            names=(name, *_with_words(stems, country), *_listed(names)),
        )


def _place(name: str, country: str, key: str, centre: tuple[float, float, int]) -> Place:
    latitude, longitude, count = centre
    return Place(
        name=name,
        id=f"sayso:world/{fold(name).replace(' ', '-')}",
        latitude=latitude,
        longitude=longitude,
        country=country,
        kind="region",
        basis=f"mean position of the {count} towns that GeoNames lists in {key}",
    )


def _with_words(stems: str, country: str) -> Iterator[str]:
    for stem in _listed(stems):
        for word in _WORDS.get(country, ("region", "province")):
            yield f"{stem} {word}"
            # "the province of Aleppo", "the state of Kassala"
            yield f"{word} of {stem}"


def _listed(field: str) -> list[str]:
    return [name for name in field.split(";") if name]


def _read_centres(path: Path) -> dict[str, tuple[float, float, int]]:
    means = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, latitude, longitude, count = line.split("\t")
        means[key] = float(latitude), float(longitude), int(count)
    return means
