"""Read the lexicon of a language from its folder of TOML files, and check every entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from sayso.errors import UnsupportedLanguageError
from sayso.lexicon.entries import (
    ChannelWords,
    Cue,
    EvidenceWords,
    Frame,
    Introduces,
    Lexicon,
    ModalityClass,
    ModalityWord,
    PartOfSpeech,
    SourcePhrase,
    Strength,
)
from sayso.lexicon.tables import Entry, has_phrase, read_entries
from sayso.model import Certainty, Channel, EvidenceKind, Polarity

DATA = Path(__file__).parent / "data"

_QUOTATION_MARKS = frozenset('"“”„«»')


def available_languages() -> tuple[str, ...]:
    """Return the language codes that have a folder, sorted."""
    return tuple(sorted(path.name for path in DATA.iterdir() if path.is_dir() and path.name[0] not in "._"))


def language_folder(language: str) -> Path:
    """Return the folder of a language's data files. Raises UnsupportedLanguageError."""
    languages = available_languages()
    if language not in languages:
        raise UnsupportedLanguageError(language, languages)
    return DATA / language


@lru_cache
def load_lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language; the same object each time.

    Raises UnsupportedLanguageError, which lists the languages there are, and InvalidDataError where a
    data file breaks its schema.
    """
    return read_lexicon(language_folder(language))


def read_lexicon(folder: Path) -> Lexicon:
    """Read the lexicon in a folder named by its language code. Raises InvalidDataError."""
    cues = _read_cues(folder / "cues.toml")
    modality = tuple(_modality_word(entry) for entry in read_entries(folder / "modality.toml", "word"))
    return Lexicon(
        language=folder.name,
        cues=cues,
        phrases=_read_phrases(folder / "sources.toml"),
        modality=modality,
        channels=tuple(_channel_words(entry) for entry in read_entries(folder / "channels.toml", "channel")),
        evidence=tuple(
            _evidence_words(entry) for entry in read_entries(folder / "evidence.toml", "evidence")
        ),
        cues_by_form=_by_form(cues),
        modality_by_form=_by_form(modality),
    )


def _read_cues(path: Path) -> tuple[Cue, ...]:
    cues: dict[tuple[str, PartOfSpeech, str | None], Cue] = {}
    for entry in read_entries(path, "cue"):
        cue = _cue(entry)
        key = (cue.lemma, cue.pos, cue.particle)
        if key in cues:
            entry.fail("stands in the file twice")
        cues[key] = cue
    return tuple(cues.values())


def _cue(entry: Entry) -> Cue:
    lemma, pos = entry.text("lemma"), entry.choice("pos", PartOfSpeech)
    entry.named(f"{lemma} {pos}")
    forms = entry.forms("forms", single_words=True)
    particle = entry.optional_text("particle")
    frames = entry.choices("frames", Frame)
    example = entry.example(*forms)
    if particle is not None and not has_phrase(example, particle):
        entry.fail(f"the example does not show the particle {particle!r}")
    if Frame.QUOTE not in frames and not _QUOTATION_MARKS.isdisjoint(example):
        entry.fail("the example has quotation marks, but quote is not among the frames")
    cue = Cue(
        lemma=lemma,
        pos=pos,
        forms=forms,
        frames=frames,
        particle=particle,
        certainty=entry.choice("certainty", Certainty),
        polarity=entry.choice("polarity", Polarity),
        addressee=entry.flag("addressee"),
        relay=entry.flag("relay"),
        shows=entry.flag("shows"),
        strength=entry.choice("strength", Strength),
        example=example,
        source=entry.pieces("source", example, may_be_empty=True),
        content=entry.pieces("content", example),
    )
    entry.finish()
    return cue


def _read_phrases(path: Path) -> tuple[SourcePhrase, ...]:
    phrases: dict[str, SourcePhrase] = {}
    for entry in read_entries(path, "phrase"):
        phrase = _source_phrase(entry)
        if phrase.words in phrases:
            entry.fail("stands in the file twice")
        phrases[phrase.words] = phrase
    return tuple(phrases.values())


def _source_phrase(entry: Entry) -> SourcePhrase:
    words = entry.text("words")
    entry.named(words)
    entry.check_lower_case("words", words)
    example = entry.example(words)
    phrase = SourcePhrase(
        words=words,
        introduces=entry.choice("introduces", Introduces),
        relay=entry.flag("relay"),
        strength=entry.choice("strength", Strength),
        example=example,
        source=entry.pieces("source", example),
        content=entry.pieces("content", example),
    )
    entry.finish()
    return phrase


def _modality_word(entry: Entry) -> ModalityWord:
    forms = entry.forms("forms")
    entry.named(forms[0])
    word = ModalityWord(
        word_class=entry.choice("class", ModalityClass),
        forms=forms,
        certainty=entry.optional_choice("certainty", Certainty),
        polarity=entry.optional_choice("polarity", Polarity),
        example=entry.example(*forms),
    )
    if word.certainty is None and word.polarity is None:
        entry.fail("has neither certainty nor polarity, so it changes nothing")
    entry.finish()
    return word


def _channel_words(entry: Entry) -> ChannelWords:
    value, words = entry.choice("value", Channel), entry.forms("words")
    entry.named(value)
    found = ChannelWords(value=value, words=words, example=entry.example(*words))
    entry.finish()
    return found


def _evidence_words(entry: Entry) -> EvidenceWords:
    kind, words = entry.choice("kind", EvidenceKind), entry.forms("words")
    entry.named(kind)
    found = EvidenceWords(kind=kind, words=words, example=entry.example(*words))
    entry.finish()
    return found


class _HasForms(Protocol):
    @property
    def forms(self) -> tuple[str, ...]: ...


_Formed = TypeVar("_Formed", bound=_HasForms)


def _by_form(entries: Iterable[_Formed]) -> Mapping[str, tuple[_Formed, ...]]:
    index: dict[str, tuple[_Formed, ...]] = {}
    for entry in entries:
        for form in entry.forms:
            index[form] = (*index.get(form, ()), entry)
    return MappingProxyType(index)
