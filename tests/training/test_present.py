"""The past is told in the present, as in headlines. The sentences are invented."""

import random

import pytest

PAST = "VBD Mood=Ind|Number={number}|Person=3|Tense=Past|VerbForm=Fin"


def _nodes(rows):
    from english.augmentation import Node

    nodes = [Node(word, dep, tag, form, lemma, "O") for word, dep, tag, form, lemma, _ in rows]
    for node, (*_, head) in zip(nodes, rows, strict=True):
        node.head = None if head is None else nodes[head]
    return nodes


def _shelled(subject_form):
    return _nodes(
        [
            ("The", "det", "DET", "DT Definite=Def|PronType=Art", "the", 1),
            ("army", "nsubj", "NOUN", subject_form, "army", 2),
            ("shelled", "ROOT", "VERB", PAST.format(number="Sing"), "shell", None),
            ("a", "det", "DET", "DT Definite=Ind|PronType=Art", "a", 4),
            ("clinic", "obj", "NOUN", "NN Number=Sing", "clinic", 2),
            (".", "punct", "PUNCT", ". _", ".", 2),
        ]
    )


@pytest.mark.parametrize(
    ("subject_form", "word", "tag"),
    [("NN Number=Sing", "shells", "VBZ"), ("NNS Number=Plur", "shell", "VBP")],
)
def test_the_verb_agrees_with_its_subject(subject_form, word, tag):
    from english.present import in_present

    nodes = _shelled(subject_form)
    assert in_present(nodes)
    assert (nodes[2].word, nodes[2].morphology.split()[0], nodes[2].lemma) == (word, tag, "shell")


def test_what_has_an_auxiliary_or_no_subject_stays_in_the_past():
    from english.present import in_present

    left = ("left", "ROOT", "VERB", "VBN Tense=Past|VerbForm=Part", "leave", None)
    had = ("had", "aux", "AUX", PAST.format(number="Plur"), "have", 2)
    assert not in_present(_nodes([("Rebels", "nsubj", "NOUN", "NNS Number=Plur", "rebel", 2), had, left]))
    assert not in_present(_nodes([("Fell", "ROOT", "VERB", PAST.format(number="Sing"), "fall", None)]))


def test_a_headline_tells_it_in_the_present():
    from english.augmentation import as_present_headline, sentence_of

    lot = random.Random(3)
    made = [sentence_of(as_present_headline(_shelled("NN Number=Sing"), lot)) for _ in range(20)]
    words = [[word.lower() for word in headline.words] for headline in made]
    assert all(headline.heads == [2, 0, 2] for headline in made)
    assert all((first, last) == ("army", "clinic") for first, _, last in words)
    assert all(verb.endswith("s") for _, verb, _ in words)
    assert ["army", "shells", "clinic"] in words
    assert len({verb for _, verb, _ in words}) > 5


def test_a_clause_of_a_sentence_can_be_a_headline():
    from english.augmentation import _core, sentence_of

    nodes = _shelled("NN Number=Sing")
    assert sentence_of(_core(nodes, nodes[2])).words == ["The", "army", "shelled", "a", "clinic"]
    nodes[1].tag = "PRON"
    assert _core(nodes, nodes[2]) is None


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("say", "says"), ("deny", "denies"), ("pass", "passes"), ("go", "goes"), ("be", "is"), ("have", "has")],
)
def test_the_forms_of_the_third_person(lemma, form):
    from english.present import singular_form

    assert singular_form(lemma) == form
