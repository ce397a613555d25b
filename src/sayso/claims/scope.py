"""What lies outside the conflict that a report is about, though it is told in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.model import Claim, Kind, Publication, TimeMention
from sayso.parties import load_theatres

if TYPE_CHECKING:
    from sayso.parties import Registry

_LEAST_DATES, _GENERATION = 2, 30


class Scope:
    """The bounds of one report's conflict in time and among parties."""

    def __init__(
        self, registry: Registry, times: Sequence[TimeMention], published: Publication | None
    ) -> None:
        self._theatre = registry.theatre
        self._parties = {party.name for party in self._theatre.parties} if self._theatre else set()
        self._is_chronicle = _is_about_the_past(times, published)

    def why_outside(self, claim: Claim) -> str | None:
        """A reason to decline the claim, None where it is of this conflict."""
        if self._is_chronicle and claim.when is None:
            return "the report is about the past, and the clause has no date"
        if self._theatre is None or claim.kind is not Kind.CONTROL:
            return None
        begun, last = self._theatre.basis.start, claim.when.last if claim.when else None
        if begun is not None and last is not None and last < begun:
            return "it was so before this conflict began"  # "British forces took Gaza on 7 November 1917"
        is_here = claim.place is None or claim.place.country in (None, *self._theatre.countries)
        is_party = claim.party in self._parties
        if is_here and not is_party:
            return f"{claim.party} is no party to this conflict"  # "Kenya took Soledar", of a marathon
        if is_party and not is_here and not _fights_there(claim):
            # a diary of 1885, "Khartoum was theirs", in a text taken for one on another war
            return "the place lies in no country where the party fights"
        return None


def _fights_there(claim: Claim) -> bool:
    """Whether any conflict has this party and that country: the Islamic State takes towns in two."""
    country = claim.place.country if claim.place is not None else None
    return any(
        country in theatre.countries and any(party.name == claim.party for party in theatre.parties)
        for theatre in load_theatres()
    )


def _is_about_the_past(times: Sequence[TimeMention], published: Publication | None) -> bool:
    """Whether most dates of a text lie a generation back: "the army takes Tabriz", in a chronicle of 1534."""
    days = [t.when.last for t in times if t.when is not None and t.when.last is not None]
    if published is None or len(days) < _LEAST_DATES:
        return False
    old = [day for day in days if published.day.year - day.year >= _GENERATION]
    return 2 * len(old) > len(days)
