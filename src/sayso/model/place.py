"""Somewhere that reports name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place under its common English name; without `id` and position where it is not resolved.

    `id` is `geonames:<number>` or `sayso:<theatre>/<slug>`. Latitude and longitude are WGS 84
    degrees. `within` names the place that this one is part of ("Jabal Badro, Aleppo"). `basis` says
    where the position comes from.
    """

    name: str
    id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    kind: str | None = None
    zone: str | None = None
    population: int | None = None
    within: str | None = None
    basis: str | None = None

    @property
    def full_name(self) -> str:
        """`Part, City` for a part of a place, else the name."""
        return f"{self.name}, {self.within}" if self.within else self.name
