"""Words as data: what hands content to a source, what lowers or turns it, what shows how it was said.

One folder of TOML files for each language, under `data/`. A language is added by adding a folder.
"""

from sayso.lexicon.entries import (
    PREPOSITIONS,
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
from sayso.lexicon.loader import available_languages, language_folder, load_lexicon, read_lexicon
from sayso.lexicon.tables import Entry, read_entries, read_toml
from sayso.lexicon.wordlists import (
    WAR,
    ClaimWords,
    PlaceWords,
    QuantityWords,
    SpeakerWords,
    SubjectWords,
    load_claim_words,
    load_demonyms,
    load_place_words,
    load_quantity_words,
    load_speaker_words,
    load_subjects,
)

__all__ = [
    "PREPOSITIONS",
    "WAR",
    "ChannelWords",
    "ClaimWords",
    "Cue",
    "Entry",
    "EvidenceWords",
    "Frame",
    "Introduces",
    "Lexicon",
    "ModalityClass",
    "ModalityWord",
    "PartOfSpeech",
    "PlaceWords",
    "QuantityWords",
    "SourcePhrase",
    "SpeakerWords",
    "Strength",
    "SubjectWords",
    "available_languages",
    "language_folder",
    "load_claim_words",
    "load_demonyms",
    "load_lexicon",
    "load_place_words",
    "load_quantity_words",
    "load_speaker_words",
    "load_subjects",
    "read_entries",
    "read_lexicon",
    "read_toml",
]
