"""The hidden states of a place: who holds it, and whether that is news.

For each ordered pair of observable states (the sides and `contested`) there is a *fresh change* from one to
the other. While it lasts, about six days, the losing side still speaks as before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from sayso.estimation.windows import Floats, Integers, total

SETTLES = 1 / 6
"""The chance a day that a fresh change has settled."""


@dataclass(frozen=True, slots=True, eq=False)
class HiddenStates:
    """K observable states, the last of them `contested`, as H = K + K (K - 1) hidden ones.

    `holder` [H] is the observable state that a hidden one shows, `before` [H] the one that it came from,
    itself where the state is settled. Settled states stand first, in the order of the observable.
    """

    observable: int
    holder: Integers
    before: Integers

    @property
    def count(self) -> int:
        """H."""
        return len(self.holder)

    def shown(self, hidden: Floats) -> Floats:
        """Probabilities [..., H] as those of the observable states [..., K]."""
        found = np.zeros((*hidden.shape[:-1], self.observable))
        for state in range(self.observable):
            found[..., state] = total(hidden[..., self.holder == state], axis=-1)
        return found

    def settled(self, observable: Floats) -> Floats:
        """Probabilities [..., K] as those of hidden states [..., H], none of them fresh."""
        found = np.zeros((*observable.shape[:-1], self.count))
        found[..., : self.observable] = observable
        return found

    def transition(self, moves: Floats) -> Floats:
        """The chance [H, H] of each hidden state tomorrow, by that of today.

        `moves` [K, K] is the chance a day to go from one observable state to another; its diagonal is not
        looked at. A change of a fresh state is fresh again.
        """
        k = self.observable
        found = np.zeros((self.count, self.count))
        fresh = {(int(self.before[h]), int(self.holder[h])): h for h in range(k, self.count)}
        for h in range(self.count):
            holder = int(self.holder[h])
            for to in range(k):
                if to != holder:
                    found[h, fresh[holder, to]] += moves[holder, to]
            leaving = float(total(np.delete(moves[holder], holder), axis=0))
            if h < k:
                found[h, h] += 1.0 - leaving
            else:
                found[h, holder] += (1.0 - leaving) * SETTLES
                found[h, h] += (1.0 - leaving) * (1.0 - SETTLES)
        return found

    @property
    def kinds(self) -> Integers:
        """What befalls a place in each hidden state [H], whichever sides it is between: 0 held, 1 contested,
        2 newly contested, 3 newly held after a contest, 4 after another side."""
        contested = self.observable - 1
        is_fresh, now, then = self.before != self.holder, self.holder == contested, self.before == contested
        return np.where(~is_fresh, now * 1, np.where(now, 2, np.where(then, 3, 4)))

    def moved(self, expected: Floats) -> Floats:
        """Expected transitions [H, H] as those of observable states [K, K], with days of staying."""
        found = np.zeros((self.observable, self.observable))
        for h in range(self.count):
            np.add.at(found[self.holder[h]], self.holder, expected[h])
        return found


@cache
def hidden_states(observable: int) -> HiddenStates:
    """The hidden states of a place that is held by one of `observable` - 1 sides, or contested."""
    pairs = [(k, m) for k in range(observable) for m in range(observable) if k != m]
    return HiddenStates(
        observable=observable,
        holder=np.array([*range(observable), *(m for _, m in pairs)], dtype=np.int64),
        before=np.array([*range(observable), *(k for k, _ in pairs)], dtype=np.int64),
    )
