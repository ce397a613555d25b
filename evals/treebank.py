"""The reader of treebanks: sentences of CoNLL-U files, names in files beside them, and both as spaCy's `Doc`.

`parse` measures with it, and `training/english` learns from what it reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAMES = {"PER", "ORG", "LOC"}
KEYS = ("# sent_id", "# text =")

# fmt: off
SAYING = frozenset({
    "say", "tell", "claim", "report", "announce", "add", "deny", "state", "write", "argue", "note", "warn",
    "explain", "insist", "suggest", "acknowledge", "declare", "admit", "predict", "conclude", "respond",
    "reply", "believe", "think", "expect", "hope", "promise", "vow", "confirm",
})
# fmt: on
"""Verbs whose subject says what their clause holds: of these the clauses of saying are counted."""


@dataclass(slots=True)
class Sentence:
    """One sentence of CoNLL-U: rows of ten columns, and surface words that stand for several rows.

    `keys` are its id and its text, by either of which a file of names may know it; `document` is the
    name of the document that it opens, empty where it opens none or the file gives no name.
    """

    keys: list[str] = field(default_factory=list)
    document: str = ""
    opens_document: bool = False
    opens_paragraph: bool = False
    rows: list[list[str]] = field(default_factory=list)
    joined: list[tuple[int, int, str, str]] = field(default_factory=list)


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file."""
    sentence = Sentence()
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc"):
            sentence.opens_document = True
            sentence.document = line.partition("=")[2].strip()
        elif line.startswith("# newpar"):
            sentence.opens_paragraph = True
        elif line.startswith(KEYS):
            sentence.keys.append(line.partition("=")[2].strip())
        elif not line:
            if sentence.rows:
                yield sentence
                sentence = Sentence()
        elif not line.startswith("#"):
            _add_row(sentence, line.split("\t"))


def _add_row(sentence: Sentence, row: list[str]) -> None:
    if "-" in row[0]:
        first, last = map(int, row[0].split("-"))
        sentence.joined.append((first - 1, last, row[1], row[9]))
    elif "." not in row[0]:
        sentence.rows.append(row)


def surface(sentence: Sentence) -> tuple[list[str], list[bool]]:
    """The words as they stand in the text ("do" + "n't" for "don't"), and whether a space follows."""
    words = [row[1].replace(" ", "\u00a0") for row in sentence.rows]
    spaces = ["SpaceAfter=No" not in row[9] for row in sentence.rows]
    for first, last, form, note in sentence.joined:
        words[first:last] = _shared_out(form, words[first:last])
        spaces[first:last] = [False] * (last - first - 1) + ["SpaceAfter=No" not in note]
    return words, spaces


def text_of(sentence: Sentence) -> str:
    """The sentence as it stands in running text."""
    words, spaces = surface(sentence)
    return "".join(word + " " * space for word, space in zip(words, spaces, strict=True)).strip()


def _shared_out(form: str, parts: list[str]) -> list[str]:
    if "".join(parts) == form or len(form) < len(parts):
        return parts
    pieces = []
    for number, part in enumerate(parts[:-1], start=1):
        width = max(1, min(len(part), len(form) - (len(parts) - number)))
        pieces.append(form[:width])
        form = form[width:]
    return [*pieces, form]


def read_names(path: Path) -> dict[str, list[str]]:
    """BIO tags by sentence id and by text; kinds other than person, body and place become O."""
    names: dict[str, list[str]] = {}
    tags: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith(KEYS):
            names[line.partition("=")[2].strip()] = tags
        elif not line:
            tags = []
        elif not line.startswith("#"):
            tag = line.split("\t")[2]
            tags.append(tag if tag[2:] in NAMES else "O")
    return names


def gold_documents(trees: Path, names: Path | None, vocab: Any) -> Iterator[Any]:
    """Yield a gold `Doc` a document; where names are missing or misaligned, `ents` stays unset."""
    tags = read_names(names) if names else {}
    batch: list[Sentence] = []
    for sentence in read_sentences(trees):
        if sentence.opens_document and batch:
            yield _document(batch, tags, vocab)
            batch = []
        batch.append(sentence)
    if batch:
        yield _document(batch, tags, vocab)


_COLUMNS = ("words", "spaces", "heads", "deps", "pos", "tags", "morphs", "lemmas", "ents")


def _document(sentences: list[Sentence], names: dict[str, list[str]], vocab: Any) -> Any:
    from spacy.tokens import Doc

    columns: dict[str, list[Any]] = {key: [] for key in _COLUMNS}
    for sentence in sentences:
        if sentence.opens_paragraph and columns["words"]:
            _end_paragraph(columns)
        _add_sentence(columns, sentence, names)
    return Doc(vocab, **columns)


def _end_paragraph(columns: dict[str, list[Any]]) -> None:
    """The treebank marks paragraphs, a report has line ends: put them in, as a token not scored."""
    columns["spaces"][-1] = False
    line_end = dict.fromkeys(_COLUMNS, "") | {"words": "\n\n", "spaces": False, "deps": "punct"}
    for key, value in {**line_end, "heads": len(columns["words"]) - 1}.items():
        columns[key].append(value)


def _add_sentence(columns: dict[str, list[Any]], sentence: Sentence, names: dict[str, list[str]]) -> None:
    offset = len(columns["words"])
    words, spaces = surface(sentence)
    columns["words"] += words
    columns["spaces"] += spaces
    for number, row in enumerate(sentence.rows):
        is_root = row[6] == "0"
        columns["heads"].append(offset + (number if is_root else int(row[6]) - 1))
        columns["deps"].append("ROOT" if is_root else row[7])
        columns["pos"].append(row[3])
        columns["tags"].append(row[4])
        columns["morphs"].append("" if row[5] == "_" else row[5])
        columns["lemmas"].append(row[2])
    tags = next((names[key] for key in sentence.keys if key in names), [])
    columns["ents"] += tags if len(tags) == len(words) else [""] * len(words)
