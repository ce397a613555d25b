"""From scores to structures: the best tree of a sentence, the best run of entity tags.

Both are exact and have no randomness: equal scores are settled in favour of the lower index.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Indices = NDArray[np.int64]

_FORBIDDEN = -np.inf


def best_tree(scores: NDArray[np.floating]) -> Indices:
    """The maximum spanning arborescence in which exactly one word hangs on the root.

    `scores` has shape (n + 1, n + 1): row = dependent, column = head, index 0 = root; it must be
    finite. Returns n + 1 heads; entry 0 is 0 and means nothing.
    """
    size = len(scores)
    weights = np.array(scores, dtype=np.float64)
    np.fill_diagonal(weights, _FORBIDDEN)
    weights[0] = _FORBIDDEN
    heads = _greedy(weights)
    if np.count_nonzero(heads[1:] == 0) == 1 and _cycle(heads) is None:
        return heads
    # A toll on every root edge, dearer than all other edges together, makes the best tree one with
    # the fewest root edges: one. Trying each root in turn would cost n times as much.
    finite = weights[np.isfinite(weights)]
    weights[1:, 0] -= (float(finite.max()) - float(finite.min()) + 1.0) * size
    return _arborescence(weights)


def _greedy(weights: Scores) -> Indices:
    heads: Indices = weights.argmax(axis=1).astype(np.int64)
    heads[0] = 0
    return heads


def _cycle(heads: Indices) -> list[int] | None:
    """The nodes of the first cycle met, or None where every node leads to node 0."""
    seen = np.zeros(len(heads), dtype=np.int64)
    for start in range(1, len(heads)):
        path, node = [], start
        while node and not seen[node]:
            seen[node] = start
            path.append(node)
            node = int(heads[node])
        if node and seen[node] == start:
            return path[path.index(node) :]
    return None


def _arborescence(weights: Scores) -> Indices:
    """Chu-Liu/Edmonds: take every best head, contract a cycle to one node, solve, and open it again."""
    heads = _greedy(weights)
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    kept = np.ones(len(weights), dtype=np.bool_)
    kept[inside] = False
    outside = np.flatnonzero(kept)
    leaving = weights[np.ix_(outside, inside)]
    entering = weights[np.ix_(inside, outside)] - weights[inside, heads[inside]][:, None]
    inner = _arborescence(_contracted(weights[np.ix_(outside, outside)], leaving, entering))
    whole = len(outside)
    for index in range(1, whole):
        hangs_inside = inner[index] == whole
        heads[outside[index]] = inside[leaving[index].argmax()] if hangs_inside else outside[inner[index]]
    entry = inner[whole]
    heads[inside[entering[:, entry].argmax()]] = outside[entry]
    return heads


def _contracted(kept: Scores, leaving: Scores, entering: Scores) -> Scores:
    """The matrix with the whole cycle as its last node: best ways out of it and into it."""
    size = len(kept) + 1
    smaller = np.full((size, size), _FORBIDDEN)
    smaller[:-1, :-1] = kept
    smaller[:-1, -1] = leaving.max(axis=1)
    smaller[-1, :-1] = entering.max(axis=0)
    return smaller


def may_follow(tags: Sequence[str]) -> NDArray[np.bool_]:
    """Which tag may follow which, shape (k + 1, k): row k stands for the start of the text."""
    allowed = np.ones((len(tags) + 1, len(tags)), dtype=np.bool_)
    for column, tag in enumerate(tags):
        if tag.startswith("I-"):
            openers = {"B-" + tag[2:], tag}
            allowed[:, column] = [previous in openers for previous in (*tags, "")]
    return allowed


def best_tags(scores: NDArray[np.floating], allowed: NDArray[np.bool_]) -> Indices:
    """The best run of BIO tags in which no I- comes without its B- (Viterbi).

    `scores` has shape (n, k); `allowed` is `may_follow` of the k tags. Returns n tag numbers.
    """
    best: Indices = scores.argmax(axis=1).astype(np.int64)
    if allowed[np.concatenate(([-1], best[:-1])), best].all():
        return best
    steps = np.where(allowed, 0.0, _FORBIDDEN)
    value = steps[-1] + scores[0]
    back = np.zeros(scores.shape, dtype=np.int64)
    for row in range(1, len(scores)):
        reached = value[:, None] + steps[:-1]
        back[row] = reached.argmax(axis=0)
        value = reached.max(axis=0) + scores[row]
    best[-1] = value.argmax()
    for row in range(len(scores) - 1, 0, -1):
        best[row - 1] = back[row, best[row]]
    return best


def softmax(scores: NDArray[np.floating]) -> NDArray[np.float64]:
    """Probabilities over the last axis; the scores must be finite."""
    shifted = np.exp(np.asarray(scores, dtype=np.float64) - scores.max(axis=-1, keepdims=True))
    probabilities: NDArray[np.float64] = shifted / shifted.sum(axis=-1, keepdims=True)
    return probabilities
