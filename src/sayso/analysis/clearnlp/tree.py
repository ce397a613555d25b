"""One sentence as a tree that can be redrawn, by moves after which it is a tree still."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span

_PEOPLE = frozenset({"PERSON", "PER"})


@dataclass(slots=True, kw_only=True)
class Tree:
    """Words by their number in the sentence: how they are written, tagged, labelled, and what heads each.

    `forms` are the Penn Treebank's tags, which tell "leave" from "left"; empty where a pipeline has
    none. `people` are the stretches that are names of persons. The root is its own head. Heads that
    make no tree are mended at once: the first root stays, and what hangs on nothing hangs on it.
    """

    words: list[str]
    tags: list[str]
    forms: list[str]
    heads: list[int]
    deps: list[str]
    people: list[range] = field(default_factory=list)
    _below: list[list[int]] = field(init=False)

    @classmethod
    def of(cls, sentence: Span) -> Tree:
        """The tree of a spaCy sentence, its words in lower case."""
        return cls(
            words=[token.text.lower() for token in sentence],
            tags=[token.pos_ for token in sentence],
            forms=[token.tag_ for token in sentence],
            heads=[token.head.i - sentence.start for token in sentence],
            deps=[token.dep_ for token in sentence],
            people=[
                range(name.start - sentence.start, name.end - sentence.start)
                for name in sentence.ents
                if name.label_ in _PEOPLE
            ],
        )

    def __post_init__(self) -> None:
        size = len(self.heads)
        tops = [node for node, head in enumerate(self.heads) if head == node or not 0 <= head < size]
        tops = tops or [0]
        for top in tops:
            self._hang(top, tops[0])
        self._below = [[] for _ in self.heads]
        for node, head in enumerate(self.heads):
            if node != head:
                self._below[head].append(node)
        reached = set(self.top_down())
        for node in range(size):
            if node not in reached:  # part of a circle
                self._below[self.heads[node]].remove(node)
                self._hang(node, tops[0])
                insort(self._below[tops[0]], node)
                reached |= set(self.top_down(node))

    def _hang(self, node: int, root: int) -> None:
        self.heads[node] = root
        self.deps[node] = "ROOT" if node == root else "dep"

    @property
    def root(self) -> int:
        """The one word that is its own head."""
        return next(node for node, head in enumerate(self.heads) if node == head)

    def top_down(self, start: int | None = None) -> list[int]:
        """The word and all below it, every head before its dependents; the whole tree by default."""
        found = [self.root if start is None else start]
        for node in found:
            found.extend(self._below[node])
        return found

    def children(self, node: int, *deps: str) -> list[int]:
        """The dependents in text order, of these labels if any are given."""
        return [child for child in self._below[node] if not deps or self.deps[child] in deps]

    def has(self, node: int, *deps: str) -> bool:
        """Whether a dependent bears one of the labels."""
        return any(self.deps[child] in deps for child in self._below[node])

    def is_introduced(self, clause: int) -> bool:
        """Whether a conjunction or "to" opens the clause."""
        return self.has(clause, "mark") or any(self.tags[c] == "PART" for c in self.children(clause, "aux"))

    def put(self, node: int, head: int, dep: str) -> None:
        """Hang a word, with all below it, on an ancestor of it or on a sister: on nothing below it."""
        self._below[self.heads[node]].remove(node)
        insort(self._below[head], node)
        self.heads[node], self.deps[node] = head, dep

    def crown(self, child: int, dep: str, staying: Collection[int] = ()) -> None:
        """Let a word take the place of its head, and that head's other dependents but those `staying`.

        The former head hangs on the word, with its label as it was.
        """
        old = self.heads[child]
        above = self.heads[old]
        kept = [node for node in self._below[old] if node != child and node in staying]
        moved = [node for node in self._below[old] if node != child and node not in staying]
        for node in moved:
            self.heads[node] = child
        self._below[old] = kept
        self._below[child] = sorted([*self._below[child], *moved, old])
        self.heads[old] = child
        self.deps[child] = dep
        if above == old:
            self.heads[child] = child
        else:
            self._below[above].remove(old)
            insort(self._below[above], child)
            self.heads[child] = above
