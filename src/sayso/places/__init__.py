"""Toponyms to places: a compact gazetteer, and the choice among places of one name."""

from sayso.places.distance import distance_km
from sayso.places.gazetteer import Candidate, Gazetteer, NameKind
from sayso.places.names import fold
from sayso.places.resolution import ResolutionContext, resolve

__all__ = [
    "Candidate",
    "Gazetteer",
    "NameKind",
    "ResolutionContext",
    "distance_km",
    "fold",
    "resolve",
]
