"""Plain lists of words by the use that rules make of them: places, speakers, the frames of claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, TypeVar

from sayso.errors import InvalidDataError
from sayso.lexicon.loader import language_folder
from sayso.lexicon.tables import read_toml


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlaceWords:
    """Common nouns for places; see `places.toml` for what each list is for."""

    settlements: frozenset[str]
    parts: frozenset[str]
    buildings: frozenset[str]
    many: frozenset[str]
    town_parts: frozenset[str]
    partitives: frozenset[str]
    divisions: frozenset[str]
    titles: frozenset[str]
    distance_units: frozenset[str]
    bearings: frozenset[str]
    directions: frozenset[str]
    plain: frozenset[str]
    facilities: frozenset[str]
    facility_openers: frozenset[str]
    apart: frozenset[str]
    organisations: frozenset[str]
    units: frozenset[str]
    bearers: frozenset[str]
    deciding: frozenset[str]
    reaching: frozenset[str]
    held_ground: frozenset[str]
    falling: frozenset[str]
    hands: frozenset[str]
    locative: frozenset[str]
    only_locative: frozenset[str]
    journeys: frozenset[str]
    facing: frozenset[str]
    beside: frozenset[str]
    carriers: frozenset[str]
    addressing: frozenset[str]
    governing: frozenset[str]
    dealings: frozenset[str]
    streets: frozenset[str]
    departures: frozenset[str]

    @property
    def kinds(self) -> frozenset[str]:
        """Every noun that says what kind of place a name is."""
        return self.settlements | self.parts | self.buildings | self.many | self.divisions

    @property
    def common(self) -> frozenset[str]:
        """Words of which many towns make a name: "Old City", "Industrial Zone"."""
        return self.kinds | self.plain


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SpeakerWords:
    """Pronouns and nouns that speakers go by; see `speakers.toml`."""

    person: frozenset[str]
    body: frozenset[str]
    several: frozenset[str]
    bodies: frozenset[str]
    outlets: frozenset[str]
    persons: frozenset[str]
    roles: frozenset[str]
    records: frozenset[str]
    knowledge: frozenset[str]
    armed_groups: frozenset[str]
    armed: frozenset[str]
    pages: frozenset[str]
    state_bodies: frozenset[str]
    backed: frozenset[str]
    papers: frozenset[str]
    reporters: frozenset[str]
    role_endings: frozenset[str]

    @property
    def pronouns(self) -> frozenset[str]:
        """Every pronoun."""
        return self.person | self.body | self.several

    def can_speak(self, noun: str) -> bool:
        """Whether a common noun, lower-cased, names a person or body."""
        known = self.roles | self.persons | self.bodies | self.outlets
        return bool(known & set(_singulars(noun))) or noun.endswith(tuple(self.role_endings))


def _singulars(noun: str) -> tuple[str, ...]:
    """The noun and what it may be the plural of: "agencies", "churches", "mayors"."""
    forms = [noun]
    if noun.endswith("ies"):
        forms.append(noun[:-3] + "y")
    if noun.endswith("es"):
        forms.append(noun[:-2])
    if noun.endswith("s") and not noun.endswith("ss"):
        forms.append(noun[:-1])
    return tuple(forms)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClaimWords:
    """Words that the frames of claims need; see `claim_words.toml`."""

    conflict: frozenset[str]
    control: frozenset[str]
    outcomes: frozenset[str]
    targets: frozenset[str]
    in_control: frozenset[str]
    under_control: frozenset[str]
    hands: frozenset[str]
    masters: frozenset[str]
    theirs: frozenset[str]
    freed: frozenset[str]
    held: frozenset[str]
    captives: frozenset[str]
    pointers: frozenset[str]
    pointing: frozenset[str]
    third_person: frozenset[str]
    enemies: frozenset[str]
    pointing_nouns: frozenset[str]
    irregulars: frozenset[str]
    islamists: frozenset[str]
    islamist_stems: frozenset[str]
    regulars: frozenset[str]
    own_units: frozenset[str]
    others: frozenset[str]
    untrue: frozenset[str]
    true: frozenset[str]
    counting: frozenset[str]
    tries: frozenset[str]
    achieves: frozenset[str]
    purposes: frozenset[str]
    full: frozenset[str]
    fully: frozenset[str]
    stays: frozenset[str]
    nearly: frozenset[str]
    formerly: frozenset[str]


Words = TypeVar("Words", PlaceWords, SpeakerWords, ClaimWords)


@lru_cache(maxsize=8)
def load_place_words(language: str) -> PlaceWords:
    """The place words of a language. Raises UnsupportedLanguageError and InvalidDataError."""
    return _read(language, "places.toml", PlaceWords)


@lru_cache(maxsize=8)
def load_demonyms(language: str) -> dict[str, tuple[str, ...]]:
    """Adjectives of nationality by ISO 3166-1 code; see `demonyms.toml`."""
    path = language_folder(language) / "demonyms.toml"
    return {code: tuple(words) for code, words in read_toml(path)["demonyms"].items()}


WAR = "war"
"""The name of the subject that sayso reads about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectWords:
    """Words, lower case, of one subject that borrows the language of war; see `subjects.toml`."""

    name: str
    words: frozenset[str]
    example: str


