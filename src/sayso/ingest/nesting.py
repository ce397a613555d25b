"""Pages made to keep their reader busy: told from the markup alone, before anything is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.errors import UnreadableInputError

DEEPEST = 1000
"""Elements inside one another. Real pages stay under a hundred; the time that parsers need grows with
the square of the depth, so that 20 MB of `<div>` would keep a machine busy for hours."""
MOST_ELEMENTS = 50_000
"""Elements of a page. The longest live blogs have some ten thousand."""
MOST_ATTRIBUTES = 2000
"""Attributes of one element. Parsers hold each against all before it."""

DEEPEST_ON_PAPER = 10 * DEEPEST
"""The same where the words of scripts are taken for markup too. Parsers do not agree where a broken comment
or script ends, so what hides behind one is counted all the same, with room for a program full of "i<n"."""

_TAG = re.compile(
    r"<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)"
    r"(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+))",
    re.I,
)
_ANY_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.I)
_ATTRIBUTE = re.compile(r"([^\s/>=]++)(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+")
# What stands in these is no markup.
_CLOSINGS = {
    name: re.compile(rf"</{name}\b", re.I)
    for name in ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes")
}
_END_OF_COMMENT = re.compile(r"--!?>")
_ENDS_BY_ITSELF = frozenset(
    re.findall(
        r"\w+",
        "area base br col embed hr img input link meta param source track wbr "
        "p li dt dd option tr td th thead tbody tfoot colgroup rt rp",
    )
)
_SMALL = 50_000
"""Characters of a page that takes no time whatever stands in it, if its elements are few."""


def refuse_endless(markup: str, where: str) -> None:
    """Raise `UnreadableInputError` where elements lie deeper, or are more, or have more attributes, than
    in any page."""
    if len(markup) <= _SMALL and markup.count("<") <= DEEPEST:
        return
    if _is_deep(_ANY_TAG.finditer(markup), DEEPEST_ON_PAPER):
        raise _too_deep(where)
    depth = elements = 0
    for tag in _tags(markup):
        is_closed = tag["name"].lower() not in _ENDS_BY_ITSELF
        if tag["end"]:
            depth = max(depth - is_closed, 0)
            continue
        elements += 1
        depth += is_closed
        if depth > DEEPEST:
            raise _too_deep(where)
        if elements > MOST_ELEMENTS:
            raise UnreadableInputError(
                where, f"has more than {MOST_ELEMENTS:,} elements", "save the article alone, or its text"
            )
        if len(tag["attributes"]) > 2 * MOST_ATTRIBUTES and _is_crowded(tag["attributes"]):
            raise UnreadableInputError(
                where,
                f"has an element of more than {MOST_ATTRIBUTES:,} attributes",
                "save the article's text",
            )


def _tags(markup: str) -> Iterator[re.Match[str]]:
    """The tags of a page that no comment, script or style holds; one that is never closed hides nothing."""
    never_closed: set[str] = set()
    at = 0
    while (tag := _TAG.search(markup, at)) is not None:
        at = tag.end()
        name = "!--" if tag["comment"] else tag["name"].lower()
        closing = _END_OF_COMMENT if tag["comment"] else _CLOSINGS.get(name)
        if not tag["comment"]:
            yield tag
        if closing is None or tag["end"] or name in never_closed:
            continue
        # An empty comment may be closed by the marks that open it: "<!-->".
        end = closing.search(markup, at - 2 if tag["comment"] else at)
        if end is None:
            never_closed.add(name)
        else:
            at = end.end() if tag["comment"] else end.start()


def _is_deep(tags: Iterator[re.Match[str]], deepest: int) -> bool:
    depth = 0
    for tag in tags:
        if tag[2].lower() not in _ENDS_BY_ITSELF:
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            if depth > deepest:
                return True
    return False


def _too_deep(where: str) -> UnreadableInputError:
    return UnreadableInputError(where, "is nested too deeply for a page", "save the article's text")


def _is_crowded(attributes: str) -> bool:
    # One name again and again costs a parser nothing.
    return len({found[1].lower() for found in _ATTRIBUTE.finditer(attributes)}) > MOST_ATTRIBUTES
