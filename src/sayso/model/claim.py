"""One typed proposition by one voice about one place and one party."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.model.place import Place
from sayso.model.source import Source
from sayso.model.spans import Span
from sayso.model.vocabulary import Certainty, Channel, Kind, Polarity, Precision, Quote
from sayso.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A range of a counted thing; an open end is None ("at least 40 soldiers" is 40 to None)."""

    low: float | None
    high: float | None
    counts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a source commits to, typed by the codebook (`docs/codebook.md`).

    For `control`, `party` is who holds the place if the claim is true. `source` is never missing: it
    is the outlet for the narrator and `unspecified` where the text withholds it. `evidence` is the
    shortest stretch of the document that carries predicate, place and party. `background` marks
    history and standing descriptions, which weigh nothing in an estimate.
    """

    kind: Kind
    place: Place | None
    party: str | None
    side: str | None
    source: Source
    statement: str
    evidence: Span
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.ASSERTED
    relayed_by: tuple[str, ...] = ()
    channel: Channel | None = None
    quote: Quote = Quote.INDIRECT
    when: When | None = None
    said_on: When | None = None
    extent: str | None = None
    quantity: Quantity | None = None
    background: bool = False

    @property
    def when_iso(self) -> str | None:
        """`when` as the codebook writes it. A state that goes on ("has held it since Tuesday") is told up to
        the day of its saying, where that is known, else by its first day."""
        when, said = self.when, self.said_on
        if when is None or when.first is None or when.last is not None:
            return when.iso() if when else None
        if said is not None and said.last is not None and said.last >= when.first:
            return replace(when, last=said.last, precision=Precision.DAY).iso()
        return replace(when, last=when.first, precision=Precision.DAY).iso()
