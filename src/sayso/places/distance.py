"""How far apart two places are."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from sayso.model import Place

EARTH_RADIUS_KM = 6371.0088


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance in kilometres; None where either position is unknown."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north, other_north = radians(a.latitude), radians(b.latitude)
    half_chord = (
        sin((other_north - north) / 2) ** 2
        + cos(north) * cos(other_north) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half_chord)))
