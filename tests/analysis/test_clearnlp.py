"""Trees of the ClearNLP scheme, drawn by hand, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from sayso.analysis import Analyser
from sayso.analysis.clearnlp import is_clearnlp, to_universal
from sayso.analysis.clearnlp.tree import Tree
from sayso.analysis.foreign import convert_names
from sayso.model import Document, Publication, Voice
from sayso.pipeline import Reader

VOCAB = Vocab()

# fmt: off
CLEARNLP = (
    "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case",
    "cc", "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj",
    "mark", "meta", "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp",
    "pobj", "poss", "preconj", "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp",
)
UNIVERSAL = frozenset((
    "ROOT", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case",
    "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer",
    "csubj:pass", "dep", "det", "det:predet", "discourse", "expl", "fixed", "flat", "iobj", "mark", "nmod",
    "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl",
    "obl:agent", "obl:unmarked", "parataxis", "punct", "xcomp",
))
TAGS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
    "SCONJ", "SPACE", "SYM", "VERB", "X",
)
TELLING = (
    "is", "to be", "there", "it", "to", "out of", "because of", "as well as", "at least", "more than", "30",
    "2023", "30 to 40", "14 January", "told", "seems", "where", "that", "rebel - held", "$", "and", ",",
    "town", "each other",
)
# fmt: on
"""Every label that spaCy's English parsers know, every one that may come out, words that rules look at."""


@dataclass(frozen=True, slots=True)
class Word:
    """One line of `clearnlp_trees.txt`; `after` is head, label and tag in the treebank's manner."""

    text: str
    tag: str
    form: str
    head: int
    dep: str
    after: tuple[int, str, str]
    is_of_person: bool

    @classmethod
    def read(cls, line: str) -> Word:
        before, after = line.split(" | ")
        _, text, tags, head, dep = before.split()
        new_head, new_dep, *new_tag = after.split()
        tag, _, form = tags.partition(":")
        drawn = (int(new_head), new_dep, new_tag[0] if new_tag else tag)
        return cls(text.removeprefix("@"), tag, form, int(head), dep, drawn, text.startswith("@"))


def read_trees() -> dict[str, list[Word]]:
    """The sentences of the file by their titles; the note at its top is none."""
    blocks = Path(__file__).with_name("clearnlp_trees.txt").read_text("utf-8").strip().split("\n\n")
    sentences = (block.split("\n") for block in blocks[1:])
    return {title.removeprefix("# "): [Word.read(line) for line in lines] for title, *lines in sentences}


TREES = read_trees()


def as_parsed(words):
    """The document as the pipeline leaves it: the left tree."""
    return _doc(words, [(word.head, word.dep, word.tag) for word in words])


def as_treebank(words):
    """The document with the right tree."""
    return _doc(words, [word.after for word in words])


def _doc(words, tree):
    doc = Doc(
        VOCAB,
        words=[word.text for word in words],
        heads=[head - 1 if head else number for number, (head, _, _) in enumerate(tree)],
        deps=[dep for _, dep, _ in tree],
        pos=[tag for _, _, tag in tree],
        tags=[word.form for word in words],
        spaces=[not after.startswith((",", ".", "'")) for after in [*(word.text for word in words[1:]), "."]],
    )
    names = [number for number, word in enumerate(words) if word.is_of_person]
    doc.ents = [Span(doc, names[0], names[-1] + 1, label="PERSON")] if names else []
    return doc


def drawn(doc):
    """Head (counted from 1, 0 for the root), label and tag of every word."""
    return [(0 if t.head == t else t.head.i + 1, t.dep_, t.pos_) for t in doc]


@pytest.mark.parametrize("title", TREES)
def test_redrawn_as_the_treebank_draws_it(title):
    assert drawn(to_universal(as_parsed(TREES[title]))) == [word.after for word in TREES[title]]


def test_every_label_stands_in_a_sentence():
    assert {word.dep for words in TREES.values() for word in words} >= set(CLEARNLP)


@pytest.mark.parametrize("title", TREES)
def test_the_sentences_are_trees_themselves(title):
    for tree in ([word.head for word in TREES[title]], [word.after[0] for word in TREES[title]]):
        assert tree.count(0) == 1
        for node in range(1, len(tree) + 1):
            seen = set()
            while node and node not in seen:
                seen.add(node)
                node = tree[node - 1]
            assert node == 0


@st.composite
def trees(draw):
    """Any tree over any words, with any labels and tags: what the worst of parsers could say."""
    words = " ".join(draw(st.lists(st.sampled_from(TELLING), min_size=1, max_size=9))).split()
    size = len(words)
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for place, node in enumerate(order):
        heads[node] = order[draw(st.integers(0, place - 1))] if place else node
    name = sorted(draw(st.tuples(st.integers(0, size), st.integers(0, size))))
    doc = Doc(
        VOCAB,
        words=words,
        heads=heads,
        deps=draw(st.lists(st.sampled_from((*CLEARNLP, "mystery")), min_size=size, max_size=size)),
        pos=draw(st.lists(st.sampled_from(TAGS), min_size=size, max_size=size)),
        tags=draw(st.lists(st.sampled_from(("", "VB", "VBD", "NNS")), min_size=size, max_size=size)),
    )
    doc.ents = [Span(doc, *name, label="PERSON")] if name[0] < name[1] else []
    return doc


