"""English trees of the ClearNLP scheme (spaCy's `en_core_web_*`) redrawn as UD_English-EWT draws them.

The steps are small rules over one sentence's `Tree`, whose moves keep it a tree; so whatever a
parser gives, errors included, each sentence comes out as one tree with one root. Not redrawn are
free relatives ("what he said" stays a clause; the treebank makes "what" its head) and clefts ("it
was Kyiv that denied it" keeps "it" as a subject).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sayso.analysis.clearnlp.clauses import redraw_clauses
from sayso.analysis.clearnlp.coordination import flatten_coordination
from sayso.analysis.clearnlp.labels import rename
from sayso.analysis.clearnlp.names import head_dates_by_day, head_people_by_first_name
from sayso.analysis.clearnlp.numbers import redraw_numbers
from sayso.analysis.clearnlp.raising import mark_expletives
from sayso.analysis.clearnlp.tree import Tree
from sayso.analysis.clearnlp.wordings import join_fixed, part_hyphens

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TELLING = frozenset({"pobj", "dobj", "nsubjpass", "auxpass"})
_STEPS: tuple[Callable[[Tree], None], ...] = (
    flatten_coordination,
    head_people_by_first_name,
    head_dates_by_day,
    redraw_numbers,
    part_hyphens,
    redraw_clauses,
    mark_expletives,
    join_fixed,
    rename,
)
"""In an order in which each finds what it looks for. Until `rename`, words that keep their role keep
ClearNLP's label for it."""


def is_clearnlp(labels: Iterable[str]) -> bool:
    """Whether a parser with these labels speaks ClearNLP."""
    return not _TELLING.isdisjoint(labels)


def to_universal(doc: Doc) -> Doc:
    """Redraw the document's trees in place and return it. Sentence bounds stay as they are."""
    import numpy as np
    from spacy.attrs import DEP, HEAD, POS
    from spacy.symbols import IDS

    if not len(doc):
        return doc
    offsets: list[int] = []
    deps: list[int] = []
    tags: list[int] = []
    for sentence in doc.sents:
        tree = Tree.of(sentence)
        for step in _STEPS:
            step(tree)
        offsets.extend(head - node for node, head in enumerate(tree.heads))
        deps.extend(doc.vocab.strings.add(dep) for dep in tree.deps)
        tags.extend(IDS[tag] for tag in tree.tags)
    heads = np.array(offsets, dtype=np.int64).view(np.uint64)
    columns: Any = np.stack([heads, np.array(deps, dtype=np.uint64), np.array(tags, dtype=np.uint64)], axis=1)
    doc.from_array([HEAD, DEP, POS], columns)
    return doc
