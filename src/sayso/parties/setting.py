"""What a report is about, told from its words alone: an armed conflict, which one, or none.

The language of conquest is everybody's. "Kenya took Soledar", of a marathon, has a town and a verb of war;
so have an opera, a locust swarm and a by-election. Such texts are known by the words of their own subject.

This needs no parse, so a report of no conflict can be passed over before the costly part of reading begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from sayso.lexicon import WAR, load_claim_words, load_subjects
from sayso.model import Theatre
from sayso.parties.detection import IsTownIn, detect_theatre
from sayso.parties.unlisted import unlisted_conflict

_LEAST_SIGNS_OF_WAR = 3
_LEAST_SIGNS_OF_ANOTHER = 3
_LEAD = 2000
"""Characters in which a text says what it is about: the longer it goes on, the more subjects it touches."""


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
    if is_about_something_else(text):
        return Setting(None, in_conflict=False)
    theatre = detect_theatre(text, day, theatres, is_town_in).theatre
    if theatre is not None:
        return Setting(theatre, in_conflict=True)
    if not speaks_of_war(text):
        return Setting(None, in_conflict=False)
    return Setting(unlisted_conflict(text, nations), in_conflict=True)


def is_about_something_else(text: str) -> bool:
    """Whether one other subject has more signs in the lead than war, or all together clearly more.

    A sign is a distinct word. What is hit by a shell is named in reports of war too: a market, a church.
    """
    lead = text[:_LEAD]
    signs = {subject.name: _signs(lead, _pattern(subject.words)) for subject in load_subjects("en")}
    war = len(signs.pop(WAR))
    most, together = max(map(len, signs.values())), len(set().union(*signs.values()))
    return max(most, together - 1) > max(war, _LEAST_SIGNS_OF_ANOTHER - 1)


def _signs(text: str, pattern: re.Pattern[str]) -> set[str]:
    return {found.lower() for found in pattern.findall(text)}


@cache
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.IGNORECASE)


def speaks_of_war(text: str) -> bool:
    """Whether enough different signs of an armed conflict stand in a text of which no theatre is known."""
    lowered = text.lower()
    return sum(word in lowered for word in load_claim_words("en").conflict) >= _LEAST_SIGNS_OF_WAR
