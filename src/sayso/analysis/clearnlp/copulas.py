"""The verb "be": what is said of its subject heads the clause, and the verb hangs on that."""

from __future__ import annotations

from sayso.analysis.clearnlp.tree import Tree

_BE = frozenset(
    {"be", "am", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re", "'m", "’m"}
)
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_PREDICATES = ("attr", "acomp", "oprd")
_CLAUSES = ("ccomp", "xcomp")
# fmt: off
_ADVERBS_OF_PLACE = frozenset((
    "abroad", "ahead", "around", "away", "back", "down", "elsewhere", "here", "home", "in", "inside",
    "nearby", "nowhere", "off", "out", "outside", "over", "there", "underway", "up",
))
_FRONTED = frozenset(("here", "how", "there", "when", "where", "why"))
_NO_PREDICATES = frozenset((
    "also", "either", "n't", "never", "not", "n’t", "now", "still", "then", "therefore", "though", "too",
))
# fmt: on
_SAYS_WHAT = frozenset({"all", "that", "this", "what"})
"""Pronouns that stand for an aim, not for those who have it: "what they want is to leave"."""


def turn_copula(tree: Tree, verb: int) -> None:
    """ "the town is quiet": "quiet" heads the clause. "There is fighting" keeps its verb."""
    if any(tree.words[child] == "there" for child in tree.children(verb, "expl")):
        _keep_existential(tree, verb)
    elif _is_main_verb(tree, verb) and (predicate := _predicate(tree, verb)) is not None:
        if tree.deps[predicate] in _CLAUSES:
            _head_by_clause(tree, verb, predicate)
        else:
            _head_by_word(tree, verb, predicate)


def _is_main_verb(tree: Tree, verb: int) -> bool:
    if tree.words[verb] not in _BE or tree.tags[verb] not in ("AUX", "VERB"):
        return False
    return tree.deps[verb] not in ("aux", "auxpass")


def _keep_existential(tree: Tree, verb: int) -> None:
    for thing in tree.children(verb, "attr", "acomp", "dobj"):
        tree.deps[thing] = "nsubj"
    if tree.tags[verb] == "AUX" and tree.deps[verb] not in ("aux", "auxpass"):
        tree.tags[verb] = "VERB"


def _predicate(tree: Tree, verb: int) -> int | None:
    """What is said of the subject: what the parser calls so, else a place or clause, an adverb, a day."""
    if named := tree.children(verb, *_PREDICATES):
        return _inverted(tree, verb) or named[0]
    behind = [child for child in tree.children(verb) if child > verb]
    said = [c for c in behind if tree.deps[c] in ("obl", "prep", *_CLAUSES) or _is_of_place(tree, c)]
    adverbs = [c for c in behind if tree.deps[c] == "advmod" and tree.words[c] not in _NO_PREDICATES]
    times = [c for c in behind if tree.deps[c] == "npadvmod"]
    fronted = [c for c in tree.children(verb, "advmod") if c < verb and tree.words[c] in _FRONTED]
    if any(tree.deps[c] in _SUBJECTS for c in behind):
        fronted += [c for c in tree.children(verb, "obl") if c < verb]
    return next(iter([*said, *adverbs, *times, *fronted]), None)


def _inverted(tree: Tree, verb: int) -> int | None:
    """ "Among the dead were two officers": a place in front, and nothing else before the verb."""
    places = [place for place in tree.children(verb, "obl") if place < verb]
    if places and tree.deps[verb] != "conj" and not tree.has(verb, *_SUBJECTS):
        return places[-1]
    return None


def _is_of_place(tree: Tree, node: int) -> bool:
    return tree.deps[node] in ("advmod", "prt") and tree.words[node] in _ADVERBS_OF_PLACE


def _head_by_word(tree: Tree, verb: int, predicate: int) -> None:
    if predicate < verb and not tree.has(verb, *_SUBJECTS):
        for subject in tree.children(verb, "attr"):
            if subject != predicate:
                tree.deps[subject] = "nsubj"
    _extrapose(tree, verb)
    tree.crown(predicate, tree.deps[verb])
    tree.deps[verb] = "cop"


def _extrapose(tree: Tree, verb: int) -> None:
    """ "it is clear that ...", "it is vital to ...": the clause is the subject, "it" only points to it."""
    pointing = [subject for subject in tree.children(verb, "nsubj") if tree.words[subject] == "it"]
    clauses = [c for c in tree.children(verb, *_CLAUSES) if c > verb and tree.is_introduced(c)]
    if pointing and clauses and tree.has(verb, *_PREDICATES):
        tree.deps[pointing[0]] = "expl"
        tree.deps[clauses[0]] = "csubj"


def _head_by_clause(tree: Tree, verb: int, clause: int) -> None:
    """ "the claim is that ...": the claim is an outer subject. "Troops are to leave": a mere auxiliary."""
    is_modal = tree.deps[clause] == "xcomp" and _is_duty(tree, verb, clause)
    for subject in tree.children(verb, "nsubj", "csubj"):
        if not is_modal:
            tree.deps[subject] += ":outer"
        elif tree.has(clause, "auxpass"):
            tree.deps[subject] += "pass"
    tree.crown(clause, tree.deps[verb])
    tree.deps[verb] = "aux" if is_modal else "cop"


def _is_duty(tree: Tree, verb: int, infinitive: int) -> bool:
    """ "they are to leave", "it is to be rebuilt"; but "the aim is to rebuild it" says what the aim is."""
    if tree.has(infinitive, "auxpass") or not tree.has(verb, *_SUBJECTS):
        return True
    return any(
        tree.tags[subject] == "PROPN"
        or (tree.tags[subject] == "PRON" and tree.words[subject] not in _SAYS_WHAT)
        or tree.forms[subject] == "NNS"
        for subject in tree.children(verb, "nsubj")
    )
