"""Certainty and polarity of one voice towards one proposition."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import Certainty, Polarity

STRENGTH = {
    Certainty.ASSERTED: 0,
    Certainty.PROBABLE: 1,
    Certainty.POSSIBLE: 2,
    Certainty.PREDICTED: 3,
    Certainty.CONDITIONAL: 4,
}
"""The weaker commitment has the higher number, and wins where two meet."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """Certainty and polarity of one voice towards one proposition.

    `withheld` is True where the voice takes no stand: "did not say whether", "declined to comment",
    or a question.
    """

    certainty: Certainty = Certainty.ASSERTED
    polarity: Polarity = Polarity.AFFIRMED
    withheld: bool = False

    def under(self, outer: Commitment) -> Commitment:
        """This commitment as the content of another: the weaker certainty, polarities multiplied."""
        certainty = max(self.certainty, outer.certainty, key=STRENGTH.__getitem__)
        same = self.polarity == outer.polarity
        return Commitment(
            certainty, Polarity.AFFIRMED if same else Polarity.DENIED, self.withheld or outer.withheld
        )


DENIAL = Commitment(polarity=Polarity.DENIED)
