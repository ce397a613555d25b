"""Which noun phrases name a party: "Russian forces", "Kyiv’s troops", "Islamic State militants".

A name counts by itself; an adjective only with a force noun behind it. The match nearest to the head
wins, so "Kurdish YPG fighters" are the YPG's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.parties.force_nouns import ForceNouns
from sayso.parties.names import NameIndex, Token

_MOST_FILLERS = 3
_BACKED = ("-backed", "-led", "-allied", "-affiliated", "-supported", "-linked")
_NATIONAL_ENDINGS = ("an", "ish", "ese", "i", "ch", "eek", "ic")


@dataclass(frozen=True, slots=True)
class PartyPhrase:
    """Tokens `first` to `last` (exclusive) name the party called `party`.

    The name or adjective ends before token `named`. `noun` is the force noun at the end, None for a
    bare name, empty for an adjective that shares another's noun ("Russian and Syrian forces").
    """

    first: int
    named: int
    last: int
    party: str
    noun: str | None


@dataclass(frozen=True, slots=True)
class PartyNames:
    """The names of the parties that hold on a day, ready for look-up."""

    names: NameIndex[str]
    adjectives: NameIndex[str]
    generics: NameIndex[str]
    words: ForceNouns


def party_phrases(
    tokens: Sequence[Token], known: PartyNames, nouns: frozenset[str], *, any_filler: bool
) -> Iterator[PartyPhrase]:
    """Every phrase that names a party, in order, none overlapping.

    `nouns` are the nouns that an adjective or name may lean on. With `any_filler` up to three words of
    any kind may stand before the noun ("Russian Black Sea forces"): right inside a noun phrase, too
    bold in running text, where only listed modifiers are crossed.
    """
    finder = _Finder(tokens, known, nouns, any_filler)
    position = 0
    while position < len(tokens):
        found = finder.at(position)
        if found is not None:
            yield found
        position = found.last if found is not None else position + 1


class _Finder:
    def __init__(
        self, tokens: Sequence[Token], known: PartyNames, nouns: frozenset[str], any_filler: bool
    ) -> None:
        self.tokens, self.known, self.nouns, self.any_filler = tokens, known, nouns, any_filler
        self.words = known.words

    def at(self, first: int) -> PartyPhrase | None:
        """The phrase that begins at this token."""
        name = self.known.names.longest(self.tokens, first)
        adjective = self.known.adjectives.longest(self.tokens, first)
        if adjective is not None and (name is None or adjective[0] > name[0]):
            leaning = self._leaning(first, *adjective)
            if leaning is not None:
                return leaning
        if name is not None:
            return self._named(first, *name)
        generic = self.known.generics.longest(self.tokens, first)
        return self._generic(first, *generic) if generic is not None else None

    def _named(self, first: int, last: int, party: str) -> PartyPhrase | None:
        extended = self._leaning(first, last, party)
        if extended is not None and extended.noun is not None:
            return extended
        country = self._is_country(first, last)
        if country and first > 0 and self.tokens[first].joined:
            # "in Ukraine", "eastern Ukraine": where, not who.
            before = self.tokens[first - 1].lower
            if before in self.words.locative:
                return None
        if country and last < len(self.tokens) and self.tokens[last].joined and self._rising(last):
            return None
        return PartyPhrase(first, last, last, party, None)

    def _leaning(self, first: int, last: int, party: str) -> PartyPhrase | None:
        """The name or adjective with the force noun that it leans on, if there is one in reach."""
        tokens = self.tokens
        for end in range(last, min(len(tokens), last + _MOST_FILLERS + 1)):
            token = tokens[end]
            if token.lower in ("and", "or") and end == last and self._shares(end + 1):
                return PartyPhrase(first, last, last, party, "")
            if not token.joined:
                break
            if end == last and (self.known.names.longest(tokens, end) or self._new_adjective(end)):
                break
            if token.lower in self.nouns and not self._noun_goes_on(end):
                return self._with_noun(first, last, end, party)
            if not self._is_filler(end):
                break
        return None

    def _with_noun(self, first: int, last: int, noun: int, party: str) -> PartyPhrase | None:
        tokens = self.tokens
        word = tokens[noun].lower
        owner: str | None = party
        if word in self.words.rising and self._is_country(first, last):
            # "Syria's rebels", "Ukrainian separatists": the country is where they rise.
            found = self.known.generics.longest(tokens, noun)
            owner = found[1] if found is not None else None
        if owner is None:
            return None
        return PartyPhrase(first, last, noun + 1, owner, word)

    def _noun_goes_on(self, index: int) -> bool:
        """Whether a later noun is the head: "Russian army units", "Kurdish militia fighters"."""
        after = index + 1
        return (
            after < len(self.tokens)
            and self.tokens[after].joined
            and not self.tokens[index].possessive
            and self.tokens[after].lower in self.nouns
        )

    def _is_filler(self, index: int) -> bool:
        token = self.tokens[index]
        if token.possessive or self.known.names.longest(self.tokens, index) or self._new_adjective(index):
            return False
        if token.lower in self.words.modifiers or token.lower in self.nouns or token.text[0].isdigit():
            return True
        return self.any_filler and token.lower not in self.words.followers

    def _new_adjective(self, index: int) -> bool:
        """Whether another party's own adjective begins here; "government" and "rebel" are none."""
        found = self.known.adjectives.longest(self.tokens, index)
        return found is not None and not self.tokens[index].text.islower()

    def _shares(self, index: int) -> bool:
        """Whether "Russian and ..." goes on with another party and a noun that both lean on."""
        if index >= len(self.tokens):
            return False
        found = self.at(index)
        return found is not None and found.noun is not None

    def _generic(self, first: int, last: int, party: str) -> PartyPhrase | None:
        """ "the army", "rebels": customary words, unless somebody else's name stands before them.

        "the Lebanese army" in a report on Syria is not the Syrian army.
        """
        token = self.tokens[first]
        if first > 0 and token.joined:
            before = self.tokens[first - 1]
            if before.possessive and before.lower not in self.words.determiners:
                return None
            foreign = before.text[0].isupper() and before.lower.endswith(_NATIONAL_ENDINGS)
            if foreign and not before.lower.endswith(_BACKED):
                return None
        extended = self._leaning(first, last, party)
        return extended or PartyPhrase(first, last, last, party, self.tokens[last - 1].lower)

    def _rising(self, index: int) -> bool:
        return self.tokens[index].lower in self.words.rising

    def _is_country(self, first: int, last: int) -> bool:
        return " ".join(t.key for t in self.tokens[first:last]) in self.words.countries or (
            last - first == 1 and self.tokens[first].stripped in self.words.countries
        )


def is_head(tokens: Sequence[Token], last: int, words: ForceNouns) -> bool:
    """Whether a phrase that ends before token `last` can be the head of its noun phrase.

    Refuses "Russian army chief" and "Russian military bloggers": another noun is the head there.
    """
    if last >= len(tokens) or not tokens[last].joined:
        return True
    if tokens[last - 1].possessive:
        return False
    after = tokens[last]
    return after.lower in words.followers or (
        after.text.islower() and len(after.text) > 4 and after.lower.endswith(("ing", "ed"))
    )


def leads_to(
    tokens: Sequence[Token], first: int, openers: frozenset[str], links: frozenset[str], words: ForceNouns
) -> bool:
    """Whether what stands before token `first` hands the headship on to it.

    "hundreds of Russian troops" and "soldiers of the Ukrainian army" do; "the capture of Russian
    soldiers", "a court in Moscow" and "the fight against Islamic State" do not.
    """
    for index in range(first - 1, 0, -1):
        if tokens[index].lower in links:
            return tokens[index - 1].lower in openers
        if tokens[index].lower in words.barring:
            return False
    return True
