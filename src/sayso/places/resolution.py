"""Which of the places of a name a report means, or none.

Thirty Ukrainian villages are called Ivanivka and there is a Palmyra in Missouri. A place that we do not
link is a gap; a place linked wrongly moves a front line. So in doubt the answer is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2, log10

from sayso.model import Place
from sayso.places.distance import distance_km
from sayso.places.gazetteer import Candidate, NameKind

# Abroad only the well known: a report on Syria means Moscow by "Moscow", but not Palmyra in Missouri.
WELL_KNOWN_POPULATION = 100_000

# Scores are in powers of ten of population, so every other sign is weighed against size.
_NAME_WEIGHT = {
    # A theatre's own entry was written down because its reports mean that place.
    NameKind.HAND_KEPT: 5.0,
    NameKind.FORMER: 4.0,
    # Odessa is the primary name of a town in Texas and an alternate one of a city eight times its size.
    NameKind.PRIMARY: 0.7,
    NameKind.ALTERNATE: 0.0,
}
_REGION_WEIGHT = 4.0
# Each doubling of (distance + reach) from the nearest place of the report costs that much.
_DISTANCE_WEIGHT = 0.75
_REACH_KM = 25.0
# Two candidates closer than this in score, and farther apart than this on the ground, are not told apart.
_TIE = 0.1
_SAME_SPOT_KM = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionContext:
    """What the report tells beside the name.

    `countries`: ISO codes of its theatre, empty where none is known. `anchors`: places already
    resolved in it. `hint_region`: a first-order division (`UA.05`) that the text names beside the place.
    """

    countries: frozenset[str] = frozenset()
    anchors: tuple[Place, ...] = ()
    hint_region: str | None = None


def resolve(candidates: Sequence[Candidate], context: ResolutionContext) -> Place | None:
    """Which of the bearers of a name this report means; None where it is none of them, or no telling.

    With a known theatre, places of its countries go before all others; from elsewhere only a place
    that bears the name first of all and has more than 100,000 people (or is a country) is taken.
    """
    eligible = _eligible(candidates, context.countries)
    if not eligible:
        return None
    scored = sorted(((_score(found, context), found) for found in eligible), key=lambda pair: -pair[0])
    best_score, best = scored[0]
    for score, rival in scored[1:]:
        if best_score - score >= _TIE:
            break
        apart = distance_km(best.place, rival.place)
        if apart is None or apart > _SAME_SPOT_KM:
            return None
    return best.place


def _eligible(candidates: Sequence[Candidate], countries: frozenset[str]) -> list[Candidate]:
    if not countries:
        return list(candidates)
    at_home = [
        found for found in candidates if found.place.country is None or found.place.country in countries
    ]
    return at_home or [found for found in candidates if _is_well_known(found)]


def _is_well_known(candidate: Candidate) -> bool:
    if candidate.place.kind in ("country", "region"):
        return True  # "Toretsk, Donetsk Oblast" in a digest whose other items are about Goma
    return candidate.name_kind is not NameKind.ALTERNATE and candidate.population > WELL_KNOWN_POPULATION


def _score(candidate: Candidate, context: ResolutionContext) -> float:
    score = log10(candidate.population + 100) + _NAME_WEIGHT[candidate.name_kind]
    if context.hint_region and candidate.admin1 == context.hint_region:
        score += _REGION_WEIGHT
    distances = [distance_km(candidate.place, anchor) for anchor in context.anchors]
    known = [distance for distance in distances if distance is not None]
    if known:
        score -= _DISTANCE_WEIGHT * log2(1 + min(known) / _REACH_KM)
    return score
