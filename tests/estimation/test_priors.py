"""What is believed beforehand: every class, every row, and a reason for every number."""

import re
from importlib import resources
from itertools import pairwise

import numpy as np
import pytest

from sayso.errors import InvalidDataError
from sayso.estimation.discounts import MOST
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.priors import priors_of, shipped
from sayso.model import SourceClass

TEXT = resources.files("sayso.estimation").joinpath("data/priors.toml").read_text(encoding="utf-8")


def test_every_class_is_there():
    assert set(shipped().classes) == set(SourceClass)


@pytest.mark.parametrize("observable", [2, 3, 4, 5])
@pytest.mark.parametrize("source_class", SourceClass)
def test_in_every_state_something_is_said(source_class, observable):
    for side in (NOBODY, *range(observable - 1)):
        found = shipped().record(source_class, observable, side)
        assert found.shape == (hidden_states(observable).count, observable)
        assert found.sum(axis=1) == pytest.approx(1)
        assert found.min() > 0


def test_a_change_of_hands_is_seldom():
    for observable in (3, 4, 5):
        moves = shipped().moves(observable)
        assert (moves.diagonal() == 0).all()
        assert (moves.sum(axis=1) < 0.05).all()


def test_every_number_has_its_reason():
    """A comment stands above each number that is one of a kind, and explains each row of a class."""
    before, classes = TEXT.split('[class."', 1)
    lines = before.splitlines()
    for above, line in pairwise(lines):
        if re.match(r"\w+ = ", line) and not line.startswith("version"):
            assert above.startswith("#"), line
    blocks = ('[class."' + classes).split("\n\n")
    assert len(blocks) == len(SourceClass)
    for row in ("own", "enemy", "contested", "side", "open", "late", "early", "worth"):
        assert re.search(rf"^# `{row}`: ", before, re.MULTILINE), row
    for block in blocks:
        assert re.search(r"^# \w", block, re.MULTILINE), f"{block.splitlines()[0]} has no reason of its own"


@pytest.mark.parametrize("source_class", SourceClass)
@pytest.mark.parametrize("sides", [2, 3, 4])
def test_all_that_a_source_may_claim_for_its_side_tells_less_than_one_admission(source_class, sides):
    record = shipped().record(source_class, sides + 1, 0)
    claimed = np.log(record[0, 0] / record[1, 0])
    admission = np.log(record[1, 1] / record[0, 1])
    assert admission > MOST * claimed > 0


WRONG = [
    ("version = 3", "version =", "no TOML"),
    ("slip = 0.02", "", r"\[evidence\]: lacks slip"),
    ("slip = 0.02", "slip = 0.02\nslap = 0.1", r"\[evidence\]: has slap, which nothing reads"),
    ("slip = 0.02", 'slip = "little"', r"\[evidence\] slip: must be a number, not 'little'"),
    ("slip = 0.02", "slip = true", "must be a number, not True"),
    ("slip = 0.02", "slip = 2", r"slip: must be above 0 and at most 1: 2"),
    ("exponent = 0.8", "exponent = 0", "exponent: must be above 0: 0"),
    ("into_contest = 0.020", "into_contest = -1", r"\[places\] into_contest: must be above 0"),
    ("[class.monitor]", "[class.witness]", r"\[class\]: lacks monitor"),
    ("own = 0.93", "own = 0.94", r'\[class."belligerent official"\] own: must sum to 1, and sums to 1.01'),
    ("late = 0.65", "late = [0.65]", r'\[class."belligerent official"\] late: must be a number'),
    ("open = { side = 0.12, contested = 0.88 }", "open = 1", r"\[class.\"monitor\"\] open: must be a table"),
]


@pytest.mark.parametrize(("words", "instead", "told"), WRONG)
def test_a_wrong_file_is_refused_with_the_entry_that_is_wrong(words, instead, told):
    assert words in TEXT
    with pytest.raises(InvalidDataError, match=told) as refused:
        priors_of(TEXT.replace(words, instead, 1), where="mine.toml")
    assert str(refused.value).startswith("mine.toml: ")


def test_the_digest_names_the_file():
    assert priors_of(TEXT).digest == shipped().digest
    assert priors_of(TEXT + "\n# a remark\n").digest != shipped().digest
