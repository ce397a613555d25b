"""Sentences rewritten while they are read: in the forms of quotation, of news, and of damaged archives.

The treebanks hold 640 sentences of the form "the ministry said the town had fallen" and 31 of the form
"'The town has fallen,' said the ministry", and hardly a headline in capitals; reports hold as many of
the one as of the other. The trees are rewritten with the words, so the gold stays gold.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from english.corpora import Sentence
from english.present import in_present, recast
from treebank import SAYING

_STOPS = frozenset({".", "!", "?"})
_QUOTES = frozenset({'"', "“", "”", "``", "''", "‘", "’", "'"})
_DASHES = ("–", "—", "-")
_LONGEST_MODIFIER = 11
_PARTS, _SHORT_PART = 4, 5
"""Of a clause in a headline: its parts, and the words of each that says when, where or how."""
_RECAST = 0.7
"""Share of the headlines in the present whose verbs are exchanged."""


@dataclass(slots=True, eq=False)
class Node:
    """One word of a tree; `head` is None at the root. Names are None where the sentence has none marked."""

    word: str
    dep: str
    tag: str
    morphology: str
    lemma: str
    name: str | None = None
    head: Node | None = None


Tree = list[Node]
Rewriting = Callable[[Tree, random.Random], Tree | None]


def nodes_of(sentence: Sentence) -> Tree:
    """The sentence as nodes that keep their heads when they are moved."""
    trees = (sentence.deps or (), sentence.tags or (), sentence.morphology or (), sentence.lemmas or ())
    names = sentence.names or [None] * len(sentence.words)
    nodes = [Node(*row) for row in zip(sentence.words, *trees, names, strict=True)]
    for node, head in zip(nodes, sentence.heads or (), strict=True):
        node.head = nodes[head - 1] if head else None
    return nodes


def sentence_of(nodes: Tree) -> Sentence:
    """The nodes in their present order as a sentence; names are kept where every word has its tag."""
    places = {id(node): place for place, node in enumerate(nodes, 1)}
    names = [node.name for node in nodes]
    return Sentence(
        words=[node.word for node in nodes],
        heads=[places[id(node.head)] if node.head else 0 for node in nodes],
        deps=[node.dep for node in nodes],
        tags=[node.tag for node in nodes],
        morphology=[node.morphology for node in nodes],
        lemmas=[node.lemma for node in nodes],
        names=None if None in names else names,
    )


class Augmenter:
    """Rewrites sentences by lot. The same seed over the same sentences gives the same rewritings.

    Rewritings are added to the sentences and replace none, so that what is rare is seen more often and
    what is usual no less.
    """

    def __init__(
        self,
        sentences: Iterable[Sentence],
        *,
        quotation: float,
        news_form: float,
        curly: float,
        headlines: int = 0,
    ) -> None:
        self._quotation, self._news_form, self._curly = quotation, news_form, curly
        self._headlines = headlines
        self._modifiers = _modifiers(sentences) if quotation else []

    def spelled(self, sentence: Sentence, lot: random.Random) -> Sentence:
        """The sentence, by lot in the marks of typesetters; the one given is never changed."""
        if lot.random() < self._curly:
            return replace(sentence, words=curled(sentence.words, lot))
        return sentence

    def rewritings(self, sentence: Sentence, lot: random.Random) -> Iterator[Sentence]:
        """By lot a sentence in a form of quotation, one in a form of news or of damage, and headlines."""
        if sentence.heads is None:
            return
        for _ in range(self._headlines):
            headline = _tried(as_present_headline, sentence, lot)
            if headline is not None:
                yield self.spelled(headline, lot)
        news_form = self._news_form
        if _speech(sentence) and lot.random() < self._quotation:
            forms = (fronted, inverted, split, split, split, credited, self._with_modifier)
            quoted = _tried(lot.choice(forms), sentence, lot)
            if quoted is not None:
                sentence, news_form = quoted, 3 * news_form
                yield self.spelled(quoted, lot)
        if lot.random() < news_form:
            damaged = _tried(lot.choice(_NEWS_FORMS), sentence, lot)
            if damaged is not None:
                yield self.spelled(damaged, lot)

    def _with_modifier(self, nodes: Tree, lot: random.Random) -> Tree | None:
        return with_modifier(nodes, lot, self._modifiers)


def _tried(form: Rewriting, sentence: Sentence, lot: random.Random) -> Sentence | None:
    rewritten = form(nodes_of(sentence), lot)
    return sentence_of(rewritten) if rewritten else None


def curled(words: Sequence[str], lot: random.Random) -> list[str]:
    """Straight marks as typesetters set them, and two hyphens as a dash."""
    result, opens = [], True
    for word in words:
        if word in ('"', "``", "''"):
            result.append("“" if word == "``" or (opens and word == '"') else "”")
            opens = not opens
        elif word == "--":
            result.append(lot.choice("–—"))
        else:
            result.append(word.replace("'", "’"))
    return result


# --- quotation ---


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of "the ministry said on Friday that the town had fallen": `extra` is "on Friday"."""

    verb: Node
    speaker: Tree
    before: Tree
    extra: Tree
    content: Tree
    stop: Tree


