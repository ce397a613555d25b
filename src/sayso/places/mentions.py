"""Names in running text that could be places, and what each turns out to be.

The lists decide before the parser's entity types do: a small town is easily tagged as a person. A
surname, an institution and a government named by its capital are no places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.analysis.syntax import name_bounds
from sayso.model import MentionType, Place, PlaceMention, Span
from sayso.places.names import fold
from sayso.places.resolution import ResolutionContext, resolve
from sayso.places.roles import follows_title, role_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

    from sayso.lexicon import PlaceWords
    from sayso.parties import Registry
    from sayso.places.gazetteer import Gazetteer

_WORD = r"[^\W\d_][\w’'ʼ`]*"
_PARTICLES = frozenset(
    (
        "al",
        "el",
        "as",
        "ad",
        "ar",
        "an",
        "ash",
        "az",
        "ez",
        "es",
        "ed",
        "abu",
        "bin",
        "de",
        "del",
        "la",
        "le",
        "na",
    )
)
_PARTICLE = f"(?:{'|'.join(sorted(_PARTICLES, key=len, reverse=True))})"
_RUN = re.compile(rf"(?:{_PARTICLE}-)?{_WORD}(?:(?:[ ]|-|[ ]?/[ ]?)(?:{_PARTICLE}[- ])?{_WORD})*")
_FOLLOWING_NAME = re.compile(r",\s+((?:[A-Z][\w’'-]*[ ]?){1,3})")
_MAX_WORDS = 5
_ANCHORS = 8
_DIVISIONS = ("country", "region")


@dataclass(frozen=True, slots=True)
class Toponyms:
    """Every name mention of a document, in order, and which token belongs to which."""

    mentions: tuple[PlaceMention, ...]
    by_token: Mapping[int, PlaceMention]

    def at(self, index: int) -> PlaceMention | None:
        """The mention that the token is part of."""
        return self.by_token.get(index)


def find_toponyms(
    doc: Doc, gazetteer: Gazetteer, registry: Registry, words: PlaceWords, persons: Iterable[str] = ()
) -> Toponyms:
    """Find and resolve the names of a document, longest match first.

    `persons` are full person names that the text introduces; their surnames are no places after that.
    """
    text = doc.text  # rebuilt by spaCy at every access
    finder = _Finder(doc, text, gazetteer, registry, words, persons)
    mentions = [
        m for span in _candidates(doc, text, gazetteer, words) if (m := finder.mention(span)) is not None
    ]
    mentions = _whole_names(doc, text, mentions, words)
    mentions.extend(_unlisted(doc, text, mentions, words))
    ordered = tuple(sorted(mentions, key=lambda m: m.span))
    return Toponyms(ordered, _by_token(doc, ordered))


class _Finder:
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
        self._people = [_span(e) for e in doc.ents if e.label_ == "PER" and len(e) > 1]
        self._bodies = [_span(e) for e in doc.ents if e.label_ == "ORG" and len(e) > 2]
        self._located = [_span(e) for e in _entities(doc) if e.label_ == "LOC"]
        self._parties = registry.find_parties(text)
        self._countries = frozenset(registry.theatre.countries) if registry.theatre else frozenset()
        self._anchors: list[Place] = []
        # "Wad Madani" tagged a man makes no Mr Madani of the town
        men = [name for name in persons if not self._is_town_here(name)]
        self._surnames = {name.split()[-1] for name in men} | set(men)

    def _is_town_here(self, name: str) -> bool:
        return any(c.place.country in self._countries for c in self._gazetteer.find(name))

    def mention(self, span: Span) -> PlaceMention | None:
        """What one listed name is where it stands; None for a common word that only looks like a name."""
        name = span.of(self._text)
        place = self._resolved(span, name)
        is_of_theatre = place is not None and place.country in self._countries
        if self._names_person(span, name, is_of_theatre):
            return PlaceMention(span=span, type=MentionType.PERSON)
        if self._is_part_of_body(span) or self._is_part_of_outlet(span):
            return PlaceMention(span=span, type=MentionType.ORGANISATION)
        for start, end, party in self._parties:
            if start < span.end and span.start < end:
                whole = start == span.start and end == span.end
                return PlaceMention(
                    span=span, type=MentionType.PARTY, place=place if whole else None, party=party.name
                )
        role = role_of(self._text, span, self._words)
        if place is not None and not self._is_mere_modifier(span, place):
            if place.country in self._countries and place.kind != "country":
                self._anchors.append(place)
            return PlaceMention(span=span, type=MentionType.PLACE, place=place, role=role)
        if not any(located.meets(span) for located in self._located):
            return None
        return PlaceMention(span=span, type=MentionType.OTHER, place=Place(name=name), role=role)

    def _names_person(self, span: Span, name: str, is_of_theatre: bool) -> bool:
        """A town of the theatre under its whole name stays one, though "Wad Madani" is tagged a man."""
        return (
            any(person.covers(span) and not (is_of_theatre and person == span) for person in self._people)
            or name in self._surnames
            or follows_title(self._text, span.start, self._words)
        )

    def _is_part_of_body(self, span: Span) -> bool:
        return any(
            body.covers(span) and len(body) > len(span) + 6 and self._registry.body_of(body.of(self._text))
            for body in self._bodies
        )

    def _is_part_of_outlet(self, span: Span) -> bool:
        """ "told Ukrainska Pravda": no village of Pravda."""
        covered = self._doc.char_span(span.start, span.end, alignment_mode="expand")
        if covered is None:
            return False
        first, last = name_bounds(covered.root)
        return (
            last - first >= len(covered)
            and self._registry.outlet_of(self._doc[first : last + 1].text) is not None
        )

    def _is_mere_modifier(self, span: Span, place: Place) -> bool:
        """ "Molotov cocktails" are not from Perm: a foreign or former name before some noun."""
        covered = self._doc.char_span(span.start, span.end, alignment_mode="expand")
        is_own_name = fold(span.of(self._text)) == fold(place.name)
        if covered is None or place.kind in _DIVISIONS or (is_own_name and place.country in self._countries):
            return False
        root = covered.root
        return root.dep_ == "compound" and root.head.text.lower() not in self._words.kinds

    def _resolved(self, span: Span, name: str) -> Place | None:
        candidates = self._gazetteer.find(name)
        following = _FOLLOWING_NAME.match(self._text, span.end)
        for region in (c.place for c in self._gazetteer.find(following[1].strip())) if following else ():
            if region.kind not in _DIVISIONS or region.country is None:
                continue
            division = self._gazetteer.division(region.id) if region.id else None
            hint = ResolutionContext(countries=frozenset({region.country}), hint_region=division)
            if (named := resolve(candidates, hint)) is not None:
                return named
        context = ResolutionContext(countries=self._countries, anchors=tuple(self._anchors[-_ANCHORS:]))
        return resolve(candidates, context)


def _candidates(doc: Doc, text: str, gazetteer: Gazetteer, words: PlaceWords) -> list[Span]:
    """Longest listed names among runs of capitalised words, left to right, not overlapping."""
    proper = {t.idx for t in doc if t.pos_ == "PROPN" or t.ent_type_}
    found: list[Span] = []
    for run in _RUN.finditer(text):
        parts = [(m.start() + run.start(), m.end() + run.start()) for m in re.finditer(r"[^\s/]+", run[0])]
        position = 0
        while position < len(parts):
            size = _listed(text, parts[position : position + _MAX_WORDS], gazetteer, proper, words)
            if size:
                start = parts[position][0]
                found.append(Span(start, _name_end(text, start, parts[position + size - 1][1])))
            position += size or 1
    return found


def _listed(
    text: str, parts: list[tuple[int, int]], gazetteer: Gazetteer, proper: set[int], words: PlaceWords
) -> int:
    """How many of the words make the longest listed name; 0 for none."""
    start = parts[0][0]
    for size in range(len(parts), 0, -1):
        end = _name_end(text, start, parts[size - 1][1])
        name = text[start:end]
        if size > 1 and name.split()[-1] in words.divisions and _is_name(name.rsplit(" ", 1)[0]):
            if gazetteer.find(name):
                return size  # "the Kharkiv region" is not the city
            continue
        if not _is_name(name) or (size == 1 and not any(start <= i < end for i in proper)):
            continue
        if size == 1 and (name.lower() in words.kinds or name.lower() in _PARTICLES):
            continue  # "Hospital" and "Al" are towns somewhere
        if gazetteer.find(name):
            return size
    return 0


def _is_name(text: str) -> bool:
    """Each word capitalised, particles aside; "the" and "in" begin phrases, not names."""
    return all(
        any(part[:1].isupper() for part in word.split("-")) or word in _PARTICLES for word in text.split()
    )


def _name_end(text: str, start: int, end: int) -> int:
    """The end without a possessive ending."""
    for ending in ("’s", "'s", "’", "'"):
        if text[start:end].endswith(ending):
            return end - len(ending)
    return end


def _whole_names(doc: Doc, text: str, mentions: list[PlaceMention], words: PlaceWords) -> list[PlaceMention]:
    """A listed name inside a longer proper name is not that place: "Tal" of "Tal Baghdaq"."""
    whole: list[PlaceMention] = []
    for mention in mentions:
        covered = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if covered is None or mention.type is not MentionType.PLACE:
            whole.append(mention)
            continue
        span = _extended(doc, covered, words)
        if span == mention.span or any(span.meets(o.span) for o in mentions if o is not mention):
            whole.append(mention)
        else:
            place = Place(name=span.of(text))
            whole.append(
                PlaceMention(span=span, type=MentionType.OTHER, place=place, role=role_of(text, span, words))
            )
    return whole


def _extended(doc: Doc, covered: SpacySpan, words: PlaceWords) -> Span:
    low, high = covered.start, covered.end
    while high < len(doc) and _goes_on(doc, doc[high], covered, words):
        high += 1
    while low > 0 and _goes_on(doc, doc[low - 1], covered, words):
        low -= 1
    return Span(doc[low].idx, doc[high - 1].idx + len(doc[high - 1].text))


def _goes_on(doc: Doc, token: Token, covered: SpacySpan, words: PlaceWords) -> bool:
    """Whether a neighbouring word belongs to the same proper name, and is not just the kind of place."""
    if (
        token.pos_ != "PROPN"
        or not token.text[:1].isupper()
        or token.text.lower() in words.kinds - words.buildings
    ):
        return False
    linked = token.head.i in {covered.root.i, covered.root.head.i}
    named_together = any(
        e.start <= token.i < e.end and e.start <= covered.root.i < e.end
        for e in _entities(doc)
        if e.label_ == "LOC"
    )
    return (
        named_together
        or (linked and "compound" in (token.dep_, covered.root.dep_))
        or (linked and token.dep_ == "flat")
    )


def _unlisted(doc: Doc, text: str, mentions: list[PlaceMention], words: PlaceWords) -> list[PlaceMention]:
    """Names that the parser takes for places and no list knows: kept by name, without a position."""
    found: list[PlaceMention] = []
    for entity in _entities(doc):
        root = entity.root.text
        if entity.label_ != "LOC" or not root[:1].isupper() or root.lower() in words.kinds - words.buildings:
            continue
        low = min(entity.start, name_bounds(entity.root)[0])  # "Kavumu Airport" is tagged by its last word
        while low < entity.end - 1 and doc[low].dep_ == "det":
            low += 1
        span = Span(doc[low].idx, entity.end_char)
        if any(span.meets(m.span) for m in (*mentions, *found)):
            continue
        place = Place(name=span.of(text))
        found.append(
            PlaceMention(span=span, type=MentionType.OTHER, place=place, role=role_of(text, span, words))
        )
    return found


def _entities(doc: Doc) -> list[SpacySpan]:
    """Names by both entity heads: general ones, and those of official statements."""
    return [*doc.ents, *doc.spans.get("official", [])]


def _span(entity: SpacySpan) -> Span:
    return Span(entity.start_char, entity.end_char)


def _by_token(doc: Doc, mentions: tuple[PlaceMention, ...]) -> dict[int, PlaceMention]:
    by_token: dict[int, PlaceMention] = {}
    for mention in mentions:
        covered = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if covered is not None:
            by_token.update({token.i: mention for token in covered})
    return by_token
