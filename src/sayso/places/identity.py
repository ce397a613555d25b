"""What a listed name is where it stands, if no place: a person, a body, a ship, a government.

The lists decide before the parser's entity types do: a small town is easily tagged as a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.analysis.syntax import children, name_bounds
from sayso.model import MentionType, Place, PlaceMention, PlaceRole, Span
from sayso.places.resolution import ResolutionContext, resolve
from sayso.places.roles import follows_title, role_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

    from sayso.lexicon import PlaceWords
    from sayso.parties import Registry
    from sayso.places.gazetteer import Gazetteer

_WINDOW = 40
_SUBJECT, _OBJECTS = "nsubj", ("obj", "nsubj:pass")


class Identities:
    """Tells, name by name, what is no place in one document."""

    def __init__(
        self,
        doc: Doc,
        text: str,
        gazetteer: Gazetteer,
        registry: Registry,
        words: PlaceWords,
        persons: Iterable[str],
    ) -> None:
        self._doc, self._text, self._words = doc, text, words
        self._gazetteer, self._registry = gazetteer, registry
        self._people = [
            span_of(e)
            for e in doc.ents
            if e.label_ == "PER" and len(e) > 1 and not stands_for_ground(e.root, words)
        ]
        self._bodies = [span_of(e) for e in doc.ents if e.label_ == "ORG" and len(e) > 1]
        self._parties = registry.find_parties(text)
        self.countries = frozenset(registry.theatre.countries) if registry.theatre else frozenset()
        # "Wad Madani" tagged a man makes no Mr Madani of the town
        grounds = {e.text for e in doc.ents if stands_for_ground(e.root, words)}
        men = [name for name in persons if name not in grounds and not self._is_town_here(name)]
        self._surnames = {name.split()[-1] for name in men} | set(men)

    def no_place(self, span: Span) -> PlaceMention | None:
        """The mention of a person, an organisation or a party; None where the name may be a place's."""
        name = span.of(self._text)
        if self._names_person(span, name):
            return PlaceMention(span=span, type=MentionType.PERSON)
        party = self._party(span, name)
        if self._is_part_of_known_body(span) or self._is_part_of_outlet(span):
            return PlaceMention(span=span, type=MentionType.ORGANISATION)
        if party is not None and party.place is None:
            return party  # "the Armed Forces of Ukraine"; but "the Kabul Times" are no government
        if self._is_part_of_some_body(span, name) or self._bears_a_towns_name(span):
            return PlaceMention(span=span, type=MentionType.ORGANISATION)
        return party

    def _is_town_here(self, name: str) -> bool:
        return any(c.place.country in self.countries for c in self._gazetteer.find(name))

    def _names_person(self, span: Span, name: str) -> bool:
        """A town of the theatre under its whole name stays one, though "Wad Madani" is tagged a man."""
        return (
            any(
                person.covers(span) and not (person == span and self._is_town_here(name))
                for person in self._people
            )
            or name in self._surnames
            or follows_title(self._text, span.start, self._words)
        )

    def _is_part_of_known_body(self, span: Span) -> bool:
        return any(
            body.covers(span) and len(body) > len(span) + 6 and self._registry.body_of(body.of(self._text))
            for body in self._bodies
        )

    def _is_part_of_some_body(self, span: Span, name: str) -> bool:
        """ "the National Police" are no village of Police; but a town of note may stand in a body's name."""
        if not any(body.covers(span) and body != span for body in self._bodies):
            return False
        return not any(found.bears_it_first for found in self._gazetteer.find(name))

    def _is_part_of_outlet(self, span: Span) -> bool:
        """ "told Ukrainska Pravda": no village of Pravda."""
        covered = self._covered(span)
        if covered is None:
            return False
        first, last = name_bounds(covered.root)
        return (
            last - first >= len(covered)
            and self._registry.outlet_of(self._doc[first : last + 1].text) is not None
        )

    def _bears_a_towns_name(self, span: Span) -> bool:
        """ "the Kabul Times", "the University of Aleppo", "the frigate Odesa", "the Kharkiv brigade"."""
        behind, before = _patterns(self._words)
        after = self._text[span.end : span.end + _WINDOW].split("\n")[0]
        ahead = self._text[max(0, span.start - _WINDOW) : span.start].split("\n")[-1]
        return bool(behind.match(after) or before.search(ahead))

    def _party(self, span: Span, name: str) -> PlaceMention | None:
        following = self._text[span.end : span.end + _WINDOW].split()
        if following and following[0].istitle() and following[0].strip(".,").lower() in self._words.streets:
            return None  # "Moscow Avenue"
        for start, end, party in self._parties:
            if start >= span.end or span.start >= end:
                continue
            whole = start == span.start and end == span.end
            place = self._alone(name) if whole else None
            if place is not None and place.kind != "country" and self._is_where(span):
                return None
            return PlaceMention(span=span, type=MentionType.PARTY, place=place, party=party.name)
        country = self._governed_from(span, name)
        if country is None:
            return None
        known = self._registry.party_named(country.name)
        return PlaceMention(
            span=span,
            type=MentionType.PARTY,
            place=self._alone(name),
            party=known.name if known else country.name,
        )

    def _alone(self, name: str) -> Place | None:
        return resolve(self._gazetteer.find(name), ResolutionContext(countries=self.countries))

    def _is_where(self, span: Span) -> bool:
        """Whether the name stands for the ground: "left Stepanakert", "two hours from Moscow"."""
        if role_of(self._text, span, self._words) is not PlaceRole.EVENT:
            return True
        token = self._token(span)
        if token is None:
            return False
        if any(
            child.dep_ == "case" and child.text.lower() in self._words.locative for child in token.children
        ):
            return True
        return token.dep_ in _OBJECTS and _is_one_of(token.head, self._words.reaching)

    def _governed_from(self, span: Span, name: str) -> Place | None:
        """The country whose government a capital stands for: it says, is accused, has an army."""
        token = self._token(span)
        if token is None or not self._acts_or_is_dealt_with(token):
            return None
        seat = self._alone(name)
        return self._gazetteer.country_governed_from(seat.name) if seat is not None else None

    def _acts_or_is_dealt_with(self, token: Token) -> bool:
        words = self._words
        while token.dep_ == "conj" and token.head.pos_ == "PROPN":
            token = token.head  # "relations between Nairobi and Kampala"
        noun = token.head.text.lower()
        if token.dep_ == _SUBJECT:
            return _is_one_of(token.head, words.deciding)
        if token.dep_ in _OBJECTS or token.dep_ == "iobj":
            return _is_one_of(token.head, words.addressing)
        if token.dep_ == "nmod:poss":
            return noun in words.governing
        cases = {child.text.lower() for child in token.children if child.dep_ == "case"}
        return noun in words.dealings and bool(cases & {"with", "between"})

    def _token(self, span: Span) -> Token | None:
        covered = self._covered(span)
        return covered.root if covered is not None else None

    def _covered(self, span: Span) -> SpacySpan | None:
        return self._doc.char_span(span.start, span.end, alignment_mode="expand")


