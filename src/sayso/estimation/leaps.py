"""From one day on which something is heard of a place straight to the next: most days are silent.

A place is reckoned on the days asked about and on those with evidence alone, and each day's numbers are the
same to the last bit whichever days are asked about, and in whichever order the states stand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sayso.estimation.chain import Heard
from sayso.estimation.windows import Floats, Integers, total

_MOST = 4_000
"""Days after which nothing is left of what was believed: a longer silence is as long as this."""


def _times(rows: Floats, transition: Floats) -> Floats:
    """Rows [N, H] by a transition [H, H], to the same bit in whichever order the states stand."""
    return total(rows[:, :, None] * transition[None, :, :], axis=1)


class Powers:
    """A transition [H, H] over any number of silent days, worked out once."""

    def __init__(self, transition: Floats) -> None:
        self._transition = transition
        self._known = np.eye(len(transition))[None, :, :]

    def over(self, days: Integers) -> Floats:
        """The transitions [N, H, H] over so many days each."""
        days = np.minimum(days, _MOST)
        longest = int(days.max(initial=0))
        if longest >= len(self._known):
            found = list(self._known)
            while len(found) <= longest:
                found.append(_times(found[-1], self._transition))
            self._known = np.array(found)
        return np.asarray(self._known[days])


@dataclass(frozen=True, slots=True, eq=False)
class Anchors:
    """The days [A] on which something was heard of one place, and what is believed [A, H] at the end of each.

    The first is the day from which days are numbered, before anything is heard.
    """

    day: Integers
    belief: Floats


def anchored(heard: Heard, before: Anchors, powers: Powers) -> Anchors:
    """What is believed of one place on each day of evidence, those `before` among them."""
    at = np.concatenate([before.day[-1:], heard.day])
    beliefs = np.empty((len(at), before.belief.shape[1]))
    beliefs[0] = before.belief[-1]
    if len(heard.day):
        gaps = powers.over(np.diff(at))
        likelihood = np.exp(heard.evidence - heard.evidence.max(axis=1, keepdims=True))
        for n in range(len(heard.day)):
            belief = _times(beliefs[n][None, :], gaps[n])[0] * likelihood[n]
            beliefs[n + 1] = belief / total(belief, axis=0)
    return Anchors(np.concatenate([before.day, at[1:]]), np.concatenate([before.belief, beliefs[1:]]))


def carried_over(belief: Floats, days: Integers, powers: Powers) -> Floats:
    """What is left of beliefs [N, H] after so many silent days each."""
    found = total(belief[:, :, None] * powers.over(days), axis=1)
    return np.asarray(found / total(found, axis=1)[:, None])


def filtered_on(anchors: Anchors, powers: Powers, days: Integers) -> Floats:
    """The probabilities [N, H] on some days [N], by what was heard until each of them."""
    last = np.searchsorted(anchors.day[1:], days, side="right")
    return carried_over(anchors.belief[last], days - anchors.day[last], powers)
