"""Which of the places of a name a report means, or none, and why.

Thirty Ukrainian villages are called Ivanivka and there is a Palmyra in Missouri. A place that we do not
link is a gap; a place linked wrongly moves a front line. So in doubt the answer is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from math import log2, log10

from sayso.model import Place
from sayso.places.distance import distance_km
from sayso.places.gazetteer import Candidate, NameKind

# Abroad only the well known: a report on Syria means Moscow by "Moscow", but not Palmyra in Missouri.
WELL_KNOWN_POPULATION = 100_000
_WORLD_CITY_POPULATION = 1_000_000

# Scores are in powers of ten of population, so every other sign is weighed against size.
_NAME_WEIGHT = {
    # A theatre's own entry was written down because its reports mean that place.
    NameKind.HAND_KEPT: 5.0,
    NameKind.FORMER: 4.0,
    # Odessa is the primary name of a town in Texas and an alternate one of a city eight times its size.
    NameKind.PRIMARY: 0.7,
    NameKind.ALTERNATE: 0.0,
    NameKind.HISTORIC: -0.5,
    NameKind.SPELLING: -0.5,
}
_REGION_WEIGHT = 4.0
# A hill or a bridge that bears a village's name is seldom meant by the bare name.
_FEATURE_WEIGHT = -0.7
_NAMED_ALONE = ("settlement", "country", "region", None)
# Donetsk was once Oleksandrivka; in its own country the villages that are called so today go before it.
_OVERSHADOWED_WEIGHT = -2.0
# Lying in a region that the same sentence or the next one names.
_REGION_NEAR_WEIGHT = 0.7
# Each doubling of (distance + reach) from the nearest place of the report costs that much; more where
# that place stands in the same breath.
_DISTANCE_WEIGHT, _NEAR_WEIGHT = 0.75, 1.0
_REACH_KM = 25.0
# Two candidates closer than this in score, and farther apart than this on the ground, are not told apart.
_TIE = 0.1
_SAME_SPOT_KM = 10.0
# Where a name has as many bearers in the country there are more below the lists' 500 inhabitants: a
# village among them needs a neighbour in the report.
_MANY_BEARERS = 3
_VILLAGE_POPULATION = 10_000
_NEIGHBOUR_KM = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionContext:
    """What the report tells beside the name.

    `countries`: ISO codes of its theatre, empty where none is known. `covered`: those of every theatre,
    for a report of none; `named`: those that such a report speaks of. `anchors`: places already resolved
    in it, and `near`: those of them in the same breath. `hint_region`: a first-order division (`UA.05`)
    that the text names beside the place; `regions`: those that it names nearby. `is_common`: the name is
    made of common nouns ("Old City"). `day`: when the report came out.
    """

    countries: frozenset[str] = frozenset()
    covered: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    anchors: tuple[Place, ...] = ()
    near: tuple[Place, ...] = ()
    hint_region: str | None = None
    regions: frozenset[str] = frozenset()
    is_common: bool = False
    day: date | None = None

    @property
    def home(self) -> frozenset[str]:
        """The countries where places are looked for first."""
        return self.countries or self.named

    @property
    def expected(self) -> frozenset[str]:
        """Further countries that a report of no theatre may speak of."""
        return frozenset() if self.countries else self.covered


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for or against a bearer of the name, in powers of ten of population."""

    what: str
    points: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A bearer of the name with what speaks for and against it; `refused` says why it cannot be meant."""

    candidate: Candidate
    signs: tuple[Sign, ...]
    refused: str | None = None

    @property
    def score(self) -> float:
        """The sum of its signs."""
        return sum(sign.points for sign in self.signs)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The place that is meant, or None, and why; every bearer, the likeliest first, the refused last."""

    place: Place | None
    reason: str
    weighed: tuple[Weighed, ...]

    @property
    def margin(self) -> float:
        """How far the best is before the next one that lies elsewhere; its score where there is none."""
        allowed = [each for each in self.weighed if each.refused is None]
        if self.place is None or not allowed:
            return 0.0
        best = allowed[0]
        rivals = [each for each in allowed[1:] if not _same_spot(best.candidate, each.candidate)]
        return best.score - rivals[0].score if rivals else max(best.score, 0.0)


def resolve(candidates: Sequence[Candidate], context: ResolutionContext) -> Place | None:
    """Which of the bearers of a name this report means; None where it is none of them, or no telling.

    With a known theatre, places of its countries go before all others; from elsewhere only a place
    that bears the name first of all and has more than 100,000 people (or is a country) is taken.
    """
    return explain(candidates, context).place


def explain(candidates: Sequence[Candidate], context: ResolutionContext) -> Resolution:
    """What `resolve` answers, with every bearer weighed and the reason."""
    weighed = sorted(
        (_weighed(found, candidates, context) for found in candidates),
        key=lambda each: (each.refused is not None, -each.score),
    )
    if not weighed:
        return Resolution(None, "no list has this name", ())
    allowed = [each for each in weighed if each.refused is None]
    problem = _problem(allowed, context)
    if problem is not None:
        return Resolution(None, problem, tuple(weighed))
    if len(weighed) == 1:
        reason = "its only bearer"
    else:
        reason = "the likeliest of its bearers" if len(allowed) > 1 else "the only bearer that can be meant"
    return Resolution(allowed[0].candidate.place, reason, tuple(weighed))