@lru_cache(maxsize=8)
def load_subjects(language: str) -> tuple[SubjectWords, ...]:
    """War, and what else a text may be about. Raises UnsupportedLanguageError and InvalidDataError."""
    path = language_folder(language) / "subjects.toml"
    found = []
    for name, table in read_toml(path).items():
        if set(table) != {"words", "example"} or not table["words"] or not table["example"]:
            raise InvalidDataError(path, name, "needs words and an example, and nothing else")
        if any(word != word.lower() for word in table["words"]):
            raise InvalidDataError(path, name, "holds a word that is not lower case")
        found.append(SubjectWords(name=name, words=frozenset(table["words"]), example=table["example"]))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QuantityWords:
    """Words that counts are made of; see `quantities.toml`."""

    units: Mapping[str, int]
    multipliers: Mapping[str, int]
    plurals: Mapping[str, int]
    several: Mapping[str, int]
    fractions: Mapping[str, float]
    bounds: Mapping[str, tuple[str, ...]]
    measures: frozenset[str]
    percent: tuple[str, ...]
    plural_nouns: frozenset[str]
    stops: frozenset[str]
    nothing: tuple[str, ...]


@lru_cache(maxsize=8)
def load_quantity_words(language: str) -> QuantityWords:
    """The words of counting of a language. Raises UnsupportedLanguageError and InvalidDataError."""
    path = language_folder(language) / "quantities.toml"
    tables = read_toml(path)
    try:
        nouns = tables["nouns"]
        return QuantityWords(
            units=tables["units"],
            multipliers=tables["multipliers"],
            plurals=tables["plurals"],
            several=tables["several"],
            fractions=tables["fractions"],
            bounds={name: tuple(phrases) for name, phrases in tables["bounds"].items()},
            measures=frozenset(nouns["measures"]),
            percent=tuple(nouns["percent"]),
            plural_nouns=frozenset(nouns["plurals"]),
            stops=frozenset(nouns["stops"]),
            nothing=tuple(nouns["nothing"]),
        )
    except KeyError as missing:
        raise InvalidDataError(path, str(missing.args[0]), "is missing") from None


@lru_cache(maxsize=8)
def load_speaker_words(language: str) -> SpeakerWords:
    """The speaker words of a language. Raises UnsupportedLanguageError and InvalidDataError."""
    return _read(language, "speakers.toml", SpeakerWords)


@lru_cache(maxsize=8)
def load_claim_words(language: str) -> ClaimWords:
    """The claim words of a language. Raises UnsupportedLanguageError and InvalidDataError."""
    return _read(language, "claim_words.toml", ClaimWords)


def _read(language: str, name: str, words: type[Words]) -> Words:
    path = language_folder(language) / name
    lists = dict(_flattened(read_toml(path)))
    known = {field.name: str(field.type) for field in fields(words)}
    for key in sorted(known.keys() ^ lists.keys()):
        raise InvalidDataError(path, key, "is missing" if key in known else "is unknown")
    for key, value in lists.items():
        if not isinstance(value, list) or not value or not all(isinstance(w, str) and w for w in value):
            raise InvalidDataError(path, key, "is not a list of words")
        if any(word != word.lower() for word in value):
            raise InvalidDataError(path, key, "holds a word that is not lower case")
    filled: dict[str, Any] = {
        key: tuple(value) if known[key].startswith("tuple") else frozenset(value)
        for key, value in lists.items()
    }
    return words(**filled)


def _flattened(tables: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in tables.items():
        if isinstance(value, dict):
            yield from value.items()
        else:
            yield key, value
