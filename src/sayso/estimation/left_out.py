"""What is believed of one place without one voice: all others judge what it said, and it does not."""

from __future__ import annotations

import numpy as np

from sayso.estimation.leaps import Powers
from sayso.estimation.windows import Floats, Integers


def beliefs_without(
    day: Integers, voice: Integers, evidence: Floats, start: Floats, powers: Powers, voices: Integers
) -> tuple[Integers, Floats]:
    """The probabilities [V, A, H] of the days [A] on which anything was said, by all that was said on and
    before and after them, once without all rows of each of `voices` [V].

    Row n is what `voice` [N] said on `day` [N], as log-likelihoods `evidence` [N, H]; `start` [H] is what is
    believed on the first day before anything is heard.
    """
    days, at = np.unique(day, return_inverse=True)
    count = evidence.shape[1]
    whole = np.zeros((len(days), count))
    np.add.at(whole, at, evidence)
    logs = np.repeat(whole[None, :, :], len(voices), axis=0)
    number = {name: n for n, name in enumerate(voices.tolist())}
    own = np.array([number.get(each, -1) for each in voice.tolist()], dtype=np.int64)
    rows = np.flatnonzero(own >= 0)
    np.subtract.at(logs, (own[rows], at[rows]), evidence[rows])
    logs -= logs.max(axis=2, keepdims=True)
    likelihood = np.exp(logs)
    gaps = powers.over(np.diff(days))
    forward = np.empty_like(likelihood)
    belief = np.repeat(start[None, :], len(voices), axis=0)
    for n in range(len(days)):
        if n:
            belief = belief @ gaps[n - 1]
        belief = belief * likelihood[:, n]
        belief /= belief.sum(axis=1, keepdims=True)
        forward[:, n] = belief
    ahead = np.ones((len(voices), count))
    for n in range(len(days) - 2, -1, -1):
        ahead = (ahead * likelihood[:, n + 1]) @ gaps[n].T
        ahead /= ahead.max(axis=1, keepdims=True)
        forward[:, n] *= ahead
    return days, forward / forward.sum(axis=2, keepdims=True)
