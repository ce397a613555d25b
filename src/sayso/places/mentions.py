"""Names in running text that could be places, and what each turns out to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.analysis.syntax import name_bounds
from sayso.model import MentionType, Place, PlaceMention, Span
from sayso.places.anaphora import find_anaphora
from sayso.places.coherence import Beside, NamedPlace, part_of_city, resolve_together
from sayso.places.identity import Identities, span_of, stands_for_ground
from sayso.places.names import fold
from sayso.places.roles import is_joined, role_of
from sayso.places.spotting import listed_names

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

    from sayso.lexicon import PlaceWords
    from sayso.parties import Registry
    from sayso.places.gazetteer import Gazetteer

_DIVISIONS = ("country", "region")
# What may stand between a place and the region it lies in: "Mambasa, in Ituri", "Ivanivka (Kherson region)".
_BESIDE = re.compile(r",? (?:in (?:the )?)?| \(")
# "Yemeni", "Mennonite", "Iraqi-": of a country or creed, not its name.
_OF_A_PEOPLE = ("i", "an", "ese", "ish", "ic", "ite", "ian")


@dataclass(frozen=True, slots=True)
class Toponyms:
    """Every name mention of a document, in order, and which token belongs to which.

    `anaphora` are the places that the text only points back to; no token leads to them.
    """

    mentions: tuple[PlaceMention, ...]
    by_token: Mapping[int, PlaceMention]
    anaphora: tuple[PlaceMention, ...] = ()

    def at(self, index: int) -> PlaceMention | None:
        """The mention that the token is part of."""
        return self.by_token.get(index)

    def all(self) -> tuple[PlaceMention, ...]:
        """Names and what points back to them, in the order of the text."""
        return tuple(sorted((*self.mentions, *self.anaphora), key=lambda m: m.span))


def find_toponyms(
    doc: Doc,
    gazetteer: Gazetteer,
    registry: Registry,
    words: PlaceWords,
    persons: Iterable[str] = (),
    day: date | None = None,
) -> Toponyms:
    """Find and resolve the names of a document, longest match first.

    `persons` are full person names that the text introduces; their surnames are no places after that.
    `day` is the day of the report.
    """
    finder = _Finder(doc, gazetteer, registry, words, persons, day)
    listed = finder.listed()
    mentions = finder.whole_names(listed)
    mentions.extend(finder.unlisted(mentions))
    ordered = tuple(sorted(finder.spelt_otherwise(mentions, listed), key=lambda m: m.span))
    return Toponyms(ordered, _by_token(doc, ordered), tuple(find_anaphora(doc, ordered, words)))


class _Finder:
    def __init__(
        self,
        doc: Doc,
        gazetteer: Gazetteer,
        registry: Registry,
        words: PlaceWords,
        persons: Iterable[str],
        day: date | None,
    ) -> None:
        self._doc, self._gazetteer, self._words, self._day = doc, gazetteer, words, day
        self._text = doc.text  # rebuilt by spaCy at every access
        self._identities = Identities(doc, self._text, gazetteer, registry, words, persons)
        self._countries = self._identities.countries
        self._facility = _facility_of(words)
        self._located = [span_of(e) for e in _entities(doc) if e.label_ == "LOC"]
        self._sentences = {token.i: number for number, sent in enumerate(doc.sents) for token in sent}

    def listed(self) -> list[PlaceMention]:
        """Mentions of the names that some list has; common words that only look like names are left out."""
        spans = listed_names(self._doc, self._text, self._gazetteer, self._words)
        others = {span: self._identities.no_place(span) for span in spans}
        spoken_of = {m.place.country for m in others.values() if m and m.place and m.place.country}
        others |= {span: self._with_article(span) for span in spans if others[span] is None}
        names = [
            self._named_at(span, self._beside(spans, at)) for at, span in enumerate(spans) if not others[span]
        ]
        places = resolve_together(names, self._gazetteer, self._countries, spoken_of, self._day)
        for named in names:
            if named.is_common and places[named.span] is None:
                places[named.span] = part_of_city(named, names, places)
        found = [others[span] or self._mention(span, places[span]) for span in spans]
        return [self._apart(mention) for mention in found if mention is not None]

    def whole_names(self, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
        """A listed name inside a longer proper name is not that place: "Tal" of "Tal Baghdaq"."""
        whole: list[PlaceMention] = []
        for mention in mentions:
            if whole and whole[-1].span.covers(mention.span):
                continue  # "Issa" of "Ain Issa"
            covered = self._covered(mention.span)
            if covered is None or mention.type not in (MentionType.PLACE, MentionType.OTHER):
                whole.append(mention)
                continue
            span = self._extended(covered)
            others = [o for o in mentions if o is not mention and span.meets(o.span)]
            # a name of which no list has more than pieces
            in_pieces = mention.type is MentionType.OTHER and all(
                o.type is MentionType.OTHER and span.covers(o.span) and o.span > mention.span for o in others
            )
            if span == mention.span or (others and not in_pieces):
                whole.append(mention)
            else:
                whole.append(self._unresolved(span))
        return whole

    def unlisted(self, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
        """Names that the parser takes for places and no list knows: kept by name, without a position."""
        found: list[PlaceMention] = []
        for entity in _entities(self._doc):
            span = self._name_of(entity)
            if span is not None and not any(span.meets(m.span) for m in (*mentions, *found)):
                found.append(self._unresolved(span))
        return found

    def spelt_otherwise(
        self, mentions: Sequence[PlaceMention], listed: Sequence[PlaceMention]
    ) -> list[PlaceMention]:
        """The mentions, those resolved too that some list has in other letters: "Khan Shaykhoun"."""
        looked_up = {m.span for m in listed}
        open_ones = [m.span for m in mentions if m.type is MentionType.OTHER and m.span not in looked_up]
        if not open_ones:
            return list(mentions)
        known = [m.span for m in mentions if m.type is MentionType.PLACE]
        names = [self._named_at(span, None) for span in (*open_ones, *known)]
        spoken_of = {m.place.country for m in mentions if m.place and m.place.country}
        places = resolve_together(names, self._gazetteer, self._countries, spoken_of, self._day)
        return [(self._mention(m.span, places[m.span]) or m) if m.span in open_ones else m for m in mentions]

    def _named_at(self, span: Span, beside: Beside | None) -> NamedPlace:
        covered = self._covered(span)
        sentence = self._sentences[covered.start] if covered is not None else 0
        name = span.of(self._text)
        common = self._is_common(name)
        return NamedPlace(span=span, name=name, sentence=sentence, beside=beside, is_common=common)

    def _is_common(self, name: str) -> bool:
        return all(word in self._words.common for word in name.lower().split())

    def _beside(self, spans: Sequence[Span], at: int) -> Beside | None:
        """The region or country whose name follows: "Mambasa, in Ituri"."""
        if at + 1 == len(spans) or not _BESIDE.fullmatch(self._text[spans[at].end : spans[at + 1].start]):
            return None
        found = self._gazetteer.find(spans[at + 1].of(self._text))
        if not found or found[0].place.kind not in _DIVISIONS or found[0].place.country is None:
            return None
        return Beside(found[0].place.country, found[0].admin1)

    def _mention(self, span: Span, place: Place | None) -> PlaceMention | None:
        role = role_of(self._text, span, self._words)
        if place is not None and not self._is_mere_modifier(span, place):
            former = self._is_former(span, place)
            return PlaceMention(span=span, type=MentionType.PLACE, place=place, role=role, former=former)
        if not any(located.meets(span) for located in self._located):
            return None
        return self._unresolved(span)

    def _is_former(self, span: Span, place: Place) -> bool:
        found = self._gazetteer.find(span.of(self._text))
        return any(c.place.id == place.id and c.is_former_on(self._day) for c in found)

    def _has_article(self, span: Span) -> bool:
        """ "crossed the Dnipro": towns go without article, so that is the river, say."""
        covered = self._covered(span)
        if covered is None or covered.start == 0 or self._doc[covered.start - 1].text.lower() != "the":
            return False
        if self._is_common(span.of(self._text)):
            return False  # "the Old City"
        if covered.end == len(self._doc) or covered.root.dep_ in ("compound", "amod"):
            return False
        after = self._doc[covered.end]
        listed = after.text in (",", "and") and _is_capital(self._doc, covered.end + 1)
        if listed or after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "PART") or after.text in ("-", "of"):
            return False
        found = self._gazetteer.find(span.of(self._text))
        return all(candidate.place.kind == "settlement" for candidate in found)

    def _with_article(self, span: Span) -> PlaceMention | None:
        if not self._has_article(span):
            return None
        place = Place(name=span.of(self._text), kind="feature")
        role = role_of(self._text, span, self._words)
        return PlaceMention(span=span, type=MentionType.PLACE, place=place, role=role)

    def _apart(self, mention: PlaceMention) -> PlaceMention:
        """ "Balad air base" lies apart from Balad: its own place, which no list has."""
        if mention.type is not MentionType.PLACE or (mention.place and mention.place.kind != "settlement"):
            return mention
        following = self._facility.match(self._text, mention.span.end)
        return self._unresolved(Span(mention.span.start, following.end())) if following else mention

    def _unresolved(self, span: Span) -> PlaceMention:
        role = role_of(self._text, span, self._words)
        return PlaceMention(
            span=span, type=MentionType.OTHER, place=Place(name=span.of(self._text)), role=role
        )

    def _is_mere_modifier(self, span: Span, place: Place) -> bool:
        """ "Molotov cocktails" are not from Perm: a foreign or former name before some noun."""
        covered = self._covered(span)
        is_own_name = fold(span.of(self._text)) == fold(place.name)
        at_home = place.country in (self._countries or self._gazetteer.covered)
        if (
            covered is None
            or place.kind in _DIVISIONS
            or (is_own_name and at_home and not is_joined(self._text, span))
        ):
            return False
        if is_joined(self._text, span):
            return True  # "Moscow-backed separatists"
        root = covered.root
        nouns = self._words.kinds | self._words.directions | self._words.facilities
        return root.dep_ == "compound" and root.head.text.lower() not in nouns

    def _extended(self, covered: SpacySpan) -> Span:
        low, high = covered.start, covered.end
        while high < len(self._doc) and self._goes_on(self._doc[high], covered):
            high += 1
        while low > 0 and self._goes_on(self._doc[low - 1], covered):
            low -= 1
        last = self._doc[high - 1]
        return Span(self._doc[low].idx, last.idx + len(last.text))

    def _goes_on(self, token: Token, covered: SpacySpan) -> bool:
        """Whether a neighbouring word belongs to the same proper name, and is not just the kind of place."""
        if (
            token.pos_ != "PROPN"
            or not token.text[:1].isupper()
            or token.text.lower() in self._words.kinds - self._words.buildings
        ):
            return False
        linked = token.head.i in {covered.root.i, covered.root.head.i}
        named_together = any(
            e.start <= token.i < e.end and e.start <= covered.root.i < e.end
            for e in _entities(self._doc)
            if e.label_ == "LOC"
        )
        return (
            named_together
            or (linked and "compound" in (token.dep_, covered.root.dep_))
            or (linked and token.dep_ == "flat")
        )

    def _name_of(self, entity: SpacySpan) -> Span | None:
        """Where the proper name of an entity stands; None for a common noun and for whose it is."""
        root = entity.root
        nouns = self._words.kinds - self._words.buildings
        if entity.label_ == "PER" and not stands_for_ground(root, self._words):
            return None
        if entity.label_ not in ("LOC", "PER"):
            return None
        if root.text in self._words.facilities and root.i == entity.end - 1:
            name = next((t for t in entity if t.pos_ == "PROPN"), None)  # "al-Watiya air base"
            return Span(name.idx, entity.end_char) if name is not None else None
        if not root.text[:1].isupper() or root.text.lower() in nouns:
            return None
        if (
            root.dep_ in ("amod", "compound")
            and root.text.endswith(_OF_A_PEOPLE)
            and root.head.text.islower()
        ):
            return None  # "the Yemeni port city of Mocha"
        low = min(entity.start, name_bounds(root)[0])  # "Kavumu Airport" is tagged by its last word
        while low < entity.end - 1 and self._doc[low].dep_ == "det":
            low += 1
        return Span(self._doc[low].idx, entity.end_char)

    def _covered(self, span: Span) -> SpacySpan | None:
        return self._doc.char_span(span.start, span.end, alignment_mode="expand")


@lru_cache(maxsize=4)
def _facility_of(words: PlaceWords) -> re.Pattern[str]:
    openers, nouns = "|".join(sorted(words.facility_openers)), "|".join(sorted(words.apart))
    return re.compile(rf" (?:(?:{openers}) ){{0,2}}(?:{nouns})\b", re.IGNORECASE)


def _is_capital(doc: Doc, index: int) -> bool:
    return index < len(doc) and doc[index].text[:1].isupper()


def _entities(doc: Doc) -> list[SpacySpan]:
    """Names by both entity heads: general ones, and those of official statements."""
    return [*doc.ents, *doc.spans.get("official", [])]


def _by_token(doc: Doc, mentions: tuple[PlaceMention, ...]) -> dict[int, PlaceMention]:
    by_token: dict[int, PlaceMention] = {}
    for mention in mentions:
        covered = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if covered is not None:
            by_token.update({token.i: mention for token in covered})
    return by_token
