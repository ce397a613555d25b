"""The data: treebanks with names, encyclopaedia pages with names, official statements with names.

Nothing of it is kept in the project. Splits go by whole documents, and documents that stand in two
splits of the data as given are taken out of the training (`EXCLUDED`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from official_statements import HELD_OUT, OfficialText, longest_mentions, read_official_texts
from sayso.analysis.encoder import Labels
from treebank import Sentence as TreebankSentence
from treebank import read_names, read_sentences

KINDS = ("PER", "ORG", "LOC")

EXCLUDED = {
    "GUM_court_mitigation": "in the test part of the released split",
    "GUM_court_loan": "in the development part of the released split",
    "email-enronsent33_01": "shares a formula of politeness with EWT test",
    "GUM_textbook_cognition": "shares the heading of a series with GUM test",
    "GUM_textbook_history": "shares the heading of a series with GUM test",
    "GUM_textbook_spacetime": "shares the heading of a series with GUM test",
    "GUM_textbook_anthropology": "licence of its book not established",
    "GUM_textbook_alamo": "licence of its book not established",
    "26CC32861EF7D38FBAE9CABAFC7487E1": "a daily report in the words of one held out",
    "F5B5E86320A4E95E92A7EA2FB8E8B484": "a daily report in the words of one held out",
}
"""Documents of the training files that are not trained on, and why. `overlap` finds such documents."""

_EWT, _GUM = "ud/UD_English-EWT/en_ewt-ud-", "ud/UD_English-GUM/en_gum_open-ud-"
_EWT_NAMES = "ner/UNER_English-EWT/en_ewt-ud-"
_WIKIGOLD = "ner/wikigold/CONLL-format/data/wikigold.conll.txt"
_RE3D = "ner/re3d"
_LONGEST_WINDOW = 60


@dataclass(slots=True)
class Sentence:
    """Words of one sentence with what is known of it; a column is None where nothing is.

    `heads` counts words from 1, 0 is the root; `names` are BIO tags over PER, ORG and LOC. `bounded`
    is False where the words are a window of a text rather than a sentence.
    """

    words: list[str]
    heads: list[int] | None = None
    deps: list[str] | None = None
    tags: list[str] | None = None
    morphology: list[str] | None = None
    lemmas: list[str] | None = None
    names: list[str] | None = None
    official_names: list[str] | None = None
    bounded: bool = True


@dataclass(slots=True)
class TrainingDocument:
    """The sentences of one document, in order, and the name that its source knows it by."""

    source: str
    name: str
    sentences: list[Sentence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Corpora:
    """Everything that is trained on, and what it is measured on while choices are open.

    `development` holds documents by treebank; `held_out` are texts of re3d that no training sees.
    """

    train: tuple[TrainingDocument, ...]
    development: dict[str, tuple[TrainingDocument, ...]]
    held_out: tuple[OfficialText, ...]


def read_corpora(data: Path, *, georgetown_names: bool = False) -> Corpora:
    """Read all of it from a folder that holds `ud/` and `ner/`. The same folder gives the same order."""
    official = list(read_official_texts(data / _RE3D))
    held_out = tuple(text for text in official if text.name in HELD_OUT)
    kept = {_fingerprint(text.text) for text in held_out}
    train = [
        *_treebank(data, _EWT + "train.conllu", "EWT", _EWT_NAMES + "train.iob2"),
        *_treebank(data, _GUM + "train.conllu", "GUM", georgetown_names=georgetown_names),
        *_encyclopaedia(data / _WIKIGOLD),
        *(_windows(text) for text in official if _fingerprint(text.text) not in kept),
    ]
    return Corpora(
        train=tuple(document for document in train if document.name not in EXCLUDED),
        development={
            "EWT": tuple(_treebank(data, _EWT + "dev.conllu", "EWT", _EWT_NAMES + "dev.iob2")),
            "GUM": tuple(_treebank(data, _GUM + "dev.conllu", "GUM")),
        },
        held_out=held_out,
    )


def _treebank(
    data: Path, trees: str, source: str, names: str | None = None, *, georgetown_names: bool = False
) -> Iterator[TrainingDocument]:
    tags = read_names(data / names) if names else {}
    document = TrainingDocument(source, "")
    for number, sentence in enumerate(read_sentences(data / trees)):
        if sentence.opens_document or not number:
            if document.sentences:
                yield document
            document = TrainingDocument(source, sentence.document or f"{source} {number}")
        found = next((tags[key] for key in sentence.keys if key in tags), None)
        if georgetown_names:
            found = named_entities(sentence)
        document.sentences.append(_from_rows(sentence, found))
    if document.sentences:
        yield document


def _from_rows(sentence: TreebankSentence, names: list[str] | None) -> Sentence:
    rows = sentence.rows
    words = [row[1].replace(" ", "\u00a0") for row in rows]
    return Sentence(
        words=words,
        heads=[int(row[6]) for row in rows],
        deps=["ROOT" if row[6] == "0" else row[7] for row in rows],
        tags=[row[3] for row in rows],
        morphology=[morphology_label(row[4], row[5]) for row in rows],
        lemmas=[row[2] for row in rows],
        names=names if names is not None and len(names) == len(words) else None,
    )


def morphology_label(fine_tag: str, features: str) -> str:
    """One label for the fine-grained tag and the features: "VBD Mood=Ind|Number=Sing|..."."""
    return f"{fine_tag} {features}"


_OPENED = re.compile(r"\((?P<id>\d+)-(?P<kind>\w+)-")
_CLOSED = re.compile(r"(?P<id>\d+)\)")
_GUM_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
_INSIDE_A_NAME = frozenset({"-", "–", "&"})
_TITLES = frozenset({"President", "Minister", "General", "Judge", "Justice", "Professor", "Mayor", "King"})


def named_entities(sentence: TreebankSentence) -> list[str]:
    """BIO tags of the named persons, organisations and places among the mentions that GUM marks.

    GUM marks whole noun phrases ("the mayor of Kyiv"), named or not. A name here is the run of proper
    nouns around a phrase's head, where the phrase is one of a person, organisation or place; the
    outermost phrase of a run decides its kind. Peoples ("Afghans") and bare titles ("the President")
    are no names of persons.
    """
    rows = sentence.rows
    tags = ["O"] * len(rows)
    for start, end, mentioned in sorted(_mentions(rows), key=lambda m: m[0] - m[1]):
        kind = _GUM_KINDS.get(mentioned)
        head = next((i for i in range(start, end) if not start < int(rows[i][6]) <= end), start)
        if kind is None or not _is_proper(rows[head]) or tags[head] != "O":
            continue
        low, high = _run_of_proper_nouns(rows, head, start, end)
        if kind == "PER":
            titles = [place for place in range(low, head) if rows[place][7] == "nmod:desc"]
            low = titles[-1] + 1 if titles else low
            if rows[head][4] == "NNPS" or (high - low == 1 and rows[head][2] in _TITLES):
                continue
        if all(tag == "O" for tag in tags[low:high]):
            tags[low:high] = ["B-" + kind] + ["I-" + kind] * (high - low - 1)
    return tags


def _is_proper(row: list[str]) -> bool:
    return row[4] in ("NNP", "NNPS")


def _run_of_proper_nouns(rows: list[list[str]], head: int, start: int, end: int) -> tuple[int, int]:
    def belongs(place: int) -> bool:
        return start <= place < end and (_is_proper(rows[place]) or rows[place][1] in _INSIDE_A_NAME)

    low, high = head, head + 1
    while belongs(low - 1):
        low -= 1
    while belongs(high):
        high += 1
    while not _is_proper(rows[low]):
        low += 1
    while not _is_proper(rows[high - 1]):
        high -= 1
    return low, high


def _mentions(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """Start, end and kind of every phrase in the MISC column ("Entity=(9-place-...|...9)")."""
    found: list[tuple[int, int, str]] = []
    open_: dict[str, list[tuple[int, str]]] = {}
    for place, row in enumerate(rows):
        entry = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for piece in re.findall(r"\([^()]*\)?|\d+\)", entry):
            opening = _OPENED.match(piece)
            if opening:
                if piece.endswith(")"):
                    found.append((place, place + 1, opening["kind"]))
                else:
                    open_.setdefault(opening["id"], []).append((place, opening["kind"]))
            elif closing := _CLOSED.match(piece):
                waiting = open_.get(closing["id"])
                if waiting:
                    start, kind = waiting.pop()
                    found.append((start, place + 1, kind))
    return found


def _encyclopaedia(path: Path) -> Iterator[TrainingDocument]:
    """Wikigold: a word and its tag a line, sentences parted by empty lines."""
    for number, part in enumerate(re.split(r"^-DOCSTART-.*$", _text(path), flags=re.MULTILINE)):
        document = TrainingDocument("Wikigold", f"Wikigold {number}")
        for block in re.split(r"\n\s*\n", part):
            pairs = [line.rsplit(" ", 1) for line in block.splitlines() if line.strip()]
            if pairs:
                words = [word for word, _ in pairs]
                document.sentences.append(Sentence(words, names=_begun([tag.strip() for _, tag in pairs])))
        if document.sentences:
            yield document


def _begun(tags: list[str]) -> list[str]:
    """Tags in which every name begins with B-, and kinds we do not know are O."""
    result: list[str] = []
    for tag, before in zip(tags, ["O", *tags], strict=False):
        if tag[2:] not in KINDS:
            result.append("O")
        elif tag.startswith("I-") and before[2:] != tag[2:]:
            result.append("B-" + tag[2:])
        else:
            result.append(tag)
    return result


def _fingerprint(text: str) -> str:
    """The first letters of a text: re3d holds some statements twice under two ids."""
    return re.sub(r"\W+", "", text.lower())[:200]


def _windows(official: OfficialText) -> TrainingDocument:
    """Paragraphs of a statement, long ones cut at a full stop, in sayso's own tokens."""
    document = TrainingDocument("re3d", official.name)
    words: list[str] = []
    tags: list[str] = []

    def close() -> None:
        if words:
            document.sentences.append(Sentence(words.copy(), official_names=tags.copy(), bounded=False))
            words.clear()
            tags.clear()

    for text, is_space, tag in tokens_with_names(official):
        if is_space:
            if "\n" in text:
                close()
            continue
        words.append(text)
        tags.append(tag)
        if len(words) >= _LONGEST_WINDOW and text in ".!?":
            close()
    close()
    return document


