"""From recorded claims to a probability for each holder of a place on each day, and why.

Names are fetched on first use: who only tells what a claim says needs the rules of evidence, not numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.estimation.evidence import RULES as RULES
    from sayso.estimation.evidence import Vote as Vote
    from sayso.estimation.evidence import votes as votes
    from sayso.estimation.inference import DEFAULT_METHOD as DEFAULT_METHOD
    from sayso.estimation.inference import METHODS as METHODS
    from sayso.estimation.inference import estimate as estimate
    from sayso.estimation.inference import explain as explain
    from sayso.estimation.question import Method as Method
    from sayso.estimation.summary import Verdict as Verdict
    from sayso.estimation.summary import is_independent as is_independent
    from sayso.estimation.summary import likelihood_words as likelihood_words
    from sayso.estimation.summary import verdict as verdict
    from sayso.estimation.summary import verdicts as verdicts

_HOMES = {
    "DEFAULT_METHOD": "sayso.estimation.inference",
    "METHODS": "sayso.estimation.inference",
    "RULES": "sayso.estimation.evidence",
    "Method": "sayso.estimation.question",
    "Verdict": "sayso.estimation.summary",
    "Vote": "sayso.estimation.evidence",
    "estimate": "sayso.estimation.inference",
    "explain": "sayso.estimation.inference",
    "is_independent": "sayso.estimation.summary",
    "likelihood_words": "sayso.estimation.summary",
    "verdict": "sayso.estimation.summary",
    "verdicts": "sayso.estimation.summary",
    "votes": "sayso.estimation.evidence",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    from importlib import import_module

    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'sayso.estimation' has no attribute {name!r}")
    return getattr(import_module(home), name)
