"""Names of people and of days, which the treebank heads by another word than ClearNLP does."""

from __future__ import annotations

from sayso.analysis.clearnlp.tree import Tree

_NAME_PARTS = frozenset({"compound", "nmod", "amod", "flat", "appos", "nummod", "dep", "npadvmod"})
_NOT_OF_NAMES = frozenset({"case", "det", "punct"})
_TITLE_PARTS = ("compound", "amod")
# fmt: off
_MONTHS = frozenset((
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.",
    "nov.", "dec.", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
))
# fmt: on


def head_people_by_first_name(tree: Tree) -> None:
    """ "President Vladimir Ivanov": "Vladimir" heads the name, the rest is `flat`, the title describes it.

    Other names keep their last word as head ("the Wagner Group"), and so does the treebank.
    """
    for name in tree.people:
        parts = [node for node in name if tree.deps[node] not in _NOT_OF_NAMES]
        if parts and _is_one_name(tree, parts):
            _flatten(tree, parts)
            _set_off_title(tree, parts[0])


def _is_one_name(tree: Tree, parts: list[int]) -> bool:
    """Whether the words hang together on one of them, as mere parts of a name."""
    tops = [node for node in parts if tree.heads[node] not in parts or tree.heads[node] == node]
    return len(tops) == 1 and all(tree.deps[node] in _NAME_PARTS for node in parts if node not in tops)


def _flatten(tree: Tree, parts: list[int]) -> None:
    first = parts[0]
    while tree.heads[first] in parts and tree.heads[first] != first:
        tree.crown(first, tree.deps[tree.heads[first]])
    for part in parts[1:]:
        tree.put(part, first, "flat")
        if part - 1 in tree.children(first, "punct"):
            tree.put(part - 1, part, "punct")  # the hyphen of "al-Sadr" goes with "Sadr"


def _set_off_title(tree: Tree, name: int) -> None:
    title = name - 1
    if title not in tree.children(name, "compound") or tree.tags[title] not in ("NOUN", "PROPN"):
        return
    for word in tree.children(name, *_TITLE_PARTS):
        if word < title:
            tree.put(word, title, tree.deps[word])
    tree.deps[title] = "nmod:desc"


def head_dates_by_day(tree: Tree) -> None:
    """ "14 January 2023": the day heads the date, the month and the year follow unmarked."""
    for month, word in enumerate(tree.words):
        if word not in _MONTHS or tree.tags[month] != "PROPN":
            continue
        for number in tree.children(month, "nummod"):
            if tree.words[number].isdigit() and len(tree.words[number]) == 4:
                tree.deps[number] = "nmod:unmarked"
        day = next((n for n in tree.children(month, "nummod") if abs(n - month) == 1), None)
        if day is not None and len(tree.words[day].rstrip("stndrh")) < 3:
            tree.crown(day, tree.deps[month])
            tree.deps[month] = "nmod:unmarked"