def stands_for_ground(name: Token, words: PlaceWords) -> bool:
    """Whether a name stands where no person's can: "still hold Lyman Pershyi", "in Hajar al-Aswad fell".

    An entity tagger that has not met a village takes its name for a man's.
    """
    while name.dep_ == "conj":
        name = name.head
    if name.dep_ in _OBJECTS:
        return _is_one_of(name.head, words.held_ground)
    if name.dep_ == _SUBJECT:
        is_held = name.head.text.lower() in words.hands and bool(children(name.head, "case"))
        return is_held or _is_one_of(name.head, words.falling)
    cases = {child.text.lower() for child in name.children if child.dep_ == "case"}
    return bool(cases & words.only_locative) and name.dep_ in ("obl", "nmod")


def _is_one_of(verb: Token, lemmas: frozenset[str]) -> bool:
    """Whether the verb is listed; of one it does not know the lemmatiser may leave off the e ("blam")."""
    lemma = verb.lemma_.lower()
    return lemma in lemmas or f"{lemma}e" in lemmas


def span_of(entity: SpacySpan) -> Span:
    """The characters of an entity."""
    return Span(entity.start_char, entity.end_char)


@lru_cache(maxsize=4)
def _patterns(words: PlaceWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What follows, and what goes before, a town's name that something else bears."""
    titled = "|".join(sorted(word.capitalize() for word in words.organisations))
    shouted = "|".join(sorted(word.upper() for word in words.organisations if len(word) < 3))
    units = "|".join(sorted(words.units))
    behind = re.compile(
        rf"(?:[ -][A-Z][\w-]*){{0,2}}[ -](?:{titled}|{shouted})\b|(?:[ ][\w-]+)?[ ](?:{units})\b"
    )
    bearers = "|".join(sorted((*words.bearers, *(word.title() for word in words.bearers), "FC")))
    before = re.compile(rf"(?:\b(?:{titled})[ ](?:of|in)[ ](?:the[ ])?|\b(?:{bearers})[ ][“\"]?)$")
    return behind, before
