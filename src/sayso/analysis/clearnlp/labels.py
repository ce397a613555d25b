"""The last step: every label and tag as the treebank writes it."""

from __future__ import annotations

from sayso.analysis.clearnlp.tree import Tree

_RENAMED = {
    "acomp": "xcomp",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "neg": "advmod",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prt": "compound:prt",
}
_KEPT = frozenset(
    {"acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound", "conj", "cop"}
    | {"csubj", "csubj:outer", "det", "expl", "fixed", "flat", "mark", "nmod", "nmod:desc", "nmod:unmarked"}
    | {"nsubj", "nsubj:outer", "nummod", "obl", "obl:agent", "parataxis", "punct", "xcomp"}
)
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "SYM", "PRON"})
_VERBS = frozenset({"VERB", "AUX"})
_INTRODUCING = frozenset({"mark", "case", "fixed", "cc", "det", "det:predet"})
_QUESTION_ADVERBS = frozenset({"how", "when", "where", "why"})
_RELATIVES = frozenset({"that", "which", "who", "whom", "what", "whose"})


def rename(tree: Tree) -> None:
    """Give every word its label and tag. A label that is neither ClearNLP's nor known becomes `dep`."""
    root = tree.root
    tree.deps[:] = ["ROOT" if node == root else _label(tree, node) for node in range(len(tree.deps))]
    tree.tags[:] = [_tag(tree, node) for node in range(len(tree.tags))]


def _label(tree: Tree, node: int) -> str:
    dep, head = tree.deps[node], tree.heads[node]
    on_noun = tree.tags[head] in _NOUNS
    match dep:
        case "aux" if tree.tags[node] == "PART":
            return "mark"
        case "relcl":
            return _relative(tree, node)
        case "npadvmod":
            return "nmod:unmarked" if on_noun else "obl:unmarked"
        case "nmod" if node < head and not tree.has(node, "case"):
            return "compound"
        case "quantmod":
            return "compound" if tree.tags[node] in ("NUM", "SYM") else "advmod"
        case "prep" | "agent" | "pobj":
            return "nmod" if on_noun else "obl"  # "the hill they fought for": it stands alone
        case "pcomp":
            return "acl" if on_noun else "advcl"
    return _RENAMED.get(dep, dep if dep in _KEPT else "dep")


def _relative(tree: Tree, clause: int) -> str:
    """ "the first to enter" has no relative clause; one on a verb says something of the whole sentence."""
    if not tree.has(clause, "nsubj") and any(tree.tags[c] == "PART" for c in tree.children(clause, "aux")):
        return "acl"
    return "advcl:relcl" if tree.tags[tree.heads[clause]] in _VERBS else "acl:relcl"


def _tag(tree: Tree, node: int) -> str:
    tag, dep = tree.tags[node], tree.deps[node]
    if dep in ("aux", "aux:pass", "cop") and tag == "VERB":
        return "AUX"
    if dep == "mark" and tag == "ADP":
        return "SCONJ"
    if dep == "case" and tag == "SCONJ":
        return "ADP"
    if dep == "advmod" and tag == "ADP" and not tree.has(node, "fixed"):
        return "ADV"  # "over 40"; but "up to 40"
    if tag in ("SCONJ", "DET") and dep not in _INTRODUCING:
        if tree.words[node] in _RELATIVES:
            return "PRON"
        return "ADV" if tree.words[node] in _QUESTION_ADVERBS else tag
    return tag
