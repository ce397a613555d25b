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
from sayso.model import MentionType, Place, PlaceMention, PlaceRole, Span
from sayso.places.resolution import ResolutionContext, resolve

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

    from sayso.parties import Registry
    from sayso.places.gazetteer import Gazetteer

_WORD = r"[^\W\d_][\w’'ʼ`]*"
_PARTICLE = r"(?:al|el|as|ad|ar|an|ash|az|ez|es|ed|abu|bin|de|del|la|le|na)"
_NAME = re.compile(
    rf"(?:{_PARTICLE}-)?{_WORD}(?:(?:[ ]|-|[ ]?/[ ]?)(?:{_PARTICLE}[- ])?{_WORD})*", re.UNICODE
)
_MAX_WORDS = 5
_TITLES = frozenset(
    ["president", "mr", "mrs", "ms", "dr", "general", "gen", "colonel", "col", "major", "lieutenant", "captain", "minister", "governor", "mayor"]
)
_DISTANCE_BEFORE = re.compile(
    r"(?:\d[\d.,]*\s?(?:km|kilomet(?:er|re)s?|miles?|mi)\b[^.;]{0,40}|\b(?:north|south|east|west|northeast|northwest|"
    r"southeast|southwest)(?:ern)?\s+)(?:of|from|outside)\s+(?:the\s+(?:city|town|village)\s+of\s+)?$",
    re.IGNORECASE,
)
_FOLLOWING_REGION = re.compile(r",\s+((?:[A-Z][\w’'-]*[ ]?){1,3})")
_KINDS_OF_PLACE = frozenset(
    "city town village district region oblast province governorate state area neighborhood neighbourhood county raion".split()
)
_DIRECTION_AFTER = re.compile(r"^\W{0,3}(?:direction|directions|axis|sector|front)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Toponyms:
    """Every name mention of a document, in order, and which token belongs to which."""

    mentions: tuple[PlaceMention, ...]
    by_token: Mapping[int, PlaceMention]

    def at(self, index: int) -> PlaceMention | None:
        """The mention that the token is part of."""
        return self.by_token.get(index)


def find_toponyms(doc: Doc, gazetteer: Gazetteer, registry: Registry, persons: Iterable[str] = ()) -> Toponyms:
    """Find and resolve the names of a document, longest match first.

    `persons` are full person names that the text introduces; their surnames are no places after that.
    """
    text = doc.text  # rebuilt by spaCy at every access
    finder = _Finder(doc, text, gazetteer, registry, persons)
    mentions = [finder.mention(Span(start, end)) for start, end in _candidates(doc, text, gazetteer)]
    mentions = _merged_runs(doc, text, mentions)
    mentions.extend(_unlisted(doc, text, mentions))
    ordered = tuple(sorted(mentions, key=lambda m: m.span))
    return Toponyms(ordered, _by_token(doc, ordered))


class _Finder:
    def __init__(
        self, doc: Doc, text: str, gazetteer: Gazetteer, registry: Registry, persons: Iterable[str]
    ) -> None:
        self._text, self._gazetteer, self._registry = text, gazetteer, registry
        self._surnames = {word for name in persons for word in name.split()[-1:]} | set(persons)
        self._people = [Span(e.start_char, e.end_char) for e in doc.ents if e.label_ == "PER" and len(e) > 1]
        self._bodies = [Span(e.start_char, e.end_char) for e in doc.ents if e.label_ == "ORG" and len(e) > 2]
        self._located = [Span(e.start_char, e.end_char) for e in _entities(doc) if e.label_ == "LOC"]
        self._parties = registry.find_parties(text)
        self._countries = frozenset(registry.theatre.countries) if registry.theatre else frozenset()
        self._anchors: list[Place] = []

    def mention(self, span: Span) -> PlaceMention:
        """What one listed name is, where it stands."""
        name = span.of(self._text)
        if any(p.covers(span) for p in self._people) or name in self._surnames or _titled(self._text, span.start):
            return PlaceMention(span=span, type=MentionType.PERSON)
        if self._is_part_of_body(span):
            return PlaceMention(span=span, type=MentionType.ORGANISATION)
        place = self._resolved(span, name)
        for start, end, party in self._parties:
            if start < span.end and span.start < end:
                whole = start == span.start and end == span.end
                return PlaceMention(
                    span=span, type=MentionType.PARTY, place=place if whole else None, party=party.name
                )
        if place is None:
            unlisted = Place(name=name) if any(p.meets(span) for p in self._located) else None
            return PlaceMention(span=span, type=MentionType.OTHER, place=unlisted, role=_role(self._text, span))
        if place.country in self._countries and place.kind != "country":
            self._anchors.append(place)
        return PlaceMention(span=span, type=MentionType.PLACE, place=place, role=_role(self._text, span))

    def _is_part_of_body(self, span: Span) -> bool:
        return any(
            body.covers(span) and len(body) > len(span) + 6 and self._registry.body_of(body.of(self._text))
            for body in self._bodies
        )

    def _resolved(self, span: Span, name: str) -> Place | None:
        candidates = self._gazetteer.find(name)
        following = _FOLLOWING_REGION.match(self._text, span.end)
        for region in (c.place for c in self._gazetteer.find(following[1].strip())) if following else ():
            if region.kind in ("country", "region") and region.country is not None:
                hint = ResolutionContext(
                    countries=frozenset({region.country}),
                    hint_region=self._gazetteer.division(region.id) if region.id else None,
                )
                named = resolve(candidates, hint)
                if named is not None:
                    return named
        return resolve(
            candidates, ResolutionContext(countries=self._countries, anchors=tuple(self._anchors[-8:]))
        )


def _merged_runs(doc: Doc, text: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """A listed name inside a longer proper name is not that place: "Tal" of "Tal Baghdaq", "Kavumu Airport"."""
    merged: list[PlaceMention] = []
    for mention in mentions:
        covered = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if covered is None or mention.type is not MentionType.PLACE:
            merged.append(mention)
            continue
        low, high = covered.start, covered.end
        while high < len(doc) and _continues(doc, high, covered):
            high += 1
        while low > 0 and _continues(doc, low - 1, covered):
            low -= 1
        span = Span(doc[low].idx, doc[high - 1].idx + len(doc[high - 1].text))
        if span == mention.span or any(span.meets(o.span) for o in mentions if o is not mention):
            merged.append(mention)
        else:
            merged.append(
                PlaceMention(
                    span=span, type=MentionType.OTHER, place=Place(name=span.of(text)), role=_role(text, span)
                )
            )
    return merged


def _continues(doc: Doc, index: int, covered: SpacySpan) -> bool:
    """Whether a neighbouring word belongs to the same proper name, and is not just the kind of place."""
    token = doc[index]
    if token.pos_ != "PROPN" or not token.text[:1].isupper() or token.text.lower() in _KINDS_OF_PLACE:
        return False
    linked = {covered.root.i, covered.root.head.i}
    return token.head.i in linked and (token.dep_ in ("flat", "compound") or covered.root.dep_ in ("flat", "compound"))


def _entities(doc: Doc) -> list[SpacySpan]:
    return [*doc.ents, *doc.spans.get("re3d", [])]


def _candidates(doc: Doc, text: str, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Longest listed names among runs of capitalised words, left to right, not overlapping."""
    proper = {t.idx for t in doc if t.pos_ == "PROPN" or t.ent_type_}
    found: list[tuple[int, int]] = []
    for run in _NAME.finditer(text):
        words = [(m.start() + run.start(), m.end() + run.start()) for m in re.finditer(r"[^\s/]+", run[0])]
        position = 0
        while position < len(words):
            start = words[position][0]
            if not text[start].isupper() and "-" not in text[start : words[position][1]]:
                position += 1
                continue
            taken = 0
            for size in range(min(_MAX_WORDS, len(words) - position), 0, -1):
                end = _without_possessive(text, start, words[position + size - 1][1])
                name = text[start:end]
                if not _is_name(name):
                    continue
                if size == 1 and not any(start <= i < end for i in proper):
                    continue
                if gazetteer.find(name):
                    found.append((start, end))
                    taken = size
                    break
            position += taken or 1
    return found


def _is_name(text: str) -> bool:
    """Each word capitalised, particles aside; "The" and "In" begin sentences, not names."""
    words = text.split()
    return all(any(part[:1].isupper() for part in word.split("-")) or word in _PARTICLE for word in words)


def _without_possessive(text: str, start: int, end: int) -> int:
    for ending in ("’s", "'s", "’", "'"):
        if text[start:end].endswith(ending):
            return end - len(ending)
    return end


def _titled(text: str, start: int) -> bool:
    before = text[max(0, start - 20) : start].rstrip(" .").rsplit(" ", 1)[-1].lower()
    return before in _TITLES


def _role(text: str, span: Span) -> PlaceRole:
    if _DISTANCE_BEFORE.search(text[max(0, span.start - 80) : span.start]):
        return PlaceRole.REFERENCE
    if _DIRECTION_AFTER.match(text[span.end : span.end + 20]):
        return PlaceRole.DIRECTION
    return PlaceRole.EVENT


def _unlisted(doc: Doc, text: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Names that the parser takes for places and no list knows: kept by name, without a position."""
    found: list[PlaceMention] = []
    for entity in _entities(doc):
        span = Span(entity.start_char, entity.end_char)
        if entity.label_ != "LOC" or any(span.meets(m.span) for m in (*mentions, *found)):
            continue
        low = min(entity.start, name_bounds(entity.root)[0])  # "Kavumu Airport" is tagged by its last word
        span = Span(doc[low].idx, entity.end_char)
        if any(token.text[:1].isupper() for token in entity) and not any(
            span.meets(m.span) for m in (*mentions, *found)
        ):
            found.append(
                PlaceMention(
                    span=span,
                    type=MentionType.OTHER,
                    place=Place(name=span.of(text)),
                    role=_role(text, span),
                )
            )
    return found


def _by_token(doc: Doc, mentions: tuple[PlaceMention, ...]) -> dict[int, PlaceMention]:
    by_token: dict[int, PlaceMention] = {}
    for mention in mentions:
        covered = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if covered is not None:
            by_token.update({token.i: mention for token in covered})
    return by_token
