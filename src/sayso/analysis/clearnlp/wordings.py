"""Wordings of several words that the treebank draws as one, and the hyphens inside words."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.analysis.clearnlp.tree import Tree

_FIXED: dict[tuple[str, ...], str | None] = {
    ("according", "to"): None,
    ("as", "for"): None,
    ("as", "of"): None,
    ("as", "to"): None,
    ("because", "of"): None,
    ("due", "to"): None,
    ("each", "other"): None,
    ("instead", "of"): None,
    ("one", "another"): None,
    ("prior", "to"): None,
    ("so", "that"): None,
    ("such", "as"): None,
    ("whether", "or", "not"): None,
    ("as", "well"): "advmod",
    ("of", "course"): "advmod",
    ("as", "well", "as"): "cc",
    ("rather", "than"): "cc",
}
"""What the treebank joins, with the label of the whole; None keeps that of the word that links it."""
_FIXED_BEFORE_NUMBERS = frozenset(
    {("as", "many", "as"), ("fewer", "than"), ("less", "than"), ("more", "than"), ("up", "to")}
)
_PRONOUNS = frozenset({"other", "another"})
_LINKS = frozenset(
    {"advcl", "advmod", "amod", "case", "cc", "dep", "mark", "nmod", "obl", "prep", "quantmod"}
)
_HYPHENS = frozenset({"-", "–"})
_BEFORE_HYPHENS = frozenset({"advmod", "amod", "compound", "dep", "nmod", "npadvmod", "nummod", "punct"})


def join_fixed(tree: Tree) -> None:
    """ "according to", "more than 600": the first word links, the others hang on it as `fixed`."""
    for first in range(len(tree.words)):
        for size in (3, 2):
            parts = range(first, first + size)
            if parts.stop <= len(tree.words) and _join(tree, parts):
                break


def _join(tree: Tree, parts: range) -> bool:
    """Join the words if they are such a wording and hang together on one other word."""
    wording = tuple(tree.words[parts.start : parts.stop])
    if wording not in _FIXED and wording not in _FIXED_BEFORE_NUMBERS:
        return False
    hosts = {tree.heads[node] for node in parts} - set(parts)
    if len(hosts) != 1 or tree.root in parts:
        return False
    (host,) = hosts
    label = _label(tree, wording, host, [node for node in parts if tree.heads[node] == host])
    if label is not None:
        _hang(tree, parts, host, label)
    return label is not None


def _label(tree: Tree, wording: tuple[str, ...], host: int, linking: Sequence[int]) -> str | None:
    """The label of the whole; None where the words only happen to stand together."""
    link = tree.deps[linking[-1]]
    if wording[-1] not in _PRONOUNS and any(tree.deps[node] not in _LINKS for node in linking):
        return None
    if wording in _FIXED:
        return _FIXED[wording] or link
    return "advmod" if tree.tags[host] == "NUM" or link == "quantmod" else None  # "said more than he knew"


def _hang(tree: Tree, parts: range, host: int, label: str) -> None:
    for node in parts:
        for child in tree.children(node):
            if child not in parts:
                tree.put(child, host, tree.deps[child])
    for node in parts:
        tree.put(node, host, label)
    for node in parts[1:]:
        tree.put(node, parts.start, "fixed")


def part_hyphens(tree: Tree) -> None:
    """ "rebel-held": the hyphen hangs on the word before it, and that on the word behind."""
    for hyphen in range(1, len(tree.words) - 1):
        before, behind = hyphen - 1, hyphen + 1
        if (
            tree.words[hyphen] in _HYPHENS
            and tree.heads[before] == tree.heads[hyphen] == behind
            and tree.deps[before] in _BEFORE_HYPHENS
        ):
            tree.put(hyphen, before, "punct")
            if tree.deps[before] == "npadvmod" and tree.tags[behind] == "VERB":
                tree.deps[before] = "compound"
