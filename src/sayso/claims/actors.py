"""Which party a noun phrase means, inside the words of a given voice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS, children
from sayso.attribution.wordings import wordings
from sayso.model import Quote, SourceClass

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.attribution.statements import Utterance
    from sayso.lexicon import ClaimWords
    from sayso.model import Party
    from sayso.parties import Registry


@dataclass(frozen=True, slots=True)
class Actor:
    """A party under its canonical name, with the side it fights for and the node that named it."""

    name: str
    side: str | None
    token: Token


class Actors:
    """Finds the parties of one document. "Its forces" are the speaker's or the clause's subject's."""

    def __init__(self, doc: Doc, registry: Registry, words: ClaimWords) -> None:
        self._doc = doc
        self._registry = registry
        self._words = words
        adjectives = (adjective for party in registry.parties for adjective in party.adjectives)
        self._adjective_of_any = next(adjectives, None)

    def find(self, token: Token, utterance: Utterance) -> Actor | None:
        """The party that the phrase headed by the token means, or None; of several, the first."""
        if token.text.lower() in self._words.pointing:
            return self._pointed(token, utterance)
        for wording in wordings(self._doc, token):
            party = self._registry.party_of(wording)
            if party is not None:
                return Actor(party.name, party.side, token)
        if self._points(token):
            return self._named_before(token, utterance)
        found = self._irregulars(token, utterance) or self._enemy(token, utterance) or self._regulars(token)
        if found is not None:
            return found
        for child in children(token, "nmod:poss", "nmod"):
            if self._points(child) and self._is_force(token):
                return self._named_before(child, utterance)
            if child.text.lower() in self._words.pointing and self._is_force(token):
                return self._pointed(child, utterance)
        if token.dep_ in ("amod", "compound", "nmod:desc", "nmod:poss"):
            return self._adjective(token)
        if self._is_count(token):
            for child in token.children:
                if child.dep_ == "nmod":
                    return self.find(child, utterance)
        return self._official(token) or self._own_units(token, utterance)

    def _points(self, token: Token) -> bool:
        """ "the group", "the country's" forces: a bare noun for a party named before."""
        if token.text.lower() not in self._words.pointing_nouns:
            return False
        labels = {c.dep_.split(":")[0] for c in token.children}
        return "det" in labels and not labels & {"amod", "compound", "nmod", "appos"}

    def _irregulars(self, token: Token, utterance: Utterance) -> Actor | None:
        """ "the militants", "gunmen": the armed group named last, which is no state."""
        form = token.text.lower()
        is_one = form in self._words.irregulars and token.pos_ in ("NOUN", "PROPN")
        is_of_one = f"{form}s" in self._words.irregulars and token.dep_ in (
            "amod",
            "compound",
        )  # "rebel hands"
        if not is_one and not is_of_one:
            return None
        if children(token, "amod", "compound", "nmod"):
            return None  # "Tuareg rebels", "militants of another group"
        source = utterance.statement.source
        own = source.party if source is not None and utterance.handover is not None else None
        for start, _, party in reversed(self._mentions):
            if start >= token.idx or party.name == own or self._registry.is_state(party.name):
                continue
            if form in self._words.islamists and not any(
                stem in party.name.lower() for stem in self._words.islamist_stems
            ):
                continue  # "the jihadists" are not the Syrian Democratic Forces named last
            return Actor(party.name, party.side, token)
        return None

    @cached_property
    def _mentions(self) -> list[tuple[int, int, Party]]:
        return self._registry.find_parties(self._doc.text)

    def _regulars(self, token: Token) -> Actor | None:
        """ "the soldiers", "the army", in a war in which one side is a state."""
        if token.text.lower() not in self._words.regulars or children(token, "amod", "compound", "nmod"):
            return None
        state = self._registry.the_state
        return Actor(state.name, state.side, token) if state is not None else None

    def _enemy(self, token: Token, utterance: Utterance) -> Actor | None:
        """ "the enemy", "enemy units", in the words of a side that has one enemy."""
        source = utterance.statement.source
        named = [token, *children(token, "amod", "compound")]
        if (
            source is None
            or source.side is None
            or not any(t.text.lower() in self._words.enemies for t in named)
        ):
            return None
        theatre = self._registry.theatre
        others = [side for side in theatre.sides if side != source.side] if theatre is not None else []
        if len(others) == 1:
            return Actor(others[0], others[0], token)
        found = self._named_before(token, utterance)
        return Actor(found.name, found.side, token) if found and found.side != source.side else None

    def _own_units(self, token: Token, utterance: Utterance) -> Actor | None:
        """ "units of the west grouping", in a ministry's words: its own."""
        source = utterance.statement.source
        if token.text.lower() not in self._words.own_units or source is None or utterance.handover is None:
            return None
        if any(c.text.lower() in self._words.others for c in children(token, "amod")):
            return None  # "enemy units"
        speaks_for_army = source.source_class is SourceClass.BELLIGERENT_OFFICIAL and source.party is not None
        return Actor(source.party or "", source.side, token) if speaks_for_army else None

    def find_adjective(self, token: Token) -> Actor | None:
        """The party whose adjective the word is: "Russian", "Houthi"."""
        return self._adjective(token)

    def side_of(self, name: str) -> str | None:
        """The side of a party by its canonical name."""
        return self._registry.side_of(name)

    def is_force(self, token: Token) -> bool:
        """Whether the phrase names armed people, whoever they belong to."""
        return self._is_force(token)

    def _adjective(self, token: Token) -> Actor | None:
        """ "the Russian advance", "Kyiv’s retreat": the adjective alone, tried with a force noun."""
        party = self._registry.party_of(token.text) or self._registry.party_of(f"{token.text} forces")
        return Actor(party.name, party.side, token) if party else None

    def _official(self, token: Token) -> Actor | None:
        """ "Assad retook the city", "the ministry claimed to have captured it": its leaders act for it."""
        for wording in wordings(self._doc, token)[:2]:
            official = self._registry.official_of(wording) if token.pos_ == "PROPN" else None
            source = self._registry.source_for(official.name) if official else None
            body = self._registry.body_of(wording) if source is None else None
            party = source.party if source else body.party if body else None
            if party is not None:
                return Actor(party, self._registry.side_of(party), token)
        return None

    def _is_force(self, token: Token) -> bool:
        if self._adjective_of_any is None:
            return False
        return self._registry.party_of(f"{self._adjective_of_any} {token.text.lower()}") is not None

    def _is_count(self, token: Token) -> bool:
        return token.text.lower() in self._words.counting

    def _pointed(self, pointer: Token, utterance: Utterance) -> Actor | None:
        """The party that a pronoun goes back to.

        First a party that is a subject earlier in the sentence and in the same voice, then the
        speaker ("Moscow said its forces ..."), then the nearest earlier subject.
        """
        handover = utterance.handover
        low = handover.content[0].start if handover is not None else pointer.sent.start_char
        for token in _subjects_over(pointer):
            if token.idx >= low and (found := self._nominal(token)) is not None:
                return Actor(found.name, found.side, pointer)
        source = utterance.statement.source
        if handover is None:
            return self._earlier_subject(pointer)
        own_words = utterance.statement.quote is Quote.DIRECT and utterance.statement.within is None
        if own_words and pointer.text.lower() in self._words.third_person:
            # “They have not taken a single block,” said Kyiv's spokesman: in his own words his side is "we"
            found = self._named_before(pointer, utterance)
            return Actor(found.name, found.side, pointer) if found is not None else None
        if source is not None and source.party is not None:
            return Actor(source.party, source.side, pointer)
        if handover.speaker is None:
            # "the militia rejected rumours that it had left": nobody is named inside, so the teller is meant
            teller = utterance.chain[0] if utterance.chain else None
            return Actor(teller.party, teller.side, pointer) if teller and teller.party else None
        return self._possessor_of_speaker(handover.speaker, utterance)

    def _named_before(self, noun: Token, utterance: Utterance) -> Actor | None:
        """Whom "the group" means: the party named last, but not the one that speaks; that would be "its"."""
        source = utterance.statement.source
        own = source.party if source is not None and utterance.handover is not None else None
        sentences = 0
        for token in reversed(list(self._doc[: noun.i])):
            sentences += bool(token.is_sent_start)
            if sentences > 2:
                return None
            if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "flat"):
                found = self._nominal(token)
                if found is not None and found.name != own:
                    return found
        return None

    def _possessor_of_speaker(self, speaker: Token | None, utterance: Utterance) -> Actor | None:
        """ "M23 has marched in; its leader claims that they hold the city": the party whose leader speaks."""
        if speaker is None or not any(
            c.text.lower() in self._words.pointing for c in children(speaker, "nmod:poss")
        ):
            return None
        return self._earlier_subject(speaker)

    def _earlier_subject(self, pointer: Token) -> Actor | None:
        sentences = 0
        for token in reversed(list(self._doc[: pointer.i])):
            if token.is_sent_start:
                sentences += 1
            if sentences > 2:
                return None
            if token.dep_ in SUBJECTS and (found := self._nominal(token)) is not None:
                return found
        return None

    def _nominal(self, token: Token) -> Actor | None:
        if token.text.lower() in self._words.pointing:
            return None
        for wording in wordings(self._doc, token):
            party = self._registry.party_of(wording)
            if party is not None:
                return Actor(party.name, party.side, token)
        return None


def _subjects_over(pointer: Token) -> Iterator[Token]:
    """Subjects of the clauses that a pronoun stands in, innermost first; never those of a clause only
    joined to it: "the Russians had not entered L and its troops hold T"."""
    token = pointer
    while True:
        yield from (c for c in token.children if c.dep_ in SUBJECTS and c.i < pointer.i)
        own = any(c.dep_ in SUBJECTS for c in token.children)
        if token.head.i == token.i or (token.dep_ in ("conj", "parataxis") and own):
            return
        token = token.head
