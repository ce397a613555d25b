"""What a report is about, told from its words alone: an armed conflict, which one, or none.

This needs no parse, so a report of no conflict can be passed over before the costly part of reading begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sayso.lexicon import load_claim_words
from sayso.model import Theatre
from sayso.parties.detection import IsTownIn, detect_theatre
from sayso.parties.unlisted import unlisted_conflict

_LEAST_SIGNS_OF_WAR = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """The conflict of a report. `theatre` may be None in a conflict: then nobody knows its parties."""

    theatre: Theatre | None
    in_conflict: bool


def setting_of(
    text: str,
    day: date | None,
    theatres: Iterable[Theatre],
    nations: Mapping[str, tuple[str, ...]],
    is_town_in: IsTownIn | None = None,
) -> Setting:
    """The theatre whose signs the text bears; else a conflict that no theatre describes; else none.

    `nations` has the names and adjectives of every country, as `unlisted_conflict` takes them.
    """
    theatre = detect_theatre(text, day, theatres, is_town_in).theatre
    if theatre is not None:
        return Setting(theatre, in_conflict=True)
    if not speaks_of_war(text):
        return Setting(None, in_conflict=False)
    return Setting(unlisted_conflict(text, nations), in_conflict=True)


def speaks_of_war(text: str) -> bool:
    """Whether enough different signs of an armed conflict stand in a text of which no theatre is known."""
    lowered = text.lower()
    return sum(word in lowered for word in load_claim_words("en").conflict) >= _LEAST_SIGNS_OF_WAR
