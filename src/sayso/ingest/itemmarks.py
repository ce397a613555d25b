"""What a text shows by itself, without a page around it to say anything."""

from __future__ import annotations

import re

from sayso.model import Mark
from sayso.text import languages_of

_CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*\Z"
    r"|\b(?:(?:read|see) more|continue reading|read the (?:rest|full (?:story|article)))"
    r"\s?(?:»|→|…|>|\.\.\.)?\s*\Z",
    re.I,
)
_TAIL = 60


def breaks_off(text: str) -> bool:
    """Whether a text ends where another goes on: "... on the road […]", "Read more"."""
    return _CUT.search(text[-_TAIL:]) is not None


def marks_of_item(text: str) -> tuple[Mark, ...]:
    """What the text of a feed's item shows: that it is in several languages, that it breaks off."""
    return (*marks_of_text(text), *((Mark.EXCERPT,) if breaks_off(text) else ()))


def marks_of_text(text: str) -> tuple[Mark, ...]:
    """What a plain text shows: that it is in several languages. A post that ends in "…" may end so."""
    return (Mark.SEVERAL_LANGUAGES,) if len(languages_of(text)) > 1 else ()
