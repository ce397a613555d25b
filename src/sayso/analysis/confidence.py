"""How sure the analysis is of an arc and of a name, so that what rests on it can be declined.

The numbers are probabilities from 0 to 1, those of arcs and of general names calibrated on development
data: of arcs given 0.9, nine in ten are right there. Pipelines that others trained tell none, which is
None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Span, Token

_LEAST = 1e-6
"""How near to 0 and 1 a probability may come before its log odds are taken."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A straight line through the log odds, as fitted on development data (Platt 1999)."""

    slope: float = 1.0
    offset: float = 0.0

    def __call__(self, probability: NDArray[np.float64]) -> NDArray[np.float64]:
        """The calibrated probabilities; any shape."""
        odds: NDArray[np.float64] = 1 / (1 + np.exp(-(self.slope * log_odds(probability) + self.offset)))
        return odds


def log_odds(probability: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logarithm of p / (1 - p), finite also for 0 and 1."""
    kept = np.clip(probability, _LEAST, 1 - _LEAST)
    odds: NDArray[np.float64] = np.log(kept) - np.log1p(-kept)
    return odds


_ARCS, _NAMES = "sayso.arcs", "sayso.names"


def record_arcs(doc: Doc, confidence: NDArray[np.float64]) -> None:
    """Keep the confidence of every token's head; not a number for white space."""
    doc.user_data[_ARCS] = confidence


def record_names(doc: Doc, confidence: Mapping[Span, float]) -> None:
    """Keep the confidence of names by their bounds and kind."""
    doc.user_data[_NAMES] = {(s.start, s.end, s.label_): number for s, number in confidence.items()}


def arc_confidence(token: Token) -> float | None:
    """How sure the analysis is that the token hangs where it hangs; None where nothing is known."""
    known = token.doc.user_data.get(_ARCS)
    return None if known is None or token.is_space else float(known[token.i])


def name_confidence(name: Span) -> float | None:
    """How sure the analysis is of these bounds and this kind; None where nothing is known."""
    found: float | None = name.doc.user_data.get(_NAMES, {}).get((name.start, name.end, name.label_))
    return found
