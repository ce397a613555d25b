"""Subjects that are none: objects that ClearNLP counts to the clause behind them, and an empty "it"."""

from __future__ import annotations

from sayso.analysis.clearnlp.tree import Tree

_CLAUSES = ("ccomp", "xcomp")
_PREDICATES = ("attr", "acomp", "oprd")
# fmt: off
_WITH_INFINITIVE = frozenset((
    "feel", "feels", "felt", "had", "has", "have", "having", "hear", "heard", "hearing", "hears", "help",
    "helped", "helping", "helps", "let", "lets", "letting", "made", "make", "makes", "making", "saw", "see",
    "seeing", "seen", "sees", "watch", "watched", "watches", "watching",
))
_WITH_PARTICIPLE = frozenset((
    "find", "finding", "finds", "found", "get", "gets", "getting", "got", "had", "has", "have", "having",
    "keep", "keeping", "keeps", "kept", "leave", "leaves", "leaving", "left", "made", "make", "makes",
    "making", "need", "needed", "needs", "send", "sending", "sends", "sent", "want", "wanted", "wants",
))
_ADDRESSING = frozenset((
    "advise", "advised", "advises", "advising", "allow", "allowed", "allowing", "allows", "ask", "asked",
    "asking", "asks", "assure", "assured", "assures", "assuring", "convince", "convinced", "convinces",
    "convincing", "inform", "informed", "informing", "informs", "instruct", "instructed", "instructing",
    "instructs", "notified", "notifies", "notify", "notifying", "persuade", "persuaded", "persuades",
    "persuading", "remind", "reminded", "reminding", "reminds", "tell", "telling", "tells", "told", "urge",
    "urged", "urges", "urging", "warn", "warned", "warning", "warns",
))
# fmt: on
"""Verbs that act on a subject before a bare infinitive ("saw shells fall"; not "demanded they leave"), before
a participle ("left it burning"; not "reported it burning"), and whose hearer the treebank draws as `iobj`."""
_SEEMING = frozenset({"appear", "appeared", "appears", "seem", "seemed", "seems"})


def raise_subjects(tree: Tree, verb: int) -> None:
    """ "expected it to fall", "left six men dead": ClearNLP makes a clause of "six men dead", the treebank
    an object and an `xcomp`."""
    if tree.tags[verb] not in ("VERB", "AUX"):
        return
    if not tree.has(verb, "dobj", "dative"):
        _raise_first(tree, verb)
    if tree.words[verb] in _ADDRESSING:
        _address(tree, verb)


def _raise_first(tree: Tree, verb: int) -> None:
    for clause in tree.children(verb, *_CLAUSES, *_PREDICATES):
        for subject in tree.children(clause, "nsubj", "nsubjpass"):
            if verb < subject < clause and _acts_into(tree, verb, clause):
                tree.put(subject, verb, "dobj")
                tree.deps[clause] = "xcomp"
                return


def _acts_into(tree: Tree, verb: int, clause: int) -> bool:
    """Whether the subject of the clause is what the verb acts on: never where the clause has a tense."""
    if tree.has(clause, "mark"):
        return False
    auxiliaries = tree.children(clause, "aux", "auxpass", "cop")
    if auxiliaries:
        return any(tree.tags[c] == "PART" for c in auxiliaries)
    if tree.tags[clause] not in ("VERB", "AUX"):
        return True
    takers = {"VB": _WITH_INFINITIVE, "VBG": _WITH_PARTICIPLE, "VBN": _WITH_PARTICIPLE}
    return tree.words[verb] in takers.get(tree.forms[clause], ())


def _address(tree: Tree, verb: int) -> None:
    """ "told reporters that ...", "asked troops to leave"."""
    for hearer in tree.children(verb, "dobj"):
        said = [clause for clause in tree.children(verb, *_CLAUSES) if clause > hearer > verb]
        if any(tree.deps[clause] == "ccomp" or tree.is_introduced(clause) for clause in said):
            tree.deps[hearer] = "dative"


def mark_expletives(tree: Tree) -> None:
    """ "it was reported that ...", "it seems that ...": nobody and nothing is meant by "it"."""
    for pointing, word in enumerate(tree.words):
        verb = tree.heads[pointing]
        if word != "it" or tree.deps[pointing] not in ("nsubj", "nsubjpass"):
            continue
        clauses = [c for c in tree.children(verb, "ccomp") if c > verb]
        if clauses and tree.deps[pointing] == "nsubjpass":
            tree.deps[pointing] = "expl"
            if tree.has(clauses[0], "mark"):
                tree.deps[clauses[0]] = "csubjpass"
        elif clauses and tree.words[verb] in _SEEMING:
            tree.deps[pointing] = "expl"