def _speech(sentence: Sentence) -> bool:
    return (sentence.lemmas or ())[(sentence.heads or ()).index(0)] in SAYING


def _children(nodes: Tree, head: Node, *deps: str) -> Tree:
    return [node for node in nodes if node.head is head and (not deps or node.dep.split(":")[0] in deps)]


def _below(nodes: Tree, top: Node) -> Tree:
    """The nodes under `top`, itself included, in order."""
    members = {id(top)}
    grew = True
    while grew:
        grew = False
        for node in nodes:
            if id(node) not in members and node.head is not None and id(node.head) in members:
                members.add(id(node))
                grew = True
    return [node for node in nodes if id(node) in members]


def _is_run(nodes: Tree, part: Tree) -> bool:
    return nodes.index(part[-1]) - nodes.index(part[0]) == len(part) - 1


def _parts(nodes: Tree) -> _Parts | None:
    verb = next(node for node in nodes if node.head is None)
    subjects, contents = _children(nodes, verb, "nsubj"), _children(nodes, verb, "ccomp")
    if verb.tag != "VERB" or len(subjects) != 1 or len(contents) != 1:
        return None
    speaker, content = _below(nodes, subjects[0]), _below(nodes, contents[0])
    if not (_is_run(nodes, speaker) and _is_run(nodes, content)):
        return None
    start, said, told = nodes.index(speaker[0]), nodes.index(verb), nodes.index(content[0])
    before, extra = nodes[start + len(speaker) : said], nodes[said + 1 : told]
    stop = nodes[told + len(content) :]
    is_plain = start == 0 and start < said < told and len(content) > 3
    is_plain = is_plain and all(node.dep == "punct" for node in stop)
    is_plain = is_plain and not any(node.word in _QUOTES for node in nodes)
    if not is_plain or len(speaker) > 14 or len(extra) > 8:
        return None
    content = [node for node in content if not (node.head is contents[0] and node.lemma == "that")]
    _lowered(speaker[0])
    extra = [node for node in extra if node.dep != "punct"]
    if extra and extra[-1].dep == "punct":
        return None
    return _Parts(verb, speaker, before, extra, content, stop)


def fronted(nodes: Tree, lot: random.Random) -> Tree | None:
    """ "The town has fallen," the ministry said on Friday."""
    parts = _parts(nodes)
    if parts is None:
        return None
    return _quoted(parts, [*parts.speaker, *parts.before, parts.verb, *parts.extra], lot)


def inverted(nodes: Tree, lot: random.Random) -> Tree | None:
    """ "The town has fallen," said the ministry on Friday."""
    parts = _parts(nodes)
    if parts is None or parts.before or parts.speaker[0].tag == "PRON":
        return None
    return _quoted(parts, [parts.verb, *parts.speaker, *parts.extra], lot)


def _quoted(parts: _Parts, reporting: Tree, lot: random.Random) -> Tree | None:
    content = _top(parts.content)
    if content is None:
        return None
    comma = _mark(",", parts.verb)
    marks = [] if lot.random() < 0.15 else [_mark('"', content), _mark('"', content)]
    inside = [_capitalised(parts.content[0]), *parts.content[1:]]
    inside = [*marks[:1], *inside, comma, *marks[1:]]
    return [*inside, *reporting, *_ended(parts)]


