"""Trees are trees, and no entity goes on that has not begun."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.analysis.decoding import best_tags, best_tree, may_follow

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
FINITE = st.floats(-50, 50, width=32)


def _squares(largest):
    return st.integers(2, largest).flatmap(lambda size: arrays(np.float32, (size, size), elements=FINITE))


def _reaches_root(heads, node):
    for _ in heads:
        node = heads[node]
        if node == 0:
            return True
    return False


def _is_single_rooted_tree(heads):
    words = range(1, len(heads))
    return sum(heads[word] == 0 for word in words) == 1 and all(_reaches_root(heads, word) for word in words)


def _total(scores, heads):
    return sum(float(scores[word, heads[word]]) for word in range(1, len(heads)))


@given(_squares(25))
def test_the_best_tree_is_a_tree_with_one_root(scores):
    assert _is_single_rooted_tree(best_tree(scores))


@given(_squares(5))
def test_no_tree_scores_higher(scores):
    size = len(scores)
    candidates = [(0, *heads) for heads in product(range(size), repeat=size - 1)]
    highest = max(_total(scores, heads) for heads in candidates if _is_single_rooted_tree(heads))
    assert _total(scores, best_tree(scores)) >= highest - 1e-3


def test_two_words_that_both_want_the_root():
    scores = np.array([[0, 0, 0], [9, 0, 1], [8, 5, 0]])
    assert best_tree(scores).tolist() == [0, 0, 1]


def test_a_cycle_is_opened_where_it_costs_least():
    scores = np.array([[0, 0, 0], [1, 0, 9], [5, 9, 0]])
    assert best_tree(scores).tolist() == [0, 2, 0]


@given(st.integers(1, 12).flatmap(lambda size: arrays(np.float32, (size, len(TAGS)), elements=FINITE)))
def test_no_entity_goes_on_that_has_not_begun(scores):
    tags = [TAGS[number] for number in best_tags(scores, may_follow(TAGS))]
    for previous, tag in zip(["O", *tags], tags, strict=False):
        if tag.startswith("I-"):
            assert previous in {"B-" + tag[2:], tag}


@given(st.integers(1, 4).flatmap(lambda size: arrays(np.float32, (size, len(TAGS)), elements=FINITE)))
def test_no_allowed_run_of_tags_scores_higher(scores):
    allowed = may_follow(TAGS)
    rows = range(len(scores))
    runs = product(range(len(TAGS)), repeat=len(scores))
    lawful = (run for run in runs if all(allowed[(-1, *run)[row], run[row]] for row in rows))
    highest = max(sum(float(scores[row, run[row]]) for row in rows) for run in lawful)
    found = best_tags(scores, allowed)
    assert sum(float(scores[row, found[row]]) for row in rows) >= highest - 1e-3