@given(trees())
def test_any_tree_stays_one_tree(doc):
    before = [token.text for token in doc]
    sentences = [(sentence.start, sentence.end) for sentence in doc.sents]
    after = to_universal(doc)
    assert [token.text for token in after] == before
    assert [(sentence.start, sentence.end) for sentence in after.sents] == sentences
    assert {token.dep_ for token in after} <= UNIVERSAL
    for sentence in after.sents:
        (root,) = [token for token in sentence if token.head == token]
        assert {token.i for token in root.subtree} == set(range(sentence.start, sentence.end))
        assert [token.i for token in sentence if token.dep_ == "ROOT"] == [root.i]


@given(st.lists(st.integers(-3, 12), min_size=1, max_size=10), st.data())
def test_heads_that_make_no_tree_are_mended(heads, data):
    size = len(heads)
    deps = data.draw(st.lists(st.sampled_from(CLEARNLP), min_size=size, max_size=size))
    tree = Tree(words=["of"] * size, tags=["ADP"] * size, forms=[""] * size, heads=heads, deps=deps)
    assert sorted(tree.top_down()) == list(range(size))
    assert [node for node, head in enumerate(tree.heads) if node == head] == [tree.root]


def test_a_very_long_sentence_is_redrawn():
    chain = [Word("of", "ADP", "", n, "prep" if n else "ROOT", (0, "", ""), False) for n in range(3000)]
    assert len(to_universal(as_parsed(chain))) == 3000


def test_two_sentences_stay_two():
    first, second = TREES["it seems that"], TREES["a day as predicate"]
    doc = Doc.from_docs([as_parsed(first), as_parsed(second)])
    assert [len(sentence) for sentence in to_universal(doc).sents] == [len(first), len(second)]


def test_an_empty_document():
    assert len(to_universal(Doc(VOCAB))) == 0


def test_the_scheme_is_known_by_its_labels():
    assert is_clearnlp({"ROOT", "nsubj", "pobj", "dobj"})
    assert not is_clearnlp({"ROOT", "nsubj", "obj", "obl"})


READ = [
    # title, who says what, what is claimed of which place and party
    (
        "a denial",
        [("Ukrainian officials", "that Russian troops had taken Soledar")],
        [("control", "Soledar", "Russia", "denied")],
    ),
    (
        "a general behind her clause, and an answer",
        [("Anna Petrova", "Soledar was captured by the Wagner Group"), ("Ukraine", "it")],
        [
            ("control", "Soledar", "Wagner Group", "affirmed"),
            ("control", "Soledar", "Wagner Group", "denied"),
        ],
    ),
    (
        "nobody is named",
        [(None, "that Russian troops had entered Soledar")],
        [("advance", "Soledar", "Russia", "affirmed")],
    ),
    (
        "according to the mayor",
        [("mayor", "Ukrainian troops drove the Russians out of Lyman")],
        [("control", "Lyman", "Ukraine", "affirmed")],
    ),
    (
        "the mayor, quoted",
        [("Ukrainian mayor", "that Soledar remains Ukrainian despite Russian troops")],
        [("control", "Soledar", "Ukraine", "affirmed")],
    ),
    (
        "a spokesman and a number",
        [
            (
                "spokesman for the Ukrainian army",
                "that at least 40 Russian soldiers were killed in and around Bakhmut",
            )
        ],
        [("casualties", "Bakhmut", "Russia", "affirmed")],
    ),
    (
        "troops are said to have left",
        [(None, "Russian troops … to have left the town of Lyman, which Ukraine took")],
        [("withdrawal", "Lyman", "Russia", "affirmed"), ("control", "Lyman", "Ukraine", "affirmed")],
    ),
    (
        "in whose hands, with a cue inside",
        [("Vladimir Ivanov", "Soledar is in Russian hands")],
        [("control", "Soledar", "Russia", "affirmed")],
    ),
]


@pytest.fixture(scope="module")
def read():
    """Read a hand-drawn document as a report of Saturday 14 January 2023."""

    def read(doc):
        reader = Reader()
        reader.analyser = Analyser("hand-drawn", lambda text: convert_names(doc))
        return reader.read(Document(id="1", text=doc.text, published=Publication(date(2023, 1, 14))))

    return read


@pytest.mark.parametrize(("title", "said", "claimed"), READ, ids=[title for title, _, _ in READ])
def test_a_report_is_read_alike_from_either_tree(read, title, said, claimed):
    words = TREES[f"report: {title}"]
    reading = read(to_universal(as_parsed(words)))
    assert reading == read(as_treebank(words))
    text = reading.document.text
    assert [
        (statement.source and statement.source.name, " … ".join(span.of(text) for span in statement.content))
        for statement in reading.statements
        if statement.voice is Voice.ATTRIBUTED
    ] == said
    assert [
        (claim.kind, claim.place and claim.place.name, claim.party, claim.polarity)
        for claim in reading.claims
    ] == claimed
