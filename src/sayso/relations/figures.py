"""What is counted, as each source counts it: ranges side by side, never an average."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.model import Certainty, Kind, Polarity, RecordedClaim
from sayso.relations.dependence import order, origins_of

_COMMITTED = frozenset((Certainty.ASSERTED, Certainty.PROBABLE, Certainty.POSSIBLE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one origin says: from the least to the most that it gave. An open end is None."""

    origin: str
    side: str | None
    low: float | None
    high: float | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One count of one place and interval by every source. `low` and `high` span all of them."""

    kind: Kind
    counts: str
    party: str | None
    by_origin: tuple[Figure, ...]
    low: float | None
    high: float | None

    @property
    def is_conflicting(self) -> bool:
        """Whether no number lies in every source's range ("at least 40" and "30" do conflict)."""
        highest_low = max((each.low for each in self.by_origin if each.low is not None), default=None)
        lowest_high = min((each.high for each in self.by_origin if each.high is not None), default=None)
        return highest_low is not None and lowest_high is not None and highest_low > lowest_high


def figures(
    claims: Iterable[RecordedClaim], *, texts: Mapping[str, str] | None = None
) -> tuple[Figures, ...]:
    """The counts among claims about one place and interval, each as ranges by source.

    What is denied, foreseen or history is no figure of these days. With the words of the documents in
    `texts`, by id, pages that copied one another are one source.
    """
    groups: dict[tuple[Kind, str, str | None], list[RecordedClaim]] = {}
    for each in sorted(claims, key=order):
        claim = each.claim
        counted = claim.quantity is not None and (claim.quantity.low, claim.quantity.high) != (None, None)
        if not counted or claim.background or claim.polarity is Polarity.DENIED:
            continue
        if claim.certainty in _COMMITTED and claim.quantity is not None:
            what = " ".join(claim.quantity.counts.casefold().split())
            groups.setdefault((claim.kind, what, claim.party), []).append(each)
    return tuple(_figures(kind, party, group, texts) for (kind, _, party), group in groups.items())


def _figures(
    kind: Kind,
    party: str | None,
    group: list[RecordedClaim],
    texts: Mapping[str, str] | None,
) -> Figures:
    by_id = {each.id: each for each in group}
    found = []
    for origin in origins_of(group, texts=texts):
        low, high = _span([by_id[claim] for claim in origin.claims])
        found.append(Figure(origin=origin.name, side=origin.side, low=low, high=high, claims=origin.claims))
    low, high = _span(group)
    first = group[0].claim.quantity
    counts = " ".join(first.counts.split()) if first is not None else ""
    return Figures(kind=kind, counts=counts, party=party, by_origin=tuple(found), low=low, high=high)


def _span(group: Iterable[RecordedClaim]) -> tuple[float | None, float | None]:
    """From the least to the most; an end that any of them leaves open is open."""
    quantities = [each.claim.quantity for each in group if each.claim.quantity is not None]
    lows, highs = [each.low for each in quantities], [each.high for each in quantities]
    known_lows = [low for low in lows if low is not None]
    known_highs = [high for high in highs if high is not None]
    return (
        min(known_lows) if len(known_lows) == len(lows) else None,
        max(known_highs) if len(known_highs) == len(highs) else None,
    )
