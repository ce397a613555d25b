"""Which sides a place is reckoned between, and which side a party's name in a request means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sayso.model import Party, RecordedClaim, Source, Theatre
from sayso.parties import Registry, load_theatres, load_world


def theatre_of(claims: Iterable[RecordedClaim], day: date) -> Theatre | None:
    """The theatre that most of the claims speak of, by their sides and the country of their place.

    "Islamic State" is a side in several theatres; the country tells them apart.
    """
    claims = list(claims)
    scores: dict[str, tuple[int, int]] = {}
    theatres = {each.id: each for each in load_theatres() if each.basis.holds_on(day)}
    for theatre in theatres.values():
        sides = sum(each.claim.side in theatre.sides for each in claims)
        places = sum(_country(each) in theatre.countries for each in claims)
        if sides:
            scores[theatre.id] = (places, sides)
    if not scores:
        return None
    return theatres[max(scores, key=lambda name: scores[name])]


def sides_on(theatre: Theatre, day: date) -> tuple[str, ...]:
    """The sides of a theatre that were at war on the day, in the order of its file."""
    registry = Registry(theatre, load_world(), day)
    return tuple(side for side in theatre.sides if registry.party_named(side) is not None)


def theatre_with(names: Sequence[str], country: str | None, day: date) -> Theatre | None:
    """The theatre that knows most of these parties; of several, one that lies in the country.

    `country` is an ISO 3166-1 code. None where no theatre knows any of them.
    """
    best: tuple[tuple[int, bool], Theatre] | None = None
    for theatre in load_theatres():
        known = sum(party is not None for party in parties_meant(names, theatre, day).values())
        score = known, country in theatre.countries
        if known and theatre.basis.holds_on(day) and (best is None or score > best[0]):
            best = score, theatre
    return best[1] if best else None


def parties_meant(names: Iterable[str], theatre: Theatre, day: date) -> dict[str, Party | None]:
    """The party that each name means: "Syria government", "HTS-led rebels", "SDF".

    A party that had not begun on the day is meant all the same where nothing else bears the name: the
    window of a request may open before a government is sworn in.
    """
    then, whenever = (Registry(theatre, load_world(), each) for each in (day, None))
    return {
        name: _of_the_war(then.party_of(name))
        or _of_the_war(whenever.party_of(name))
        or _likest(name, theatre, day)
        for name in names
    }


class Renaming:
    """Claims told in the caller's own names of the parties, which become the sides of the estimate.

    Where two of the names fight for one side ("Kurdish forces" and "Iraq"), a claim goes to the name of
    its party, and one about the side as such to the name of the side, else to the first.
    """

    def __init__(self, names: Sequence[str], theatre: Theatre | None, day: date) -> None:
        self.names = tuple(names)
        meant: Mapping[str, Party | None] = parties_meant(names, theatre, day) if theatre else {}
        self._by_party: dict[str, str] = {name: name for name in names}
        self._by_side: dict[str, str] = {}
        for name, party in meant.items():
            if party is not None:
                self._by_party.setdefault(party.name, name)
        for name, party in meant.items():
            if party is not None and party.side is not None:
                owner = self._by_party.get(party.side, name)
                self._by_side.setdefault(party.side, owner)

    def of(self, party: str | None, side: str | None) -> str | None:
        """The caller's name for a party that fights for a side; None where there is none."""
        return self._by_party.get(party or "") or self._by_side.get(side or "")

    def renamed(self, recorded: RecordedClaim) -> RecordedClaim:
        """The same claim, its party and the side of its source under the caller's names."""
        claim = recorded.claim
        named = self.of(claim.party, claim.side)
        return replace(
            recorded, claim=replace(claim, party=named, side=named, source=self._source(claim.source))
        )

    def _source(self, source: Source) -> Source:
        return replace(source, side=self.of(source.party, source.side)) if source.side else source


def _country(recorded: RecordedClaim) -> str | None:
    return recorded.claim.place.country if recorded.claim.place else None


def _of_the_war(party: Party | None) -> Party | None:
    """A party that fights for somebody; a state of the world that is no side here is no answer."""
    return party if party is not None and party.side is not None else None


def _likest(name: str, theatre: Theatre, day: date) -> Party | None:
    """The only party that shares most words with the name; None where several do, or none."""
    words = _words(name)
    shared: dict[int, list[Party]] = {}
    for party in theatre.parties:
        if not party.basis.holds_on(day) or party.side is None:
            continue
        most = max(len(words & _words(each)) for each in (party.name, *party.names))
        shared.setdefault(most, []).append(party)
    best = max(shared, default=0)
    return shared[best][0] if best and len(shared[best]) == 1 else None


# Words that any army bears say nothing of which one it is.
_COMMON = frozenset(
    ("the", "of", "and", "in", "army", "forces", "force", "government", "state", "military", "armed", "group")
)


def _words(name: str) -> frozenset[str]:
    letters = "".join(mark if mark.isalnum() else " " for mark in name.casefold())
    return frozenset(letters.split()) - _COMMON
