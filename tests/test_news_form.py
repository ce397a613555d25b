"""The cases of news form are well made, and what judges them judges an analysis made by hand aright."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sayso.analysis.tokenisation import english_tokenizer

EVALS = Path(__file__).parent.parent / "evals"
TEXT = "• Troops left, he said. Rebels entered Kyiv\n"


@pytest.fixture
def news_form(monkeypatch):
    """The script, with its folder first on the path as where it is run."""
    monkeypatch.syspath_prepend(str(EVALS))
    import news_form

    yield news_form
    for name in ("data", "news_form"):
        sys.modules.pop(name, None)


@pytest.fixture
def doc():
    """`TEXT` in two sentences: a clause that reports the one before it, and a plain one."""
    rows = [
        ("•", True, 2, "punct", "PUNCT", "O"),
        ("Troops", True, 2, "nsubj", "NOUN", "O"),
        ("left", False, 5, "ccomp", "VERB", "O"),
        (",", True, 2, "punct", "PUNCT", "O"),
        ("he", True, 5, "nsubj", "PRON", "O"),
        ("said", False, 5, "ROOT", "VERB", "O"),
        (".", True, 5, "punct", "PUNCT", "O"),
        ("Rebels", True, 8, "nsubj:pass", "NOUN", "O"),
        ("entered", True, 8, "ROOT", "VERB", "O"),
        ("Kyiv", False, 8, "obj", "PROPN", "B-LOC"),
        ("\n", False, 9, "dep", "SPACE", "O"),
    ]
    words, spaces, heads, deps, pos, ents = map(list, zip(*rows, strict=True))
    made = Doc(Vocab(), words=words, spaces=spaces, heads=heads, deps=deps, pos=pos, ents=ents)
    assert made.text == TEXT
    return made


def _written(folder, body):
    path = folder / "cases.toml"
    path.write_text(f"[[case]]\n{body}\n", encoding="utf-8")
    return path


def test_the_halves_are_of_a_size_and_share_no_text(news_form):
    halves = [news_form.load_half(name) for name in ("open", "closed")]
    assert [len(half) for half in halves] == [60, 60]
    texts = [" ".join(case.text.lower().split()) for half in halves for case in half]
    assert len(set(texts)) == len(texts)


def test_the_halves_hold_the_same_forms(news_form):
    first, second = (Counter(case.form for case in news_form.load_half(name)) for name in ("open", "closed"))
    assert set(first) == set(second) == set(news_form.FORMS)
    assert all(abs(first[form] - second[form]) <= 1 for form in first)
    assert min(first.values()) >= 4


@pytest.mark.parametrize("half", ["open", "closed"])
def test_every_word_that_a_case_names_is_one_token(news_form, half):
    tokenizer = english_tokenizer(Vocab())
    for case in news_form.load_half(half):
        tokens = Counter(token.text for token in tokenizer(case.text))
        assert {word for word in case.words() if tokens[word] != 1} == set(), case.form


@pytest.mark.parametrize("half", ["open", "closed"])
def test_most_cases_say_who_does_what(news_form, half):
    cases = news_form.load_half(half)
    telling = [case for case in cases if any(label in ("nsubj", "obj") for _, label, _ in case.arcs)]
    assert len(telling) > 0.9 * len(cases)


def test_a_case_is_read_as_it_is_written(news_form, tmp_path):
    body = 'form = "dash"\ntext = "They didn\'t stay - nobody did"\narcs = [["stay", "nsubj", "They"]]'
    (case,) = news_form.load_cases(_written(tmp_path, body))
    assert case == news_form.Case(
        form="dash", text="They didn't stay - nobody did", arcs=(("stay", "nsubj", "They"),)
    )
    assert case.size() == 1


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('form = "dash"\ntext = "They left"\nstart = ["They"]', "unknown field start"),
        ('form = "poem"\ntext = "They left"\nstarts = ["They"]', "form must be one of"),
        ('form = "dash"\nstarts = ["They"]', "text must be given"),
        ('form = "dash"\ntext = "They left"', "1 to 5 expectations, not 0"),
        ('form = "dash"\ntext = "They left"\nstarts = ["We"]', "'We' must occur exactly once"),
        ('form = "dash"\ntext = "They left"\nstarts = ["The"]', "not 0 times"),
        ('form = "dash"\ntext = "They left, they left"\ntags = [["left", "VERB"]]', "not 2 times"),
        ('form = "dash"\ntext = "They did, didn\'t they"\ntags = [["did", "AUX"]]', "not 2 times"),
        ('form = "dash"\ntext = "They left"\ntags = [["left", "VB"]]', "no universal tag"),
        ('form = "dash"\ntext = "They left"\narcs = [["left", "nsubj"]]', "lists of 3 strings"),
        ('form = "dash"\ntext = "They left"\narcs = [["left", "subject", "They"]]', "left subject"),
        ('form = "dash"\ntext = "They left"\narcs = [["ROOT", "nsubj", "left"]]', "ROOT nsubj"),
        ('form = "dash"\ntext = "They left"\nnames = [["Kyiv", "LOC"]]', "'Kyiv' must occur"),
        ('form = "dash"\ntext = "Go. They left"\nsentences = ["They left"]', "the whole text"),
        ('form = "dash"\ntext = "They left"\nstarts = "They"', "starts must be a list of strings"),
        ('form = "dash"\ntext = "They', "cases.toml"),
    ],
)
def test_a_case_that_cannot_be_meant_is_refused_by_name(news_form, tmp_path, body, problem):
    with pytest.raises(news_form.CaseError, match=r"cases\.toml") as refused:
        news_form.load_cases(_written(tmp_path, body))
    assert problem in str(refused.value)


def test_sentences_are_judged_without_their_white_space(news_form, doc):
    right = ("• Troops left, he said.", "Rebels entered Kyiv")
    assert list(news_form.judge_sentences(right, doc)) == []
    (failure,) = news_form.judge_sentences((" ".join(right),), doc)
    assert failure == "sentences: found • Troops left, he said. | Rebels entered Kyiv"


@pytest.mark.parametrize(("word", "begins"), [("Troops", True), ("Rebels", True), ("he", False)])
def test_a_word_begins_a_sentence_where_only_marks_stand_before_it(news_form, doc, word, begins):
    assert list(news_form.judge_start(word, begins, doc)) == []
    assert len(list(news_form.judge_start(word, not begins, doc))) == 1


@pytest.mark.parametrize(
    ("arc", "failure"),
    [
        (("said", "nsubj", "he"), None),
        (("said", "*", "left"), None),
        (("entered", "nsubj", "Rebels"), None),
        (("ROOT", "root", "said"), None),
        (("ROOT", "root", "left"), "ROOT -root-> left: found said -ccomp->"),
        (("said", "obj", "he"), "said -obj-> he: found said -nsubj->"),
        (("left", "nsubj", "he"), "left -nsubj-> he: found said -nsubj->"),
        (("left", "*", "said"), "left -*-> said: found ROOT -root->"),
        (("said", "nsubj", "army"), "token army: found 0 times"),
    ],
)
def test_an_arc_is_judged_by_head_and_base_label(news_form, doc, arc, failure):
    assert list(news_form.judge_arc(*arc, doc)) == ([failure] if failure else [])


def test_names_and_tags_are_judged(news_form, doc):
    assert list(news_form.judge_name("Kyiv", "LOC", doc)) == []
    assert list(news_form.judge_name("Kyiv", "ORG", doc)) == ["name Kyiv ORG: found Kyiv LOC"]
    assert list(news_form.judge_tag("left", "VERB", doc)) == []
    assert list(news_form.judge_tag("left", "ADJ", doc)) == ["tag left ADJ: found VERB"]


def test_a_case_passes_only_when_all_is_found(news_form, doc):
    one = {"form": "bullet", "text": TEXT, "starts": ("Rebels",), "tags": (("left", "VERB"),)}
    cases = [
        news_form.Case(**one),
        news_form.Case(**one, names=(("Kyiv", "PER"),)),
        news_form.Case(**(one | {"form": "dash"})),
    ]
    outcomes = news_form.score_cases(cases, lambda text: doc)
    assert [outcome.passed for outcome in outcomes] == [True, False, True]
    assert news_form.share(outcomes) == news_form.Share(2, 3)
    assert news_form.by_form(outcomes) == {"dash": news_form.Share(1, 1), "bullet": news_form.Share(1, 2)}
    assert news_form.by_form(outcomes)["bullet"].per_cent == 50


def test_failures_are_told_only_when_asked_for(news_form, doc, capsys):
    case = news_form.Case(form="bullet", text=TEXT, names=(("Kyiv", "PER"),))
    outcomes = news_form.score_cases([case], lambda text: doc)
    for failures in (False, True):
        answer = json.loads(news_form.as_json(outcomes, "open", "hand 1.0", failures))
        assert (answer["passed"], answer["cases"]) == (0, 1)
        assert ("failures" in answer) is failures
        news_form.show(outcomes, failures)
        assert ("name Kyiv PER" in capsys.readouterr().out) is failures


def test_the_closed_half_shows_no_failures():
    answer = subprocess.run(
        [sys.executable, EVALS / "news_form.py", "--closed", "--failures"], capture_output=True, text=True
    )
    assert answer.returncode == 2
    assert answer.stdout == ""
    (line,) = answer.stderr.splitlines()
    assert "the closed half is only to be measured" in line
