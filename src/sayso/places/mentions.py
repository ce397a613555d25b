"""Names in running text that could be places, and what each turns out to be.

The lists decide before the parser's entity types do: a small town is easily tagged as a person. A
surname, an institution and a government named by its capital are no places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import MentionType, Place, PlaceMention, PlaceRole, Span
from sayso.places.resolution import ResolutionContext, resolve

if TYPE_CHECKING:
    from spacy.tokens import Doc

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
_DIRECTION_AFTER = re.compile(r"^\W{0,3}(?:direction|directions|axis|sector|front)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Toponyms:
    """Every name mention of a document, in order, and which token belongs to which."""

    mentions: tuple[PlaceMention, ...]
    by_token: Mapping[int, PlaceMention]

    def at(self, index: int) -> PlaceMention | None:
        """The mention that the token is part of."""
        return self.by_token.get(index)


def find_toponyms(
    doc: Doc, gazetteer: Gazetteer, registry: Registry, persons: Iterable[str] = ()
) -> Toponyms:
    """Find and resolve the names of a document, longest match first.

    `persons` are full person names and surnames that the text introduces. A name keeps one meaning
    throughout a document.
    """
    surnames = {word for name in persons for word in name.split()} | set(persons)
    people = [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "PER" and len(e) > 1]
    bodies = [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "ORG" and len(e) > 2]
    parties = registry.find_parties(doc.text)
    countries = frozenset(registry.theatre.countries) if registry.theatre else frozenset()
    anchors: list[Place] = []
    mentions: list[PlaceMention] = []
    for start, end in _candidates(doc, gazetteer):
        span = Span(start, end)
        name = span.of(doc.text)
        party = next((p for a, b, p in parties if a < end and start < b), None)
        if any(a <= start and end <= b for a, b in people) or name in surnames or _titled(doc.text, start):
            mentions.append(PlaceMention(span=span, type=MentionType.PERSON))
            continue
        within_body = next(
            ((a, b) for a, b in bodies if a <= start and end <= b and (b - a) > (end - start) + 6), None
        )
        if (
            within_body is not None
            and registry.body_of(doc.text[within_body[0] : within_body[1]]) is not None
        ):
            mentions.append(PlaceMention(span=span, type=MentionType.ORGANISATION))
            continue
        place = resolve(
            gazetteer.find(name), ResolutionContext(countries=countries, anchors=tuple(anchors[-8:]))
        )
        if party is not None and not any(a == start and b == end for a, b, _ in parties):
            # "Wagner Group", "Syrian Democratic Forces": the name is part of a party's
            mentions.append(PlaceMention(span=span, type=MentionType.PARTY, party=party.name))
            continue
        if party is not None:
            mentions.append(PlaceMention(span=span, type=MentionType.PARTY, place=place, party=party.name))
            continue
        if place is None:
            mentions.append(PlaceMention(span=span, type=MentionType.OTHER))
            continue
        if place.country in countries and place.kind != "country":
            anchors.append(place)
        mentions.append(
            PlaceMention(span=span, type=MentionType.PLACE, place=place, role=_role(doc.text, span))
        )
    mentions.extend(_unlisted(doc, mentions))
    ordered = tuple(sorted(mentions, key=lambda m: m.span))
    return Toponyms(ordered, _by_token(doc, ordered))


def _candidates(doc: Doc, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Longest listed names among runs of capitalised words, left to right, not overlapping."""
    proper = {t.idx for t in doc if t.pos_ == "PROPN" or t.ent_type_}
    found: list[tuple[int, int]] = []
    for run in _NAME.finditer(doc.text):
        words = [(m.start() + run.start(), m.end() + run.start()) for m in re.finditer(r"[^\s/]+", run[0])]
        position = 0
        while position < len(words):
            start = words[position][0]
            if not doc.text[start].isupper() and "-" not in doc.text[start : words[position][1]]:
                position += 1
                continue
            taken = 0
            for size in range(min(_MAX_WORDS, len(words) - position), 0, -1):
                end = _without_possessive(doc.text, start, words[position + size - 1][1])
                name = doc.text[start:end]
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


def _unlisted(doc: Doc, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Names that the parser takes for places and no list knows: kept by name, without a position."""
    found: list[PlaceMention] = []
    entities = [*doc.ents, *(doc.spans["re3d"] if "re3d" in doc.spans else [])]
    for entity in entities:
        span = Span(entity.start_char, entity.end_char)
        if entity.label_ != "LOC" or any(span.meets(m.span) for m in (*mentions, *found)):
            continue
        if any(token.text[:1].isupper() for token in entity):
            found.append(
                PlaceMention(
                    span=span,
                    type=MentionType.OTHER,
                    place=Place(name=entity.text),
                    role=_role(doc.text, span),
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
