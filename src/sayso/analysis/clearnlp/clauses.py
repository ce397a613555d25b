"""Clauses, redrawn from the innermost outwards."""

from __future__ import annotations

from sayso.analysis.clearnlp.copulas import turn_copula
from sayso.analysis.clearnlp.prepositions import turn_preposition
from sayso.analysis.clearnlp.raising import raise_subjects
from sayso.analysis.clearnlp.tree import Tree


def redraw_clauses(tree: Tree) -> None:
    """Redraw every word after all below it, so that "are in the town" finds "the town" in its place."""
    for node in reversed(tree.top_down()):
        turn_preposition(tree, node)
        turn_copula(tree, node)
        raise_subjects(tree, node)
