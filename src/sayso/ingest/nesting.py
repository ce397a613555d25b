"""How deep the elements of a page lie inside one another, and how much is written into one of their tags."""

from __future__ import annotations

import re

from sayso.errors import UnreadableInputError

DEEPEST = 1000
"""Elements inside one another. Real pages stay under a hundred; the time that parsers need grows with
the square of the depth, so that 20 MB of `<div>` would keep a machine busy for hours."""

MOST_ATTRIBUTES = 5000
"""Names within one tag. Parsers compare each with all before it: a tag of 1 MB takes them half a minute. Real
ones have a dozen; the number is high because a script may hold a "<" too."""

# As the standard of HTML has it: quotation marks count only behind "=". No piece is ever gone back over.
_ATTRIBUTE = r"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_NAME = re.compile(_ATTRIBUTE)
_WHOLE_TAG = re.compile(rf"<[a-z][^\s/>]*+((?:{_ATTRIBUTE})*+)", re.I)
_TAG = re.compile(
    rf"<[a-z][^\s/>]*+(?P<attributes>(?:[\s/]*+{_NAME}(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+)*+)",
    re.I,
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.I)
_ENDS_BY_ITSELF = re.compile(
    r"(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|"
    r"p|li|dt|dd|option|tr|td|th|thead|tbody|tfoot|colgroup|rt|rp)",
    re.I,
)


def refuse_deep(markup: str, where: str) -> None:
    """Raise `UnreadableInputError` where elements lie deeper or carry more than in any page.

    Told by tags alone.
    """
    depth = 0
    for tag in _TAG.finditer(markup):
        if not _ENDS_BY_ITSELF.fullmatch(tag[2]):
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            if depth > DEEPEST:
                raise UnreadableInputError(
                    where, "is nested too deeply for a page", "save the article's text"
                )
    for whole in _WHOLE_TAG.finditer(markup):
        if len(whole[1]) > 2 * MOST_ATTRIBUTES and _names(whole[1]) > MOST_ATTRIBUTES:
            raise UnreadableInputError(
                where, "has more written into one tag than a page has", "save the article's text"
            )


def _names(attributes: str) -> int:
    return len({found[1].lower() for found in _NAME.finditer(attributes)})