def tokens_with_names(official: OfficialText) -> Iterator[tuple[str, bool, str]]:
    """Word, whether it is white space, and BIO tag; of nested mentions the longest counts."""
    document = _tokenizer()(official.text)
    tags = ["O"] * len(document)
    for start, end, kind in longest_mentions(official):
        span = document.char_span(start, end, alignment_mode="expand")
        if span is not None and all(tag == "O" for tag in tags[span.start : span.end]):
            tags[span.start : span.end] = ["B-" + kind] + ["I-" + kind] * (len(span) - 1)
    for token, tag in zip(document, tags, strict=True):
        yield token.text, token.is_space, tag


@cache
def _tokenizer() -> Any:
    from spacy.vocab import Vocab

    from sayso.analysis.tokenisation import english_tokenizer

    return english_tokenizer(Vocab())


def labels_of(documents: Iterable[TrainingDocument]) -> Labels:
    """The labels of the training trees; rare forms of words are left out, being no pattern."""
    from sayso.analysis.lemmas import edit_between

    deps, tags, morphology, lemmas = Counter(), Counter(), Counter(), Counter()
    for document in documents:
        for s in document.sentences:
            if s.heads is not None:
                deps.update(s.deps)
                tags.update(s.tags)
                morphology.update(s.morphology)
                lemmas.update(map(edit_between, s.words, s.lemmas))
    bio = [f"{mark}-{kind}" for kind in KINDS for mark in "BI"]
    return Labels(
        deps=tuple(sorted(deps)),
        tags=tuple(sorted(tags)),
        morphology=tuple(sorted(label for label, count in morphology.items() if count >= 5)),
        lemmas=tuple(sorted(edit for edit, count in lemmas.items() if count >= 3)),
        names=("O", *bio),
    )


_OPEN_TAGS = frozenset({"PROPN", "PUNCT", "NUM", "SYM", "X"})


def known_forms(documents: Iterable[TrainingDocument]) -> dict[tuple[str, str], str]:
    """The usual lemma of every form in lower case under its fine-grained tag; of names and numbers none."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for document in documents:
        for s in document.sentences:
            trees = (s.tags or (), s.morphology or (), s.lemmas or ())
            for word, tag, form, lemma in zip(s.words if s.heads else (), *trees, strict=True):
                if tag not in _OPEN_TAGS:
                    counts.setdefault((word.lower(), form.partition(" ")[0]), Counter())[lemma] += 1
    return {key: min(found, key=lambda lemma: (-found[lemma], lemma)) for key, found in counts.items()}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")