def split(nodes: Tree, lot: random.Random) -> Tree | None:
    """ "The town," the ministry said, "has fallen." The content is the root, and `said` stands beside it."""
    parts = _parts(nodes)
    content = _top(parts.content) if parts else None
    if parts is None or content is None:
        return None
    cuts = [cut for cut in _joints(parts.content, content) if 1 <= cut <= len(parts.content) - 2]
    if not cuts:
        return None
    cut = lot.choice(cuts)
    first, second = parts.content[:cut], parts.content[cut:]
    second = second[1:] if second[0].dep == "punct" else second
    first = first[:-1] if first[-1].word == "," else first
    if not first or not second:
        return None
    content.head, content.dep = None, "ROOT"
    parts.verb.head, parts.verb.dep = content, "parataxis"
    if lot.random() < 0.5 and not parts.before and parts.speaker[0].tag != "PRON":
        reporting = [parts.verb, *parts.speaker, *parts.extra]
    else:
        reporting = [*parts.speaker, *parts.before, parts.verb, *parts.extra]
    ends = _ended(parts)
    for mark in ends:
        mark.head = content
    marks = [_mark('"', content) for _ in range(4)]
    return [
        marks[0], _capitalised(first[0]), *first[1:], _mark(",", parts.verb), marks[1],
        *reporting, _mark(",", parts.verb),
        marks[2], *second, *ends, marks[3],
    ]  # fmt: skip


def _joints(part: Tree, top: Node) -> list[int]:
    """Where a speaker pauses: behind the subject, and before what is added to the clause."""
    subjects = [_below(part, node) for node in _children(part, top, "nsubj")]
    added = [_below(part, node) for node in _children(part, top, "obl", "advcl", "conj")]
    ends = [part.index(run[-1]) + 1 for run in subjects if _is_run(part, run) and run[0] is part[0]]
    return ends + [part.index(run[0]) for run in added if _is_run(part, run)]


def credited(nodes: Tree, lot: random.Random) -> Tree | None:
    """Town has fallen - ministry. Ministry: town has fallen. The speaker stands beside the content."""
    parts = _parts(nodes)
    content = _top(parts.content) if parts else None
    if parts is None or content is None or parts.extra or parts.before or parts.speaker[0].tag == "PRON":
        return None
    speaker = next(node for node in parts.speaker if node.head is parts.verb)
    content.head, content.dep = None, "ROOT"
    speaker.head, speaker.dep = content, "parataxis"
    if lot.random() < 0.5:
        named = parts.speaker[:-1] if parts.speaker[-1].dep == "punct" else parts.speaker
        return [*_opened(named), _mark(":", speaker), *parts.content]
    return [*_opened(parts.content), _mark(lot.choice(_DASHES), speaker), *parts.speaker]


def _opened(part: Tree) -> Tree:
    return [_capitalised(part[0]), *part[1:]]


def with_modifier(nodes: Tree, lot: random.Random, modifiers: Sequence[Tree]) -> Tree | None:
    """The ministry - once a royal stable - said the town had fallen."""
    parts = _parts(nodes)
    if parts is None or not modifiers or parts.speaker[0].tag == "PRON":
        return None
    noun = next(node for node in parts.speaker if node.head is parts.verb)
    if any(node.dep.split(":")[0] in ("appos", "acl", "conj") for node in parts.speaker):
        return None
    modifier = _copied(lot.choice(modifiers))
    top = next(node for node in modifier if node.head is None)
    top.head = noun
    opening, closing = lot.choice(((",", ","), (",", ","), ("–", "–"), ("—", "—"), ("-", "-"), ("(", ")")))
    place = nodes.index(parts.speaker[-1]) + 1
    _capitalised(nodes[0])
    return [*nodes[:place], _mark(opening, top), *modifier, _mark(closing, top), *nodes[place:]]


