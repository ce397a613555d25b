"""Numbers with what bounds them, ranges and sums of money."""

from __future__ import annotations

from sayso.analysis.clearnlp.tree import Tree

_RANGE_WORDS = frozenset({"to", "-", "–", "—", "through"})
_BOUNDS = frozenset({"least", "most"})
_PREPOSITIONS = frozenset({"between", "from"})


def redraw_numbers(tree: Tree) -> None:
    """ "$5 million", "20 to 30", "at least 40", "between 15 and 20"."""
    for node in range(len(tree.words)):
        if tree.tags[node] == "NUM":
            _head_by_currency(tree, node)
            _head_by_lower_end(tree, node)
        if tree.words[node] in _BOUNDS:
            _bound(tree, node)
        elif tree.words[node] in _PREPOSITIONS and tree.deps[node] == "quantmod":
            tree.deps[node] = "case"


def _head_by_currency(tree: Tree, number: int) -> None:
    signs = [s for s in tree.children(number, "quantmod", "nmod", "compound") if tree.tags[s] == "SYM"]
    if signs and signs[0] < number and tree.words[signs[0]] not in _RANGE_WORDS:
        dep = tree.deps[number]
        parts = [part for part in tree.children(number) if tree.tags[part] == "NUM"]
        tree.crown(signs[0], "compound" if dep == "nummod" else dep, staying=parts)
        tree.deps[number] = "nummod"


def _head_by_lower_end(tree: Tree, upper: int) -> None:
    """ "20 to 30 people": 20 counts the people, and "to 30" hangs on it."""
    joints = [n for n in tree.children(upper) if tree.words[n] in _RANGE_WORDS and n < upper]
    lower = [n for n in tree.children(upper, "quantmod", "nummod", "compound") if tree.tags[n] == "NUM"]
    if not joints or not lower or lower[0] + 1 != joints[-1]:
        return
    before = [node for node in tree.children(upper) if node < lower[0]]
    tree.put(joints[-1], upper, "case")
    staying = [node for node in tree.children(upper) if node not in before]
    tree.crown(lower[0], tree.deps[upper], staying)
    tree.deps[upper] = "nmod"


def _bound(tree: Tree, bound: int) -> None:
    """ "at least 40": a phrase of its own that hangs on what it bounds."""
    preposition = bound - 1
    if preposition < 0 or tree.words[preposition] != "at":
        return
    host = tree.heads[bound]
    if tree.heads[preposition] not in (bound, host) or host in (bound, preposition):
        return
    tree.put(preposition, bound, "case")
    is_counted = tree.tags[host] in ("NUM", "NOUN", "PROPN", "SYM")
    tree.deps[bound] = "nmod" if is_counted else "obl"
