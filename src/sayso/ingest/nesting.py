"""Pages made to keep their reader busy: told from the markup alone, before anything is parsed."""

from __future__ import annotations

import re

from sayso.errors import UnreadableInputError

DEEPEST = 1000
"""Elements inside one another. Real pages stay under a hundred; the time that parsers need grows with
the square of the depth, so that 20 MB of `<div>` would keep a machine busy for hours."""
MOST_ELEMENTS = 50_000
"""Elements of a page. The longest live blogs have some ten thousand."""
MOST_ATTRIBUTES = 2000
"""Attributes of one element. Parsers hold each against all before it."""

# The words of scripts and styles are no markup: "i<n" would be an element that nobody closes.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style)\b.*?(?:</(?P=raw)|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)"
    r"(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)",
    re.I | re.S,
)
_ATTRIBUTE = re.compile(r"[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+")
_ENDS_BY_ITSELF = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "option",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "rt",
        "rp",
    ]
)
_SMALL = 50_000
"""Characters of a page that takes no time whatever stands in it, if its elements are few."""


def refuse_endless(markup: str, where: str) -> None:
    """Raise `UnreadableInputError` where elements lie deeper, or are more, or have more attributes, than
    in any page."""
    if len(markup) <= _SMALL and markup.count("<") <= DEEPEST:
        return
    depth = elements = 0
    for tag in _TAG.finditer(markup):
        name = tag["name"]
        if name is None:
            continue
        is_closed = name.lower() not in _ENDS_BY_ITSELF
        if tag["end"]:
            depth = max(depth - is_closed, 0)
            continue
        elements += 1
        depth += is_closed
        if depth > DEEPEST:
            raise UnreadableInputError(where, "is nested too deeply for a page", "save the article's text")
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


def _is_crowded(attributes: str) -> bool:
    return any(number >= MOST_ATTRIBUTES for number, _ in enumerate(_ATTRIBUTE.finditer(attributes)))
