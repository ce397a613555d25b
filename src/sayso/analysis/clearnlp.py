"""English trees of the ClearNLP scheme (spaCy's `en_core_web_*`) in Universal Dependencies labels.

A first form. Prepositions, copulas, passives and coordination are turned; not turned are names
(the last word stays head of "Vladimir Ivanov", as `compound`), clauses as the predicate of "be"
("the claim is that ...", which stay `ccomp`), and adverbs as such ("he is here").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_TELLING = frozenset({"pobj", "dobj", "nsubjpass", "auxpass"})
_RENAMED = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "relcl": "acl:relcl",
    "poss": "nmod:poss",
    "prt": "compound:prt",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "neg": "advmod",
    "intj": "discourse",
    "meta": "dep",
    "oprd": "xcomp",
    "attr": "xcomp",
    "acomp": "xcomp",
}
_BE = frozenset(
    {"be", "am", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re", "'m", "’m"}
)
_FIXED = frozenset(
    {("according", "to"), ("because", "of"), ("due", "to"), ("such", "as"), ("instead", "of"), ("as", "of")}
)
_PREPOSITIONS = ("prep", "agent", "dative")
_SUBJECTS = ("nsubj", "csubj", "nsubjpass")
_CLAUSES = ("attr", "acomp", "ccomp", "xcomp", "oprd", "dobj")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET", "X"})


def is_clearnlp(labels: Iterable[str]) -> bool:
    """Whether a parser with these labels speaks ClearNLP."""
    return not _TELLING.isdisjoint(labels)


def to_universal(doc: Doc) -> Doc:
    """Turn the document's tree in place and return it. Sentence bounds stay as they are."""
    import numpy as np
    from spacy.attrs import DEP, HEAD

    if not len(doc):
        return doc
    heads: list[int] = []
    deps: list[str] = []
    for sentence in doc.sents:
        tree = Tree.of(sentence)
        tree.convert()
        heads.extend(head + sentence.start for head in tree.heads)
        deps.extend(tree.deps)
    offsets = (np.array(heads) - np.arange(len(doc))).astype(np.int64).view(np.uint64)
    labels = np.array([doc.vocab.strings.add(label) for label in deps], dtype=np.uint64)
    columns: Any = np.stack([offsets, labels], axis=1)
    doc.from_array([HEAD, DEP], columns)
    return doc


