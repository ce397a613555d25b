"""Coordination: all conjuncts hang on the first, and "and" on what it introduces."""

from __future__ import annotations

from sayso.analysis.clearnlp.tree import Tree


def flatten_coordination(tree: Tree) -> None:
    """ "men, women and children": ClearNLP makes a chain of them, each on the one before."""
    for node in tree.top_down():
        _hand_over_conjunctions(tree, node)
        first = tree.heads[node]
        for conjunct in tree.children(node, "conj") if tree.deps[node] == "conj" else ():
            tree.put(conjunct, first, "conj")
    for node in tree.top_down():
        _share_object(tree, node)


def _hand_over_conjunctions(tree: Tree, conjunct: int) -> None:
    """Give "and" and the commas around it, which hang on the conjunct before, to the one behind."""
    following: int | None = None
    is_close = False
    for child in reversed(tree.children(conjunct)):
        if child < conjunct:
            return
        dep = tree.deps[child]
        if dep == "conj":
            following, is_close = child, True
        elif following is not None and (dep == "cc" or (dep == "punct" and is_close)):
            tree.put(child, following, dep)
        else:
            is_close = False


def _share_object(tree: Tree, preposition: int) -> None:
    """ "in and around the town": the first preposition has the object, wherever the parser hung it."""
    if tree.tags[preposition] != "ADP" or tree.has(preposition, "pobj", "pcomp"):
        return
    for second in tree.children(preposition, "conj"):
        shared = tree.children(second, "pobj")
        if shared and tree.tags[second] == "ADP":
            tree.put(shared[0], preposition, "pobj")
            return
