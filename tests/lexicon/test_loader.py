"""The loader: English loads whole, and every fault in a data file is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sayso.errors import InvalidDataError, UnsupportedLanguageError
from sayso.lexicon import (
    PREPOSITIONS,
    Frame,
    Introduces,
    PartOfSpeech,
    available_languages,
    language_folder,
    load_lexicon,
    read_entries,
    read_lexicon,
    read_toml,
)
from sayso.model import Certainty, Channel, EvidenceKind, Polarity

CUE = """
[[cue]]
lemma = "deny"
pos = "verb"
forms = ["deny", "denies", "denied", "denying"]
frames = ["clause", "object"]
certainty = "asserted"
polarity = "denied"
strength = "strong"
example = "Kyiv denied that Soledar had fallen."
source = "Kyiv"
content = "Soledar had fallen"
"""

BROKEN_CUES = [
    # what is written, what is written instead, part of the message
    ('lemma = "deny"', 'lemma = "deny"\ncolour = "red"', "cue 1 (deny verb): unknown key colour"),
    ('pos = "verb"', 'pos = "verbs"', "pos 'verbs' is none of verb, noun, adjective, adverb"),
    ('"clause", "object"', '"clause", "subject"', "frames 'subject' is none of clause"),
    ('certainty = "asserted"', 'certainty = "sure"', "certainty 'sure' is none of asserted"),
    ('polarity = "denied"', 'polarity = "no"', "polarity 'no' is none of affirmed, denied"),
    ('strength = "strong"', "", "strength is missing"),
    ('forms = ["deny", "denies", "denied", "denying"]', "forms = []", "forms is empty"),
    ('"denies"', '"Denies"', "'Denies', which is not lower case"),
    ('"denies"', '"denies that"', "'denies that', which is more than one word"),
    ('"denies"', '"denied"', "forms holds a string twice"),
    ('"denies"', "7", "not a list of strings"),
    ('example = "Kyiv denied that Soledar had fallen."', "", "example is missing"),
    ("Kyiv denied that", "Kyiv said that", "the example shows none of deny, denies"),
    ('source = "Kyiv"', 'source = "Moscow"', "source 'Moscow' is not in the example"),
    (
        'content = "Soledar had',
        'content = "Soledar has',
        "content 'Soledar has fallen' is not in the example",
    ),
    ('content = "Soledar had fallen"', 'content = "fallen Soledar"', "is not in the example"),
    ('content = "Soledar had fallen"', 'content = ""', "content is empty"),
    ("that Soledar had fallen.", "that “Soledar had fallen”.", "quote is not among the frames"),
    ('lemma = "deny"', 'lemma = "deny"\nparticle = "out"', "does not show the particle 'out'"),
    ('lemma = "deny"', 'lemma = "deny"\naddressee = "yes"', "addressee is 'yes', not true or false"),
    ('lemma = "deny"', "lemma = 3", "lemma is 3, not a string"),
    ("[[cue]]", "[[clue]]", "clue: is unknown; this file holds [[cue]] entries only"),
    ("[[cue]]", "[[cue]", "is not TOML"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A whole lexicon folder that a test may spoil."""
    return Path(shutil.copytree(language_folder("en"), tmp_path / "en"))


def test_english_is_there():
    assert "en" in available_languages()
    assert load_lexicon("en").language == "en"


def test_a_lexicon_is_read_once():
    assert load_lexicon("en") is load_lexicon("en")


@pytest.mark.parametrize("language", ["tlh", "", "..", "en/"])
def test_an_absent_language_lists_those_there_are(language):
    with pytest.raises(UnsupportedLanguageError, match="there is en") as caught:
        load_lexicon(language)
    assert "en" in caught.value.available


def test_every_form_leads_to_its_cue():
    lexicon = load_lexicon("en")
    for cue in lexicon.cues:
        for form in cue.forms:
            assert cue in lexicon.cues_by_form[form]


def test_a_noun_and_a_verb_share_a_form():
    found = load_lexicon("en").cues_by_form["claims"]
    assert {cue.pos for cue in found} == {PartOfSpeech.VERB, PartOfSpeech.NOUN}


def test_a_particle_tells_two_cues_apart():
    assert {cue.particle for cue in load_lexicon("en").cues_by_form["pointed"]} == {"out", None}


def test_denied_is_asserted_and_turns_its_content():
    (deny,) = load_lexicon("en").cues_by_form["denied"]
    assert (deny.certainty, deny.polarity) == (Certainty.ASSERTED, Polarity.DENIED)
    assert {Frame.CLAUSE, Frame.OBJECT} <= deny.frames


def test_would_both_supposes_and_foretells():
    words = load_lexicon("en").modality_by_form["would"]
    assert {word.certainty for word in words} == {Certainty.CONDITIONAL, Certainty.PREDICTED}


