"""Whom a noun phrase names as a voice, with nothing but the phrase to go by.

Names are looked up in the registry of the theatre first; what it does not know keeps the words of the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sayso.analysis.syntax import children, modifiers, preposition
from sayso.attribution.wordings import full_names, proper_name, wordings, words_of
from sayso.lexicon import load_place_words
from sayso.model import Source, SourceClass

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.attribution.outlets import Outlets
    from sayso.lexicon import SpeakerWords
    from sayso.parties import Registry


@dataclass(slots=True)
class Voice:
    """A voice already met in the document, and how later words may point back to it."""

    source: Source
    at: int
    is_person: bool
    is_plural: bool
    words: frozenset[str]
    has_spoken: bool = field(default=False)


class Names:
    """Names the voices of one document. `met` gives a person whom the document has named before."""

    def __init__(
        self,
        doc: Doc,
        registry: Registry,
        words: SpeakerWords,
        outlets: Outlets,
        met: Callable[[str], Voice | None],
    ) -> None:
        self._doc, self._registry, self._words = doc, registry, words
        self._outlets, self._met = outlets, met
        self._full_names = full_names(doc)

    def voice_of(self, head: Token) -> Voice | None:
        """The voice that the phrase headed by the token names; None for what can be none."""
        outlet = self._outlets.name_at(head)
        if outlet is not None and self._registry.source_for(outlet) is None:
            return Voice(Source(name=outlet), head.i, False, False, frozenset(words_of(self._doc, head)))
        person = self._titled(head) or self.person(head)
        if person is not None:
            return person
        for phrase in wordings(self._doc, head):
            source = self._registry.source_for(phrase)
            if source is not None:
                if head.text.lower() in self._words.persons and source.name == source.party:
                    # "a commander of the Ukrainian army" is one man of it, not the army
                    source = replace(source, name=wordings(self._doc, head)[0], org=source.party)
                words = frozenset(words_of(self._doc, head)) | frozenset(source.name.lower().split())
                return Voice(source, head.i, False, False, words)
        if (seated := self._by_its_seat(head) or self._by_its_page(head)) is not None:
            return Voice(seated, head.i, False, False, frozenset(words_of(self._doc, head)))
        phrases = wordings(self._doc, head)
        if not phrases or not any(c.isalpha() for c in phrases[0]):
            return None
        if head.pos_ == "ADJ":
            adjective = self._registry.party_of(f"{head.text} forces")
            known = self._registry.source_for(adjective.name) if adjective is not None else None
            return Voice(known, head.i, False, False, frozenset()) if known is not None else None
        name = phrases[0]
        party = self._registry.party_of(name)
        owner = self._owner(head)
        source = Source(
            name=name,
            party=party.name if party else owner.party if owner else None,
            side=party.side if party else owner.side if owner else None,
        )
        is_plural = head.text.lower().endswith("s") and head.pos_ == "NOUN"
        return Voice(source, head.i, False, is_plural, frozenset(words_of(self._doc, head)))

    def _by_its_seat(self, head: Token) -> Source | None:
        """ "the Defence Ministry in Kabul"; "state television", in a war of which one side is a state."""
        if head.text.lower() in self._words.persons:
            return None
        core = wordings(self._doc, head)[-1]
        for seat in modifiers(head, "in"):
            party = self._registry.party_of(seat.text)
            found = self._registry.of_the_state(core, party) if party is not None else None
            if found is not None:
                return found
        if any(c.dep_ == "nmod" or c.text.lower() in ("a", "an") for c in head.children):
            return None
        found = self._registry.of_the_state(core)
        state = self._registry.the_state if core.lower() in self._words.state_bodies else None
        return found or (self._registry.source_for(state.name) if state is not None else None)

    def _by_its_page(self, head: Token) -> Source | None:
        """ "the military's website said": whoever's page it is, if he is known."""
        if head.text.lower() not in self._words.pages:
            return None
        for owner in children(head, "nmod:poss", "compound"):
            known = next((s for w in wordings(self._doc, owner) if (s := self._registry.source_for(w))), None)
            if known is not None:
                return known
        return None

    def _titled(self, head: Token) -> Voice | None:
        """ "the commander-in-chief of the forces, Oleksandr S.": an official by title and name."""
        if head.text.lower() not in self._words.persons:
            return None
        others = [
            c
            for c in children(head, "acl", "appos", "parataxis", "nmod")
            if c.i > head.i and c.pos_ != "PROPN"
        ]
        relative = min((c.left_edge.i for c in others), default=head.right_edge.i + 1)
        official = self._registry.official_of(self._doc[head.left_edge.i : max(relative, head.i + 1)].text)
        found = self._registry.source_for(official.name) if official is not None else None
        return Voice(found, head.i, True, False, frozenset(words_of(self._doc, head))) if found else None

    def person(self, head: Token) -> Voice | None:
        """The person that the phrase names, alone or behind a role."""
        named = head
        if head.pos_ == "NOUN":
            # "the spokesman, Rami Abdel Rahman, said"
            appositions = [c for c in children(head, "appos") if c.pos_ == "PROPN"]
            if self._words.can_speak(head.text.lower()):
                # "its photographer in Tyre, Karim D., ...": hung on the town
                placed = (c for place in modifiers(head, "in") for c in children(place, "appos"))
                appositions += [c for c in placed if c.ent_type_ == "PER"]
                appositions = appositions or self._name_at_the_end(head)
            if not appositions:
                return None
            named = appositions[0]
        if named.pos_ != "PROPN":
            return None
        name = proper_name(named)
        official = self._registry.official_of(name)
        apposed = named is not head and self._words.can_speak(head.text.lower()) and " " in name
        if official is None and not apposed and not self._is_person(named, name):
            return None
        full = name if " " in name else self._full_names.get(name, name)
        known = self._met(full)
        if official is not None:
            found = self._registry.source_for(official.name)
            if found is not None:
                return Voice(found, head.i, True, False, frozenset(words_of(self._doc, head)))
        if known is not None:
            return known
        owner = self._owner(named)
        return Voice(
            Source(
                name=full,
                org=owner.name if owner else None,
                party=owner.party if owner else None,
                side=owner.side if owner else None,
                source_class=owner.source_class if owner else SourceClass.UNKNOWN,
            ),
            head.i,
            True,
            False,
            frozenset(words_of(self._doc, head)),
        )

    def _name_at_the_end(self, head: Token) -> list[Token]:
        """ "a spokesman for the Sokil Brigade, Taras H.": hung on the brigade, or on nothing that helps."""
        end = head.right_edge.i + 1
        while end > head.i + 1 and self._doc[end - 1].is_punct:
            end -= 1
        for entity in self._doc.ents:
            if entity.label_ != "PER" or not head.i < entity.start or entity.end != end or len(entity) < 2:
                continue
            first = entity.start - 1
            if self._doc[first].text.lower() in load_place_words("en").titles:
                first -= 1
            return [entity.root] if self._doc[first].text == "," else []
        return []

    def _is_person(self, head: Token, name: str) -> bool:
        """The parser's entity type decides for names that no list knows; lists come first."""
        if self._registry.source_for(name) is not None or self._registry.party_of(name) is not None:
            return False
        if any(e.label_ == "PER" and e.start <= head.i < e.end for e in self._doc.ents):
            return True
        return " " not in name and name in self._full_names

    def _owner(self, head: Token) -> Source | None:
        """The body a person speaks for: "Al Jazeera's X", "military spokesman X", "X, spokesman for Y"."""
        candidates = [
            c for c in head.children if c.dep_ in ("nmod:poss", "nmod:desc", "compound", "appos", "amod")
        ]
        candidates += [
            c for d in candidates for c in d.children if preposition(c) in ("for", "of", "at", "with")
        ]
        candidates += [c for c in head.children if preposition(c) in ("for", "of", "at", "from")]
        for candidate in reversed(candidates):
            for phrase in wordings(self._doc, candidate):
                source = self._registry.source_for(phrase)
                if source is not None:
                    return source
                party = self._registry.party_of(phrase)
                if party is not None:
                    return Source(name=party.name, party=party.name, side=party.side)
        for word in (
            t.text
            for c in candidates
            for t in c.subtree
            # a commander of a "Turkish-backed faction" is not Turkey's; a "Moscow-installed official" is its
            if t.pos_ in ("ADJ", "PROPN") and not self._is_backer(t)
        ):
            party = self._registry.party_of(f"{word} forces")
            if party is not None:
                return Source(name=party.name, party=party.name, side=party.side)
        return None

    def _is_backer(self, token: Token) -> bool:
        joined = self._doc[token.i + 1 : token.i + 3]
        return len(joined) > 1 and joined[0].text == "-" and joined[1].text.lower() in self._words.backed
