"""Sentences and their trees are rewritten together. The sentences are invented."""

import random

import pytest

SAID = """
The DET the 2 det
ministry NOUN ministry 3 nsubj
said VERB say 0 ROOT
on ADP on 5 case
Friday PROPN Friday 3 obl
that SCONJ that 9 mark
rebels NOUN rebel 9 nsubj
had AUX have 9 aux
left VERB leave 3 ccomp
the DET the 11 det
town NOUN town 9 obj
. PUNCT . 3 punct
"""
SET_OFF = """
The DET the 2 det
town NOUN town 9 nsubj
, PUNCT , 6 punct
once ADV once 6 advmod
a DET a 6 det
spa NOUN spa 2 appos
, PUNCT , 6 punct
has AUX have 9 aux
fallen VERB fall 0 ROOT
. PUNCT . 9 punct
"""
OWNED = """
The DET the 2 det
army NOUN army 4 nmod:poss
's PART 's 2 case
spokesman NOUN spokesman 7 nsubj
did AUX do 7 aux
n't PART not 7 advmod
answer VERB answer 0 ROOT
. PUNCT . 7 punct
"""
QUOTED = """
" PUNCT " 3 punct
We PRON we 3 nsubj
left VERB leave 7 ccomp
, PUNCT , 3 punct
" PUNCT " 3 punct
he PRON he 7 nsubj
said VERB say 0 ROOT
. PUNCT . 7 punct
"""


PAUSED = """
He PRON he 2 nsubj
said VERB say 0 ROOT
, PUNCT , 7 punct
today NOUN today 7 obl
rebels NOUN rebel 7 nsubj
had AUX have 7 aux
left VERB leave 2 ccomp
town NOUN town 7 obj
. PUNCT . 2 punct
"""


def _sentence(table):
    from english.corpora import Sentence

    words, tags, lemmas, heads, deps = zip(*(line.split() for line in table.split("\n") if line), strict=True)
    return Sentence(
        words=list(words),
        heads=[int(head) for head in heads],
        deps=list(deps),
        tags=list(tags),
        morphology=["X _"] * len(words),
        lemmas=list(lemmas),
        names=["O"] * len(words),
    )


def _rewritten(name, table, *more):
    """The words in their new order, and every arc as head word, label, dependent word."""
    from english import augmentation

    nodes = getattr(augmentation, name)(augmentation.nodes_of(_sentence(table)), random.Random(3), *more)
    if nodes is None:
        return None, set()
    sentence = augmentation.sentence_of(nodes)
    assert sentence.heads.count(0) == 1
    words = ["ROOT", *sentence.words]
    arcs = {(words[h], d, w) for h, d, w in zip(sentence.heads, sentence.deps, sentence.words, strict=True)}
    return " ".join(sentence.words), arcs


def test_a_sentence_comes_back_as_it_went():
    from english.augmentation import nodes_of, sentence_of

    assert sentence_of(nodes_of(_sentence(SAID))) == _sentence(SAID)


def test_the_content_goes_to_the_front():
    text, arcs = _rewritten("fronted", SAID)
    assert text == '" Rebels had left the town , " the ministry said on Friday .'
    assert {("said", "ccomp", "left"), ("said", "nsubj", "ministry"), ("said", "obl", "Friday")} <= arcs


def test_the_verb_of_saying_goes_before_its_subject():
    text, arcs = _rewritten("inverted", SAID)
    assert text == '" Rebels had left the town , " said the ministry on Friday .'
    assert {("ROOT", "ROOT", "said"), ("said", "ccomp", "left"), ("said", "nsubj", "ministry")} <= arcs


def test_a_split_quotation_is_the_root_and_the_saying_stands_beside_it():
    text, arcs = _rewritten("split", SAID)
    assert text.startswith('" Rebels , "')
    assert text.endswith(', " had left the town . "')
    assert {("ROOT", "ROOT", "left"), ("left", "parataxis", "said"), ("said", "nsubj", "ministry")} <= arcs


def test_a_speaker_without_a_verb_stands_beside_the_content():
    plain = SAID.replace("on ADP on 5 case\nFriday PROPN Friday 3 obl\n", "")
    lines = [line for line in plain.split("\n") if line]
    for old, new in (("9", "7"), ("11", "9")):
        lines = [
            " ".join([*line.split()[:3], new if line.split()[3] == old else line.split()[3], line.split()[4]])
            for line in lines
        ]
    text, arcs = _rewritten("credited", "\n".join(lines))
    assert text in ("The ministry : rebels had left the town", "Rebels had left the town - the ministry")
    assert {("ROOT", "ROOT", "left"), ("left", "parataxis", "ministry")} <= arcs


def test_a_speaker_is_given_an_apposition():
    from english.augmentation import Augmenter

    modifiers = Augmenter([_sentence(SET_OFF)], quotation=1, news_form=0, curly=0)._modifiers
    text, arcs = _rewritten("with_modifier", SAID, modifiers)
    assert "once a spa" in text
    assert ("ministry", "appos", "spa") in arcs


CASES = [
    ("without_stop", SAID, "The ministry said on Friday that rebels had left the town"),
    ("without_commas", SET_OFF, "The town once a spa has fallen ."),
    ("without_apostrophes", OWNED, "The armys spokesman did nt answer ."),
    ("unclosed", QUOTED, '" We left , he said .'),
    ("in_title_case", OWNED, "The Army 's Spokesman Did n't Answer"),
]


@pytest.mark.parametrize(("form", "table", "text"), CASES)
def test_forms_of_news_and_of_damaged_archives(form, table, text):
    assert _rewritten(form, table)[0] == text


def test_commas_become_dashes_in_pairs():
    text, _ = _rewritten("dashed", SET_OFF)
    assert text.replace("—", "-").replace("–", "-") == "The town - once a spa - has fallen ."


def test_a_headline_has_no_articles_and_no_stop():
    text, arcs = _rewritten("as_headline", SAID)
    assert text.lower() == "ministry said on friday that rebels had left town"
    assert any(dep == "ccomp" and word.lower() == "left" for _, dep, word in arcs)


def test_what_does_not_fit_is_left_alone():
    assert _rewritten("split", QUOTED) == (None, set())
    assert _rewritten("split", PAUSED) == (None, set())
    assert _rewritten("without_commas", SAID) == (None, set())


def test_the_same_seed_gives_the_same_rewritings():
    from english.augmentation import Augmenter

    sentences = [_sentence(table) for table in (SAID, SET_OFF, OWNED, QUOTED)] * 20
    twice = []
    for _ in range(2):
        augment, lot = Augmenter(sentences, quotation=0.5, news_form=0.5, curly=0.5), random.Random(7)
        twice.append([r for sentence in sentences for r in augment.rewritings(sentence, lot)])
    assert twice[0] == twice[1]
    assert len(twice[0]) > 20
    assert sentences[0] == _sentence(SAID)


def test_marks_are_curled_word_for_word():
    from english.augmentation import curled

    words = ['"', "It", "'s", "over", "--", '"', "he", "said"]
    assert " ".join(curled(words, random.Random(1))) in (
        "“ It ’s over – ” he said",
        "“ It ’s over — ” he said",
    )
