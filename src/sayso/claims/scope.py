"""What lies outside the conflict that a report is about, though it is told in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.model import Claim, Kind, Publication, TimeMention

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
        if is_here and claim.party not in self._parties:
            return f"{claim.party} is no party to this conflict"  # "Kenya took Soledar", of a marathon
        return None


def _is_about_the_past(times: Sequence[TimeMention], published: Publication | None) -> bool:
    """Whether most dates of a text lie a generation back: "the army takes Tabriz", in a chronicle of 1534."""
    days = [t.when.last for t in times if t.when is not None and t.when.last is not None]
    if published is None or len(days) < _LEAST_DATES:
        return False
    old = [day for day in days if published.day.year - day.year >= _GENERATION]
    return 2 * len(old) > len(days)