def _modifiers(sentences: Iterable[Sentence]) -> list[Tree]:
    """Appositions and clauses that are set off after a noun, to be set off after other nouns."""
    found = []
    for sentence in sentences:
        if sentence.heads is None or sentence.deps is None:
            continue
        if not any(dep in ("appos", "acl:relcl") for dep in sentence.deps):
            continue
        nodes = nodes_of(sentence)
        for top in nodes:
            is_set_off = top.dep in ("appos", "acl:relcl") and top.head is not None
            modifier = _set_off(nodes, top) if is_set_off and top.head.tag in ("NOUN", "PROPN") else None
            if modifier:
                found.append(modifier)
    return found


def _set_off(nodes: Tree, top: Node) -> Tree | None:
    part = _below(nodes, top)
    if not _is_run(nodes, part) or part[0].dep != "punct" or len(part) > _LONGEST_MODIFIER + 2:
        return None
    while part and part[0].dep == "punct":
        part = part[1:]
    while part and part[-1].dep == "punct":
        part = part[:-1]
    if len(part) < 2 or any(node.tag in ("SYM", "X") or node.word in _QUOTES for node in part):
        return None
    copied = _copied(part)
    next(node for node in copied if node.head is None).dep = top.dep
    return copied


def _copied(part: Tree) -> Tree:
    """New nodes for the words of a subtree; its top has no head."""
    twins = {id(node): replace(node, head=None) for node in part}
    for node in part:
        twins[id(node)].head = twins.get(id(node.head))
    return list(twins.values())


def _top(part: Tree) -> Node | None:
    inside = {id(node) for node in part}
    tops = [node for node in part if id(node.head) not in inside]
    return tops[0] if len(tops) == 1 else None


def _mark(word: str, head: Node) -> Node:
    fine = {",": ",", "“": "``", '"': "''", "(": "-LRB-", ")": "-RRB-"}.get(word, ":")
    return Node(word, "punct", "PUNCT", f"{fine} _", word, "O", head)


def _ended(parts: _Parts) -> Tree:
    return parts.stop[-1:] if parts.stop and parts.stop[-1].word in _STOPS else [_mark(".", parts.verb)]


def _capitalised(node: Node) -> Node:
    node.word = node.word[:1].upper() + node.word[1:]
    return node


def _lowered(node: Node) -> Node:
    if node.tag not in ("PROPN", "NUM") and node.word != "I" and not node.word.isupper():
        node.word = node.word[:1].lower() + node.word[1:]
    return node


# --- news and damaged archives ---


def without_stop(nodes: Tree, lot: random.Random) -> Tree | None:
    """A heading, a caption, a bullet: nothing ends it."""
    last = nodes[-1]
    if last.word not in _STOPS or len(nodes) < 3 or last.head is None:
        return None
    return nodes[:-1]


def as_headline(nodes: Tree, lot: random.Random) -> Tree | None:
    """Troops leave town, army says: no articles, no auxiliary of the passive, no stop."""
    return _without_small_words(nodes, lot, shortest=4)


def _without_small_words(nodes: Tree, lot: random.Random, shortest: int) -> Tree | None:
    root = next(node for node in nodes if node.head is None)
    leaves = {id(node.head) for node in nodes}
    kept = [
        node
        for node in nodes
        if id(node) in leaves
        or not (node.lemma in ("the", "a", "an") or (node.dep == "aux:pass" and node.head is root))
    ]
    if not shortest <= len(kept) <= 20 or root.tag != "VERB":
        return None
    kept = without_stop(_opened(kept), lot) or kept
    form = lot.choice((in_capitals, in_title_case, None))
    return form(kept, lot) if form else kept


def as_present_headline(nodes: Tree, lot: random.Random) -> Tree | None:
    """ "Army shells hospital", where "shells" has the look of a noun: one clause of the sentence."""
    clauses = [clause for verb in nodes if (clause := _core(nodes, verb)) is not None]
    clause = lot.choice(clauses) if clauses else None
    if clause is None or not in_present(clause):
        return None
    if lot.random() < _RECAST:
        recast(clause, lot)
    return _without_small_words(clause, lot, shortest=3)


