"""Quantiles of the beta distribution, for intervals of a share."""

from __future__ import annotations

from math import exp, lgamma, log

_TINY = 1e-300
_STEPS = 200


def quantile(probability: float, successes: float, failures: float) -> float:
    """The share below which the Beta(successes, failures) distribution has this probability; both above 0."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if below(middle, successes, failures) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def below(share: float, successes: float, failures: float) -> float:
    """The probability that a Beta(successes, failures) variable is at most `share`.

    The regularised incomplete beta function, by Lentz’s continued fraction (Numerical Recipes, 6.4).
    """
    if share <= 0.0 or share >= 1.0:
        return float(share >= 1.0)
    if share > (successes + 1.0) / (successes + failures + 2.0):
        return 1.0 - below(1.0 - share, failures, successes)
    a, b, x = successes, failures, share
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1.0 - x)) / a
    c, d = 1.0, 1.0 / _away(1.0 - (a + b) * x / (a + 1.0))
    found = d
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 / _away(1.0 + term * d)
            c = _away(1.0 + term / c)
            found *= c * d
        if abs(c * d - 1.0) < 1e-12:
            break
    return front * found


def _away(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