def _problem(allowed: Sequence[Weighed], context: ResolutionContext) -> str | None:
    """Why none of the bearers is taken, not even the likeliest; None where it is."""
    if not allowed:
        return "none of its bearers can be meant"
    best = allowed[0]
    for rival in takewhile(lambda each: best.score - each.score < _TIE, allowed[1:]):
        if not _same_spot(best.candidate, rival.candidate):
            return "two of its bearers are as likely as each other, and they lie apart"
    if not _has_neighbour(best.candidate, context):
        if context.is_common:
            return "many towns have one, and none of theirs stands beside it in the text"
        if _is_village_of_many(best.candidate, allowed):
            return "many villages bear the name, and no place beside it in the text tells which"
    return None


def _weighed(candidate: Candidate, rivals: Iterable[Candidate], context: ResolutionContext) -> Weighed:
    return Weighed(candidate, tuple(_signs(candidate, rivals, context)), _refusal(candidate, rivals, context))


def _refusal(candidate: Candidate, rivals: Iterable[Candidate], context: ResolutionContext) -> str | None:
    """Why the report cannot mean this place; None where it can."""
    country = candidate.place.country
    if country is None or country in context.home or country in context.expected:
        if _outshone(candidate, rivals, context):
            return "a city known to all the world bears the name, and nothing here lies near this one"
        return None
    at_home = [rival for rival in rivals if rival.place.country in context.countries]
    if any(not _outshone(rival, rivals, context) for rival in at_home):
        return "a place of this name lies in the countries of the report"
    if _is_well_known(candidate) or not (context.home or context.expected):
        return None
    if not context.countries and _is_one_of_its_kind(candidate, rivals):
        return None
    return "lies abroad and is not widely known by this name"


def _signs(candidate: Candidate, rivals: Iterable[Candidate], context: ResolutionContext) -> Iterable[Sign]:
    yield Sign("people", log10(candidate.population + 100))
    kind = candidate.kind_on(context.day)
    yield Sign(f"{kind} name", _NAME_WEIGHT[kind])
    if candidate.place.kind not in _NAMED_ALONE and candidate.name_kind is NameKind.PRIMARY:
        yield Sign(f"a {candidate.place.kind}, not a settlement", _FEATURE_WEIGHT)
    if not candidate.bears_it_first and _is_overshadowed(candidate, rivals):
        yield Sign("another place in the country bears it first of all", _OVERSHADOWED_WEIGHT)
    if _hinted(candidate, context):
        yield Sign("lies in the region named beside it", _REGION_WEIGHT)
    elif _is_in_region_near(candidate, context):
        yield Sign("lies in a region named with it", _REGION_NEAR_WEIGHT)
    weight = _NEAR_WEIGHT if context.near else _DISTANCE_WEIGHT
    measured = [
        (apart, anchor)
        for anchor in context.near or context.anchors
        if (apart := distance_km(candidate.place, anchor)) is not None
    ]
    if measured:
        apart, anchor = min(measured, key=lambda pair: pair[0])
        yield Sign(f"{apart:.0f} km from {anchor.name}", -weight * log2(1 + apart / _REACH_KM))


def _hinted(candidate: Candidate, context: ResolutionContext) -> bool:
    return context.hint_region is not None and candidate.admin1 == context.hint_region


def _is_in_region_near(candidate: Candidate, context: ResolutionContext) -> bool:
    return candidate.place.kind != "region" and candidate.admin1 in context.regions


def _is_well_known(candidate: Candidate) -> bool:
    if candidate.place.kind in ("country", "region"):
        # "Toretsk, Donetsk Oblast" in a digest on Goma; but Salaheddin may be many things abroad
        return not candidate.is_bare
    return candidate.bears_it_first and candidate.population > WELL_KNOWN_POPULATION


def _is_one_of_its_kind(candidate: Candidate, rivals: Iterable[Candidate]) -> bool:
    """Whether in all the world no other place is called so, and this one is no mere village."""
    alone = all(rival is candidate for rival in rivals)
    return alone and candidate.bears_it_first and candidate.population > _VILLAGE_POPULATION


def _outshone(candidate: Candidate, rivals: Iterable[Candidate], context: ResolutionContext) -> bool:
    """ "in New York" is not the Ukrainian town, unless its neighbours stand in the same sentence."""
    if candidate.population > WELL_KNOWN_POPULATION or candidate.place.kind in ("country", "region"):
        return False
    famous = any(
        rival.bears_it_first and rival.population > _WORLD_CITY_POPULATION
        for rival in rivals
        if rival.place.country not in context.home
    )
    return famous and not _has_neighbour(candidate, context)


def _is_overshadowed(candidate: Candidate, rivals: Iterable[Candidate]) -> bool:
    country = candidate.place.country
    return country is not None and any(
        rival.name_kind is NameKind.PRIMARY and rival.place.country == country
        for rival in rivals
        if not _same_spot(rival, candidate)
    )


def _is_village_of_many(candidate: Candidate, allowed: Sequence[Weighed]) -> bool:
    if candidate.name_kind in (NameKind.HAND_KEPT, NameKind.FORMER):
        return False
    if candidate.population > _VILLAGE_POPULATION or candidate.place.kind in ("country", "region"):
        return False
    at_home = [each for each in allowed if each.candidate.place.country == candidate.place.country]
    return len(at_home) >= _MANY_BEARERS


def _has_neighbour(candidate: Candidate, context: ResolutionContext) -> bool:
    """Whether the text gives the place company: a place close to it, or the region that it lies in."""
    if _hinted(candidate, context) or _is_in_region_near(candidate, context):
        return True
    around = (distance_km(candidate.place, place) for place in context.near if place.kind != "region")
    return any(apart is not None and apart <= _NEIGHBOUR_KM for apart in around)


def _same_spot(one: Candidate, other: Candidate) -> bool:
    apart = distance_km(one.place, other.place)
    return apart is not None and apart <= _SAME_SPOT_KM
