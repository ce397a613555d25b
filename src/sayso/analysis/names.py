"""One list of names out of two opinions.

The general head knows names as news and encyclopaedias use them; the official one knows the bodies,
coalitions and places of official statements about armed conflict, few of which the first has met.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

OFFICIAL, JOINED = "official", "joined"
_KINDS = "sayso.kinds"
_SURE = 0.5
_SERVING = frozenset({"det", "case", "cc", "mark", "punct"})


def names_something(name: Span) -> bool:
    """Whether a word in it can name: of "The commander" the official head at times marks `The` alone."""
    return any(token.dep_ not in _SERVING for token in name)


def kind_at(token: Token) -> str | None:
    """The kind of the joined name that the token is part of; the list is gone through once a document."""
    kinds: dict[int, str] | None = token.doc.user_data.get(_KINDS)
    if kinds is None:
        names = token.doc.spans.get(JOINED, ())
        kinds = {place: name.label_ for name in names for place in range(name.start, name.end)}
        token.doc.user_data[_KINDS] = kinds
    return kinds.get(token.i)


def joined(general: Mapping[Span, float], official: Mapping[Span, float]) -> list[Span]:
    """The names that stand, in order; the numbers are how sure each head is of each of its names.

    1. A name of which the official head is sure stands, with its bounds and kind: of "Beijing" and "the
       Syrian army" it knows better which is a place and which a body.
    2. A name of the general head stands where it overlaps none of those.
    3. A name of which the official head is not sure stands where nothing else is marked.
    """
    sure = [name for name, number in official.items() if number >= _SURE]
    unsure = [name for name, number in official.items() if number < _SURE]
    kept: list[Span] = []
    taken: set[int] = set()
    for name in (*sure, *general, *unsure):
        if taken.isdisjoint(range(name.start, name.end)):
            kept.append(name)
            taken.update(range(name.start, name.end))
    return sorted(kept, key=lambda span: span.start)