@dataclass(slots=True)
class Tree:
    """One sentence: words in lower case, UPOS tags, heads (a root is its own) and labels."""

    words: list[str]
    tags: list[str]
    heads: list[int]
    deps: list[str]

    @classmethod
    def of(cls, sentence: Span) -> Tree:
        """The tree of a spaCy sentence, its tokens counted from 0."""
        return cls(
            [token.text.lower() for token in sentence],
            [token.pos_ for token in sentence],
            [token.head.i - sentence.start for token in sentence],
            [token.dep_ for token in sentence],
        )

    def convert(self) -> None:
        """The steps in an order in which each finds what it looks for."""
        self._flatten_coordination()
        for node in self._bottom_up():
            if self.deps[node] in _PREPOSITIONS and self.tags[node] not in _NOMINAL:
                self._turn_preposition(node)
        for node in self._bottom_up():
            if self.words[node] in _BE and not self.deps[node].startswith("aux"):
                self._turn_copula(node)
        for node in range(len(self.words)):
            self.deps[node] = self._renamed(node)

    def children(self, node: int, *deps: str) -> Iterator[int]:
        """The dependents in text order, of these labels if any are given."""
        for child, head in enumerate(self.heads):
            if head == node and child != node and (not deps or self.deps[child] in deps):
                yield child

    def _has(self, node: int, *deps: str) -> bool:
        return next(self.children(node, *deps), None) is not None

    def _bottom_up(self) -> list[int]:
        return sorted(range(len(self.words)), key=self._depth, reverse=True)

    def _depth(self, node: int) -> int:
        depth = 0
        while self.heads[node] != node:
            node, depth = self.heads[node], depth + 1
        return depth

    def _move(self, node: int, head: int, dep: str) -> None:
        self.heads[node], self.deps[node] = head, dep

    def _flatten_coordination(self) -> None:
        """ "men, women and children": all hang on the first, and "and" on what it introduces."""
        for node in range(len(self.words)):
            head = self.heads[node]
            if self.deps[node] == "conj":
                while self.deps[head] == "conj":
                    head = self.heads[head]
                introduced = [
                    cc for cc in self.children(self.heads[node], "cc") if self.heads[node] < cc < node
                ]
                self.heads[node] = head
                if introduced:
                    self.heads[introduced[-1]] = node

    def _turn_preposition(self, preposition: int) -> None:
        """ "by the army": "army" takes the place of "by", and "by" becomes its case."""
        inner = next(self.children(preposition, "pobj"), None)
        clause = next(self.children(preposition, "pcomp"), None)
        if inner is None:
            inner = next(self.children(preposition, "obl"), None)  # "according to X", "from within X"
        if inner is not None:
            self._replace(preposition, inner, self._oblique(preposition), "case")
            self._join_fixed(preposition)
        elif clause is not None:
            above = self.tags[self.heads[preposition]]
            self._replace(preposition, clause, "acl" if above in _NOMINAL else "advcl", "mark")
        else:
            self.deps[preposition] = "advmod"

    def _join_fixed(self, first: int) -> None:
        """ "according to", "because of": the second word hangs on the first."""
        second = first + 1
        if second < len(self.words) and (self.words[first], self.words[second]) in _FIXED:
            self._move(second, first, "fixed")

    def _oblique(self, preposition: int) -> str:
        if self.deps[preposition] == "agent":
            return "obl:agent"
        head = self.heads[preposition]
        is_nominal = self.tags[head] in _NOMINAL and self.deps[preposition] == "prep"
        return "nmod" if is_nominal else "obl"

    def _replace(self, old: int, new: int, dep: str, old_dep: str) -> None:
        """Let `new` take the place of `old`, its head till now, together with its other dependents."""
        head = new if self.heads[old] == old else self.heads[old]
        for child in list(self.children(old)):
            if child != new:
                self.heads[child] = new
        self._move(new, head, dep)
        self._move(old, new, old_dep)

    def _turn_copula(self, verb: int) -> None:
        """ "the town is quiet": "quiet" heads the clause. "There is fighting" keeps its verb."""
        if any(self.words[child] == "there" for child in self.children(verb, "expl")):
            for thing in self.children(verb, "attr"):
                self.deps[thing] = "nsubj"
            return
        predicate = self._predicate(verb)
        if predicate is not None:
            self._replace(verb, predicate, self.deps[verb], "cop")

    def _predicate(self, verb: int) -> int | None:
        named = next(self.children(verb, "attr", "acomp"), None)
        if named is not None:
            return named
        if self._has(verb, *_CLAUSES) or not self._has(verb, *_SUBJECTS):
            return None
        # "the troops are in Soledar": the first place behind the verb is what is said of them.
        return next((child for child in self.children(verb, "obl") if child > verb), None)

    def _renamed(self, node: int) -> str:
        dep, head_tag = self.deps[node], self.tags[self.heads[node]]
        if dep == "aux" and self.tags[node] == "PART":
            return "mark"
        if dep == "dative":
            return "iobj"
        if dep == "npadvmod":
            return "nmod:unmarked" if head_tag in {"NOUN", "PROPN"} else "obl:unmarked"
        if dep == "quantmod":
            return "compound" if self.tags[node] in {"NUM", "SYM"} else "advmod"
        if dep in {"pobj", "pcomp"}:
            return "obl" if dep == "pobj" else "advcl"
        return _RENAMED.get(dep, dep)
