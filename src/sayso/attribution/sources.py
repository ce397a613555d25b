"""Who a noun phrase or pronoun names as a speaker, by the phrase itself or by whoever spoke before.

A pronoun or a bare role ("the ministry", "he") goes back to the nearest earlier voice
that fits, or stays unresolved: a wrong speaker is worse than none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS, children
from sayso.attribution.naming import Names, Voice
from sayso.attribution.outlets import Outlets
from sayso.attribution.wordings import wordings
from sayso.lexicon import load_place_words
from sayso.model import UNSPECIFIED, Source, Spans
from sayso.places.identity import stands_for_ground

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

    from sayso.lexicon import SpeakerWords
    from sayso.model import Document
    from sayso.parties import Registry
    from sayso.text import Quotation

_SENTENCE = 45
"""Words back to which "its spokesman" may point."""


class Speakers:
    """Resolves speakers of one document in reading order; it remembers every voice it has met."""

    def __init__(
        self,
        doc: Doc,
        registry: Registry,
        document: Document,
        words: SpeakerWords,
        quotations: Sequence[Quotation] = (),
    ) -> None:
        self._doc = doc
        self._registry = registry
        self._words = words
        self._document = document
        self._quotations = quotations
        self._voices: list[Voice] = []
        self._outlets = Outlets(doc, registry, document, words)
        self._names = Names(doc, registry, words, self._outlets, self._met)

    def resolve(self, head: Token | None, spans: Spans | None) -> Source | None:
        """The voice that the phrase names; None without a phrase, `unspecified` if it stays unclear."""
        if head is None or not spans:
            return None
        pronoun = head.text.lower()
        if pronoun in self._words.pronouns and head.pos_ == "PRON":
            voice = (
                self._narrating(pronoun, spans)
                or self._just_introduced(head, pronoun)
                or self._earlier(head.i, pronoun)
                or self._told_of(head, pronoun)
            )
        elif head.pos_ == "PRON":
            voice = None  # "whose", "some", "both": no telling
        else:
            voice = (
                self._owner_of_knowledge(head)
                or self._of_whom_it_tells(head)
                or self._back_reference(head)
                or self._names.voice_of(head)
            )
        if voice is None:
            return Source(name=UNSPECIFIED, spans=spans)
        self._voices.append(
            Voice(voice.source, head.i, voice.is_person, voice.is_plural, voice.words, has_spoken=True)
        )
        return replace(voice.source, spans=spans)

    def _narrating(self, pronoun: str, spans: Spans) -> Voice | None:
        """ "so we now show the city as held": outside quotation marks, the outlet speaks of itself."""
        outlet = self._document.outlet
        if pronoun not in ("we", "us", "our") or outlet is None:
            return None
        if any(q.span.covers(span) for q in self._quotations for span in spans):
            return None
        return Voice(Source(name=outlet), spans[0].start, False, False, frozenset())

    def _just_introduced(self, head: Token, pronoun: str) -> Voice | None:
        """ "A Lebanese official gave a more mixed picture. Troops hold half of it, he said": the official."""
        if pronoun not in ("he", "she"):
            return None
        if (before := self._sentence_before(head)) is None:
            return None
        for noun in before:
            if noun.dep_ == "nsubj" and noun.head.dep_ == "ROOT" and noun.text.lower() in self._words.persons:
                is_new = any(c.text.lower() in ("a", "an", "one") for c in children(noun, "det", "nummod"))
                return self._names.voice_of(noun) if is_new else None
        return None

    def _sentence_before(self, head: Token) -> SpacySpan | None:
        start = head.sent.start
        while start > 0 and self._doc[start - 1].is_space:
            start -= 1
        return self._doc[start - 1].sent if start > 0 else None

    def _owner_of_knowledge(self, head: Token) -> Voice | None:
        """ "according to their intelligence": theirs, who spoke before."""
        owner = next((c for c in children(head, "nmod:poss") if c.pos_ == "PRON"), None)
        if owner is None or head.text.lower() not in self._words.knowledge:
            return None
        return self._earlier(head.i, {"his": "he", "her": "she", "its": "it"}.get(owner.text.lower(), "they"))

    def _of_whom_it_tells(self, head: Token) -> Voice | None:
        """ "Sudan's army recaptured the building, its spokesman said": the army's."""
        owner = next((c for c in children(head, "nmod:poss") if c.text.lower() in ("its", "their")), None)
        if owner is None or head.text.lower() not in self._words.persons or children(head, "appos"):
            return None
        for token in reversed(self._doc[max(0, head.i - _SENTENCE) : head.i]):
            if token.dep_ not in SUBJECTS:
                continue
            known = next((s for w in wordings(self._doc, token) if (s := self._registry.source_for(w))), None)
            if known is not None:
                name = f"{known.name} {head.text.lower()}"
                source = replace(known, name=name, org=known.org or known.name)
                return Voice(source, head.i, True, False, frozenset({head.text.lower()}))
        return None

    def note(self, head: Token) -> None:
        """Remember a voice that the text names without letting it speak ("told the ministry")."""
        voice = self._names.voice_of(head)
        if voice is not None:
            self._voices.append(voice)

    def before(self, index: int, *, plural: bool = False) -> Source | None:
        """The nearest earlier voice that a pronoun at the token could mean, for parties' "its" and "they"."""
        voice = self._earlier(index, "they" if plural else "it")
        return voice.source if voice else None

    def _earlier(self, index: int, pronoun: str) -> Voice | None:
        earlier = [v for v in self._voices if v.at < index]
        if pronoun in self._words.person:
            fitting = [v for v in earlier if v.is_person]
        elif pronoun in self._words.body:
            fitting = [v for v in earlier if not v.is_person and not v.is_plural]
        else:
            fitting = [v for v in earlier if v.is_plural] or [v for v in earlier if not v.is_person]
        spoken = [v for v in fitting if v.has_spoken]
        nearest = spoken or fitting
        return nearest[-1] if nearest else None

    def _told_of(self, head: Token, pronoun: str) -> Voice | None:
        """The one person the sentence before was about: "X met the troops on Sunday. He said ...".

        Where it was about nobody, the only person that the text has introduced by a full name.
        """
        if pronoun not in ("he", "she"):
            return None
        if (before := self._sentence_before(head)) is None:
            return None
        ground = load_place_words("en")
        met = [
            e
            for e in self._doc.ents
            if e.label_ == "PER" and e.end <= before.end and not stands_for_ground(e.root, ground)
        ]
        persons = [e for e in met if e.start >= before.start]
        if not persons:
            introduced = {e.text: e for e in met if " " in e.text}
            return (
                self._names.voice_of(met[0].root)
                if len(introduced) == 1 and met[0].text in introduced
                else None
            )
        about = next((t for t in before if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
        is_another = about is not None and about.text.lower() in self._words.persons
        if len(persons) != 1 or (is_another and about is not None and persons[0].root not in about.subtree):
            return None
        return self._names.voice_of(persons[0].root)

    def _back_reference(self, head: Token) -> Voice | None:
        """A bare definite noun: "the ministry", "the source", "the spokesman"."""
        if head.pos_ != "NOUN":
            return None
        determiner = {c.text.lower() for c in children(head, "det")}
        specifics = [
            c for c in head.children if c.dep_.split(":")[0] in ("amod", "compound", "nmod", "appos", "flat")
        ]
        if determiner != {"the"}:
            return None
        if specifics and not all(c.text.lower() in self._words.armed for c in specifics):
            return self._described(head, specifics)
        noun = head.text.lower()
        earlier = [v for v in self._voices if v.at < head.i]
        exact = [v for v in earlier if noun in v.words]
        if exact:
            return exact[-1]
        if (
            noun in self._words.armed_groups
            and (named := self._armed_group_before(head, earlier)) is not None
        ):
            return named
        if noun in self._words.bodies:
            return next((v for v in reversed(earlier) if not v.is_person and not v.is_plural), None)
        if noun in self._words.persons:
            return next((v for v in reversed(earlier) if v.is_person), None)
        return None

    def _armed_group_before(self, head: Token, earlier: list[Voice]) -> Voice | None:
        """ "Lashio is under the MNDAA, the armed group said": whoever was named last, voice or party."""
        spoken = next((v.at for v in reversed(earlier) if not v.is_person and not v.is_plural), -1)
        for token in reversed(self._doc[max(0, head.i - _SENTENCE) : head.i]):
            if token.i <= spoken:
                return None
            if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "flat"):
                continue
            party = next((p for w in wordings(self._doc, token) if (p := self._registry.party_of(w))), None)
            if party is not None and not self._registry.is_state(party.name):
                source = Source(name=party.name, party=party.name, side=party.side)
                return Voice(source, head.i, False, False, frozenset({head.text.lower()}))
        return None

    def _described(self, head: Token, specifics: list[Token]) -> Voice | None:
        """ "the defence ministry", after "Russia's Ministry of Defence": each word is the earlier voice's."""
        if any(c.dep_ not in ("amod", "compound") for c in specifics):
            return None
        words = {_spelt(t.text) for t in (head, *specifics)}
        fitting = [v for v in self._voices if v.at < head.i and words <= {_spelt(w) for w in v.words}]
        return fitting[-1] if fitting else None

    @property
    def words(self) -> SpeakerWords:
        """The words that speakers go by."""
        return self._words

    def reporter(self, head: Token) -> Source | None:
        """The named person that the phrase means: "was speaking to the paper's correspondent, Martha K."."""
        voice = self._names.person(head)
        return voice.source if voice is not None else None

    def newsroom(self, head: Token) -> Source | None:
        """The outlet, or its reporter by name, that was told: "told the paper's Karim D."."""
        outlet = self.outlet(head)
        return outlet or (self.reporter(head) if self._outlets.is_newsman(head) else None)

    def outlet(self, head: Token) -> Source | None:
        """The outlet that the phrase names, listed or called one."""
        return self._outlets.find(head)

    def _met(self, name: str) -> Voice | None:
        return next((v for v in reversed(self._voices) if v.is_person and v.source.name == name), None)


def _spelt(word: str) -> str:
    """One spelling for British and American words of office."""
    return word.lower().replace("defense", "defence").replace("organization", "organisation")