def _core(nodes: Tree, verb: Node) -> Tree | None:
    """A verb in the past tense with a noun for its subject, and its nearest short dependents."""
    subject = _children(nodes, verb, "nsubj")
    is_told = verb.tag == "VERB" and verb.morphology.startswith("VBD Mood=Ind")
    if not is_told or not subject or subject[0].tag not in ("NOUN", "PROPN"):
        return None
    if _children(nodes, verb, "aux", "ccomp", "xcomp", "expl"):
        return None
    parts = [subject[0], *_children(nodes, verb, "compound"), *_children(nodes, verb, "obj")]
    for part in _children(nodes, verb, "obl"):
        if len(parts) < _PARTS and len(_below(nodes, part)) <= _SHORT_PART:
            parts.append(part)
    members = {id(node) for part in parts for node in _below(nodes, part)} | {id(verb)}
    clause = [node for node in nodes if id(node) in members]
    if len(parts) < 2 or not _is_run(nodes, _below(nodes, subject[0])) or clause[0].dep == "punct":
        return None
    copied = _copied(clause)
    next(node for node in copied if node.head is None).dep = "ROOT"
    return copied


def in_capitals(nodes: Tree, lot: random.Random) -> Tree | None:
    """TROOPS LEAVE TOWN, ARMY SAYS."""
    for node in nodes:
        node.word = node.word.upper()
    return without_stop(nodes, lot) or nodes


def in_title_case(nodes: Tree, lot: random.Random) -> Tree | None:
    """Troops Leave Town, Army Says."""
    for place, node in enumerate(nodes):
        if not place or node.tag not in ("ADP", "DET", "CCONJ", "PART", "PUNCT") or len(node.word) > 4:
            _capitalised(node)
    return without_stop(nodes, lot) or nodes


def without_commas(nodes: Tree, lot: random.Random) -> Tree | None:
    """ "However the army which denied it said ...", as some archives have it."""
    leaves = {id(node.head) for node in nodes}
    kept = [node for node in nodes if node.word != "," or id(node) in leaves]
    return kept if len(kept) < len(nodes) else None


def without_apostrophes(nodes: Tree, lot: random.Random) -> Tree | None:
    """ "The ministrys spokesman didnt say": a possessive mark becomes part of its noun."""
    kept: Tree = []
    for node in nodes:
        bare = node.word.replace("'", "").replace("’", "")
        if node.dep == "case" and node.word in ("'s", "’s", "'", "’") and kept and node.head is kept[-1]:
            kept[-1].word += bare
        elif bare:
            node.word = bare
            kept.append(node)
        else:
            return None
    return kept if [n.word for n in kept] != [n.word for n in nodes] or len(kept) < len(nodes) else None


def unclosed(nodes: Tree, lot: random.Random) -> Tree | None:
    """A quotation that no mark ends: the next paragraph goes on with it."""
    marks = [place for place, node in enumerate(nodes) if node.word in ('"', "”", "''")]
    if not marks or any(node.head is nodes[marks[-1]] for node in nodes) or len(nodes) < 3:
        return None
    return nodes[: marks[-1]] + nodes[marks[-1] + 1 :]


def bulleted(nodes: Tree, lot: random.Random) -> Tree | None:
    """- Troops left the town"""
    root = next(node for node in nodes if node.head is None)
    return [_mark(lot.choice("-•*–"), root), *(without_stop(nodes, lot) or nodes)]


def dashed(nodes: Tree, lot: random.Random) -> Tree | None:
    """Two commas around a part of the sentence as dashes: "the town - once a spa - fell"."""
    commas = [node for node in nodes if node.word == "," and node.head is not None]
    pairs = [
        (one, other)
        for one, other in pairwise(commas)
        if one.head is other.head and one.head.dep in ("appos", "acl:relcl", "parataxis")
    ]
    if not pairs:
        return None
    dash = lot.choice(_DASHES)
    for mark in lot.choice(pairs):
        mark.word = mark.lemma = dash
        mark.morphology = ": _"
    return nodes


_NEWS_FORMS: tuple[Rewriting, ...] = (
    without_stop,
    without_stop,
    as_headline,
    as_headline,
    in_capitals,
    in_capitals,
    in_title_case,
    without_commas,
    without_commas,
    without_apostrophes,
    without_apostrophes,
    unclosed,
    bulleted,
    dashed,
    dashed,
)
