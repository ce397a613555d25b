"""What a lexicon holds, once read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sayso.model import Certainty, Channel, EvidenceKind, Polarity


class PartOfSpeech(StrEnum):
    """What a cue is in its sentence."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"


class Frame(StrEnum):
    """Where the content of a cue may stand."""

    CLAUSE = "clause"
    QUOTE = "quote"
    INFINITIVE = "infinitive"
    OBJECT = "object"
    RAISING = "raising"
    OF = "of"
    FOR = "for"
    ON = "on"
    ABOUT = "about"
    AGAINST = "against"
    TO = "to"
    AS = "as"
    WITH = "with"
    FROM = "from"
    AT = "at"
    OVER = "over"
    IN = "in"


PREPOSITIONS: frozenset[Frame] = frozenset(Frame) - {
    Frame.CLAUSE,
    Frame.QUOTE,
    Frame.INFINITIVE,
    Frame.OBJECT,
    Frame.RAISING,
}
"""The frames that are a preposition before the content; their values are the prepositions."""


class Strength(StrEnum):
    """Whether a cue hands over content almost always, or only from a person or body."""

    STRONG = "strong"
    WEAK = "weak"


class Introduces(StrEnum):
    """What the name after a source phrase is."""

    SOURCE = "source"
    RELAY = "relay"


class ModalityClass(StrEnum):
    """The kind of word that changes commitment."""

    MODAL = "modal"
    ADVERB = "adverb"
    ADJECTIVE = "adjective"
    VERB = "verb"
    NOUN = "noun"
    CONDITIONAL = "conditional"
    NEGATION = "negation"
    FUTURE = "future"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that hands content to a source.

    `forms` are all inflected forms, lower case. `particle` is a word that must stand beside the form
    ("point out"); two cues may share a form and differ in their particle. `certainty` and `polarity`
    are the source's commitment by the choice of this word alone. With `addressee`, a hearer may be
    the object before the content; with `relay`, the subject passes on what its object says; with `shows`,
    a record may be its subject ("footage showed that ...").
    `source` and `content` are what a reader finds in `example`: words in order, perhaps in pieces;
    `source` is empty where the text withholds it.
    """

    lemma: str
    pos: PartOfSpeech
    forms: tuple[str, ...]
    frames: frozenset[Frame]
    particle: str | None
    certainty: Certainty
    polarity: Polarity
    addressee: bool
    relay: bool
    shows: bool
    strength: Strength
    example: str
    source: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePhrase:
    """Words that name a source, or a relay, for the clause they stand in: "according to".

    `relay`: somebody stands between the source and the reader, either the name that the phrase
    introduces ("cited by the agency") or, where it introduces a source, the subject of the clause or the
    outlet ("the agency reported a retreat, citing officials").
    """

    words: str
    introduces: Introduces
    relay: bool
    strength: Strength
    example: str
    source: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalityWord:
    """A word inside the content that changes its certainty, its polarity, or both.

    None means that the word leaves that side alone.
    """

    word_class: ModalityClass
    forms: tuple[str, ...]
    certainty: Certainty | None
    polarity: Polarity | None
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelWords:
    """Words, lower case, that show through which channel a source spoke."""

    value: Channel
    words: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceWords:
    """Words, lower case, for one kind of thing that a source offers in support."""

    kind: EvidenceKind
    words: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """All words of one language, with indices by form. Compared by identity, so it can be a cache key."""

    language: str
    cues: tuple[Cue, ...]
    phrases: tuple[SourcePhrase, ...]
    modality: tuple[ModalityWord, ...]
    channels: tuple[ChannelWords, ...]
    evidence: tuple[EvidenceWords, ...]
    cues_by_form: Mapping[str, tuple[Cue, ...]]
    modality_by_form: Mapping[str, tuple[ModalityWord, ...]]
