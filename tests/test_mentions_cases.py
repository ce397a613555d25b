"""The cases of times and places are well made, and what the scorers say of them is counted up rightly."""

import sys
from pathlib import Path

import pytest

EVALS = Path(__file__).parent.parent / "evals"


@pytest.fixture
def script(monkeypatch):
    """The script, with its folder first on the path as where it is run."""
    monkeypatch.syspath_prepend(str(EVALS))
    import mentions_cases

    yield mentions_cases
    for name in ("data", "mentions_cases"):
        sys.modules.pop(name, None)


def test_every_case_of_the_open_halves_marks_words_of_its_sentence(script):
    for cases in script.SETS:
        rows = list(script.read_lines(cases.half("open")))
        assert len(rows) == len({row["id"] for row in rows}) == 75
        assert all(row["sentence"][row["start"] : row["end"]] == row["span"] for row in rows)


def test_a_time_left_open_is_not_right_but_not_wrong_either(script):
    total = {"n": 4, "accept": 0.5, "traps": 2, "falsetrap": 1}
    dated = {"item": {"gold": {}}, "result": {"pred": {"from": "2023-01-13", "to": None}}}
    undated = {"item": {"gold": {}}, "result": {"pred": {"from": None, "to": None}}}
    trap = {"item": {"gold": None}, "result": {}}
    tally = script.tally_of_times(total, [dated, undated, trap])
    assert tally == script.Tally(count=6, right=3, wrong=2)
    assert str(tally) == "3/6 right, 1 left open, 2 wrong"


def test_a_government_taken_for_a_place_is_wrong_even_where_its_party_is_known(script):
    total = {"n": 3, "res": 0.5, "n_res": 2, "wrong": 0.5, "n_wrong": 2, "name": 1.0, "n_name": 1}
    total |= {"metonyms": 2, "asplace": 1, "party": 2, "nulls": 2, "nullplace": 1}
    assert script.tally_of_places(total, []) == script.Tally(count=7, right=4, wrong=3)
