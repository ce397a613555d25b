"""How deep the elements of a page lie inside one another."""

from __future__ import annotations

import re

from sayso.errors import UnreadableInputError

DEEPEST = 1000
"""Elements inside one another. Real pages stay under a hundred; the time that parsers need grows with
the square of the depth, so that 20 MB of `<div>` would keep a machine busy for hours."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.I)
_ENDS_BY_ITSELF = re.compile(
    r"(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|"
    r"p|li|dt|dd|option|tr|td|th|thead|tbody|tfoot|colgroup|rt|rp)",
    re.I,
)


def refuse_deep(markup: str, where: str) -> None:
    """Raise `UnreadableInputError` where elements lie deeper than in any page, told by tags alone."""
    depth = 0
    for tag in _TAG.finditer(markup):
        if not _ENDS_BY_ITSELF.fullmatch(tag[2]):
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            if depth > DEEPEST:
                raise UnreadableInputError(
                    where, "is nested too deeply for a page", "save the article's text"
                )
