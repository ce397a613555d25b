"""How much of its place a claim is about: the whole, a share, a part of unknown size, or its outskirts."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from sayso.model import Claim

HALF = 0.5
"""What a part of unknown size weighs as: it may be any."""
_FIGURE = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)(?:\s*(?:-|–|to)\s*(?P<high>\d+(?:\.\d+)?))?\s*(?:%|per\s?cent\b)", re.I
)


class Extent(StrEnum):
    """How much of the place a claim is about."""

    WHOLE = "whole"
    ALL = "all"
    """The whole, in so many words: to deny that is to leave a part."""
    PART = "part"
    LITTLE = "little"
    """Next to nothing of it. No claim is of this extent; shares below half lie between it and a part."""
    OUTSIDE = "outside"

    @property
    def is_whole(self) -> bool:
        """Whether the claim is about the whole place, said so or not."""
        return self in (Extent.WHOLE, Extent.ALL)


@dataclass(frozen=True, slots=True)
class Measure:
    """`share` is between 0 and 1, of a part alone; None where the words tell no size."""

    extent: Extent
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that stand for a measure, as a pattern for the words of an extent, and one for a sentence like
    `example` that they stand in."""

    measure: Measure
    words: re.Pattern[str]
    anywhere: re.Pattern[str]
    example: str


def extent_of(claim: Claim) -> Extent:
    """Whole unless the claim names a part, a share or an area ("30 percent", "city center"), or what
    lies around the place ("on the outskirts")."""
    return measure_of(claim.extent).extent


def share_of(claim: Claim) -> float | None:
    """The share of the place that the claim is about, 0 to 1; None for a part of unknown size and for what
    lies around it."""
    found = measure_of(claim.extent)
    return 1.0 if found.extent.is_whole else found.share


@lru_cache(maxsize=4096)
def measure_of(words: str | None) -> Measure:
    """What the words of an extent stand for; none stand for the whole."""
    told = " ".join((words or "").split())
    if not told:
        return Measure(Extent.WHOLE)
    figure = _FIGURE.search(told)
    for entry in entries():
        if figure and entry.measure.extent is not Extent.OUTSIDE:
            break
        if entry.words.search(told):
            return entry.measure
    if figure is None:
        return Measure(Extent.PART)
    low, high = float(figure["low"]), float(figure["high"] or figure["low"])
    share = (low + high) / 200
    return Measure(Extent.ALL) if share >= 1 else Measure(Extent.PART, share)


@cache
def entries() -> tuple[Entry, ...]:
    """The words of `data/extents.toml`, in the order in which they count."""
    text = resources.files("sayso.estimation").joinpath("data/extents.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    sizes = [word for kind in ("share", "all") for each in told[kind] for word in each["words"]]
    # "around 90 percent", "near total": roughly, not beside
    roughly = rf"(?!\s+(?:the\s+)?(?:\d|(?:{_any_of(sizes)})\b))"
    found = [_entry(each, Measure(Extent.OUTSIDE), after=roughly) for each in told["outside"]]
    found += [_entry(each, Measure(Extent.PART, each["share"])) for each in told["share"]]
    found += [_entry(each, Measure(Extent.ALL), before=r"^(?:the\s+)?") for each in told["all"]]
    found += [_entry(each, Measure(Extent.WHOLE)) for each in told["whole"]]
    return tuple(found)


def _entry(told: dict[str, Any], measure: Measure, *, before: str = "", after: str = "") -> Entry:
    anywhere = rf"\b(?:{_any_of(told['words'])})\b{after}"
    words = before + anywhere
    if "alone" in told:
        words += rf"|^(?:{_any_of(told['alone'])})$"
    return Entry(measure, re.compile(words, re.I), re.compile(anywhere, re.I), told["example"])


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(each) for each in words)
