"""Trees of the ClearNLP scheme, written by hand, and what becomes of them."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sayso.analysis.clearnlp import is_clearnlp, to_universal

# word/tag/head (counted from 1, 0 = root)/label, before and after
TREES = [
    (
        "Soledar/PROPN/3/nsubjpass was/AUX/3/auxpass taken/VERB/0/ROOT by/ADP/3/agent troops/NOUN/4/pobj",
        "3/nsubj:pass 3/aux:pass 0/ROOT 5/case 3/obl:agent",
    ),
    (
        "He/PRON/2/nsubj gave/VERB/0/ROOT them/PRON/2/dative the/DET/5/det town/NOUN/2/dobj",
        "2/nsubj 0/ROOT 2/iobj 5/det 2/obj",
    ),
    (
        "He/PRON/2/nsubj gave/VERB/0/ROOT it/PRON/2/dobj to/ADP/2/dative them/PRON/4/pobj",
        "2/nsubj 0/ROOT 2/obj 5/case 2/obl",
    ),
    (
        "the/DET/2/det mayor/NOUN/5/nsubj of/ADP/2/prep Raqqa/PROPN/3/pobj said/VERB/0/ROOT so/ADV/5/advmod",
        "2/det 5/nsubj 4/case 2/nmod 0/ROOT 5/advmod",
    ),
    (
        "The/DET/2/det town/NOUN/3/nsubj is/AUX/0/ROOT not/PART/3/neg quiet/ADJ/3/acomp",
        "2/det 5/nsubj 5/cop 5/advmod 0/ROOT",
    ),
    (
        "They/PRON/2/nsubj say/VERB/0/ROOT that/SCONJ/6/mark he/PRON/6/nsubj had/AUX/6/aux been/AUX/2/ccomp"
        " head/NOUN/6/attr",
        "2/nsubj 0/ROOT 7/mark 7/nsubj 7/aux 7/cop 2/ccomp",
    ),
    (
        "Troops/NOUN/2/nsubj are/AUX/0/ROOT in/ADP/2/prep Soledar/PROPN/3/pobj",
        "4/nsubj 4/cop 4/case 0/ROOT",
    ),
    (
        "There/PRON/2/expl is/AUX/0/ROOT fighting/NOUN/2/attr in/ADP/3/prep Soledar/PROPN/4/pobj",
        "2/expl 0/ROOT 2/nsubj 5/case 3/nmod",
    ),
    (
        "It/PRON/2/nsubj remains/VERB/0/ROOT contested/ADJ/2/acomp",
        "2/nsubj 0/ROOT 2/xcomp",
    ),
    (
        "According/VERB/6/prep to/ADP/1/prep Kyiv/PROPN/2/pobj ,/PUNCT/6/punct they/PRON/6/nsubj"
        " left/VERB/0/ROOT",
        "3/case 1/fixed 6/obl 6/punct 6/nsubj 0/ROOT",
    ),
    (
        "They/PRON/2/nsubj left/VERB/0/ROOT because/SCONJ/2/prep of/ADP/3/pcomp shelling/NOUN/3/pobj",
        "2/nsubj 0/ROOT 5/case 3/fixed 2/obl",
    ),
    (
        "They/PRON/2/nsubj left/VERB/0/ROOT after/ADP/2/prep losing/VERB/3/pcomp it/PRON/4/dobj",
        "2/nsubj 0/ROOT 4/mark 2/advcl 4/obj",
    ),
    (
        "men/NOUN/6/nsubj ,/PUNCT/1/punct women/NOUN/1/conj and/CCONJ/3/cc children/NOUN/3/conj"
        " left/VERB/0/ROOT",
        "6/nsubj 1/punct 1/conj 5/cc 1/conj 0/ROOT",
    ),
    (
        "the/DET/2/det army/NOUN/7/nsubj that/PRON/4/nsubj took/VERB/2/relcl over/ADP/4/prt its/PRON/7/poss"
        " base/NOUN/0/ROOT",
        "2/det 7/nsubj 4/nsubj 2/acl:relcl 4/compound:prt 7/nmod:poss 0/ROOT",
    ),
    (
        "They/PRON/2/nsubj want/VERB/0/ROOT to/PART/4/aux leave/VERB/2/xcomp Friday/PROPN/4/npadvmod",
        "2/nsubj 0/ROOT 4/mark 2/xcomp 4/obl:unmarked",
    ),
]


def _doc(text):
    rows = [row.rsplit("/", 3) for row in text.split()]
    words, tags, heads, deps = zip(*rows, strict=True)
    places = [number if head == "0" else int(head) - 1 for number, head in enumerate(heads)]
    return Doc(Vocab(), words=list(words), pos=list(tags), heads=places, deps=list(deps))


def _tree(doc):
    rows = ((0 if token.head == token else token.head.i + 1, token.dep_) for token in doc)
    return " ".join(f"{head}/{dep}" for head, dep in rows)


@pytest.mark.parametrize(("before", "after"), TREES, ids=[before.split("/")[0] for before, _ in TREES])
def test_conversion(before, after):
    assert _tree(to_universal(_doc(before))) == after


def test_two_sentences_stay_two():
    doc = _doc("It/PRON/2/nsubj fell/VERB/0/ROOT It/PRON/4/nsubj is/AUX/0/ROOT quiet/ADJ/4/acomp")
    assert [len(sentence) for sentence in to_universal(doc).sents] == [2, 3]


def test_an_empty_document():
    assert len(to_universal(Doc(Vocab()))) == 0


def test_the_scheme_is_known_by_its_labels():
    assert is_clearnlp({"ROOT", "nsubj", "pobj", "dobj"})
    assert not is_clearnlp({"ROOT", "nsubj", "obj", "obl"})