def test_citing_introduces_a_source_and_cited_by_a_relay():
    phrases = {phrase.words: phrase for phrase in load_lexicon("en").phrases}
    assert (phrases["citing"].introduces, phrases["citing"].relay) == (Introduces.SOURCE, True)
    assert (phrases["cited by"].introduces, phrases["cited by"].relay) == (Introduces.RELAY, True)
    assert not phrases["according to"].relay


def test_the_prepositions_are_words():
    assert {"of", "for", "about"} <= PREPOSITIONS
    assert "clause" not in PREPOSITIONS


def test_every_channel_and_every_kind_of_evidence_has_words():
    lexicon = load_lexicon("en")
    assert {entry.value for entry in lexicon.channels} == set(Channel)
    assert {entry.kind for entry in lexicon.evidence} == set(EvidenceKind)


def test_an_adverb_withholds_the_source():
    for cue in load_lexicon("en").cues:
        if cue.pos is PartOfSpeech.ADVERB:
            assert cue.source == "", cue.lemma


def test_the_short_cue_used_below_is_sound(folder):
    (folder / "cues.toml").write_text(CUE, encoding="utf-8")
    assert [cue.lemma for cue in read_lexicon(folder).cues] == ["deny"]


@pytest.mark.parametrize(("old", "new", "problem"), BROKEN_CUES)
def test_a_broken_cue_is_named(folder, old, new, problem):
    assert CUE.count(old) >= 1
    (folder / "cues.toml").write_text(CUE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidDataError) as caught:
        read_lexicon(folder)
    assert problem in str(caught.value)
    assert caught.value.where.endswith("cues.toml")


def test_the_same_cue_twice_is_refused(folder):
    (folder / "cues.toml").write_text(CUE + CUE, encoding="utf-8")
    with pytest.raises(InvalidDataError, match=r"cue 2 \(deny verb\): stands in the file twice"):
        read_lexicon(folder)


BROKEN_OTHERS = [
    # file, entry that is added, part of the message
    (
        "sources.toml",
        '[[phrase]]\nwords = "according to"\nintroduces = "source"\nrelay = false\nstrength = "strong"\n'
        'example = "The town is quiet, according to residents."\nsource = "residents"\ncontent = "quiet"\n',
        "(according to): stands in the file twice",
    ),
    (
        "sources.toml",
        '[[phrase]]\nwords = "By dint of"\nintroduces = "source"\nstrength = "weak"\n',
        "'By dint of', which is not lower case",
    ),
    (
        "modality.toml",
        '[[word]]\nclass = "adverb"\nforms = ["quickly"]\nexample = "The army quickly left."\n',
        "(quickly): has neither certainty nor polarity",
    ),
    (
        "modality.toml",
        '[[word]]\nclass = "nouns"\nforms = ["chance"]\ncertainty = "possible"\nexample = "No chance."\n',
        "class 'nouns' is none of modal",
    ),
    (
        "channels.toml",
        '[[channel]]\nvalue = "pigeon"\nwords = ["by pigeon"]\nexample = "It came by pigeon."\n',
        "value 'pigeon' is none of statement",
    ),
    (
        "channels.toml",
        '[[channel]]\nvalue = "video"\nwords = ["in a reel"]\nexample = "The mayor spoke."\n',
        "the example shows none of in a reel",
    ),
    (
        "evidence.toml",
        '[[evidence]]\nkind = "flag"\nwords = []\nexample = "A pennant flew."\n',
        "words is empty",
    ),
]


@pytest.mark.parametrize(("file", "entry", "problem"), BROKEN_OTHERS)
def test_a_broken_entry_elsewhere_is_named(folder, file, entry, problem):
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + "\n" + entry, encoding="utf-8")
    with pytest.raises(InvalidDataError) as caught:
        read_lexicon(folder)
    assert problem in str(caught.value)
    assert caught.value.where.endswith(file)


def test_a_missing_file_is_named(folder):
    (folder / "evidence.toml").unlink()
    with pytest.raises(InvalidDataError, match=r"evidence\.toml: file: is missing"):
        read_lexicon(folder)


def test_a_file_without_entries_is_refused(tmp_path):
    (tmp_path / "empty.toml").write_text("", encoding="utf-8")
    assert read_toml(tmp_path / "empty.toml") == {}
    with pytest.raises(InvalidDataError, match=r"holds no \[\[cue\]\] entries"):
        list(read_entries(tmp_path / "empty.toml", "cue"))


def test_entries_must_be_tables(tmp_path):
    (tmp_path / "flat.toml").write_text('cue = ["deny"]', encoding="utf-8")
    with pytest.raises(InvalidDataError, match="cue 1: is not a table"):
        list(read_entries(tmp_path / "flat.toml", "cue"))
