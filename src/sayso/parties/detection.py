"""Which conflict a report is about, from its words and its date; none where that is not plain."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sayso.model import Theatre
from sayso.parties.force_nouns import load_force_nouns
from sayso.parties.names import NameIndex, Token, tokens_of
from sayso.parties.registry import Registry
from sayso.parties.theatres import load_world

_LEAST_SIGNS = 3
_WORDS_PER_SIGN = 250
_MOST_ASKED = 5
_LEAD = 1000
"""Characters in which a text without words of war must name a town."""
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]{3,}")

IsTownIn = Callable[[str, Collection[str]], bool]
"""Whether a name is that of a town in one of the countries (ISO 3166-1 codes)."""


@dataclass(frozen=True, slots=True)
class Detection:
    """The theatre of a report, or None. `scores` has every theatre with a hit, by id, best first.

    `tie` says that two theatres scored best together, which also gives None.
    """

    theatre: Theatre | None
    scores: Mapping[str, int]
    tie: bool


def detect_theatre(
    text: str, day: date | None, theatres: Iterable[Theatre], is_town_in: IsTownIn | None = None
) -> Detection:
    """Tell the theatre of a report by its distinct signs: words, places, parties, officials.

    A theatre needs a word or place of its own and signs of war about it: two signs and a word of war,
    or one and two; a long text needs more, since a page on an election may mention Libya twice. An
    opera in Kyiv and the race for the Senate are about no conflict. A theatre that had not begun, or
    was over, on `day` is out of the question.

    Where no theatre has signs enough and `is_town_in` is given, the one theatre is taken whose sides and
    towns the text names. A single line ("Moscow says it took Soledar, Kyiv denies it") has no word of war
    of its own, yet only one war has these two sides and a town there.
    """
    tokens = tokens_of(text)
    war_words = len(_hits(tokens, _word_index(load_world())))
    scores: dict[str, int] = {}
    candidates = {t.id: t for t in theatres if t.basis.holds_on(day)}
    for theatre in candidates.values():
        score = _score(text, tokens, theatre, day, war_words)
        if score:
            scores[theatre.id] = score
    ranked = dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
    best = list(ranked.items())[:2]
    if len(best) == 2 and best[0][1] == best[1][1]:
        return Detection(None, ranked, tie=True)
    if best:
        return Detection(candidates[best[0][0]], ranked, tie=False)
    named = _of_its_sides_and_towns(text, day, candidates.values(), is_town_in) if is_town_in else None
    return Detection(named, ranked, tie=False)


def _score(text: str, tokens: Sequence[Token], theatre: Theatre, day: date | None, war_words: int) -> int:
    """The number of distinct signs of one theatre, 0 where they do not speak of its war."""
    own = _hits(tokens, _word_index(theatre))
    if not own:
        return 0
    declared = {p.name for p in theatre.parties}
    found = Registry(theatre, load_world(), day).find_parties(text)
    mentions = [(text[start:end], p.name) for start, end, p in found if p.name in declared]
    # "Russian troops" and "M23" are signs of war by themselves; "Russia" and "Kyiv" are not.
    countries = load_force_nouns().countries
    armed = {name for words, name in mentions if words not in countries}
    score = len(own) + len({name for _, name in mentions}) + len(_hits(tokens, _people_index(theatre)))
    war = war_words + len(armed)
    passing_mention = score <= min(len(tokens) // _WORDS_PER_SIGN, _MOST_ASKED)
    return score if war and score + war >= _LEAST_SIGNS and not passing_mention else 0


def _of_its_sides_and_towns(
    text: str, day: date | None, theatres: Iterable[Theatre], is_town_in: IsTownIn
) -> Theatre | None:
    """The only theatre with a side and a town in the text; None where there are several, or none."""
    fitting = []
    lead = {word.removesuffix("’s").removesuffix("'s") for word in _CAPITALISED.findall(text[:_LEAD])}
    for theatre in theatres:
        if not any(is_town_in(word, theatre.countries) for word in lead):
            continue  # asked before the parties, which a whole text is searched for
        found = Registry(theatre, load_world(), day).find_parties(text)
        sides = {party.side for _, _, party in found if party.side in theatre.sides}
        # of one side alone only in the country that the war is fought in: "Russia says it took Soledar"
        countries = theatre.countries if len(sides) > 1 else theatre.countries[:1] if sides else ()
        if not countries:
            continue
        if any(is_town_in(word, countries) for word in lead - {text[start:end] for start, end, _ in found}):
            fitting.append(theatre)
    return fitting[0] if len(fitting) == 1 else None


def _hits(tokens: Sequence[Token], index: NameIndex[str]) -> set[str]:
    return {hit[1] for at in range(len(tokens)) if (hit := index.longest(tokens, at))}


@lru_cache(maxsize=64)
def _word_index(theatre: Theatre) -> NameIndex[str]:
    """Words and places of a theatre; every spelling of a place is one sign."""
    signs = [(word, word) for word in theatre.words]
    for kept in theatre.places:
        names = (kept.place.name, *kept.names, *(former.name for former in kept.former_names))
        signs += [(name, kept.place.name) for name in names]
    return NameIndex(signs)


@lru_cache(maxsize=64)
def _people_index(theatre: Theatre) -> NameIndex[str]:
    """Bodies by every name, officials by their whole names."""
    signs = [(name, body.name) for body in theatre.bodies for name in (body.name, *body.names)]
    for person in theatre.officials:
        signs += [(n, person.name) for n in (person.name, *person.names) if " " in n]
    return NameIndex(signs)
