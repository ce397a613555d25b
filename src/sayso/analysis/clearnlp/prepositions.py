"""Prepositions: what ClearNLP hangs below them stands in their place, and they hang on it."""

from __future__ import annotations

from sayso.analysis.clearnlp.tree import Tree

_PREPOSITIONAL = frozenset({"prep", "agent", "dative"})
_PREPOSITION_TAGS = frozenset({"ADP", "SCONJ"})
# The first word is a preposition as well, whatever the parser labels it.
_OPENING = frozenset(
    {("according", "to"), ("along", "with"), ("because", "of"), ("due", "to"), ("instead", "of")}
    | {("out", "of"), ("prior", "to"), ("together", "with")}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET", "X"})
_NOMINAL_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos"})
# Labels under which a phrase keeps its role: "in Iraq and in Syria", "from under the bridge".
_OWN_ROLES = frozenset(
    {"ROOT", "acl", "acomp", "advcl", "appos", "attr", "ccomp", "conj", "csubj", "csubjpass", "dobj", "nsubj"}
    | {"nsubjpass", "oprd", "parataxis", "pcomp", "pobj", "relcl", "xcomp"}
)


def turn_preposition(tree: Tree, preposition: int) -> None:
    """ "by the army": "army" takes the place of "by", and "by" becomes its case or, of a clause, its mark."""
    inner = _object(tree, preposition) if _is_preposition(tree, preposition) else None
    if inner is None:
        return
    _part_from_outer(tree, preposition)
    for other in tree.children(preposition, "prep", "pcomp"):
        if other != inner and not tree.children(other):
            tree.deps[other] = "case"  # "because of X", "from inside X": both introduce it
    is_clause = tree.deps[inner] == "pcomp" and _is_clause(tree, inner)
    role = _role(tree, preposition, is_clause)
    tree.crown(inner, role, staying=_joined_without_object(tree, preposition))
    tree.deps[preposition] = "mark" if is_clause else "case"


def _is_preposition(tree: Tree, node: int) -> bool:
    if tree.deps[node] in _PREPOSITIONAL:
        return tree.tags[node] not in _NOMINAL  # "gave them the town" has a dative as well
    if tree.tags[node] in _PREPOSITION_TAGS:
        return tree.has(node, "pobj", "pcomp")
    return _second_word(tree, node) is not None and tree.has(node, "pobj")


def _second_word(tree: Tree, node: int) -> int | None:
    """The second word of "out of", where it hangs on the first or on the object that they share."""
    second = node + 1
    if second >= len(tree.words) or (tree.words[node], tree.words[second]) not in _OPENING:
        return None
    above = tree.heads[second]
    is_shared = tree.deps[second] == "case" and tree.heads[above] == node
    return second if above == node or is_shared else None


def _object(tree: Tree, preposition: int) -> int | None:
    """What is introduced: a noun, a clause, or a bare adverb ("until now", "from there")."""
    nouns = tree.children(preposition, "pobj")
    if nouns:
        return next((noun for noun in nouns if noun > preposition), nouns[0])
    for clause in tree.children(preposition, "pcomp"):
        if tree.tags[clause] != "ADP" or tree.children(clause):
            return clause
    adverbs = (c for c in tree.children(preposition, "advmod") if c > preposition and tree.tags[c] == "ADV")
    return next(adverbs, None)


def _is_clause(tree: Tree, node: int) -> bool:
    if tree.tags[node] in ("VERB", "AUX"):
        return True
    return tree.has(node, "nsubj", "nsubjpass", "csubj", "csubjpass", "cop", "aux", "auxpass", "mark")


def _part_from_outer(tree: Tree, preposition: int) -> None:
    """ "from Kyiv to Lviv": ClearNLP hangs "to" on "from", which has its own object; both go to the verb."""
    outer = tree.heads[preposition]
    if tree.deps[preposition] == "prep" == tree.deps[outer] and tree.has(outer, "pobj"):
        tree.put(preposition, tree.heads[outer], "prep")


def _joined_without_object(tree: Tree, preposition: int) -> list[int]:
    """ "in and around the town": "around" stays with "in"."""
    joined = tree.children(preposition, "conj")
    return [other for other in joined if tree.tags[other] == "ADP" and not tree.has(other, "case")]


def _role(tree: Tree, preposition: int, is_clause: bool) -> str:
    dep, head = tree.deps[preposition], tree.heads[preposition]
    if dep in _OWN_ROLES:
        return dep
    if _awaits_object(tree, head, preposition):
        return "pcomp" if is_clause else "pobj"
    on_noun = dep != "dative" and _is_nominal(tree, head)
    if is_clause:
        return "acl" if on_noun else "advcl"
    if dep == "agent":
        return "obl:agent"
    return "nmod" if on_noun else "obl"


def _awaits_object(tree: Tree, outer: int, inner: int) -> bool:
    """Whether the outer preposition, as in "out of X", has nothing but the inner one's object."""
    if tree.has(outer, "pobj"):
        return False
    return _second_word(tree, outer) == inner or (
        tree.deps[outer] in _PREPOSITIONAL and inner > outer and _object(tree, outer) in (None, inner)
    )


def _is_nominal(tree: Tree, node: int) -> bool:
    if tree.tags[node] in _NOMINAL:
        return True
    return tree.tags[node] == "ADJ" and tree.deps[node] in _NOMINAL_ROLES  # "most of the town"
