"""Toponyms to places: a compact gazetteer, and the choice among places of one name."""

from sayso.places.added import Added, AddedPlaces
from sayso.places.distance import distance_km
from sayso.places.gazetteer import Candidate, Gazetteer, NameKind
from sayso.places.names import fold
from sayso.places.resolution import Resolution, ResolutionContext, explain, resolve

__all__ = [
    "Added",
    "AddedPlaces",
    "Candidate",
    "Gazetteer",
    "NameKind",
    "Resolution",
    "ResolutionContext",
    "distance_km",
    "explain",
    "fold",
    "resolve",
]
