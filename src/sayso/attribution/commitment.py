"""Certainty and polarity of one voice towards one proposition."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import Certainty, Polarity

STRENGTH = {
    Certainty.ASSERTED: 0,
    Certainty.PREDICTED: 1,
    Certainty.PROBABLE: 2,
    Certainty.POSSIBLE: 3,
    Certainty.CONDITIONAL: 4,
}
"""The weaker commitment has the higher number, and wins where two meet.

"Goma could fall within days" is possible before it is foreseen: how likely says more than when.
"""


@dataclass(frozen=True, slots=True)
class Commitment:
    """Certainty and polarity of one voice towards one proposition.

    `withheld` is True where the voice takes no stand: "did not say whether", "declined to comment",
    or a question. `foreseen` is True where any word on the way speaks of what is to come.
    """

    certainty: Certainty = Certainty.ASSERTED
    polarity: Polarity = Polarity.AFFIRMED
    withheld: bool = False
    foreseen: bool = False

    def under(self, outer: Commitment) -> Commitment:
        """This commitment as the content of another: the weaker certainty, polarities multiplied."""
        certainty = max(self.certainty, outer.certainty, key=STRENGTH.__getitem__)
        same = self.polarity == outer.polarity
        return Commitment(
            certainty,
            Polarity.AFFIRMED if same else Polarity.DENIED,
            withheld=self.withheld or outer.withheld,
            foreseen=self.is_foreseen or outer.is_foreseen,
        )

    @property
    def is_foreseen(self) -> bool:
        """Whether it is about what is to come, however likely that is."""
        return self.foreseen or self.certainty is Certainty.PREDICTED


DENIAL = Commitment(polarity=Polarity.DENIED)
