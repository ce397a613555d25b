"""Look up who is meant: parties, bodies, officials and outlets of one theatre on one day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sayso.model import Body, Official, Outlet, Party, Source, SourceClass, Theatre
from sayso.parties.force_nouns import load_force_nouns
from sayso.parties.known import known_on
from sayso.parties.names import NameIndex, Token, tokens_of
from sayso.parties.phrases import PartyPhrase, is_head, leads_to, party_phrases

_OF_A_STATE = frozenset(("government", "army", "military"))
_OF_A_PEOPLE = ("an", "i", "ese", "ish")
_OF = frozenset(("of", "from"))
_FOR = frozenset(("of", "for", "from", "with", "in", "at", "by"))
_BRACKETS = re.compile(r"\(([^()]*)\)")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)


class Registry:
    """What the theatre and the world file know, as it held on `day` (None: whenever).

    Where both know a name, the theatre's entry stands and the world's names are added to it.
    `theatre` may be None: then only those who speak about any conflict are known.
    """

    def __init__(self, theatre: Theatre | None, world: Theatre, day: date | None) -> None:
        self.theatre, self.world, self.day = theatre, world, day
        self._words = load_force_nouns()
        self._known = known_on(theatre, world, day)

    @property
    def parties(self) -> tuple[Party, ...]:
        """Every party that holds on the day, the theatre's first."""
        return tuple(self._known.parties.values())

    def party_named(self, name: str) -> Party | None:
        """The party of this canonical name."""
        return self._known.parties.get(name)

    def is_state(self, party_name: str) -> bool:
        """Whether the party of this canonical name is a country, or a country's government or army."""
        words = party_name.split()
        of_a_country = words[0] in self._words.countries or words[0].endswith(_OF_A_PEOPLE)
        return party_name in self._words.countries or (of_a_country and words[-1] in _OF_A_STATE)

    def side_of(self, party_name: str) -> str | None:
        """The belligerent that the party of this canonical name fights for; None where not known."""
        party = self._known.parties.get(party_name)
        return party.side if party is not None else None

    def party_of(self, phrase: str) -> Party | None:
        """Whom a noun phrase means: "Russian forces", "Kyiv’s troops", "the army" of the theatre.

        None for anything whose head is not the party itself: "Russian victory", "Taliban attack",
        "a court in Moscow". Of two parties joined by "and" the first.
        """
        found = self._party_phrase(phrase, self._words.forces)
        return self._known.parties[found.party] if found is not None else None

    def find_parties(self, text: str) -> list[tuple[int, int, Party]]:
        """Every mention of a party in running text as (start, end, party): in order, not overlapping."""
        tokens = tokens_of(text)
        phrases = party_phrases(tokens, self._known.party_names, self._words.forces, any_filler=False)
        return [
            (tokens[p.first].start, tokens[p.last - 1].end, self._known.parties[p.party]) for p in phrases
        ]

    def body_of(self, phrase: str) -> Body | None:
        """The institution that a noun phrase names, or that its head speaks for."""
        name = self._headed(tokens_of(phrase), self._known.body_index, _NOTHING)
        return self._known.bodies[name] if name is not None else None

    def official_of(self, phrase: str) -> Official | None:
        """The person whose full name stands in the phrase, or whose surname does behind titles only.

        A surname that two officials of the day share is nobody's; nor is one behind another given
        name ("John Zelensky").
        """
        tokens = tokens_of(phrase)
        for first in range(len(tokens)):
            found = self._known.official_index.all_longest(tokens, first)
            if found and found[0][0] - first > 1:
                return _only_one(found)
        for first in range(len(tokens)):
            found = self._known.surname_index.all_longest(tokens, first)
            if found and self._only_titles(tokens, first) and self._closes(tokens, found[0][0], _NOTHING):
                return _only_one(found)
        return None

    def outlet_of(self, name_or_domain: str) -> Outlet | None:
        """The outlet of this name, domain or address. "AFP (Ahram Online)" is AFP where AFP is known."""
        name = self._outlet_name(name_or_domain)
        return self._known.outlets[name] if name is not None else None

    def source_for(self, phrase: str) -> Source | None:
        """The voice that a noun phrase names: an official, a body, an outlet, or a party speaking.

        "Russian officials" and "Ukrainian soldiers" are voices under their own words, with the party
        they speak for. None where nothing in the phrase is known.
        """
        official = self.official_of(phrase)
        if official is not None:
            return self._official_source(official)
        body = self.body_of(phrase)
        if body is not None:
            return self._body_source(body)
        party = self._party_source(phrase)
        if party is not None:
            return party  # in Myanmar "the AA" is an army, whatever agency has the same letters
        outlet = self.outlet_of(phrase)
        return self._outlet_source(outlet) if outlet is not None else self._outlet_within(phrase)

    @property
    def the_state(self) -> Party | None:
        """The only state among the sides of the war; None where there are two, or none."""
        sides = self.theatre.sides if self.theatre is not None else ()
        states = [p for p in self.parties if p.side == p.name and p.name in sides and self.is_state(p.name)]
        return states[0] if len(states) == 1 else None

    def of_the_state(self, phrase: str, party: Party | None = None) -> Source | None:
        """Whose "the defence ministry" is: the party's, or that of the only state among the sides."""
        party = party or self.the_state
        if party is None:
            return None
        for adjective in party.adjectives:
            body = self.body_of(f"{adjective} {phrase}")
            if body is not None and body.party == party.name:
                return self._body_source(body)
            outlet = self.outlet_of(f"{adjective} {phrase}")
            if outlet is not None and outlet.side == party.side:
                return self._outlet_source(outlet)
        return None

    # -- sources

    def _official_source(self, official: Official) -> Source:
        body = self._known.bodies.get(official.body)
        party = body.party if body is not None else official.body
        if party not in self._known.parties:
            party = None  # a body that was not in office on the day
        return Source(
            name=official.name,
            org=official.body,
            party=party,
            side=self.side_of(party) if party else None,
            source_class=self._class_of(body) if body is not None else self._party_class(official.body),
            basis=official.basis.reference,
        )

    def _body_source(self, body: Body) -> Source:
        return Source(
            name=body.name,
            party=body.party,
            side=self.side_of(body.party) if body.party else None,
            source_class=self._class_of(body),
            basis=body.basis.reference,
        )

    def _outlet_source(self, outlet: Outlet) -> Source:
        return Source(
            name=outlet.name,
            party=outlet.side,
            side=self.side_of(outlet.side) if outlet.side else None,
            source_class=outlet.source_class,
            basis=outlet.basis.reference,
        )

    def _party_source(self, phrase: str) -> Source | None:
        words = self._words
        found = self._party_phrase(phrase, words.speaking)
        if found is None:
            return None
        party = self._known.parties[found.party]
        own_words = found.noun is not None and not self._is_whole(phrase, found)
        source_class = self._party_class(party.name)
        if found.noun in words.local_speakers:
            source_class = SourceClass.LOCAL_OFFICIAL
        return Source(
            name=_without_article(phrase, words.determiners) if own_words else party.name,
            party=party.name,
            side=party.side,
            source_class=source_class,
            basis=party.basis.reference,
        )

    def _is_whole(self, phrase: str, found: PartyPhrase) -> bool:
        """Whether the party as such speaks ("the Russian armed forces"), not some of its people."""
        words = self._words
        whole = found.noun in (words.institutions | words.fighters | words.rising) - words.persons
        between = tokens_of(phrase)[found.named : found.last - 1]
        return whole and all(t.lower in words.plain_modifiers for t in between)

    def _class_of(self, body: Body) -> SourceClass:
        """The class of a body; a state that takes part in this theatre is no foreign government in it."""
        if body.source_class is SourceClass.FOREIGN_GOVERNMENT and body.party and self.side_of(body.party):
            return SourceClass.BELLIGERENT_OFFICIAL
        return body.source_class

    def _party_class(self, name: str) -> SourceClass:
        """The class of a party that speaks: who fights for another's side is a proxy, unless a state."""
        party = self._known.parties.get(name)
        if party is None:
            return SourceClass.UNKNOWN
        is_state = any(p.name == name for p in self.world.parties)
        if party.side is None:
            # an armed group that fights for nobody's side is no government for that
            return SourceClass.FOREIGN_GOVERNMENT if is_state else SourceClass.UNKNOWN
        own = party.side == name or is_state
        return SourceClass.BELLIGERENT_OFFICIAL if own else SourceClass.IRREGULAR

    # -- phrases

    def _party_phrase(self, phrase: str, nouns: frozenset[str]) -> PartyPhrase | None:
        tokens = tokens_of(phrase)
        for found in party_phrases(tokens, self._known.party_names, nouns, any_filler=True):
            if found.noun == "" or is_head(tokens, found.last, self._words):
                return found if leads_to(tokens, found.first, self._words.openers, _OF, self._words) else None
        return None

    def _headed(self, tokens: Sequence[Token], index: NameIndex[str], trailers: frozenset[str]) -> str | None:
        """The name that heads the phrase, or that its head speaks for."""
        openers = self._words.for_a_body
        for first in range(len(tokens)):
            found = index.longest(tokens, first)
            if found is not None and self._closes(tokens, found[0], trailers):
                return found[1] if leads_to(tokens, first, openers, _FOR, self._words) else None
        return None

    def _closes(self, tokens: Sequence[Token], last: int, trailers: frozenset[str]) -> bool:
        while last < len(tokens) and tokens[last].joined and tokens[last].lower in trailers:
            last += 1
        if last >= len(tokens) or is_head(tokens, last, self._words):
            return True
        # "Russian defence ministry spokesman Igor ...": the body still is the one that speaks.
        return not tokens[last - 1].possessive and tokens[last].lower in self._words.spoken_for

    def _only_titles(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether nothing before the surname could be another person's given name."""
        known, words = self._known.party_names, self._words
        at = 0
        while at < first:
            token = tokens[at]
            named = known.names.longest(tokens, at) or known.adjectives.longest(tokens, at)
            if named is not None:
                at = named[0]
            elif token.text[0].islower() or token.lower in words.titles | words.determiners:
                at += 1
            else:
                return False
        return True

    def _outlet_name(self, given: str) -> str | None:
        host = _HOST.fullmatch(given.strip().split("/")[0]) or _HOST.match(given.strip())
        if host is not None:
            parts = host.group(1).lower().split(".")
            for first in range(len(parts) - 1):
                known = self._known.domains.get(".".join(parts[first:]))
                if known is not None:
                    return known
        inside = _BRACKETS.findall(given)
        for name in (_BRACKETS.sub(" ", given), *inside):
            tokens = tokens_of(name)
            if tokens and tokens[0].lower == "the" and len(tokens) > 1:
                tokens = tokens[1:]
            found = self._known.outlet_index.longest(tokens, 0) if tokens else None
            if found is not None and found[0] == len(tokens):
                return found[1]
        return None

    def _outlet_within(self, phrase: str) -> Source | None:
        name = self._headed(tokens_of(phrase), self._known.outlet_index, self._words.publications)
        return self._outlet_source(self._known.outlets[name]) if name is not None else None


_NOTHING: frozenset[str] = frozenset()


def _only_one(found: list[tuple[int, Official]]) -> Official | None:
    people = {official.name: official for _, official in found}
    return next(iter(people.values())) if len(people) == 1 else None


def _without_article(phrase: str, determiners: frozenset[str]) -> str:
    first, _, rest = phrase.strip().partition(" ")
    return rest.strip() if first.lower() in determiners and rest else phrase.strip()
